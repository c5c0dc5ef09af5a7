/* Promises of match.h:
 *  - the span rule: both ends on word borders, or wholly inside one word; beside a mark is a
 *    border;
 *  - ja_find_text finds every place that stands, in order, and no other;
 *  - ja_find_words finds content words by their base forms at consecutive positions only. */
#include "support.h"

#include "ja/match.h"

static void assert_stands(fixture *f, const char *text, const char *needle, bool expected)
{
    ja_analysis a = analyse(f, ky_str_of(text));
    ja_span s = {7, 7};
    bool found = ja_find_text(&a, fold(f, ky_str_of(needle)), 0, &s);
    if (found != expected)
        fail_msg("%s %s in %s", needle, found ? "stands" : "does not stand", text);
    if (found)
        assert_true(ja_span_stands(&a, s));
    else
        assert_true(s.start == 7 && s.end == 7);
}

static void parts_of_a_word_and_whole_words_stand_and_ragged_ends_do_not(void **state)
{
    assert_stands(*state, "図書館", "図書", true);
    assert_stands(*state, "図書館", "館", true);
    assert_stands(*state, "東京学芸大学", "学芸大学", true);
    assert_stands(*state, "産業祭り", "祭", true);
    assert_stands(*state, "公園の清掃", "公園の清掃", true);
    assert_stands(*state, "公園の清掃", "園の", false);
    assert_stands(*state, "協議会", "議会", false);
    assert_stands(*state, "事業者", "業者", false);
    assert_stands(*state, "東京都", "京都", false);
    assert_stands(*state, "発行事業", "行事", false);
    assert_stands(*state, "公募したこがねいパレット", "たこ", false);
    assert_stands(*state, "日本人形美術館", "人形", true);
    assert_stands(*state, "日本人形美術館", "本人", false);
    assert_stands(*state, "日本人と会話", "本人", true);
    assert_stands(*state, "日本人形美術館", "人形美", false);
    assert_stands(*state, "生花見学会", "見学", true);
    assert_stands(*state, "生花見学会", "花見学", false);
    assert_stands(*state, "公園", "公園の", false);
    assert_stands(*state, "公園", "", false);
    assert_stands(*state, "", "公", false);
}

static void beside_a_mark_is_a_border(void **state)
{
    assert_stands(*state, "（町会）」、自治会", "町会)", true);
    assert_stands(*state, "（町会）」、自治会", "」、自治", true);
    assert_stands(*state, "「はい。」", "はい。", true);
    assert_stands(*state, "デイ・ケア", "デイ・ケア", true);
}

static void spans_past_the_end_or_empty_do_not_stand(void **state)
{
    ja_analysis a = analyse(*state, KY_LIT("公園清掃"));
    assert_true(ja_span_stands(&a, (ja_span){0, 12}));
    assert_true(ja_span_stands(&a, (ja_span){6, 9}));
    assert_false(ja_span_stands(&a, (ja_span){0, 13}));
    assert_false(ja_span_stands(&a, (ja_span){6, 6}));
    assert_false(ja_span_stands(&a, (ja_span){6, 3}));
    assert_false(ja_span_stands(&a, (ja_span){12, 15}));
    assert_false(ja_span_stands(&a, (ja_span){3, 9}));
    a = analyse(*state, (ky_str){0});
    assert_false(ja_span_stands(&a, (ja_span){0, 0}));
}

static void the_next_place_comes_after_the_one_before(void **state)
{
    ja_analysis a = analyse(*state, KY_LIT("東京都と京都と京都市"));
    ky_str needle = KY_LIT("京都");
    ja_span s;
    assert_true(ja_find_text(&a, needle, 0, &s));
    assert_int_equal(s.start, 12);
    assert_true(ja_find_text(&a, needle, s.start + 1, &s));
    assert_int_equal(s.start, 21);
    assert_int_equal(s.end, 27);
    assert_false(ja_find_text(&a, needle, s.start + 1, &s));
    assert_false(ja_find_text(&a, needle, 1000, &s));
}

static void words_are_found_by_base_forms_side_by_side(void **state)
{
    ja_analysis a =
        analyse(*state, KY_LIT("公園の清掃。公園・清掃、公園 清掃、公園清掃を行い公園清掃"));
    const ky_str bases[] = {KY_LIT("公園"), KY_LIT("清掃")};
    ja_span s = {0};
    size_t token = 0;
    assert_true(ja_find_words(&a, bases, 2, 0, &s, &token));
    assert_str((ky_str){a.text.folded.p + s.start, s.end - s.start}, "公園・清掃");
    assert_true(ja_find_words(&a, bases, 2, token + 1, &s, &token));
    assert_str((ky_str){a.text.folded.p + s.start, s.end - s.start}, "公園清掃");
    assert_int_equal(s.start, ky_str_find(a.text.folded, KY_LIT("公園清掃")));
    assert_int_equal(a.tokens[token].start, s.start);
    assert_true(ja_find_words(&a, bases, 2, token + 1, &s, &token));
    assert_int_equal(s.end, a.text.folded.n);
    ja_span kept = s;
    assert_false(ja_find_words(&a, bases, 2, token + 1, &s, &token));
    assert_true(kept.start == s.start && kept.end == s.end);
    assert_false(ja_find_words(&a, bases, 0, 0, &s, &token));
    assert_true(ja_find_words(&a, bases + 1, 1, 0, &s, &token));
    assert_int_equal(token, 2);
}

static void inflected_words_are_found_and_stop_words_are_not(void **state)
{
    ja_analysis a = analyse(*state, KY_LIT("支え、深めたことを行った"));
    ja_span s;
    size_t token;
    assert_true(ja_find_words(&a, &KY_LIT("深める"), 1, 0, &s, &token));
    assert_str((ky_str){a.text.folded.p + s.start, s.end - s.start}, "深め");
    assert_false(ja_find_words(&a, &KY_LIT("行う"), 1, 0, &s, &token));
    assert_false(ja_find_words(&a, &KY_LIT("深め"), 1, 0, &s, &token));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_a_word_and_whole_words_stand_and_ragged_ends_do_not),
        cmocka_unit_test(beside_a_mark_is_a_border),
        cmocka_unit_test(spans_past_the_end_or_empty_do_not_stand),
        cmocka_unit_test(the_next_place_comes_after_the_one_before),
        cmocka_unit_test(words_are_found_by_base_forms_side_by_side),
        cmocka_unit_test(inflected_words_are_found_and_stop_words_are_not),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
