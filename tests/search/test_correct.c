/* Promises checked here, on the published table and on another city's:
 * - a misspelt keyword is corrected by spelling, by kana, by reading, and by a kanji of the same
 *   reading or shape; of a compound only the part that is wrong
 * - what is proposed finds something
 * - of spellings that differ in as much, one that sounds the same comes first
 * - of a question only the keyword that finds nothing is replaced; quotes, exclusions and blanks
 *   stay as typed
 * - nothing is proposed for what finds something, for a word of the dictionary that is in no text,
 *   for what is near to nothing, and for exact and excluded texts
 * - distance counts replaced, inserted, left out and swapped characters */
#include "ask.h"
#include "cmocka_c17.h"
#include "places.h"
#include "search/correct.h"
#include "search/near.h"
#include "search/total.h"

static void assert_corrected(ky_index *ix, const char *q, const char *expected)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_str got = {0};
    ky_err err;
    uint32_t found = 1;
    if (ky_correct_question(ix, ky_str_of(q), &arena, &got, &err) != KY_OK)
        fail_msg("%s: %s", q, err.msg);
    if (!ky_str_eq(got, ky_str_of(expected)))
        fail_msg("'%s' gives '%.*s', not '%s'", q, KY_FMT(got), expected);
    if (got.n > 0)
        assert_int_equal(ky_total(ix, got, 1, &found, &err), KY_OK);
    assert_true(found > 0);
}

static void misspelt_keywords_are_corrected(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        {"ボランディア", "ボランティア"},
        {"ボランティヤ", "ボランティア"},
        {"公民官", "公民館"},
        {"図書官", "図書館"},
        {"障外者", "障害者"},
        {"清相", "清掃"},
        {"民政委員", "民生委員"},
        {"市民活同", "市民活動"},
        {"borandia", "ボランティア"},
        {"小金居", "小金井"},
        {"支縁", "支援"},
        {"交留", "交流"},
        {"献決", "献血"},
        {"志援", "支援"},
    };
    for (size_t i = 0; i < KY_LEN(pairs); i++)
        assert_corrected(published.ix, pairs[i][0], pairs[i][1]);
    assert_corrected(parks.ix, "ボランディア", "ボランティア");
}

static void of_a_compound_only_the_wrong_part_is_replaced(void **state)
{
    (void) state;
    assert_corrected(published.ix, "公園清相", "公園清掃");
    assert_corrected(published.ix, "公園の清相", "公園の清掃");
    assert_corrected(published.ix, "国際交留", "国際交流");
    assert_corrected(published.ix, "献血推新", "献血推進");
    assert_corrected(published.ix, "冒検遊び場", "冒険遊び場");
    assert_corrected(published.ix, "公園清相協力", "公園清掃協力");
}

static void only_the_keyword_that_finds_nothing_is_replaced(void **state)
{
    (void) state;
    assert_corrected(published.ix, "公園 ボランディア", "公園 ボランティア");
    assert_corrected(published.ix, " ボランディア　公園 ", " ボランティア　公園 ");
    assert_corrected(published.ix, "-図書 ボランディア", "-図書 ボランティア");
    assert_corrected(published.ix, "\"公園\" ボランディア", "\"公園\" ボランティア");
}

static void nothing_is_proposed_where_nothing_is_wrong_or_near(void **state)
{
    (void) state;
    static const char *const fine[] = {
        "",           "公園", "市民 公園",   "空港", "xyzzy", "\"ボランディア\"", "-ボランディア",
        "ぬるぽがっ", "?!",   "🦆🦆🦆"};
    for (size_t i = 0; i < KY_LEN(fine); i++)
        assert_corrected(published.ix, fine[i], "");
}

static void hostile_keywords_end(void **state)
{
    (void) state;
    char q[KY_MAX_Q_BYTES + 1];
    for (size_t i = 0; i + 3 <= KY_MAX_Q_BYTES; i += 3)
        memcpy(q + i, i % 2 == 0 ? "亜" : "あ", 3);
    q[KY_MAX_Q_BYTES / 3 * 3] = '\0';
    assert_corrected(published.ix, q, "");
}

static void distance_counts_changes_of_characters(void **state)
{
    (void) state;
    assert_int_equal(ky_near(KY_LIT("図書館"), KY_LIT("図書館"), 2), 0);
    assert_int_equal(ky_near(KY_LIT("図書官"), KY_LIT("図書館"), 2), 1);
    assert_int_equal(ky_near(KY_LIT("図館"), KY_LIT("図書館"), 2), 1);
    assert_int_equal(ky_near(KY_LIT("図書書館"), KY_LIT("図書館"), 2), 1);
    assert_int_equal(ky_near(KY_LIT("書図館"), KY_LIT("図書館"), 2), 1);
    assert_int_equal(ky_near(KY_LIT("あい"), KY_LIT("かき"), 2), 2);
    assert_int_equal(ky_near(KY_LIT("あいう"), KY_LIT("かきく"), 2), 3);
    assert_int_equal(ky_near(KY_LIT("ボランディア"), KY_LIT("ボランティア"), 1), 1);
    assert_int_equal(ky_near(KY_LIT(""), KY_LIT("あ"), 1), 1);
    assert_int_equal(ky_near(KY_LIT("𠮟る"), KY_LIT("叱る"), 1), 1);
    assert_int_equal(ky_near(KY_LIT("abcdef"), KY_LIT("badcfe"), 3), 3);
    assert_int_equal(ky_near(KY_LIT("abcdef"), KY_LIT("badcfe"), 2), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misspelt_keywords_are_corrected),
        cmocka_unit_test(of_a_compound_only_the_wrong_part_is_replaced),
        cmocka_unit_test(only_the_keyword_that_finds_nothing_is_replaced),
        cmocka_unit_test(nothing_is_proposed_where_nothing_is_wrong_or_near),
        cmocka_unit_test(hostile_keywords_end),
        cmocka_unit_test(distance_counts_changes_of_characters),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
