/* What every test of the command line uses. */
#ifndef KY_TESTS_CLI_TESTING_H
#define KY_TESTS_CLI_TESTING_H

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"

/* Compare with both texts in the message. */
static inline void assert_text(ky_str got, const char *expected)
{
    if (!ky_str_eq(got, ky_str_of(expected)))
        fail_msg("got      <%.*s>\nexpected <%s>", KY_FMT(got), expected);
}

static inline void assert_buf(const ky_buf *got, const char *expected)
{
    assert_true(ky_buf_ok(got));
    assert_text(ky_buf_str(got), expected);
}

static inline bool holds(ky_str text, const char *part)
{
    return ky_str_find(text, ky_str_of(part)) != SIZE_MAX;
}

#endif
