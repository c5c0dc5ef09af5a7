/* Promises checked here, by the lines of typos.tsv, on three tables:
 * - what is typed wrongly finds nothing as it is, or only by relaxing, and what was meant is
 * proposed
 * - what is proposed finds something with every keyword required, and then nothing is proposed
 * - for what is near to nothing, or a word that is in no text, nothing is proposed */
#include "ask.h"
#include "cmocka_c17.h"
#include "judge.h"

static json_t *ask_for(const place *p, ky_str q)
{
    KY_CLEANUP(ky_buf_fini) ky_buf param = {0};
    ky_buf_printf(&param, "q=%.*s", KY_FMT(q));
    return ask(p->ix, param.p, "facets=none");
}

static bool is_found(json_t *answer)
{
    return total_of(answer) > 0 && !json_is_true(at(answer, "query.relaxed"));
}

/* What is proposed for q; "-" where nothing is. */
static const char *proposal(json_t *answer)
{
    json_t *corrected = at(answer, "query.corrected");
    return json_is_string(corrected) ? json_string_value(corrected) : "-";
}

static bool holds(ky_str line)
{
    const place *p = table_by_name(next_cell(&line, '\t'));
    ky_str q = next_cell(&line, '\t');
    ky_str wanted = next_cell(&line, '\t');
    assert_non_null(p);
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask_for(p, q);
    bool right = !is_found(a) && ky_str_eq(ky_str_of(proposal(a)), wanted);
    if (!right)
        print_error("  %.*s: %s, not %.*s\n", KY_FMT(q), proposal(a), KY_FMT(wanted));
    if (!right || ky_str_eq(wanted, KY_LIT("-")))
        return right;
    KY_CLEANUP(ky_json_unref_p) json_t *b = ask_for(p, wanted);
    return is_found(b) && json_is_null(at(b, "query.corrected"));
}

static void what_was_meant_is_proposed(void **state)
{
    (void) state;
    judge_lines("typos.tsv", 100, holds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_meant_is_proposed)};
    return cmocka_run_group_tests(tests, tables_setup, tables_teardown);
}
