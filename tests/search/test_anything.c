/* Promises checked here:
 * - whatever is typed is answered: no syntax error, no fault, at any length up to the limit
 * - operators of other query languages are plain text */
#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "places.h"

static void whatever_is_typed_is_answered(void **state)
{
    (void) state;
    static const char *const qs[] = {"q=(a OR b) AND NOT c",
                                     "q=公園* 清~ 掃:1 ^2 [x TO y]",
                                     "q=title:公園",
                                     "q=NEAR/3",
                                     "q=\\",
                                     "q='; DROP TABLE",
                                     "q=\"",
                                     "q=\"\"",
                                     "q=「」",
                                     "q=「公園",
                                     "q=公園」",
                                     "q=-",
                                     "q=--",
                                     "q=- -",
                                     "q=-\"",
                                     "q=-「」",
                                     "q=。、！",
                                     "q=👨‍👩‍👧‍👦",
                                     "q=🌳🌳🌳",
                                     "q=\u200b",
                                     "q=\u00ad",
                                     "q=\u3099",
                                     "q=e\u0301",
                                     "q=\ufeff",
                                     "q=\xf4\x8f\xbf\xbf",
                                     "q=〜ー々ゝ",
                                     "q=ー",
                                     "q=ｶﾞ",
                                     "q=Ⅷ ㌢ ㈱ ﷺ",
                                     "q=a b c d e f g h i j k l m n o p q r s t u v w x y z"};
    for (size_t i = 0; i < KY_LEN(qs); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, qs[i]);
        KY_CLEANUP(ky_json_unref_p) json_t *b = ask(parks.ix, qs[i], "match=any");
        assert_true(total_of(a) >= 0 && total_of(b) >= 0);
    }
}

static void five_hundred_bytes_of_anything_are_answered(void **state)
{
    (void) state;
    static const char *const units[] = {
        "a",  "a ",     "-a ",    "\"a\" ", "公園",    "公園 ",
        "の", "の ",    "「公",   "「園」", "-「の」", "👨‍👩‍👧‍👦",
        "ﷺ",  "\u3099", "清掃の", "1 ",     "-",       "\"",
        "」", "ｶﾞ",     "、",     "公、",   "する "};
    for (size_t i = 0; i < KY_LEN(units); i++) {
        char q[2 + 500 + 1] = "q=";
        size_t unit = strlen(units[i]);
        size_t n = 2;
        for (; n + unit <= 502; n += unit)
            memcpy(q + n, units[i], unit);
        memset(q + n, 'x', 502 - n);
        q[502] = '\0';
        KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, q);
        KY_CLEANUP(ky_json_unref_p) json_t *b = ask(parks.ix, q, "match=any");
        assert_non_null(a);
        assert_non_null(b);
    }
}

static void operators_of_other_languages_are_plain_text(void **state)
{
    (void) state;
    assert_int_equal(total(published.ix, "q=公園*"), total(published.ix, "q=公園"));
    assert_int_equal(total(published.ix, "q=(公園)"), total(published.ix, "q=公園"));
    assert_int_equal(total(published.ix, "q=公園 OR 翡翠", "match=all"), 0);
    assert_int_equal(total(published.ix, "q=公園 AND 清掃", "match=all"), 0);
    assert_int_equal(total(published.ix, "q=name:公園", "match=all"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_is_typed_is_answered),
        cmocka_unit_test(five_hundred_bytes_of_anything_are_answered),
        cmocka_unit_test(operators_of_other_languages_are_plain_text),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
