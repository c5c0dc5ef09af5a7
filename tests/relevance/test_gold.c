/* Promises checked here:
 * - each judged question finds exactly the records that are right for it: none is missing, none is
 *   surplus; what is found by relaxing is no answer
 *
 * gold.tsv stands for the kinds of question; the other files are more of the same kinds, over this
 * table and four others. */
#include "cmocka_c17.h"
#include "judge.h"

static void check(size_t set)
{
    char *path = judged_path(judged_sets[set].file);
    KY_CLEANUP(verdict_fini) verdict v = judge(path, judged_sets[set].asked);
    free(path);
    assert_true(v.asked > 0);
    if (v.right < v.asked) {
        print_error("%s, line and question:\n%s", judged_sets[set].file, v.wrong.p);
        fail_msg("%zu of %zu questions are answered wrongly", v.asked - v.right, v.asked);
    }
}

static void the_gold_questions_find_what_they_should(void **state)
{
    (void) state;
    check(0);
}

static void more_questions_over_the_same_table_find_what_they_should(void **state)
{
    (void) state;
    check(1);
}

static void questions_over_a_table_of_events_find_what_they_should(void **state)
{
    (void) state;
    check(2);
}

static void questions_over_a_table_of_parks_find_what_they_should(void **state)
{
    (void) state;
    check(3);
}

static void questions_over_minutes_find_words_however_they_are_torn(void **state)
{
    (void) state;
    check(4);
}

static void questions_over_a_town_find_words_that_ipadic_lacks(void **state)
{
    (void) state;
    check(5);
}

static void other_spellings_of_the_words_of_the_table_find_them(void **state)
{
    (void) state;
    check(6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gold_questions_find_what_they_should),
        cmocka_unit_test(more_questions_over_the_same_table_find_what_they_should),
        cmocka_unit_test(questions_over_a_table_of_events_find_what_they_should),
        cmocka_unit_test(questions_over_a_table_of_parks_find_what_they_should),
        cmocka_unit_test(questions_over_minutes_find_words_however_they_are_torn),
        cmocka_unit_test(questions_over_a_town_find_words_that_ipadic_lacks),
        cmocka_unit_test(other_spellings_of_the_words_of_the_table_find_them),
    };
    return cmocka_run_group_tests(tests, tables_setup, tables_teardown);
}
