/* Promises checked here, on the published table and on another city's:
 * - behind kana, the keys that lead on are the kana of `next`, along the readings of all names
 * - behind and with everything else a key leads on exactly where the question with it has a
 *   suggestion, also behind other words and behind a minus
 * - so kana behind kana and digits, kana behind kanji, letters of romaji and of what is written in
 *   letters, and digits lead on where something goes on with them, and a hyphen does alone
 * - keys come as they are written, in the order given, each once; case and width count for nothing
 * - a blank question is the beginning of a word
 * - without the parameter there is no answer to it, and all else is the same
 * - the parameter is checked as the contract says */
#include "ask.h"
#include "cmocka_c17.h"
#include "ja/kana.h"
#include "places.h"
#include "search/index_priv.h"

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
static const char digits[] = "0123456789-";

static json_t *suggest_keys(ky_index *ix, const char *q, const char *keys)
{
    const ky_suggest_request rq = {
        .q = ky_str_of(q), .limit = 1, .asks_keys = true, .keys = ky_str_of(keys)};
    json_t *j = NULL;
    ky_err err;
    if (ky_suggest(ix, &rq, &j, &err) != KY_OK)
        fail_msg("%s: %s", q, err.msg);
    assert_true(json_is_array(json_object_get(j, "keys")));
    return j;
}

/* The keys that lead on, one behind the other. */
static void lit(ky_index *ix, const char *q, const char *keys, ky_buf *out)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest_keys(ix, q, keys);
    size_t i;
    json_t *key;
    ky_buf_clear(out);
    json_array_foreach(json_object_get(j, "keys"), i, key) ky_buf_put(out, ky_json_get_str(key));
    assert_true(ky_buf_ok(out));
}

static void assert_lit(ky_index *ix, const char *q, const char *keys, const char *wanted)
{
    KY_CLEANUP(ky_buf_fini) ky_buf found = {0};
    lit(ix, q, keys, &found);
    if (!ky_str_eq(ky_buf_str(&found), ky_str_of(wanted)))
        fail_msg("'%s': %.*s lead on, wanted are %s", q, KY_FMT(ky_buf_str(&found)), wanted);
}

/* Every kana that a key may have, by code point. */
static void put_kana(ky_buf *out)
{
    for (uint32_t c = 0x3041; c <= 0x30FC; c = c == 0x3096 ? 0x30FC : c + 1) {
        KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
        ky_buf_put_utf8(&kana, c);
        ja_kana_key(ky_buf_str(&kana), &key);
        if (ky_str_eq(ky_buf_str(&kana), ky_buf_str(&key)))
            ky_buf_put(out, ky_buf_str(&kana));
    }
    assert_true(ky_buf_ok(out));
}

static void assert_keys_are_next(ky_index *ix, ky_str typed, const char *keys)
{
    KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
    ky_buf_put(&q, typed);
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest_keys(ix, q.p == NULL ? "" : q.p, keys);
    if (!json_equal(json_object_get(j, "keys"), json_object_get(j, "next")))
        fail_msg("'%.*s': keys and next differ", KY_FMT(typed));
}

static void behind_kana_the_keys_are_the_next_kana(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    const ky_lexicon *lx = &published.ix->lexicon;
    size_t beginnings = 0;
    put_kana(&kana);
    for (uint32_t i = 0; i < lx->n; i++) {
        ky_lexicon_entry e = ky_lexicon_at(lx, i);
        if (e.kind != KY_LEXICON_NAME || !ja_all_kana(e.reading))
            continue;
        for (size_t at = 0, n = 0; at <= e.reading.n; at += n) {
            assert_keys_are_next(published.ix, (ky_str){e.reading.p, at}, kana.p);
            beginnings++;
            if (at == e.reading.n)
                break;
            (void) ky_utf8_next(ky_str_from(e.reading, at), &n);
        }
    }
    assert_true(beginnings > 1000);
}

static void behind_other_words_the_keys_are_the_next_kana(void **state)
{
    (void) state;
    static const char *const typed[] = {
        "公園 ",         "献血　せ", "図書 -し", "ボランティア 清掃 か",
        "「公園」の せ", "npo ほ",   "ぬるぽ せ"};
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    put_kana(&kana);
    for (size_t i = 0; i < KY_LEN(typed); i++)
        assert_keys_are_next(published.ix, ky_str_of(typed[i]), kana.p);
    assert_lit(published.ix, "公園 せ", "いざ", "い");
}

/* Whether each key leads on is what the question with it has. */
static size_t check_keys(ky_index *ix, const char *q, const char *keys)
{
    KY_CLEANUP(ky_buf_fini) ky_buf found = {0};
    size_t n_lit = 0;
    lit(ix, q, keys, &found);
    for (size_t at = 0; keys[at] != '\0';) {
        KY_CLEANUP(ky_buf_fini) ky_buf longer = {0};
        ky_str key = ky_utf8_at(ky_str_of(keys), at);
        ky_buf_puts(&longer, q);
        ky_buf_put(&longer, key);
        KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(ix, longer.p, 1);
        bool leads = json_array_size(json_object_get(j, "suggestions")) > 0;
        if (leads != (ky_str_find(ky_buf_str(&found), key) != SIZE_MAX))
            fail_msg("'%s' leads %s", longer.p, leads ? "on and is not named" : "nowhere");
        n_lit += leads;
        at += key.n;
    }
    return n_lit;
}

static void a_key_leads_on_where_the_question_with_it_has_a_suggestion(void **state)
{
    (void) state;
    static const char *const typed[] = {
        "",          "だい",      "だい2",   "だい29", "公園",   "公園せ",    "k",
        "ko",        "kyo",       "np",      "npo",    "npoほ",  "こそd",     "市",
        "まいとし",  "まいとし1", "声のg",   "「公",   "公園 ",  "公園 だい", "公園 k",
        "公園　きk", "図書 -",    "図書 -k", "npo ho", "ぬるぽ", "ぬるぽ ",   "公園美化市民協働 1"};
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    size_t asked = 0;
    size_t lead = 0;
    put_kana(&kana);
    for (size_t i = 0; i < KY_LEN(typed); i++) {
        ky_str last = ky_utf8_last(ky_str_of(typed[i]));
        size_t n = 0;
        bool kana_or_none = last.n == 0 || ky_str_eq(last, KY_LIT(" ")) ||
                            ky_str_eq(last, KY_LIT("-")) || ja_is_kana(ky_utf8_next(last, &n));
        lead += check_keys(published.ix, typed[i], letters);
        lead += check_keys(published.ix, typed[i], digits);
        lead += check_keys(published.ix, typed[i], "園 「・");
        asked += strlen(letters) + strlen(digits) + 4;
        if (kana_or_none)
            continue;
        lead += check_keys(published.ix, typed[i], kana.p);
        asked += ky_utf8_count(ky_buf_str(&kana));
    }
    assert_in_range(lead, 300, asked / 2);
}

static void keys_of_every_kind_lead_on(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    put_kana(&kana);
    assert_lit(published.ix, "だい", digits, "2379");
    assert_lit(published.ix, "だい2", digits, "9");
    assert_lit(published.ix, "だい2", kana.p, "");
    assert_lit(published.ix, "だい29", kana.p, "か");
    assert_lit(published.ix, "公園", "せざん", "せ");
    assert_lit(published.ix, "公園せ", "いざん", "い");
    assert_lit(published.ix, "k", letters, "AEIOUY");
    assert_lit(published.ix, "kod", letters, "AEHIO");
    assert_lit(published.ix, "kodo", "MQ", "M");
    assert_lit(published.ix, "n", "PV", "P");
    assert_lit(published.ix, "NP", "OV", "O");
    assert_lit(published.ix, "NPO", "ほぬ", "ほ");
    assert_lit(published.ix, "公園 ", digits, "123");
    assert_lit(published.ix, "", digits, "1234");
    assert_lit(published.ix, "ko", "-", "-");
    assert_lit(published.ix, "", "-", "");
    assert_lit(published.ix, "公園 ", "-", "");
    assert_lit(parks.ix, "水辺", "のぬ", "の");
    assert_lit(parks.ix, "do", "TQ", "T");
}

static void keys_come_as_they_are_written_and_once(void **state)
{
    (void) state;
    assert_lit(published.ix, "kod", "eAqＡaeA", "eAＡa");
    assert_lit(published.ix, "こうえ", "ンざん", "ンん");
    assert_lit(published.ix, "公", "園々园園", "園");
    assert_lit(published.ix, "こそ", "", "");
}

static void a_blank_question_is_the_beginning_of_a_word(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf empty = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    put_kana(&kana);
    const char *const keyboards[] = {letters, digits, kana.p};
    for (size_t i = 0; i < KY_LEN(keyboards); i++) {
        lit(published.ix, "", keyboards[i], &empty);
        assert_true(empty.n > 0);
        assert_lit(published.ix, " ", keyboards[i], empty.p);
        assert_lit(published.ix, "　 ", keyboards[i], empty.p);
    }
}

static void without_the_parameter_nothing_changes(void **state)
{
    (void) state;
    static const char *const typed[] = {"", "こう", "公園 k", "だい29"};
    for (size_t i = 0; i < KY_LEN(typed); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *bare = suggest(published.ix, typed[i], 1);
        KY_CLEANUP(ky_json_unref_p) json_t *with = suggest_keys(published.ix, typed[i], letters);
        assert_null(json_object_get(bare, "keys"));
        assert_int_equal(json_object_del(with, "keys"), 0);
        assert_true(json_equal(bare, with));
    }
}

static ky_rc parse_keys(ky_str keys, ky_arena *arena, ky_suggest_request *ret, ky_err *err)
{
    return ky_suggest_parse(&(ky_param){KY_LIT("keys"), keys}, 1, arena, ret, err);
}

static void the_parameter_is_checked(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf many = {0};
    const ky_param twice[] = {{KY_LIT("keys"), KY_LIT("あ")}, {KY_LIT("keys"), KY_LIT("い")}};
    ky_suggest_request rq;
    ky_err err;
    assert_int_equal(ky_suggest_parse(NULL, 0, &arena, &rq, &err), KY_OK);
    assert_false(rq.asks_keys);
    assert_int_equal(parse_keys(KY_LIT(""), &arena, &rq, &err), KY_OK);
    assert_true(rq.asks_keys);
    for (size_t i = 0; i < KY_MAX_SUGGEST_KEYS; i++)
        ky_buf_puts(&many, "あ");
    assert_int_equal(parse_keys(ky_buf_str(&many), &arena, &rq, &err), KY_OK);
    assert_true(ky_str_eq(rq.keys, ky_buf_str(&many)));
    ky_buf_puts(&many, "い");
    assert_int_equal(parse_keys(ky_buf_str(&many), &arena, &rq, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, "'keys' has 129 characters, accepted are at most 128"));
    assert_int_equal(parse_keys(KY_LIT("あ\xff"), &arena, &rq, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, "keys"));
    assert_int_equal(ky_suggest_parse(twice, KY_LEN(twice), &arena, &rq, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, "'keys' is given twice"));
    assert_int_equal(parse_keys(KY_LIT("a\n\x01"), &arena, &rq, &err), KY_OK);
    assert_true(ky_str_eq(rq.keys, KY_LIT("a  ")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(behind_kana_the_keys_are_the_next_kana),
        cmocka_unit_test(behind_other_words_the_keys_are_the_next_kana),
        cmocka_unit_test(a_key_leads_on_where_the_question_with_it_has_a_suggestion),
        cmocka_unit_test(keys_of_every_kind_lead_on),
        cmocka_unit_test(keys_come_as_they_are_written_and_once),
        cmocka_unit_test(a_blank_question_is_the_beginning_of_a_word),
        cmocka_unit_test(without_the_parameter_nothing_changes),
        cmocka_unit_test(the_parameter_is_checked),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
