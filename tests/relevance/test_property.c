/* Promises checked here:
 * - the noun runs of the published table (one to three nouns, two kana or more) find themselves:
 * all but one in two hundred, where the index cuts a name wrongly
 * - typed in hiragana, in katakana or in romaji it finds at least 97 % of what it finds in kanji,
 * and at most 3 % besides that have no word of the same reading
 *
 *   test_relevance_property [SCHEMA TABLE.jsonl [RUNS]]
 *
 * With arguments another table is measured, on RUNS of its runs, and nothing is asserted. */
#include <stdio.h>

#include "cmocka_c17.h"
#include "property.h"

#define LEAST_FOUND 0.97
#define MOST_SURPLUS 0.03

enum { WORST = 30, DEFAULT_RUNS = 2000 };

static void print_property(const property *p)
{
    (void) printf("%zu noun runs; %zu are not found as they stand\n", p->runs, p->silent);
    for (size_t way = 0; way < TYPED_WAYS; way++)
        if (p->by[way].n > 0)
            (void) printf("  %-16s finds %5.1f %% of what the run finds, %4.1f %% besides (%zu)\n",
                          typed_names[way], 100 * p->by[way].found, 100 * p->by[way].surplus,
                          p->by[way].n);
    (void) fflush(stdout);
}

static void kana_and_romaji_find_what_kanji_find(void **state)
{
    (void) state;
    place p;
    place_make(&p, table_published);
    property all = measure_property(&p, 0, TYPED_BOUND, WORST);
    place_fini(&p);
    print_property(&all);
    assert_true(all.runs > 1500);
    for (size_t way = 0; way < TYPED_BOUND; way++) {
        assert_true(all.by[way].n > all.runs * 9 / 10);
        assert_true(all.by[way].found >= LEAST_FOUND);
        assert_true(all.by[way].surplus <= MOST_SURPLUS);
    }
    assert_true(all.silent * 200 <= all.runs);
}

static const char *const *other_table; /* schema, lines */

static void table_other(table *t)
{
    char *schema = read_whole(other_table[0]);
    char *lines = read_whole(other_table[1]);
    table_lines(t, schema, lines);
    free(schema);
    free(lines);
}

static void measure_another(void **state)
{
    size_t runs = *(const size_t *) *state;
    place p;
    place_make(&p, table_other);
    property all = measure_property(&p, runs, TYPED_WAYS, WORST);
    place_fini(&p);
    print_property(&all);
}

static void measure_the_published(void **state)
{
    (void) state;
    place p;
    place_make(&p, table_published);
    property all = measure_property(&p, 0, TYPED_WAYS, 0);
    place_fini(&p);
    print_property(&all);
}

static int close_model(void **state)
{
    (void) state;
    model_close();
    return 0;
}

int main(int argc, char **argv)
{
    size_t runs = argc > 3 ? strtoul(argv[3], NULL, 10) : DEFAULT_RUNS;
    const struct CMUnitTest tests[] = {cmocka_unit_test(kana_and_romaji_find_what_kanji_find)};
    const struct CMUnitTest other[] = {cmocka_unit_test_prestate(measure_another, &runs)};
    const struct CMUnitTest figures[] = {cmocka_unit_test(measure_the_published)};
    if (argc == 2 && strcmp(argv[1], "--figures") == 0)
        return cmocka_run_group_tests(figures, NULL, close_model);
    if (argc < 3)
        return cmocka_run_group_tests(tests, NULL, close_model);
    other_table = (const char *const *) argv + 1;
    return cmocka_run_group_tests(other, NULL, close_model);
}
