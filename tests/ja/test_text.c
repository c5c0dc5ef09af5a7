/* Promises of text.h:
 *  - folding is NFKC_Casefold of each grapheme cluster: widths, case, ligatures, detached voicing
 *    marks, combining sequences, variation selectors, characters that fold to nothing;
 *  - alone, every code point folds plainly as utf8proc folds it, voicing marks, dashes and waves
 *    excepted;
 *  - folding again changes nothing, whatever marks stand beside what;
 *  - voicing marks that stand apart join their kana, those that cannot go, and none tears a word;
 *  - ゐゑヰヱ are いえイエ;
 *  - iteration marks of kana are the kana that they repeat, and stay where they repeat none;
 *  - Latin letters lose their marks, but vowels keep the macron and circumflex of romaji;
 *  - commas between thousands go, other commas stay;
 *  - dashes between digits are one; dashes and waves typed for the long mark are ー, and those that
 *    part words, bracket titles or stand for a range are not;
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
    assert_folds("ÅÉ ß Σς", "ae ss σσ");
    assert_folds("０１２３（４５）～", "0123(45)~");
}

static void ligatures_open_and_combining_sequences_close(void **state)
{
    (void) state;
    assert_folds("㈱小金井", "(株)小金井");
    assert_folds("㌔㎏Ⅳ①㋿", "キロkgiv1令和");
    assert_folds("か\u3099は\u309Aи\u0306", "がぱй");
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

/* True where text holds what folding treats beyond NFKC_Casefold. */
static bool holds_marks(ky_str text)
{
    static const char *const marks[] = {"\u3099", "\u309A", "-", "~", "‐", "−", "〜"};
    for (size_t i = 0; i < KY_LEN(marks); i++) {
        if (ky_str_find(text, ky_str_of(marks[i])) != SIZE_MAX)
            return true;
    }
    return false;
}

static void assert_stable(ky_str text)
{
    ky_str once = fold(&fix, text);
    ky_str twice = fold(&fix, once);
    if (!ky_str_eq(once, twice))
        fail_msg("%.*s folds to %.*s and then to %.*s", KY_FMT(text), KY_FMT(once), KY_FMT(twice));
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
    ky_str wanted = {(char *) expected, (size_t) n};
    bool excepted = form == NFKC_CF && holds_marks(wanted);
    if (!excepted && !ky_str_eq(got, wanted))
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
        assert_stable(text);
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
            assert_stable(text);
        }
    }
}

static void voicing_marks_join_the_kana_before_them(void **state)
{
    (void) state;
    assert_folds("か゛くせい", "がくせい");
    assert_folds("は゜ん", "ぱん");
    assert_folds("ﾎ゛ﾗﾝﾃｨｱ", "ボランティア");
    assert_folds("ボランティアかﾞ", "ボランティアが");
    assert_folds("ウ゛ァイオリン", "ヴァイオリン");
    assert_folds("か ゙", "が");
    assert_folds("いすゝ゛", "いすず");
    assert_folds("が゛あ゛ー゛漢゜字", "があー漢字");
    assert_folds("゛か", "か");
    assert_folds("か゛゛", "が");
    assert_folds("か ゛", "か ");
    assert_folds("a゙bﾟ", "ab");
}

static void kana_given_up_become_those_in_use(void **state)
{
    (void) state;
    assert_folds("ゐのはな ゑびす ヰスキー ヱビス", "いのはな えびす イスキー エビス");
    assert_folds("ゑゝ ヸヷ", "ええ ヸヷ");
}

static void iteration_marks_become_what_they_repeat(void **state)
{
    (void) state;
    assert_folds("金子みすゞ朗読会", "金子みすず朗読会");
    assert_folds("こゝろ たゞ つゞき イスヾ バナヽ", "こころ ただ つづき イスズ バナナ");
    assert_folds("づゝ あゝゝ ハヾ アゝ いヽ", "づつ あああ ハバ アア いい");
    assert_folds("佐々木々ゝ", "佐々木々ゝ");
    assert_folds("ゝ ヾ ーゝ っゞ ん、ゝ aヽ", "ゝ ヾ ーゝ っゞ ん、ゝ aヽ");
    ja_text t = fold_text(KY_LIT("みすゞ会"));
    assert_str(ja_text_original(&t, 6, 9), "ゞ");
    assert_str(ja_text_original(&t, 0, 9), "みすゞ");
}

static void commas_between_thousands_go(void **state)
{
    (void) state;
    assert_folds("1,000円と１２，０００円と1,234,567.5人", "1000円と12000円と1234567.5人");
    static const char *const texts[] = {"1,5",       "3,14159", "2,100,3", "1,000,00",  "1234,567",
                                        "042,387",   "1,0000",  ",000",    "1,,000",    "1、000",
                                        "2,3,100,5", "1, 000",  "0.1,000", "2020,1,100"};
    for (size_t i = 0; i < KY_LEN(texts); i++)
        assert_folds(texts[i], texts[i]);
    ja_text t = fold_text(KY_LIT("約１，０００円"));
    assert_str(ja_text_original(&t, 3, 7), "１，０００");
    assert_str(ja_text_original(&t, 7, 10), "円");
}

static void latin_letters_lose_their_marks(void **state)
{
    (void) state;
    assert_folds("Café CAFE\u0301 naïve Zürich señor", "cafe cafe naive zurich senor");
    assert_folds("Ǻ ệ x\u0301\u0302 Ǖ i\u0307", "a e x u i");
    assert_folds("ø ł Й ά ガ", "ø ł й ά ガ");
    assert_folds("Tōkyō Kyôto āīūēō o\u0304", "tōkyō kyôto āīūēō ō");
    ja_text t = fold_text(KY_LIT("a\u0308bé"));
    assert_str(t.folded, "abe");
    assert_str(ja_text_original(&t, 0, 1), "a\u0308");
    assert_str(ja_text_original(&t, 2, 3), "é");
}

static void a_joined_mark_leads_back_to_both_characters(void **state)
{
    (void) state;
    ja_text t = fold_text(KY_LIT("おか゛わ漢゛字"));
    assert_str(t.folded, "おがわ漢字");
    assert_str(ja_text_original(&t, 0, 3), "お");
    assert_str(ja_text_original(&t, 3, 6), "か゛");
    assert_str(ja_text_original(&t, 6, 9), "わ");
    assert_str(ja_text_original(&t, 9, 15), "漢゛字");
    t = fold_text(KY_LIT("㌳゛ー"));
    assert_str(t.folded, "フィードー");
    assert_str(ja_text_original(&t, 0, 3), "㌳゛");
    t = fold_text(KY_LIT("サ−ビスa"));
    assert_str(t.folded, "サービスa");
    assert_str(ja_text_original(&t, 3, 6), "−");
    assert_str(ja_text_original(&t, 0, 12), "サ−ビス");
    assert_str(ja_text_original(&t, 12, 13), "a");
}

static void dashes_between_digits_are_one(void **state)
{
    (void) state;
    static const char *const dashes[] = {"-", "ー", "－", "−", "‐", "‑", "‒",
                                         "–", "—",  "―",  "─", "━", "ｰ"};
    for (size_t i = 0; i < KY_LEN(dashes); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        ky_buf_printf(&text, "０４２%s387%s9818", dashes[i], dashes[i]);
        assert_folds(text.p, "042-387-9818");
    }
    assert_folds("eーmail Wi−Fi", "e-mail wi-fi");
    assert_folds("3〜4か月", "3〜4か月");
    assert_folds("3～4か月", "3〜4か月");
    assert_folds("/~user", "/~user");
}

static void brackets_of_phone_numbers_are_dashes(void **state)
{
    (void) state;
    assert_folds("042(387)9818", "042-387-9818");
    assert_folds("０４２（３８７）９８１８", "042-387-9818");
    assert_folds("(042)387-9818", "(042-387-9818");
    assert_folds("(042)387ー9818", "(042-387-9818");
    assert_folds("03(1234)5678", "03-1234-5678");
    assert_folds("042(387)98181", "042(387)98181");
    assert_folds("1042(387)9818", "1042(387)9818");
    assert_folds("2020(2)1234", "2020(2)1234");
    assert_folds("0(1)2345", "0(1)2345");
    assert_folds("042(387", "042(387");
}

static void marks_typed_for_the_long_mark_are_long_marks(void **state)
{
    (void) state;
    static const char *const marks[] = {"-", "－", "−", "‐", "―", "～", "〜", "~", "─", "–"};
    static const char *const words[][2] = {
        {"サ%sビス", "サービス"},
        {"インタ%sネット", "インターネット"},
        {"コミュニケ%sション", "コミュニケーション"},
        {"センタ%s", "センター"},
        {"センタ%s 夏", "センター 夏"},
        {"コンピュ%sタ%s(初級)", "コンピューター(初級)"},
        {"市民ユ%sザ%s、", "市民ユーザー、"},
        {"スト%sリー", "ストーリー"},
        {"ら%sめん", "らーめん"},
        {"ﾃ%sﾏﾊﾟ%sｸ", "テーマパーク"},
        {"ギタ%sの会", "ギターの会"},
        {"コ%sヒ%sを飲み、センタ%sでは", "コーヒーを飲み、センターでは"},
        {"カレ%s♪", "カレー♪"},
    };
    for (size_t i = 0; i < KY_LEN(words); i++) {
        for (size_t j = 0; j < KY_LEN(marks); j++) {
            KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
            for (const char *p = words[i][0]; *p != '\0'; p++) {
                bool mark = p[0] == '%';
                ky_buf_put(&text, mark ? ky_str_of(marks[j]) : (ky_str){p, 1});
                p += mark;
            }
            assert_folds(text.p, words[i][1]);
        }
    }
    assert_folds("シルバ-人材センタ-", "シルバー人材センター");
    assert_folds("サッカ−教室", "サッカー教室");
    assert_folds("リ－ダ－の会 042－1", "リーダーの会 042-1");
}

static void marks_that_part_words_are_no_long_marks(void **state)
{
    (void) state;
    static const char *const texts[] = {"セブン-イレブン",
                                        "イベント - 夏",
                                        "アート〜夏〜",
                                        "9時〜12時",
                                        "月〜金",
                                        "アート-夏",
                                        "〜アート〜",
                                        "フェスタ〜夏〜",
                                        "フェスタ〜のびのび広場",
                                        "フェスタ〜の夏〜",
                                        "アート〜の会",
                                        "フェスタ-夏の陣-",
                                        "アート――夏",
                                        "-マナー-",
                                        "ー-ア",
                                        "インド-フィリピン",
                                        "あ〜お",
                                        "夏の〜みんな",
                                        "テーマ-「夏」",
                                        "キッズ〜シニア",
                                        "ボランティア-",
                                        "京都-東京",
                                        "-",
                                        "カ-ーキ",
                                        "イベント〜アート〜",
                                        "キッ-ズ",
                                        "ジュニア〜シニア"};
    for (size_t i = 0; i < KY_LEN(texts); i++)
        assert_folds(texts[i], texts[i]);
    assert_folds("アート～夏～", "アート〜夏〜");
    assert_folds("市民−行政", "市民-行政");
    assert_folds("〜マナ〜\nセンタ〜", "〜マナ〜\nセンター");
}

static void folding_again_changes_nothing(void **state)
{
    (void) state;
    static const char *const units[] = {
        "ア", "ト",     "カ",     "ン", "ッ", "ー",  "-",      "−",      "～",
        "〜", "~",      "‐",      "―",  " ",  "\n",  "。",     "か",     "は",
        "夏", "1",      "a",      "゛", "゜", "ﾞ",   "\u3099", "\u309A", "\u0301",
        "e",  "\u200D", "\u0327", "「", "㌳", "ﾊ",   "ゝ",     "ヾ",     "é",
        "ō",  "ệ",      "\u0304", ",",  "，", "000", "\uFE0F", "|",      "Σ"};
    assert_stable(KY_LIT("\u1100\u3099\u1161"));
    assert_stable(KY_LIT("e\u3099\u3099\u0301"));
    uint64_t random = 7;
    for (int i = 0; i < 200000; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        ky_arena_clear(&fix.arena);
        for (uint32_t n = 2 + next_random(&random) % 12; n > 0; n--)
            ky_buf_puts(&text, units[next_random(&random) % KY_LEN(units)]);
        assert_stable(ky_buf_str(&text));
        ja_text t = fold_text(ky_buf_str(&text));
        for (size_t j = 1; j < t.folded.n; j++)
            assert_true((t.starts[j] == t.starts[j - 1] && t.ends[j] == t.ends[j - 1]) ||
                        t.starts[j] >= t.ends[j - 1]);
    }
}

static void offsets_lead_back_to_whole_clusters(void **state)
{
    (void) state;
    ja_text t = fold_text(KY_LIT("Ａ㈱ｶﾞe\u0301園"));
    assert_str(t.folded, "a(株)ガe園");
    assert_str(ja_text_original(&t, 0, 1), "Ａ");
    assert_str(ja_text_original(&t, 2, 5), "㈱");
    assert_str(ja_text_original(&t, 1, 2), "㈱");
    assert_str(ja_text_original(&t, 6, 9), "ｶﾞ");
    assert_str(ja_text_original(&t, 9, 10), "e\u0301");
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
    static const char *const units[] = {"\u0301", "\u0316\u0301", "\uFDFA", "\u3099",
                                        "\u200D", "゛",           "ア-",    "-"};
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
        cmocka_unit_test(voicing_marks_join_the_kana_before_them),
        cmocka_unit_test(kana_given_up_become_those_in_use),
        cmocka_unit_test(iteration_marks_become_what_they_repeat),
        cmocka_unit_test(commas_between_thousands_go),
        cmocka_unit_test(latin_letters_lose_their_marks),
        cmocka_unit_test(a_joined_mark_leads_back_to_both_characters),
        cmocka_unit_test(dashes_between_digits_are_one),
        cmocka_unit_test(brackets_of_phone_numbers_are_dashes),
        cmocka_unit_test(marks_typed_for_the_long_mark_are_long_marks),
        cmocka_unit_test(marks_that_part_words_are_no_long_marks),
        cmocka_unit_test(folding_again_changes_nothing),
        cmocka_unit_test(offsets_lead_back_to_whole_clusters),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(a_megabyte_is_taken_and_a_byte_more_is_not),
        cmocka_unit_test(a_megabyte_of_marks_or_of_the_widest_ligature_folds),
        cmocka_unit_test(nfc_leaves_width_and_case_alone),
    };
    return cmocka_run_group_tests(tests, NULL, clear_arena);
}
