/* Reading tables in tests: from bytes in memory, with everything that was said about them. */
#ifndef KY_TESTS_INDEXER_SUPPORT_H
#define KY_TESTS_INDEXER_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/json.h"
#include "table.h"

/* One line of the report for a person, taken apart. */
typedef struct finding {
    bool doubt;
    size_t line;
    size_t column;
    long number; /* -1 where there is none */
    char rule[32];
} finding;

typedef struct reading_result {
    ky_rc rc;
    ky_err err;
    json_t *records; /* as ky_record_to_json() gives them */
    finding *findings;
    size_t n;
    size_t lines;
} reading_result;

/* The bundled schema; free with ky_schema_free(). Another one may be put in its place for tests. */
extern ky_schema *bundled;

int load_bundled(void **state); /* group set-up and tear-down */
int free_bundled(void **state);

/* The bundled table's bytes; ky_buf_fini(). */
ky_buf published(void);

reading_result read_as(const ky_schema *schema, const char *name, ky_str bytes,
                       ky_table_format format, uint32_t year);

/* The same by the bundled schema, in the format that the name says. */
reading_result read_table(const char *name, ky_str bytes);
reading_result read_text(const char *name, const char *text);

void result_free(reading_result *r); /* for KY_CLEANUP */

/* How often a rule reported; of the lines and columns given, where they are not 0. */
size_t count_at(const reading_result *r, const char *rule, size_t line, size_t column);
size_t count_rule(const reading_result *r, const char *rule);
size_t count_doubts(const reading_result *r);

/* The records that the bundled table holds, read once. Borrowed. */
const json_t *truth(void);

/* True where the records are the 77 of the bundled table and only 47 is doubtful. */
void assert_bundled(const reading_result *r);

/* An array of the lines of text, without their ends; the slices borrow it. Free with free(). */
ky_str *lines_of(ky_str text, size_t *ret_n);

/* Put lines together again, with ends between them. */
ky_buf join(const ky_str *lines, size_t n, const char *end);

/* A copy of the text in which every occurrence of one string is another. */
ky_buf replaced(ky_str text, const char *from, const char *to);

#endif
