/* Promises checked here, on the published table and on another city's:
 * - a misspelt keyword is corrected by spelling, by kana, by reading, and by a kanji of the same
 *   reading or shape; of a compound only the part that is wrong
 * - what is proposed finds something
 * - of spellings that differ in as much, one that sounds the same comes first
 * - of a question only the keyword that finds nothing is replaced; quotes, exclusions and blanks
 *   stay as typed
 * - nothing is proposed for what finds something, for a word of the dictionary that is in no text,
 *   for what is near to nothing, and for exact and excluded texts
 * - the deadline of the question counts
 * - cost counts replaced, inserted, left out and swapped characters, and less what sounds nearly so
 */
#include "ask.h"
#include "cmocka_c17.h"
#include "places.h"
#include "search/correct.h"
#include "search/mistyped.h"
#include "search/total.h"

static void assert_corrected(ky_index *ix, const char *q, const char *expected)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_str got = {0};
    ky_err err;
    uint32_t found = 1;
    if (ky_correct_question(ix, ky_str_of(q), KY_MATCH_ALL, 0, &arena, &got, &err) != KY_OK)
        fail_msg("%s: %s", q, err.msg);
    if (!ky_str_eq(got, ky_str_of(expected)))
        fail_msg("'%s' gives '%.*s', not '%s'", q, KY_FMT(got), expected);
    if (got.n > 0)
        assert_int_equal(ky_total(ix, got, 1, 0, &found, &err), KY_OK);
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

static void kana_typed_nearly_are_corrected(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        {"けんけす", "献血"},
        {"みんせいいん", "民生委員"},
        {"こうれいしゅ", "高齢者"},
        {"じゅもくせいてい", "樹木剪定"},
        {"プレーパーグ", "プレーパーク"},
        {"ファシリテーダー", "ファシリテーター"},
        {"ブックスタード", "ブックスタート"},
        {"オリエンテーリソグ", "オリエンテーリング"},
        {"キンャペーン", "キャンペーン"},
        {"アダブトプログラム", "アダプトプログラム"},
        {"アートフルアクシン", "アートフルアクション"},
    };
    for (size_t i = 0; i < KY_LEN(pairs); i++)
        assert_corrected(published.ix, pairs[i][0], pairs[i][1]);
}

static void latin_letters_are_corrected_as_they_are_heard(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        {"kosodte", "子育て"},       {"kosodtae", "子育て"},        {"kominkn", "公民館"},
        {"kankyouhzen", "環境保全"}, {"toshokam", "図書館"},        {"sakuramatiru", "桜まつり"},
        {"bosaikunlen", "防災訓練"}, {"volanteer", "ボランティア"}, {"volunteer", "ボランティア"},
    };
    for (size_t i = 0; i < KY_LEN(pairs); i++)
        assert_corrected(published.ix, pairs[i][0], pairs[i][1]);
}

/* Runs that begin a longer one as often are no entries of the lexicon. */
static void what_begins_a_name_or_a_compound_is_proposed(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        {"民生委院", "民生委員"},
        {"通学路安全転検", "通学路安全点検"},
        {"飼い主のいない猫大策", "飼い主のいない猫対策"},
        {"三宅付", "三宅村"},
        {"災害寺", "災害時"},
        {"放置時転車", "放置自転車"},
    };
    for (size_t i = 0; i < KY_LEN(pairs); i++)
        assert_corrected(published.ix, pairs[i][0], pairs[i][1]);
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
    assert_corrected(published.ix, "ボランディア ボランディア", "");
    assert_corrected(published.ix, "?! ボランディア", "?! ボランティア");
}

static void nothing_is_proposed_where_nothing_is_wrong_or_near(void **state)
{
    (void) state;
    static const char *const fine[] = {"",
                                       "公園",
                                       "市民 公園",
                                       "空港",
                                       "xyzzy",
                                       "\"ボランディア\"",
                                       "-ボランディア",
                                       "ぬるぽがっ",
                                       "?!",
                                       "🦆🦆🦆",
                                       "レモン",
                                       "めんたる",
                                       "こくご",
                                       "mikan",
                                       "冷蔵庫",
                                       "遮断",
                                       "qwrtpsdf"};
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

/* 1 microsecond after the machine was started. */
static void the_deadline_of_the_question_counts(void **state)
{
    (void) state;
    static const char *const qs[] = {"ボランディア", "公民官", "kosodte", "公園 ボランディア"};
    for (size_t i = 0; i < KY_LEN(qs); i++) {
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        ky_str got = {0};
        assert_int_equal(ky_correct_question(published.ix, ky_str_of(qs[i]), KY_MATCH_ALL, 1,
                                             &arena, &got, NULL),
                         KY_E_TIMEOUT);
        assert_corrected(published.ix, "ボランディア", "ボランティア");
    }
}

static void assert_cost(const char *a, const char *b, unsigned cost)
{
    unsigned found = ky_mistyped_cost(ky_str_of(a), ky_str_of(b), 3 * KY_MISTYPED_MISSING);
    if (found != cost)
        fail_msg("%s for %s costs %u, not %u", a, b, found, cost);
    assert_int_equal(ky_mistyped_cost(ky_str_of(a), ky_str_of(b), cost == 0 ? 0 : cost - 1),
                     cost == 0 ? 0 : KY_MISTYPED_MOST);
}

static void what_is_mistyped_costs_what_is_wrong(void **state)
{
    (void) state;
    const unsigned change = KY_MISTYPED_CHANGE;
    const unsigned missing = KY_MISTYPED_MISSING;
    assert_cost("図書館", "図書館", 0);
    assert_cost("図書場", "図書館", change);
    assert_cost("図館", "図書館", missing);
    assert_cost("図書書館", "図書館", missing);
    assert_cost("書図館", "図書館", change);
    assert_cost("あい", "さき", 2 * change);
    assert_cost("", "あ", missing);
    assert_cost("abcdef", "badcfe", 3 * change);
    assert_cost("𠮟る", "叱る", change);
}

static void what_sounds_nearly_so_costs_less(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {{"図書官", "図書館"},
                                           {"ボランディア", "ボランティア"},
                                           {"ボランテイア", "ボランティア"},
                                           {"ぼらんてぃあ", "ぼらんてぃア"},
                                           {"ネトワーク", "ネットワーク"},
                                           {"プロゼクト", "プロジェクト"},
                                           {"シェメント", "セメント"}};
    for (size_t i = 0; i < KY_LEN(pairs); i++) {
        unsigned cost = ky_mistyped_cost(ky_str_of(pairs[i][0]), ky_str_of(pairs[i][1]), 20);
        if (cost == 0 || (cost >= KY_MISTYPED_CHANGE))
            fail_msg("%s for %s costs %u", pairs[i][0], pairs[i][1], cost);
    }
}

/* In a list in the order of bytes as in one without order, and each beginning once. */
typedef struct seen {
    const char *text;
    size_t whole;
    size_t beginnings;
} seen;

static void count_seen(void *payload, size_t bytes, bool whole, unsigned cost)
{
    seen *s = payload;
    assert_true(bytes <= strlen(s->text));
    assert_int_equal(cost, ky_mistyped_cost(KY_LIT("きって"), (ky_str){s->text, bytes}, 5));
    s->whole += whole;
    s->beginnings += !whole;
}

static void texts_are_compared_one_behind_the_other(void **state)
{
    (void) state;
    static const char *const texts[] = {"かみ", "きっと", "きって", "きってちょう", "きっぷ",
                                        "くつ", "あ",     "きてん", "きって",       "きっ"};
    seen s = {0};
    ky_mistyped m;
    size_t near = 0;
    assert_true(ky_mistyped_start(&m, KY_LIT("きって"), 5));
    for (size_t i = 0; i < KY_LEN(texts); i++) {
        s.text = texts[i];
        near += ky_mistyped_cost(KY_LIT("きって"), ky_str_of(texts[i]), 5) <= 5;
        ky_mistyped_next(&m, ky_str_of(texts[i]), count_seen, &s);
    }
    assert_int_equal(s.whole, near);
    assert_true(s.beginnings >= 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misspelt_keywords_are_corrected),
        cmocka_unit_test(kana_typed_nearly_are_corrected),
        cmocka_unit_test(latin_letters_are_corrected_as_they_are_heard),
        cmocka_unit_test(what_begins_a_name_or_a_compound_is_proposed),
        cmocka_unit_test(of_a_compound_only_the_wrong_part_is_replaced),
        cmocka_unit_test(only_the_keyword_that_finds_nothing_is_replaced),
        cmocka_unit_test(nothing_is_proposed_where_nothing_is_wrong_or_near),
        cmocka_unit_test(hostile_keywords_end),
        cmocka_unit_test(the_deadline_of_the_question_counts),
        cmocka_unit_test(what_is_mistyped_costs_what_is_wrong),
        cmocka_unit_test(what_sounds_nearly_so_costs_less),
        cmocka_unit_test(texts_are_compared_one_behind_the_other),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
