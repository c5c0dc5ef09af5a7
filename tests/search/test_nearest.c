/* Promises of nearest.h:
 * - the records that share the most and rarest pairs of characters come first, whether the pairs
 *   make words or not; at most as many as asked for, without marks
 * - what shares none, and what has no pair at all, gives an empty list */
#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "places.h"
#include "search/nearest.h"

static json_t *nearest(const char *q, uint32_t n)
{
    json_t *hits = NULL;
    ky_err err;
    if (ky_answer_nearest(parks.ix, ky_str_of(q), n, 0, &hits, &err) != KY_OK)
        fail_msg("%s: %s", q, err.msg);
    return hits;
}

static bool shares_pair(json_t *hit, const char *pair)
{
    const char *const texts[] = {"title", "body"};
    for (size_t i = 0; i < KY_LEN(texts); i++)
        if (strstr(text_at(hit, texts[i]), pair) != NULL)
            return true;
    return false;
}

static void what_shares_characters_is_near(void **state)
{
    (void) state;
    /* no word of the table, but 土手 stands in one record */
    KY_CLEANUP(ky_json_unref_p) json_t *hits = nearest("土手々々", 5);
    assert_true(json_array_size(hits) > 0);
    assert_true(shares_pair(json_array_get(hits, 0), "土手"));
    for (size_t i = 0; i < json_array_size(hits); i++) {
        json_t *hit = json_array_get(hits, i);
        assert_null(strstr(text_at(hit, "highlight.title"), "<mark>"));
        assert_true(json_real_value(json_object_get(hit, "score")) > 0);
    }
}

static void no_more_than_asked_for_are_given(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *all = nearest("公園の清掃と水辺", 100);
    assert_true(json_array_size(all) > 1);
    KY_CLEANUP(ky_json_unref_p) json_t *one = nearest("公園の清掃と水辺", 1);
    assert_int_equal(json_array_size(one), 1);
    assert_true(json_equal(json_array_get(one, 0), json_array_get(all, 0)));
}

static void what_is_like_nothing_is_near_nothing(void **state)
{
    (void) state;
    static const char *const texts[] = {"", "。", "鬱", "qqqqqq", "□□"};
    for (size_t i = 0; i < KY_LEN(texts); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *hits = nearest(texts[i], 5);
        assert_int_equal(json_array_size(hits), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_shares_characters_is_near),
        cmocka_unit_test(no_more_than_asked_for_are_given),
        cmocka_unit_test(what_is_like_nothing_is_near_nothing),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
