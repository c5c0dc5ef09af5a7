/* Promises of saved.h:
 *  - what is restored has the cuts, classes, positions, base forms and ragged words of what was
 *    saved, so that the same spans stand; it has no readings and no keys;
 *  - whatever part of a text, in either script, stands in what was saved is found in what is
 *    restored, and nothing else, whatever its filter of characters says;
 *  - bytes that were cut, changed or are another text's are refused, or give an analysis that stays
 *    inside its text; nothing is returned where they are refused. */
#include "support.h"

#include "ja/char_filter.h"
#include "ja/kana.h"
#include "ja/match.h"
#include "ja/saved.h"

static const char *const texts[] = {
    "",
    "。",
    "公園の清掃を行った。",
    "小金井市立図書館と三鷹市立の中学校\n東京都内の協議会・自治会（佐々木さん）",
    "ＮＰＯ㈱😀𩸽ﾃﾞｲ・ケア",
    "生花見学会と日本人形美術館、消防団長の祝日本屋休業",
};

static void assert_same_tokens(const ja_analysis *a, const ja_analysis *b)
{
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        const ja_token *x = &a->tokens[i];
        const ja_token *y = &b->tokens[i];
        assert_true(x->start == y->start && x->end == y->end && x->position == y->position);
        assert_int_equal(x->cls, y->cls);
        if (x->cls == JA_WORD)
            assert_true(ky_str_eq(x->base, y->base));
        assert_int_equal(y->reading.n, 0);
        assert_int_equal(y->n_keys, 0);
    }
}

static void assert_same_spans(const ja_analysis *a, const ja_analysis *b)
{
    uint32_t n = (uint32_t) a->text.folded.n;
    assert_true(ky_str_eq(a->text.folded, b->text.folded));
    for (uint32_t start = 0; start <= n; start++)
        for (uint32_t end = start; end <= n; end++)
            assert_true(ja_span_stands(a, (ja_span){start, end}) ==
                        ja_span_stands(b, (ja_span){start, end}));
}

static void what_is_restored_is_what_was_saved(void **state)
{
    fixture *f = *state;
    for (size_t i = 0; i < KY_LEN(texts); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
        ja_analysis a = analyse(f, ky_str_of(texts[i]));
        ja_analysis b = {.n = 7};
        ja_save(&a, &saved);
        assert_true(ky_buf_ok(&saved));
        assert_int_equal(ja_restore(ky_str_of(texts[i]), ky_buf_str(&saved), &f->arena, &b, NULL),
                         KY_OK);
        assert_same_tokens(&a, &b);
        assert_same_spans(&a, &b);
    }
}

static bool same_span(bool x, ja_span a, bool y, ja_span b)
{
    return x == y && (!x || (a.start == b.start && a.end == b.end));
}

static void assert_found_alike(const ja_analysis *a, const ja_analysis *b, ky_str needle)
{
    ja_span x = {0};
    ja_span y = {0};
    size_t at = 0;
    bool found = ja_find_text(a, needle, 0, &x);
    assert_true(same_span(found, x, ja_find_text(b, needle, 0, &y), y));
    found = ja_find_spelling(a, needle, 0, &x);
    if (!same_span(found, x, ja_find_spelling(b, needle, 0, &y), y))
        fail_msg("'%.*s' is found otherwise", KY_FMT(needle));
    found = ja_find_words(a, &needle, 1, 0, &x, &at);
    assert_true(same_span(found, x, ja_find_words(b, &needle, 1, 0, &y, &at), y));
    if (found)
        assert_true(ja_may_have_base(b, needle));
}

/* As it stands, as its kana key, in katakana. */
static void assert_found_in_any_script(const ja_analysis *a, const ja_analysis *b, ky_str needle)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf katakana = {0};
    ja_kana_key(needle, &key);
    ja_katakana(needle, &katakana);
    assert_found_alike(a, b, needle);
    assert_found_alike(a, b, ky_buf_str(&key));
    assert_found_alike(a, b, ky_buf_str(&katakana));
}

static void the_same_is_found_in_what_is_restored(void **state)
{
    static const char *const more[] = {"ヴァイオリンとバイオリン、いすゞのヴ", "ゝゝ々人々 こゝろ",
                                       "走った子どもたちが遊んでいた", "ㇰㇱ ゕゖ ヷヸ゙"};
    fixture *f = *state;
    for (size_t i = 0; i < KY_LEN(texts) + KY_LEN(more); i++) {
        ky_str text = ky_str_of(i < KY_LEN(texts) ? texts[i] : more[i - KY_LEN(texts)]);
        KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
        ja_analysis a = analyse(f, text);
        ja_analysis b;
        ja_save(&a, &saved);
        assert_int_equal(ja_restore(text, ky_buf_str(&saved), &f->arena, &b, NULL), KY_OK);
        ky_str folded = a.text.folded;
        for (size_t from = 0; from < folded.n; from += ky_utf8_at(folded, from).n)
            for (size_t to = from; to < folded.n && to < from + 30;) {
                to += ky_utf8_at(folded, to).n;
                assert_found_in_any_script(&a, &b, (ky_str){folded.p + from, to - from});
            }
        for (size_t k = 0; k < a.n; k++)
            assert_found_in_any_script(&a, &b, a.tokens[k].base);
        assert_found_alike(&a, &b, KY_LIT("市民"));
    }
}

static void a_filter_says_what_is_lacking(void **state)
{
    (void) state;
    ja_char_filter f = {0};
    ja_char_filter_add(&f, KY_LIT("図書館のヴァイオリン"));
    assert_false(ja_char_filter_lacks(&f, KY_LIT("図書")));
    assert_true(ja_char_filter_lacks(&f, KY_LIT("図鑑")));
    assert_true(ja_char_filter_lacks(&f, KY_LIT("ばいおりん")));
    assert_false(ja_char_filter_lacks_kana(&f, KY_LIT("ばいおりん")));
    assert_false(ja_char_filter_lacks_kana(&f, KY_LIT("バイオリン")));
    assert_true(ja_char_filter_lacks_kana(&f, KY_LIT("ばいく")));
}

static void ragged_words_are_kept_and_no_others(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
    ky_str text = KY_LIT("小金井市立図書館と協議会、三鷹市立の中学校");
    ja_analysis a = analyse(f, text);
    ja_analysis b;
    ja_span s;
    ja_save(&a, &saved);
    assert_int_equal(ja_restore(text, ky_buf_str(&saved), &f->arena, &b, NULL), KY_OK);
    assert_true(ja_find_text(&b, KY_LIT("小金井市"), 0, &s));
    assert_int_equal(s.start, 0);
    assert_true(ja_find_text(&b, KY_LIT("三鷹市"), 0, &s));
    assert_true(ja_find_text(&b, KY_LIT("市立図書"), 0, &s));
    assert_false(ja_find_text(&b, KY_LIT("議会"), 0, &s));
    assert_true(b.n_heard >= 2);
    for (size_t i = 0; i < b.n_heard; i++)
        assert_int_equal(b.heard[i].hold, JA_HOLD_RAGGED);
}

static void words_that_begin_inside_a_token_are_kept(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
    ky_str text = KY_LIT("日本人形美術館の生花見学会");
    ja_analysis a = analyse(f, text);
    ja_analysis b;
    ja_span s;
    ja_save(&a, &saved);
    assert_int_equal(ja_restore(text, ky_buf_str(&saved), &f->arena, &b, NULL), KY_OK);
    assert_true(ja_find_text(&b, KY_LIT("人形美術館"), 0, &s));
    assert_true(ja_find_text(&b, KY_LIT("見学"), 0, &s));
    assert_false(ja_find_text(&b, KY_LIT("花見学"), 0, &s));
    for (size_t i = 1; i < b.n_heard; i++)
        assert_true(b.heard[i - 1].start < b.heard[i].start || b.heard[i - 1].end < b.heard[i].end);
}

static void assert_refused(fixture *f, ky_str text, ky_str saved)
{
    ja_analysis b = {.n = 7};
    ky_err err = {0};
    assert_int_equal(ja_restore(text, saved, &f->arena, &b, &err), KY_E_CORRUPT);
    assert_int_equal(err.rc, KY_E_CORRUPT);
    assert_int_equal(b.n, 7);
}

static void cut_bytes_and_other_texts_are_refused(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
    ky_str text = ky_str_of(texts[3]);
    ja_analysis a = analyse(f, text);
    ja_save(&a, &saved);
    for (size_t n = 0; n < saved.n; n++)
        assert_refused(f, text, (ky_str){saved.p, n});
    assert_refused(f, KY_LIT(""), ky_buf_str(&saved));
    assert_refused(f, ky_str_of(texts[2]), ky_buf_str(&saved));
    ky_buf_putc(&saved, '\x10');
    assert_refused(f, text, ky_buf_str(&saved));
}

static void assert_inside(const ja_analysis *a)
{
    for (size_t i = 0; i < a->n; i++)
        assert_true(a->tokens[i].start < a->tokens[i].end && a->tokens[i].end <= a->text.folded.n);
    for (size_t i = 0; i < a->n_heard; i++)
        assert_true(a->heard[i].start < a->heard[i].end && a->heard[i].end <= a->text.folded.n &&
                    (i == 0 || a->heard[i - 1].start <= a->heard[i].start));
}

static void changed_bytes_never_lead_out_of_the_text(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_buf_fini) ky_buf saved = {0};
    ky_str text = ky_str_of(texts[3]);
    ja_analysis a = analyse(f, text);
    size_t refused = 0;
    ja_save(&a, &saved);
    for (size_t at = 0; at < saved.n; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
            ja_analysis b = {0};
            saved.p[at] = (char) (saved.p[at] ^ (1 << bit));
            if (ja_restore(text, ky_buf_str(&saved), &arena, &b, NULL) == KY_OK)
                assert_inside(&b);
            else
                refused++;
            saved.p[at] = (char) (saved.p[at] ^ (1 << bit));
        }
    assert_true(refused > saved.n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_restored_is_what_was_saved),
        cmocka_unit_test(the_same_is_found_in_what_is_restored),
        cmocka_unit_test(a_filter_says_what_is_lacking),
        cmocka_unit_test(ragged_words_are_kept_and_no_others),
        cmocka_unit_test(words_that_begin_inside_a_token_are_kept),
        cmocka_unit_test(cut_bytes_and_other_texts_are_refused),
        cmocka_unit_test(changed_bytes_never_lead_out_of_the_text),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
