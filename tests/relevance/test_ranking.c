/* Promises checked here, by the pairs of ranking.tsv:
 * - where all keywords stand in the name comes before where one does not
 * - a word comes before a part of one and before its synonym
 * - keywords near each other come before the same ones far apart
 * - a main category comes before a third one
 * - what has all keywords comes before what has some */
#include "ask.h"
#include "cmocka_c17.h"
#include "judge.h"

typedef struct pair {
    ky_str table;
    ky_str match;
    ky_str q;
    ky_str before;
    ky_str behind;
    ky_str reason;
} pair;

static pair parse(ky_str line)
{
    pair p = {.table = next_cell(&line, '\t')};
    p.match = next_cell(&line, '\t');
    p.q = next_cell(&line, '\t');
    p.before = next_cell(&line, '\t');
    p.behind = next_cell(&line, '\t');
    p.reason = next_cell(&line, '\t');
    return p;
}

/* Where a number stands among "2,59,61"; SIZE_MAX where it does not. */
static size_t place_of(const char *numbers, ky_str number)
{
    ky_str rest = ky_str_of(numbers);
    for (size_t i = 0; rest.n > 0; i++)
        if (ky_str_eq(next_cell(&rest, ','), number))
            return i;
    return SIZE_MAX;
}

static char *parameter(const char *name, ky_str value)
{
    ky_buf text = {0};
    ky_buf_printf(&text, "%s=%.*s", name, KY_FMT(value));
    char *p = ky_buf_take(&text);
    assert_non_null(p);
    return p;
}

static bool holds(ky_str line)
{
    const pair p = parse(line);
    const place *asked = table_by_name(p.table);
    assert_non_null(asked);
    char *q = parameter("q", p.q);
    char *match = parameter("match", p.match);
    char *numbers = numbers_list(asked->ix, PARAMS(q, match, "facets=none"));
    size_t before = place_of(numbers, p.before);
    size_t behind = place_of(numbers, p.behind);
    bool right = before < behind && behind != SIZE_MAX;
    if (!right)
        print_error("  %.*s (%.*s): %.*s before %.*s, but found %s\n", KY_FMT(p.q),
                    KY_FMT(p.reason), KY_FMT(p.before), KY_FMT(p.behind), numbers);
    free(q);
    free(match);
    free(numbers);
    return right;
}

static void each_pair_stands_in_its_order(void **state)
{
    (void) state;
    judge_lines("ranking.tsv", 25, holds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_pair_stands_in_its_order)};
    return cmocka_run_group_tests(tests, tables_setup, tables_teardown);
}
