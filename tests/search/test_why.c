/* Promises checked here: with explain=1 each hit tells
 * - of which kind a match is: as typed, another form, a variant, by reading, inside a word, a
 *   synonym, a facet value that the record carries
 * - what was published there, whatever folding lay between, and in which field
 * - what it weighs: more than nothing, but for exact texts; the heaviest first; never more than
 *   the score
 * - each keyword, and each word of one, on its own, once for a text and a field; none for what is
 *   excluded
 * Without it, or with explain=0, no hit has the member. */
#include <stdio.h>
#include <string.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "places.h"

typedef struct match {
    const char *keyword;
    const char *matched;
    const char *by;
} match;

static bool member_is(const json_t *j, const char *key, const char *wanted)
{
    const char *got = json_string_value(json_object_get(j, key));
    return got != NULL && strcmp(got, wanted) == 0;
}

static const json_t *find_match(const json_t *why, const match *m)
{
    for (size_t i = 0; i < json_array_size(why); i++) {
        const json_t *w = json_array_get(why, i);
        if (member_is(w, "keyword", m->keyword) && member_is(w, "matched", m->matched) &&
            member_is(w, "by", m->by))
            return w;
    }
    return NULL;
}

/* How many hits of q tell this match. */
static size_t count_matches(const char *q, const match *m)
{
    char param[512];
    size_t n = 0;
    (void) snprintf(param, sizeof param, "q=%s", q);
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, param, "explain=1", "limit=100");
    const json_t *hits = json_object_get(a, "hits");
    for (size_t i = 0; i < json_array_size(hits); i++)
        n += find_match(json_object_get(json_array_get(hits, i), "why"), m) != NULL;
    return n;
}

static void assert_told(const char *q, match m)
{
    if (count_matches(q, &m) == 0)
        fail_msg("%s: no hit tells %s as %s by %s", q, m.keyword, m.matched, m.by);
}

static void assert_not_told(const char *q, match m)
{
    if (count_matches(q, &m) > 0)
        fail_msg("%s: some hit tells %s as %s by %s", q, m.keyword, m.matched, m.by);
}

static void each_kind_is_told(void **state)
{
    (void) state;
    assert_told("ボランティア", (match){"ボランティア", "ボランティア", "word"});
    assert_told("ぼらんてぃあ", (match){"ぼらんてぃあ", "ボランティア", "reading"});
    assert_told("borantia", (match){"borantia", "ボランティア", "reading"});
    assert_told("としょ", (match){"としょ", "図書", "reading"});
    assert_told("障がい", (match){"障がい", "障害", "variant"});
    assert_told("障がい", (match){"障がい", "障がい", "word"});
    assert_told("図書", (match){"図書", "図書", "part"});
    assert_told("図書", (match){"図書", "図書", "word"});
    assert_told("掃除", (match){"掃除", "清掃", "synonym"});
    assert_told("公民館", (match){"公民館", "公民館", "facet"});
    assert_told("街づくり", (match){"街づくり", "まちづくり", "facet"});
    assert_told("アダプト", (match){"アダプト", "アダプトプログラム", "facet"});
    assert_told("楽しく", (match){"楽しく", "楽しい", "form"});
    assert_told("楽しい", (match){"楽しい", "楽しい", "word"});
}

static void a_kind_is_told_of_no_other_match(void **state)
{
    (void) state;
    assert_not_told("ボランティア", (match){"ボランティア", "ボランティア", "reading"});
    assert_not_told("図書", (match){"図書", "図書", "variant"});
    assert_not_told("公園", (match){"公園", "公園", "form"});
    assert_not_told("\"図書\"", (match){"図書", "図書", "part"});
    assert_not_told("公園 -清掃", (match){"清掃", "清掃", "word"});
}

static void what_was_published_is_told(void **state)
{
    (void) state;
    assert_told("npo", (match){"npo", "NPO", "word"});
    assert_told("ｎｐｏ", (match){"npo", "NPO", "word"});
}

static void each_word_is_told_on_its_own(void **state)
{
    (void) state;
    assert_told("公園の清掃", (match){"公園", "公園", "word"});
    assert_told("公園の清掃", (match){"清掃", "清掃", "word"});
    assert_told("公園 清掃", (match){"清掃", "清掃", "word"});
    assert_told("公園 \"図書\"", (match){"図書", "図書", "word"});
}

static void what_only_relaxing_finds_is_told(void **state)
{
    (void) state;
    assert_told("公民館図書館", (match){"公民館図書館", "公民館", "word"});
    assert_told("公園 アダプト 猫", (match){"アダプト", "アダプトプログラム", "facet"});
    assert_not_told("子ども会公園清掃", (match){"子ども会公園清掃", "公園", "word"});
}

static void assert_field_is_known(const json_t *hit, const json_t *w)
{
    const char *field = json_string_value(json_object_get(w, "field"));
    const char *matched = json_string_value(json_object_get(w, "matched"));
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    const json_t *value = json_object_get(hit, field);
    const json_t *notes = json_object_get(json_object_get(hit, "other"), field);
    ky_err err;
    assert_non_null(value);
    assert_int_equal(
        ky_json_write(json_is_string(value) ? json_object_get(hit, "id") : value, 0, &text, &err),
        KY_OK);
    if (json_is_string(value))
        ky_buf_puts(&text, json_string_value(value));
    if (notes != NULL)
        assert_int_equal(ky_json_write(notes, 0, &text, &err), KY_OK);
    if (strstr(text.p, matched) == NULL)
        fail_msg("%s has no %s", field, matched);
}

static void assert_explained(const json_t *hit, bool weighs)
{
    const json_t *why = json_object_get(hit, "why");
    double score = json_number_value(json_object_get(hit, "score"));
    double before = score + 1e-6;
    assert_true(json_array_size(why) > 0);
    for (size_t i = 0; i < json_array_size(why); i++) {
        const json_t *w = json_array_get(why, i);
        double weight = json_number_value(json_object_get(w, "weight"));
        assert_true(weight <= before);
        assert_true(weighs ? weight > 0 : weight == 0);
        before = weight;
        assert_int_equal(json_object_size(w), 5);
        assert_field_is_known(hit, w);
        for (size_t k = 0; k < i; k++) {
            const json_t *other = json_array_get(why, k);
            assert_false(
                member_is(other, "keyword", json_string_value(json_object_get(w, "keyword"))) &&
                member_is(other, "matched", json_string_value(json_object_get(w, "matched"))) &&
                member_is(other, "field", json_string_value(json_object_get(w, "field"))));
        }
    }
}

static void every_hit_is_explained(const char *param, bool weighs)
{
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(published.ix, param, "explain=1", "limit=100");
    const json_t *hits = json_object_get(a, "hits");
    assert_true(json_array_size(hits) > 0);
    for (size_t i = 0; i < json_array_size(hits); i++)
        assert_explained(json_array_get(hits, i), weighs);
}

static void matches_weigh_and_the_heaviest_is_first(void **state)
{
    (void) state;
    static const char *const questions[] = {"q=公園の清掃", "q=こども", "q=障がい者", "q=公民館",
                                            "q=図書",       "q=掃除",   "q=simin",    "q=アダプト"};
    for (size_t i = 0; i < KY_LEN(questions); i++)
        every_hit_is_explained(questions[i], true);
    every_hit_is_explained("q=\"図書\"", false);
}

static void nothing_asked_for_is_nothing_told(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *empty = ask(published.ix, "explain=1");
    KY_CLEANUP(ky_json_unref_p) json_t *excluded = ask(published.ix, "q=-公園", "explain=1");
    KY_CLEANUP(ky_json_unref_p) json_t *without = ask(published.ix, "q=公園");
    KY_CLEANUP(ky_json_unref_p) json_t *off = ask(published.ix, "q=公園", "explain=0");
    assert_true(json_is_array(at(empty, "hits.0.why")));
    assert_int_equal(json_array_size(at(empty, "hits.0.why")), 0);
    assert_int_equal(json_array_size(at(excluded, "hits.0.why")), 0);
    assert_non_null(at(without, "hits.0"));
    assert_null(at(without, "hits.0.why"));
    assert_null(at(off, "hits.0.why"));
}

static void another_table_is_explained(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(parks.ix, "q=ぼらんてぃあ", "explain=1");
    const match m = {"ぼらんてぃあ", "ボランティア", "reading"};
    assert_non_null(find_match(at(a, "hits.0.why"), &m));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_kind_is_told),
        cmocka_unit_test(a_kind_is_told_of_no_other_match),
        cmocka_unit_test(what_was_published_is_told),
        cmocka_unit_test(each_word_is_told_on_its_own),
        cmocka_unit_test(what_only_relaxing_finds_is_told),
        cmocka_unit_test(matches_weigh_and_the_heaviest_is_first),
        cmocka_unit_test(nothing_asked_for_is_nothing_told),
        cmocka_unit_test(another_table_is_explained),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
