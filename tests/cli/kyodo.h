/* The built program on the index that the tests make from books.schema.json and records.jsonl. */
#ifndef KY_TESTS_CLI_KYODO_H
#define KY_TESTS_CLI_KYODO_H

#include "run.h"
#include "testing.h"

#define ON_INDEX "--index", KYODO_TEST_INDEX

/* KYODO(columns, environment..., then `, ARGS(...)`): see the tests. */
#define ARGS(...) .args = {__VA_ARGS__, NULL}
#define ENV(...) .env = {__VA_ARGS__, NULL}
#define KYODO(...) run_program(KYODO_PROGRAM, &(run){__VA_ARGS__})

/* The whole outcome of a run that fails: status, nothing on standard output, one line that begins
 * with `kyodo: ` and holds `part` on standard error. */
static inline void assert_fails(outcome o, int status, const char *part)
{
    ky_str err = ky_buf_str(&o.err);
    if (o.status != status)
        fail_msg("exit %d, expected %d: %.*s", o.status, status, KY_FMT(err));
    assert_int_equal(o.out.n, 0);
    assert_true(ky_str_starts(err, KY_LIT("kyodo: ")));
    assert_int_equal(ky_str_find(err, KY_LIT("\n")), err.n - 1);
    if (!holds(err, part))
        fail_msg("<%.*s> does not hold <%s>", KY_FMT(err), part);
    outcome_fini(&o);
}

static inline void assert_found(const outcome *o)
{
    if (o->status != 0 || o->err.n > 0)
        fail_msg("exit %d: %.*s", o->status, KY_FMT(ky_buf_str(&o->err)));
}

#endif
