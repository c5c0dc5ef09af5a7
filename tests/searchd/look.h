/* Looking into a page as an HTML parser sees it. Whatever fails here ends the test. */
#ifndef TESTS_SEARCHD_LOOK_H
#define TESTS_SEARCHD_LOOK_H

#include "reply.h"

/* The strings that an XPath gives. */
typedef struct strings {
    char *items[400];
    size_t n;
} strings;

void strings_free(strings *s); /* for KY_CLEANUP */

strings find(const reply *r, const char *xpath);

/* The XPath gives one string, and this one. */
void assert_one(const reply *r, const char *xpath, const char *wanted);

size_t count(const reply *r, const char *xpath);

#endif
