/* Promises of kanji.h, kanji_sounds.h, kanji_parse.h and of text.h about kanji:
 *  - old and variant forms of kanji fold to the form in use, in any plane, wherever they stand and
 *    whatever selector or mark follows; two words of today never become one;
 *  - the fold is idempotent, leaves every other code point alone, and holds each line of the table;
 *  - ja_fold folds kanji, each byte leading back to its original; ja_fold_plain and ja_nfc do not;
 *  - alternatives are symmetrical, folded, and for kana given only between two kanji;
 *  - kanji sound alike that share a reading in words of two kanji, whichever way they are asked
 *    for; others do not, nor does what is no kanji or unknown;
 *  - kanji have the readings of words of two kanji, and the endings of verbs of one;
 *  - every line of the table that cannot be read, stands twice, makes a chain or a loop, or folds
 *    what NFKC changes anyway is named with file, line and reason, and nothing is returned. */
#include "support.h"

#include "base/mem.h"
#include "ja/kanji.h"
#include "ja/kanji_parse.h"
#include "ja/kanji_sounds.h"
#include "ja/okurigana.h"
#include "ja/text.h"

static fixture fix; /* only its arena is used: folding needs no dictionary */

static void assert_folds(const char *text, const char *expected)
{
    assert_str(fold(&fix, ky_str_of(text)), expected);
}

static void old_and_variant_forms_become_the_form_in_use(void **state)
{
    (void) state;
    assert_folds("渡邊 渡邉 渡辺", "渡辺 渡辺 渡辺");
    assert_folds("齋藤 齊藤", "斎藤 斉藤");
    assert_folds("髙橋 髙𣘺 山﨑 宮嵜", "高橋 高橋 山崎 宮崎");
    assert_folds("黑澤 大瀧 濵口 濱口", "黒沢 大滝 浜口 浜口");
    assert_folds("𠮷野家 中嶋 小嶌 栁田 冨士 舘山", "吉野家 中島 小島 柳田 富士 館山");
    assert_folds("國立圖書館 舊字體 學藝會 辯護士", "国立図書館 旧字体 学芸会 弁護士");
    assert_folds("𠮟る 剝がす 頰 補塡 飛驒", "叱る 剥がす 頬 補填 飛騨");
    assert_folds("萬年 曾根 龍馬 瘦身", "万年 曽根 竜馬 痩身");
}

static void compatibility_forms_and_selectors_fold_too(void **state)
{
    (void) state;
    assert_folds("\uFA19\uFA4C", "神社");
    assert_folds("\uFA11", "崎");
    assert_folds("邊\U000E0104", "辺");
    assert_folds("邊\uFE00國", "辺国");
    assert_folds("\u2FA6 ⼾", "金 戸");
    assert_folds("㈱國", "(株)国");
}

static void words_of_today_stay_apart(void **state)
{
    (void) state;
    static const char *const texts[] = {"斉藤と斎藤", "寄附 寄付", "大阪 坂", "著者 着る",
                                        "会 合",      "町 街",     "花 華",   "子供 こども",
                                        "河 川",      "園 苑",     "埼玉 崎"};
    for (size_t i = 0; i < KY_LEN(texts); i++)
        assert_folds(texts[i], texts[i]);
}

static void folding_twice_is_folding_once(void **state)
{
    (void) state;
    size_t folded = 0;
    for (uint32_t c = 0; c < 0x120000; c++) {
        uint32_t to = ja_kanji_fold(c);
        assert_int_equal(ja_kanji_fold(to), to);
        folded += to != c;
        if (to != c && !(ja_is_ideograph(c) && ja_is_ideograph(to)))
            fail_msg("U+%04X folds to U+%04X", (unsigned) c, (unsigned) to);
    }
    assert_true(folded > 600);
    assert_int_equal(ja_kanji_fold(UINT32_MAX), UINT32_MAX);
}

static void read_table(ky_buf *text, ja_kanji_tables *t)
{
    assert_int_equal(ky_buf_read_file(text, KYODO_SOURCE_DIR "/dict/kanji.tsv", 1 << 20, NULL),
                     KY_OK);
    ky_err err = {0};
    if (ja_kanji_parse(ky_buf_str(text), "dict/kanji.tsv", t, &err) != KY_OK)
        fail_msg("%s", err.msg);
}

static void the_compiled_table_is_the_one_in_dict(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(ja_kanji_tables_fini) ja_kanji_tables t = {0};
    read_table(&text, &t);
    for (size_t i = 0; i < t.folds.n; i++)
        assert_int_equal(ja_kanji_fold(t.folds.items[i].from), t.folds.items[i].to);
    assert_true(ja_kanji_version() != ja_kanji_alike_version());
    assert_true(ja_kanji_version() != KY_HASH_SEED);
}

static void folded_bytes_lead_back_to_the_old_form(void **state)
{
    (void) state;
    ky_str original = KY_LIT("東𠮷邊 \U00020B9Fる");
    ja_text t = {0};
    assert_int_equal(ja_text_fold(original, &fix.arena, &t, NULL), KY_OK);
    assert_str(t.folded, "東吉辺 叱る");
    assert_str(ja_text_original(&t, 3, 6), "𠮷");
    assert_str(ja_text_original(&t, 6, 9), "邊");
    assert_str(ja_text_original(&t, 3, 9), "𠮷邊");
    assert_str(ja_text_original(&t, 0, (uint32_t) t.folded.n), "東𠮷邊 𠮟る");
}

static void plain_folding_and_nfc_keep_old_forms(void **state)
{
    (void) state;
    ky_str got = {0};
    assert_int_equal(ja_fold_plain(KY_LIT("ＡＢ邊 𠮷"), &fix.arena, &got, NULL), KY_OK);
    assert_str(got, "ab邊 𠮷");
    assert_int_equal(ja_nfc(KY_LIT("Ａ邊"), &fix.arena, &got, NULL), KY_OK);
    assert_str(got, "Ａ邊");
    assert_int_equal(ja_fold_plain(KY_LIT("\xFF"), &fix.arena, &got, NULL), KY_E_INVALID);
    assert_str(got, "Ａ邊");
}

/* Alternatives of the character at byte `at`, each in UTF-8, one after the other. */
static void assert_alike(const char *text, size_t at, const char *expected)
{
    uint32_t chars[JA_MAX_KANJI_ALIKE];
    size_t n = ja_kanji_alike(ky_str_of(text), at, chars);
    KY_CLEANUP(ky_buf_fini) ky_buf got = {0};
    for (size_t i = 0; i < n; i++)
        ky_buf_put_utf8(&got, chars[i]);
    assert_str(ky_buf_str(&got), expected);
}

static void alternatives_depend_on_what_stands_around_kana(void **state)
{
    (void) state;
    assert_alike("斉藤", 0, "斎");
    assert_alike("斎藤", 0, "斉");
    assert_alike("斉藤", 3, "");
    assert_alike("寄附", 3, "付");
    assert_alike("自由が丘", 6, "カガケヵヶ");
    assert_alike("自由ヶ丘", 6, "がカガケヵ");
    assert_alike("ケア", 0, "");
    assert_alike("夏が", 3, "");
    assert_alike("がん検診", 0, "");
    assert_alike("子が育つ", 3, "カガケヵヶ");
}

static void alternatives_are_symmetrical_and_folded(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(ja_kanji_tables_fini) ja_kanji_tables t = {0};
    read_table(&text, &t);
    for (size_t i = 0; i < t.alikes.n; i++) {
        const ja_kanji_pair *p = &t.alikes.items[i];
        assert_int_equal(ja_kanji_fold(p->from), p->from);
        bool back = false;
        for (size_t k = 0; k < t.alikes.n && !back; k++)
            back = t.alikes.items[k].from == p->to && t.alikes.items[k].to == p->from;
        assert_true(back);
    }
}

static void a_line_that_cannot_be_used_is_named(void **state)
{
    (void) state;
    static const struct {
        const char *table;
        const char *reason;
    } cases[] = {
        {"fold\t邊\t辺", "k.tsv:1: not 4 columns"},
        {"# c\n\nfold\t邊\t辺\t\n", "k.tsv:3: not 4 columns"},
        {"fold\t邊\t辺\tr\tx\n", "k.tsv:1: not 4 columns"},
        {"fold 邊 辺 r\n", "k.tsv:1: not 4 columns"},
        {"fild\t邊\t辺\tr\n", "k.tsv:1: 'fild' is not one of"},
        {"fold\t\xE9\x82\t辺\tr\n", "k.tsv:1: not UTF-8"},
        {"fold\t邊邉\t辺\tr\n", "k.tsv:1: a fold is of one character"},
        {"fold\t邊\t辺辺\tr\n", "k.tsv:1: a fold is of one character"},
        {"fold\tが\t辺\tr\n", "k.tsv:1: a fold is of a kanji"},
        {"fold\t邊\tx\tr\n", "k.tsv:1: a fold is of a kanji"},
        {"fold\t\uFA19\t神\tr\n", "k.tsv:1: NFKC changes"},
        {"fold\t邊\t\uFA19\tr\n", "k.tsv:1: NFKC changes"},
        {"fold\t辺\t辺\tr\n", "k.tsv:1: '辺' folds to itself"},
        {"fold\t邊\t辺\tr\nfold\t邊\t辺\tr\n", "k.tsv:2: '邊' folds in line 1 already"},
        {"fold\t邉\t邊\tr\nfold\t邊\t辺\tr\n", "k.tsv:1: a chain: U+908A folds on in line 2"},
        {"fold\t邊\t辺\tr\nfold\t辺\t邊\tr\n", "k.tsv:1: a loop: U+8FBA folds on in line 2"},
        {"alike\t斉斎\t齊\tr\n", "k.tsv:1: '斉斎' is not one character"},
        {"alike\t斉\t斉\tr\n", "k.tsv:1: U+6589 stands there twice"},
        {"alike\t斉\t斎斎\tr\n", "k.tsv:1: U+658E stands there twice"},
        {"alike\t一\t二三四五六七八\tr\n", "k.tsv:1: more than 6"},
        {"alike\t斉\t斎\tr\nalike\t斎\t済\tr\n", "k.tsv:2: U+658E has alternatives in line 1"},
        {"alike\t斉\tＡ\tr\n", "k.tsv:1: NFKC changes U+FF21"},
        {"alike\t齊\t斎\tr\nfold\t齊\t斉\tr\n", "k.tsv:1: U+9F4A is folded away in line 2"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        ja_kanji_tables t = {0};
        ky_err err = {0};
        assert_int_equal(ja_kanji_parse(ky_str_of(cases[i].table), "k.tsv", &t, &err),
                         KY_E_INVALID);
        if (strncmp(err.msg, cases[i].reason, strlen(cases[i].reason)) != 0)
            fail_msg("'%s' where '%s' was expected", err.msg, cases[i].reason);
        assert_null(t.folds.items);
        assert_null(t.alikes.items);
    }
}

static int tear_down(void **state)
{
    (void) state;
    ky_arena_fini(&fix.arena);
    return 0;
}

static void kanji_have_the_readings_of_their_words(void **state)
{
    (void) state;
    ky_str sounds[JA_MAX_KANJI_SOUNDS];
    assert_true(ja_kanji_sounds_of(u'捕', sounds) >= 1);
    assert_str(sounds[0], "ホ");
    assert_true(ja_kanji_sounds_of(u'花', sounds) >= 2);
    assert_int_equal(ja_kanji_sounds_of(u'あ', sounds), 0);
    assert_int_equal(ja_kanji_sounds_of(0x2EBE0, sounds), 0);
}

static void verbs_go_on_behind_their_kanji(void **state)
{
    (void) state;
    ky_str endings[JA_MAX_OKURIGANA];
    size_t n = ja_okurigana_of(u'引', endings);
    bool found = false;
    for (size_t i = 0; i < n; i++)
        found = found || ky_str_eq(endings[i], KY_LIT("き"));
    assert_true(found);
    assert_int_equal(ja_okurigana_of(u'園', endings), 0);
    assert_int_equal(ja_okurigana_of(u'あ', endings), 0);
    assert_true(ja_okurigana_version() != 0);
}

static void kanji_sound_alike_that_share_a_reading(void **state)
{
    (void) state;
    static const uint32_t alike[][2] = {{u'官', u'館'}, {u'流', u'留'}, {u'血', u'決'},
                                        {u'援', u'縁'}, {u'険', u'検'}, {u'進', u'新'},
                                        {u'害', u'外'}, {u'支', u'志'}};
    static const uint32_t apart[][2] = {
        {u'流', u'通'}, {u'献', u'解'}, {u'公', u'園'}, {u'決', u'消'}, {u'会', u'合'}};
    for (size_t i = 0; i < KY_LEN(alike); i++) {
        assert_true(ja_kanji_sound_alike(alike[i][0], alike[i][1]));
        assert_true(ja_kanji_sound_alike(alike[i][1], alike[i][0]));
    }
    for (size_t i = 0; i < KY_LEN(apart); i++)
        assert_false(ja_kanji_sound_alike(apart[i][0], apart[i][1]));
    assert_false(ja_kanji_sound_alike(u'あ', u'あ'));
    assert_false(ja_kanji_sound_alike(0, 0));
    assert_false(ja_kanji_sound_alike(0x2EBE0, 0x2EBE0));
    assert_true(ja_kanji_sounds_version() != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(old_and_variant_forms_become_the_form_in_use),
        cmocka_unit_test(compatibility_forms_and_selectors_fold_too),
        cmocka_unit_test(words_of_today_stay_apart),
        cmocka_unit_test(kanji_have_the_readings_of_their_words),
        cmocka_unit_test(verbs_go_on_behind_their_kanji),
        cmocka_unit_test(kanji_sound_alike_that_share_a_reading),
        cmocka_unit_test(folding_twice_is_folding_once),
        cmocka_unit_test(the_compiled_table_is_the_one_in_dict),
        cmocka_unit_test(folded_bytes_lead_back_to_the_old_form),
        cmocka_unit_test(plain_folding_and_nfc_keep_old_forms),
        cmocka_unit_test(alternatives_depend_on_what_stands_around_kana),
        cmocka_unit_test(alternatives_are_symmetrical_and_folded),
        cmocka_unit_test(a_line_that_cannot_be_used_is_named),
    };
    return cmocka_run_group_tests_name("ja/kanji", tests, NULL, tear_down);
}
