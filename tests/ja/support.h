/* What the tests of lib/ja share: one model, one analyser, texts analysed in one line. */
#ifndef KY_TESTS_JA_SUPPORT_H
#define KY_TESTS_JA_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "ja/analyser.h"

typedef struct fixture {
    ja_model *model;
    ja_analyser *analyser;
    ky_arena arena;
} fixture;

/* Group set-up and tear-down; *state is a fixture. */
int open_fixture(void **state);
int close_fixture(void **state);

/* Both fail the test where the text is refused. */
ja_analysis analyse(fixture *f, ky_str text);
ky_str fold(fixture *f, ky_str text);

/* The surfaces of the tokens with '|' between, and a letter for the class before each where
 * `classes` is true: "W公園|Fの|W清掃". Free with free(). */
char *cut_of(const ja_analysis *a, bool classes);

/* assert that text is cut and classed as `expected`. */
void assert_cut(fixture *f, const char *text, const char *expected);

void assert_str(ky_str s, const char *expected);

/* n copies of unit, NUL-terminated; free with free(). */
char *repeat(const char *unit, size_t n, ky_str *ret);

/* A small generator, so that every run tries the same texts. */
uint32_t next_random(uint64_t *state);

#endif
