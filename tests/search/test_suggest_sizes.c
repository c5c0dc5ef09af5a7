/* Promises checked here, on indexes that do not look up what they suggest while it is typed:
 * - an index that was told what its entries bring suggests all that one that asks does, and counts
 *   as it does
 * - on an index of too many records to count all, no count is more than what a search finds, and
 *   what stands beside other words is suggested however rare, whichever way these are typed */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "places.h"
#include "search/index_priv.h"
#include "search/suggest.h"

/* What the second suggests the first does too, and all of it brings what it says. */
static void assert_answers_as(ky_index *told, ky_index *asks, const char *typed)
{
    KY_CLEANUP(ky_json_unref_p) json_t *x = suggest(told, typed, KY_MAX_SUGGESTIONS);
    KY_CLEANUP(ky_json_unref_p) json_t *y = suggest(asks, typed, KY_MAX_SUGGESTIONS);
    size_t i;
    json_t *s;
    json_array_foreach(at(y, "suggestions"), i, s) if (rank_of(x, text_at(s, "text")) == SIZE_MAX)
        fail_msg("'%s' lacks '%s'", typed, text_at(s, "text"));
    json_array_foreach(at(x, "suggestions"), i, s)
    {
        char q[2 * KY_MAX_Q_BYTES];
        (void) snprintf(q, sizeof q, "q=%s", text_at(s, "text"));
        if (json_integer_value(at(s, "count")) != total(asks, q, "match=all"))
            fail_msg("'%s' counts '%s' otherwise", typed, q);
    }
    assert_true(json_equal(at(x, "next"), at(y, "next")));
}

static void an_index_that_was_told_answers_as_one_that_asks(void **state)
{
    (void) state;
    static const char *const typed[] = {"",
                                        "し",
                                        "k",
                                        "公園 せ",
                                        "こうえん せ",
                                        "公園　清掃 こ",
                                        "市民 -こ",
                                        "npo ほう",
                                        "第29回緑",
                                        "市民 k",
                                        "「公園」 せ",
                                        "図書 -し",
                                        "市民 公園 ボランテ",
                                        "ぬるぽ せ",
                                        "公園 kyodo"};
    KY_CLEANUP(ky_index_free_p) ky_index *told = NULL;
    ky_build_options o = build_defaults;
    table t = {0};
    ky_err err;
    char *dir = temp_make();
    o.tells = true;
    table_published(&t);
    build_ok(dir, &t, &o);
    assert_int_equal(ky_index_open(dir, model(), &told, &err), KY_OK);
    assert_non_null(told->told);
    assert_null(published.ix->told);
    for (size_t i = 0; i < KY_LEN(typed); i++)
        assert_answers_as(told, published.ix, typed[i]);
    table_fini(&t);
    temp_remove(dir);
}

static void many_make(table *t)
{
    table_many(t, KY_SUGGEST_COUNTED_RECORDS + 1);
}

/* Counts are lower bounds there, and only words and facet values are looked for beside others. */
static void a_large_index_is_completed_too(void **state)
{
    (void) state;
    place p;
    place_make(&p, many_make);
    static const char *const typed[] = {
        "すい",      "水路 き",     "水路 -き",        "きご",
        "すいろ き", "suiro ki",    "記号10の公園 す", "水路 花壇 せ",
        "草刈り か", "草刈りと か", "ぬるぽ き"};
    for (size_t i = 0; i < KY_LEN(typed); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(p.ix, typed[i], 10);
        const json_t *list = json_object_get(j, "suggestions");
        if ((json_array_size(list) > 0) == (i + 1 == KY_LEN(typed)))
            fail_msg("'%s' suggests %zu", typed[i], json_array_size(list));
        for (size_t k = 0; k < json_array_size(list); k++) {
            const json_t *s = json_array_get(list, k);
            char q[KY_MAX_Q_BYTES];
            (void) snprintf(q, sizeof q, "q=%s", json_string_value(json_object_get(s, "text")));
            json_int_t count = json_integer_value(json_object_get(s, "count"));
            if (count < 1 || count > total(p.ix, q, "match=all"))
                fail_msg("%s: %d", q, (int) count);
        }
    }
    place_fini(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_that_was_told_answers_as_one_that_asks),
        cmocka_unit_test(a_large_index_is_completed_too),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
