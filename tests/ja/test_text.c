/* Promises of text.h:
 *  - folding is NFKC_Casefold of each grapheme cluster: widths, case, ligatures, detached voicing
 *    marks, combining sequences, variation selectors, characters that fold to nothing;
 *  - alone, every code point folds plainly as utf8proc folds it, and folding again changes nothing;
 *  - the short way for kana, kanji and ASCII gives what the long way gives, whatever follows;
 *  - each folded byte leads back to whole clusters of the original, byte for byte;
 *  - what is not UTF-8, or too long, is refused, and the result is left alone;
 *  - hostile lengths cost no more than linear time: a megabyte of marks folds like any other;
 *  - ja_nfc does NFC and nothing else. */
#include <utf8proc.h>

#include "support.h"

enum {
    NFKC_CF =
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
    NFC = UTF8PROC_STABLE | UTF8PROC_COMPOSE,
};

static fixture fix; /* only its arena is used: folding needs no dictionary */

static void assert_folds(const char *text, const char *expected)
{
    assert_str(fold(&fix, ky_str_of(text)), expected);
}

static ja_text fold_text(ky_str text)
{
    ja_text t = {0};
    assert_int_equal(ja_text_fold(text, &fix.arena, &t, NULL), KY_OK);
    return t;
}

static void width_and_case_are_folded(void **state)
{
    (void) state;
    assert_folds("ＮＰＯ法人　Ｋｏｄｏ", "npo法人 kodo");
    assert_folds("ﾎﾞﾗﾝﾃｨｱ", "ボランティア");
    assert_folds("ｶﾞｷﾞｸﾞ ﾊﾟﾋﾟ", "ガギグ パピ");
    assert_folds("ÀÉ ß Σς", "àé ss σσ");
    assert_folds("０１２３（４５）～", "0123(45)~");
}

static void ligatures_open_and_combining_sequences_close(void **state)
{
    (void) state;
    assert_folds("㈱小金井", "(株)小金井");
    assert_folds("㌔㎏Ⅳ①㋿", "キロkgiv1令和");
    assert_folds("か\u3099は\u309Ae\u0301", "がぱé");
    assert_folds("한국", "한국");
}

static void invisible_characters_go(void **state)
{
    (void) state;
    assert_folds("邊\U000E0100と辻\uFE00", "辺と辻");
    assert_folds("公\u200B園\u00AD", "公園");
    assert_folds("\u00AD", "");
    assert_folds("", "");
}

static ky_str encode(utf8proc_int32_t c, char bytes[4])
{
    utf8proc_ssize_t n = utf8proc_encode_char(c, (utf8proc_uint8_t *) bytes);
    return (ky_str){bytes, (size_t) n};
}

static void assert_as_utf8proc(ky_str text, int form)
{
    utf8proc_uint8_t *expected = NULL;
    utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *) text.p, (utf8proc_ssize_t) text.n,
                                      &expected, (utf8proc_option_t) form);
    assert_true(n >= 0);
    ky_str got = {0};
    ky_rc rc = form == NFC ? ja_nfc(text, &fix.arena, &got, NULL)
                           : ja_fold_plain(text, &fix.arena, &got, NULL);
    assert_int_equal(rc, KY_OK);
    if (!ky_str_eq(got, (ky_str){(char *) expected, (size_t) n}))
        fail_msg("%.*s becomes %.*s, not %s", KY_FMT(text), KY_FMT(got), (char *) expected);
    free(expected);
}

static bool is_scalar(utf8proc_int32_t c)
{
    return c < 0xD800 || c > 0xDFFF;
}

static void every_code_point_folds_as_utf8proc_folds_it_and_once_for_all(void **state)
{
    (void) state;
    for (utf8proc_int32_t c = 0; c < 0x110000; c++) {
        char bytes[4];
        if (!is_scalar(c))
            continue;
        ky_arena_clear(&fix.arena);
        ky_str text = encode(c, bytes);
        assert_as_utf8proc(text, NFKC_CF);
        assert_as_utf8proc(text, NFC);
        ky_str once = fold(&fix, text);
        ky_str twice = fold(&fix, once);
        if (!ky_str_eq(once, twice))
            fail_msg("U+%04X folds to %.*s and then to %.*s", (unsigned) c, KY_FMT(once),
                     KY_FMT(twice));
    }
}

static void what_follows_a_character_counts(void **state)
{
    (void) state;
    static const char *const followers[] = {"か",     "a",      "\n",     "\u3099",
                                            "\u0301", "\uFF9E", "\uFE0F", "\u200D"};
    for (utf8proc_int32_t c = 1; c < 0x10000; c++) {
        for (size_t i = 0; is_scalar(c) && i < KY_LEN(followers); i++) {
            char bytes[16];
            ky_arena_clear(&fix.arena);
            ky_str text = encode(c, bytes);
            size_t len = strlen(followers[i]);
            memcpy(bytes + text.n, followers[i], len);
            text.n += len;
            assert_as_utf8proc(text, NFKC_CF);
            assert_as_utf8proc(text, NFC);
        }
    }
}

static void offsets_lead_back_to_whole_clusters(void **state)
{
    (void) state;
    ja_text t = fold_text(KY_LIT("Ａ㈱ｶﾞe\u0301園"));
    assert_str(t.folded, "a(株)ガé園");
    assert_str(ja_text_original(&t, 0, 1), "Ａ");
    assert_str(ja_text_original(&t, 2, 5), "㈱");
    assert_str(ja_text_original(&t, 1, 2), "㈱");
    assert_str(ja_text_original(&t, 6, 9), "ｶﾞ");
    assert_str(ja_text_original(&t, 9, 11), "e\u0301");
    assert_str(ja_text_original(&t, 0, (uint32_t) t.folded.n), "Ａ㈱ｶﾞe\u0301園");
    t = fold_text(KY_LIT("公\u200B園\r\nＢ"));
    assert_str(ja_text_original(&t, 0, 6), "公\u200B園");
    assert_str(ja_text_original(&t, 6, 7), "\r\n");
}

static void assert_refused(ky_str text)
{
    ja_text t = {.original = KY_LIT("kept")};
    ky_str s = KY_LIT("kept");
    ky_err err = {0};
    assert_int_equal(ja_text_fold(text, &fix.arena, &t, &err), KY_E_INVALID);
    assert_int_equal(err.rc, KY_E_INVALID);
    assert_true(strlen(err.msg) > 0);
    assert_int_equal(ja_fold(text, &fix.arena, &s, NULL), KY_E_INVALID);
    assert_int_equal(ja_nfc(text, &fix.arena, &s, NULL), KY_E_INVALID);
    assert_str(t.original, "kept");
    assert_str(s, "kept");
}

static void what_is_not_utf8_is_refused(void **state)
{
    (void) state;
    static const char *const broken[] = {
        "\x80",         "公\xE5\x9C",    "\xE5\x9C",     "\xC0\xAF",         "\xED\xA0\x80",
        "\xFF",         "a\xF0\x9F\x98", "\xE3\x81 ",    "\xF4\x90\x80\x80", "\xE0\x80\x80",
        "か\xE3\x41か", "\xE5\xE5\xE5",  "\xEF\xBC\xFF", "a\u0301\xCC",
    };
    for (size_t i = 0; i < KY_LEN(broken); i++)
        assert_refused(ky_str_of(broken[i]));
}

static void a_megabyte_is_taken_and_a_byte_more_is_not(void **state)
{
    (void) state;
    ky_str text;
    char *bytes = repeat("a", JA_MAX_TEXT_BYTES + 1, &text);
    assert_refused(text);
    text.n--;
    assert_int_equal(fold_text(text).folded.n, JA_MAX_TEXT_BYTES);
    free(bytes);
}

static void a_megabyte_of_marks_or_of_the_widest_ligature_folds(void **state)
{
    (void) state;
    static const char *const units[] = {"\u0301", "\u0316\u0301", "\uFDFA", "\u3099", "\u200D"};
    for (size_t i = 0; i < KY_LEN(units); i++) {
        ky_str text;
        char *bytes = repeat(units[i], JA_MAX_TEXT_BYTES / strlen(units[i]), &text);
        ja_text t = fold_text(text);
        assert_true(ky_utf8_valid(t.folded, NULL));
        assert_true(t.folded.n == 0 || t.ends[t.folded.n - 1] <= text.n);
        ky_arena_clear(&fix.arena);
        free(bytes);
    }
}

static void nfc_leaves_width_and_case_alone(void **state)
{
    (void) state;
    ky_str got = {0};
    assert_int_equal(ja_nfc(KY_LIT("ＮＰＯ法人　か\u3099ｶﾞA㈱"), &fix.arena, &got, NULL), KY_OK);
    assert_str(got, "ＮＰＯ法人　がｶﾞA㈱");
}

static int clear_arena(void **state)
{
    (void) state;
    ky_arena_fini(&fix.arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(width_and_case_are_folded),
        cmocka_unit_test(ligatures_open_and_combining_sequences_close),
        cmocka_unit_test(invisible_characters_go),
        cmocka_unit_test(every_code_point_folds_as_utf8proc_folds_it_and_once_for_all),
        cmocka_unit_test(what_follows_a_character_counts),
        cmocka_unit_test(offsets_lead_back_to_whole_clusters),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(a_megabyte_is_taken_and_a_byte_more_is_not),
        cmocka_unit_test(a_megabyte_of_marks_or_of_the_widest_ligature_folds),
        cmocka_unit_test(nfc_leaves_width_and_case_alone),
    };
    return cmocka_run_group_tests(tests, NULL, clear_arena);
}
