/* Promises of terms.h:
 *  - content words give their base form with their position, every other token but marks its
 *    surface, each under its own prefix; too long a word gives none;
 *  - every character but marks begins exactly one gram; no gram crosses a mark;
 *  - ja_grams() gives the grams every text with that piece must have;
 *  - spellings and readings come after the grams, and a term of any kind leads back to its text;
 *  - what visit returns stops the walk and comes back;
 *  - a reading is hiragana without marks. */
#include "support.h"

#include "ja/terms.h"

typedef struct listing {
    ky_buf text;
    int only; /* one kind, or -1 for all */
} listing;

static ky_rc list(void *payload, const ja_term *t, ky_err *err)
{
    listing *l = payload;
    (void) err;
    if (l->only >= 0 && (ja_term_kind) l->only != t->kind)
        return KY_OK;
    ky_str key;
    ky_str spelling;
    ky_buf_printf(&l->text, "%s", l->text.n == 0 ? "" : "|");
    if (ja_term_reading(t->text, &key, &spelling))
        ky_buf_printf(&l->text, "%c%.*s:%.*s", t->text.p[0], KY_FMT(key), KY_FMT(spelling));
    else
        ky_buf_put(&l->text, t->text);
    if (t->kind == JA_TERM_WORD || t->kind == JA_TERM_INFLECTED)
        ky_buf_printf(&l->text, "@%u", t->position);
    else
        assert_int_equal(t->position, 0);
    return KY_OK;
}

static void assert_terms(fixture *f, const char *text, int only, const char *expected)
{
    ja_analysis a = analyse(f, ky_str_of(text));
    listing l = {.only = only};
    assert_int_equal(ja_terms(&a, list, &l, NULL), KY_OK);
    assert_str(ky_buf_str(&l.text), expected);
    ky_buf_fini(&l.text);
}

static void assert_grams(const char *piece, const char *expected)
{
    listing l = {.only = -1};
    assert_int_equal(ja_grams(ky_str_of(piece), list, &l, NULL), KY_OK);
    assert_str(ky_buf_str(&l.text), expected);
    ky_buf_fini(&l.text);
}

static void words_have_positions_and_other_tokens_their_surface(void **state)
{
    assert_terms(*state, "市が清掃した。", JA_TERM_WORD, "W市@1|W清掃@3");
    assert_terms(*state, "市が清掃した。", JA_TERM_FUNCTION, "Fが|Fし|Fた");
    assert_terms(*state, "住んだ", -1, "W住む@1|Fだ|G住ん|Gんだ|Gだ |I住ん@1|S住|Sん");
    assert_terms(*state, "", -1, "");
    assert_terms(*state, "、 。", -1, "");
}

static void grams_never_cross_a_mark(void **state)
{
    assert_terms(*state, "公民館・祭り 祭", JA_TERM_GRAM, "G公民|G民館|G館 |G祭り|Gり |G祭 ");
    assert_terms(*state, "😀a", JA_TERM_GRAM, "G😀a|Ga ");
}

static void grams_of_a_piece_leave_its_open_end_out(void **state)
{
    (void) state;
    assert_grams("公民館", "G公民|G民館");
    assert_grams("公民館。", "G公民|G民館|G館 ");
    assert_grams("・公民", "G公民");
    assert_grams("公・民", "G公 ");
    assert_grams("公", "");
    assert_grams("", "");
}

static void a_term_leads_back_to_its_text(void **state)
{
    (void) state;
    ky_buf term = {0};
    ja_term_make(JA_TERM_WORD, KY_LIT("公園"), &term);
    assert_str(ja_term_text(JA_TERM_WORD, ky_buf_str(&term)), "公園");
    assert_int_equal(ja_term_text(JA_TERM_GRAM, ky_buf_str(&term)).n, 0);
    assert_int_equal(ja_term_text(JA_TERM_FUNCTION, ky_buf_str(&term)).n, 0);
    assert_int_equal(ja_term_text(JA_TERM_WORD, (ky_str){0}).n, 0);
    ky_str key = KY_LIT("kept");
    ky_str spelling = KY_LIT("kept");
    assert_false(ja_term_reading(ky_buf_str(&term), &key, &spelling));
    assert_str(key, "kept");
    ky_buf_clear(&term);
    ja_term_make_reading(JA_TERM_PART, KY_LIT("こう"), KY_LIT("公"), &term);
    assert_true(ja_term_reading(ky_buf_str(&term), &key, &spelling));
    assert_str(key, "こう");
    assert_str(spelling, "公");
    ky_buf_clear(&term);
    ja_term_make_reading(JA_TERM_READING, KY_LIT("こう"), (ky_str){0}, &term);
    assert_true(ja_term_reading(ky_buf_str(&term), &key, &spelling));
    assert_int_equal(spelling.n, 0);
    ky_buf_fini(&term);
}

static size_t count_words(fixture *f, ky_str text)
{
    ja_analysis a = analyse(f, text);
    assert_int_equal(a.n, 1);
    listing l = {.only = JA_TERM_WORD};
    assert_int_equal(ja_terms(&a, list, &l, NULL), KY_OK);
    size_t n = l.text.n > 0 ? 1 : 0;
    ky_buf_fini(&l.text);
    return n;
}

static void too_long_a_word_is_no_term(void **state)
{
    ky_str text;
    char *bytes = repeat("😀", JA_MAX_TERM_BYTES / 4 + 1, &text);
    assert_int_equal(count_words(*state, text), 0);
    text.n -= 4;
    assert_int_equal(text.n, JA_MAX_TERM_BYTES);
    assert_int_equal(count_words(*state, text), 1);
    free(bytes);
}

static ky_rc stop_at_third(void *payload, const ja_term *t, ky_err *err)
{
    int *n = payload;
    (void) t;
    return ++*n == 3 ? ky_fail(err, KY_E_TIMEOUT, "enough") : KY_OK;
}

static void a_visitor_stops_the_walk(void **state)
{
    ja_analysis a = analyse(*state, KY_LIT("市が清掃した。"));
    int n = 0;
    ky_err err = {0};
    assert_int_equal(ja_terms(&a, stop_at_third, &n, &err), KY_E_TIMEOUT);
    assert_int_equal(n, 3);
    assert_string_equal(err.msg, "enough");
    n = 0;
    assert_int_equal(ja_grams(KY_LIT("公民館祭り"), stop_at_third, &n, NULL), KY_E_TIMEOUT);
    assert_int_equal(n, 3);
}

static void readings_are_hiragana(void **state)
{
    const struct {
        const char *text;
        const char *reading;
    } cases[] = {
        {"公民館・まつり（仮）", "こうみんかんまつりかり"},
        {"ボランティア、ヴォーリズ", "ぼらんてぃあゔぉーりず"},
        {"ＮＰＯ ２０２０", "えぬぴーおー2020"},
        {"本町", "ほんちょう"},
        {"", ""},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        ja_analysis a = analyse(*state, ky_str_of(cases[i].text));
        KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
        ja_reading(&a, &out);
        assert_str(ky_buf_str(&out), cases[i].reading);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_have_positions_and_other_tokens_their_surface),
        cmocka_unit_test(grams_never_cross_a_mark),
        cmocka_unit_test(grams_of_a_piece_leave_its_open_end_out),
        cmocka_unit_test(a_term_leads_back_to_its_text),
        cmocka_unit_test(too_long_a_word_is_no_term),
        cmocka_unit_test(a_visitor_stops_the_walk),
        cmocka_unit_test(readings_are_hiragana),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
