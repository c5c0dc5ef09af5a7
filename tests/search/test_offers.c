/* Promises checked here, on the published table:
 * - where nothing is found as asked, another question that finds something is proposed; where
 *   something is found, or nothing is near, or any one word is enough, none is
 * - what finds nothing even by relaxing is corrected to what relaxing finds
 * - a relaxed question is corrected too, and facet filters change nothing about that
 * - related words of the synonym table are offered with the very total they bring when asked for,
 *   behind the facet values, in the table's order, each once, at most ten
 * - neither what finds nothing nor what the question names already is offered
 * - what is offered comes within the deadline of the question
 * - excluded keywords offer nothing; kana offer what the words of that reading do */
#include "ask.h"
#include "cmocka_c17.h"
#include "places.h"
#include "search/offers.h"

static void assert_corrected_to(json_t *a, const char *wanted)
{
    if (wanted == NULL)
        assert_true(json_is_null(at(a, "query.corrected")));
    else
        assert_string_equal(text_at(a, "query.corrected"), wanted);
}

/* The offered words, in their order, each with its count: "a 1, b 2". */
static char *words_of(json_t *answer)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    json_t *item;
    size_t i;
    bool words = false;
    json_array_foreach(at(answer, "related"), i, item)
    {
        const char *query = json_string_value(json_object_get(item, "query"));
        assert_true(query != NULL || !words);
        if (query == NULL)
            continue;
        ky_buf_puts(&out, words ? ", " : "");
        ky_buf_puts(&out, query);
        ky_buf_printf(&out, " %d", (int) json_integer_value(json_object_get(item, "count")));
        words = true;
    }
    assert_true(ky_buf_ok(&out));
    return ky_buf_take(&out);
}

static void assert_words(json_t *answer, const char *wanted)
{
    char *words = words_of(answer);
    assert_string_equal(words, wanted);
    free(words);
}

/* Each count is what asking for the word brings. */
static void assert_counts_are_totals(json_t *answer)
{
    json_t *item;
    size_t i;
    json_array_foreach(at(answer, "related"), i, item)
    {
        const char *query = json_string_value(json_object_get(item, "query"));
        if (query == NULL)
            continue;
        KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
        ky_buf_puts(&q, "q=");
        ky_buf_puts(&q, query);
        assert_true(ky_buf_ok(&q));
        assert_int_equal(total(published.ix, q.p, "match=all"),
                         json_integer_value(json_object_get(item, "count")));
    }
}

static void what_finds_nothing_is_corrected(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {{"q=ボランディア", "ボランティア"},
                                           {"q=公民官", "公民館"},
                                           {"q=障外者", "障害者"},
                                           {"q=翡翠", NULL},
                                           {"q=公園", NULL},
                                           {"q=", NULL}};
    for (size_t i = 0; i < KY_LEN(pairs); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, pairs[i][0]);
        assert_corrected_to(a, pairs[i][1]);
        if (pairs[i][1] != NULL)
            assert_int_equal(total_of(a), 0);
    }
}

static void a_relaxed_question_is_corrected_whatever_the_facets(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "q=公園 ボランディア");
    assert_true(total_of(a) > 0);
    assert_corrected_to(a, "公園 ボランティア");
    KY_CLEANUP(ky_json_unref_p)
    json_t *none = ask(published.ix, "q=公園 ボランディア", "year=1999");
    assert_int_equal(total_of(none), 0);
    assert_corrected_to(none, "公園 ボランティア");
    KY_CLEANUP(ky_json_unref_p) json_t *all = ask(published.ix, "q=公園 ボランディア", "match=all");
    assert_int_equal(total_of(all), 0);
    assert_corrected_to(all, "公園 ボランティア");
}

static void what_finds_something_without_facets_is_not_corrected(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *filtered = ask(published.ix, "q=公園", "year=1999");
    assert_int_equal(total_of(filtered), 0);
    assert_corrected_to(filtered, NULL);
    KY_CLEANUP(ky_json_unref_p) json_t *any = ask(published.ix, "q=公園 ボランディア", "match=any");
    assert_true(total_of(any) > 0);
    assert_corrected_to(any, NULL);
}

static void related_words_are_offered_with_their_totals(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, "q=学童保育");
    assert_int_equal(total_of(a), 0);
    assert_words(a, "放課後子ども教室 1, 児童館 1");
    static const char *const asked[] = {"q=学童保育", "q=清掃", "q=花壇", "q=防災訓練", "q=緑化"};
    for (size_t i = 0; i < KY_LEN(asked); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *b = ask(published.ix, asked[i]);
        assert_counts_are_totals(b);
    }
}

static void related_words_are_offered_once_and_to_kana_too(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *kana = ask(published.ix, "q=がくどうほいく");
    assert_words(kana, "放課後子ども教室 1, 児童館 1");
    KY_CLEANUP(ky_json_unref_p) json_t *twice = ask(published.ix, "q=学童保育 学童クラブ");
    assert_words(twice, "放課後子ども教室 1, 児童館 1");
}

static void what_is_named_or_excluded_offers_nothing(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *both = ask(published.ix, "q=学童保育 放課後子ども教室");
    assert_words(both, "児童館 1");
    KY_CLEANUP(ky_json_unref_p) json_t *unwanted = ask(published.ix, "q=公園 -学童保育");
    KY_CLEANUP(ky_json_unref_p) json_t *alone = ask(published.ix, "q=公園");
    assert_true(json_equal(at(unwanted, "related"), at(alone, "related")));
    KY_CLEANUP(ky_json_unref_p) json_t *refused = ask(published.ix, "q=学童保育 -放課後子ども教室");
    assert_words(refused, "児童館 1");
}

static void at_most_ten_words_follow_the_facet_values(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p)
    json_t *a =
        ask(published.ix, "q=教育 フェスティバル ジム 教室 図書室 青年 遊び場 緑化 美化 耐震 "
                          "避難場所 中学校 市民参画 団地 地域おこし 先生 体育祭 桜 消防訓練");
    size_t words = 0;
    size_t values = 0;
    json_t *item;
    size_t i;
    json_array_foreach(at(a, "related"), i, item)
    {
        words += json_object_get(item, "query") != NULL;
        values += json_object_get(item, "facet") != NULL;
    }
    assert_int_equal(words, 10);
    assert_true(values > 0);
    free(words_of(a));
    assert_counts_are_totals(a);
}

static void what_finds_nothing_even_by_relaxing_is_corrected_to_what_does(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *two = ask(published.ix, "q=公民官 ボランディア");
    assert_int_equal(total_of(two), 0);
    assert_corrected_to(two, "公民館 ボランティア");
    KY_CLEANUP(ky_json_unref_p) json_t *asked = ask(published.ix, "q=公民館 ボランティア");
    assert_true(total_of(asked) > 0);
    KY_CLEANUP(ky_json_unref_p)
    json_t *all = ask(published.ix, "q=公民官 ボランディア", "match=all");
    assert_corrected_to(all, NULL);
    KY_CLEANUP(ky_json_unref_p) json_t *one = ask(published.ix, "q=公民館 ボランディア");
    assert_corrected_to(one, NULL);
}

/* 1 microsecond after the machine was started. */
static void the_deadline_of_the_question_counts(void **state)
{
    (void) state;
    KY_CLEANUP(ky_plan_fini) ky_plan plan = {0};
    json_t *related = NULL;
    json_t *better = NULL;
    assert_int_equal(ky_plan_make(published.ix, KY_LIT("学童保育"), KY_MATCH_AUTO, 0, &plan, NULL),
                     KY_OK);
    plan.deadline_us = 1;
    assert_int_equal(ky_offer_related(published.ix, &plan, &related, NULL), KY_E_TIMEOUT);
    assert_int_equal(
        ky_offer_correction(published.ix, KY_LIT("学童保育"), KY_MATCH_AUTO, &plan, &better, NULL),
        KY_E_TIMEOUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_deadline_of_the_question_counts),
        cmocka_unit_test(what_finds_nothing_even_by_relaxing_is_corrected_to_what_does),
        cmocka_unit_test(what_finds_nothing_is_corrected),
        cmocka_unit_test(a_relaxed_question_is_corrected_whatever_the_facets),
        cmocka_unit_test(what_finds_something_without_facets_is_not_corrected),
        cmocka_unit_test(related_words_are_offered_with_their_totals),
        cmocka_unit_test(related_words_are_offered_once_and_to_kana_too),
        cmocka_unit_test(what_is_named_or_excluded_offers_nothing),
        cmocka_unit_test(at_most_ten_words_follow_the_facet_values),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
