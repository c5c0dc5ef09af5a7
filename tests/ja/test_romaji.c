/* Promises of romaji.h:
 *  - Hepburn with and without macrons, Kunrei, Nihon and what an input method takes are read, mixed
 *    too; what is no romaji as a whole has no reading;
 *  - where romaji is ambiguous the likeliest kana comes first, and there are 16 at most, each once;
 *  - kana written in any style is among the readings of what was written, for any word;
 *  - while typing: every kana that the typed text may begin, none that it may not, kana before
 *    romaji too; every beginning of a word's romaji leads to a prefix of the word;
 *  - every line of the table that cannot be read is named with its number. */
#include "support.h"

#include "ja/kana.h"
#include "ja/romaji.h"
#include "romaji.h"

static ky_arena arena;
static ky_buf table;
static ja_romaji *romaji;

static char *joined(const ja_readings *r)
{
    ky_buf out = {0};
    for (size_t i = 0; i < r->n; i++) {
        if (i > 0)
            ky_buf_putc(&out, ' ');
        ky_buf_put(&out, r->items[i]);
    }
    char *text = ky_buf_take(&out);
    assert_non_null(text);
    return text;
}

static ja_readings readings(ky_str text)
{
    ja_readings r = {0};
    assert_int_equal(ja_romaji_readings(romaji, text, &arena, &r, NULL), KY_OK);
    assert_true(r.n <= JA_MAX_ROMAJI_READINGS);
    return r;
}

static void assert_readings(const char *text, const char *expected)
{
    ja_readings r = readings(ky_str_of(text));
    char *got = joined(&r);
    if (strcmp(got, expected) != 0)
        fail_msg("%s: %s, not %s", text, got, expected);
    free(got);
}

static void assert_first(const char *text, const char *expected)
{
    ja_readings r = readings(ky_str_of(text));
    if (r.n == 0)
        fail_msg("%s is not read", text);
    if (!ky_str_eq(r.items[0], ky_str_of(expected)))
        fail_msg("%s: %.*s, not %s", text, KY_FMT(r.items[0]), expected);
}

static void assert_prefixes(const char *text, const char *expected)
{
    ja_readings r = {0};
    assert_int_equal(ja_romaji_prefixes(romaji, ky_str_of(text), &arena, &r, NULL), KY_OK);
    char *got = joined(&r);
    if (strcmp(got, expected) != 0)
        fail_msg("%s: %s, not %s", text, got, expected);
    free(got);
}

static void every_system_is_read(void **state)
{
    (void) state;
    assert_readings("neko", "ねこ");
    assert_readings("koganei", "こがねい");
    assert_readings("kosodate", "こそだて");
    assert_readings("shimin", "しみん");
    assert_readings("simin", "しみん");
    assert_readings("tosyokan", "としょかん");
    assert_readings("toshokan", "としょかん");
    assert_first("zyouhou", "じょうほう");
    assert_first("jouhou", "じょうほう");
    assert_first("hukusi", "ふくし");
    assert_first("fukushi", "ふくし");
    assert_first("tyouri", "ちょうり");
    assert_first("matiaruki", "まちあるき");
    assert_first("machizukuri", "まちずくり");
    assert_first("fu", "ふ");
    assert_first("borantexia", "ぼらんてぃあ");
    assert_first("boranthia", "ぼらんてぃあ");
    assert_first("dhizuni-", "でぃずにー");
    assert_first("vaiorin", "ばいおりん");
    assert_first("fesuthibaru", "ふぇすてぃばる");
    assert_first("kaltuto", "かっと");
    assert_first("kaxtuto", "かっと");
    assert_first("twu-ru", "とぅーる");
    assert_first("whi-ku", "うぃーく");
}

static void n_and_double_consonants_are_read(void **state)
{
    (void) state;
    assert_readings("kinen", "きねん");
    assert_first("kin'en", "きんえん");
    assert_first("kin\u2019en", "きんえん");
    assert_first("kinnen", "きんねん");
    assert_readings("konna", "こんな こんあ");
    assert_first("konnna", "こんな");
    assert_first("kennsaku", "けんさく");
    assert_first("honn", "ほん");
    assert_first("shinjuku", "しんじゅく");
    assert_first("shimbun", "しんぶん");
    assert_first("gumma", "ぐんま");
    assert_first("sampo", "さんぽ");
    assert_first("gakkou", "がっこう");
    assert_first("zasshi", "ざっし");
    assert_first("matcha", "まっちゃ");
    assert_first("maccha", "まっちゃ");
    assert_first("kippu", "きっぷ");
    assert_readings("sinyou", "しにょう");
}

static void a_long_vowel_is_open_to_every_spelling(void **state)
{
    (void) state;
    assert_readings("ō", "おう おお おー をう をお をー");
    assert_readings("tōri", "とうり とおり とーり");
    assert_readings("k\u00f4hi", "こうひ こおひ こーひ");
    assert_first("ryūgaku", "りゅうがく");
    assert_first("rāmen", "らーめん");
    assert_first("kyōdō", "きょうどう");
    assert_first("sa-bisu", "さーびす");
    assert_readings("shi-min", "しーみん しみん");
    assert_readings("kin-en", "きんえん");
    assert_readings("satoh", "さとう さとお");
    ja_readings many = readings(KY_LIT("ōōōōōō"));
    assert_int_equal(many.n, JA_MAX_ROMAJI_READINGS);
    assert_str(many.items[0], "おうおうおうおうおうおう");
}

static void what_is_no_romaji_has_no_reading(void **state)
{
    (void) state;
    static const char *const texts[] = {
        "",      "npo",    "pta", "cd",  "ngo", "sns", "ict",   "jr",    "usb", "tv",
        "kotob", "k",      "-",   "'",   "n",   "nn",  "ka1",   "ka ku", "か",  "kaか",
        "n'",    "kappa!", "kat", "xtu", "ppo", "é",   "don't", "kāk",   "-ka", "mba"};
    for (size_t i = 0; i < KY_LEN(texts); i++)
        assert_readings(texts[i], "");
    ky_str text;
    char *longest = repeat("a", JA_MAX_ROMAJI_LETTERS + 1, &text);
    assert_int_equal(readings(text).n, 0);
    text.n--;
    assert_true(readings(text).n > 0);
    free(longest);
}

static bool holds(const ja_readings *r, ky_str kana)
{
    for (size_t i = 0; i < r->n; i++) {
        if (ky_str_eq(r->items[i], kana))
            return true;
    }
    return false;
}

static const char *const morae[] = {
    "あ",     "い",   "う",   "え",     "お",   "か",   "き",   "く",   "け",   "こ",   "が",
    "ぎ",     "ぐ",   "げ",   "ご",     "さ",   "し",   "す",   "せ",   "そ",   "ざ",   "じ",
    "ず",     "ぜ",   "ぞ",   "た",     "ち",   "つ",   "て",   "と",   "だ",   "づ",   "で",
    "ど",     "な",   "に",   "ぬ",     "ね",   "の",   "は",   "ひ",   "ふ",   "へ",   "ほ",
    "ば",     "び",   "ぶ",   "べ",     "ぼ",   "ぱ",   "ぴ",   "ぷ",   "ぺ",   "ぽ",   "ま",
    "み",     "む",   "め",   "も",     "や",   "ゆ",   "よ",   "ら",   "り",   "る",   "れ",
    "ろ",     "わ",   "きゃ", "きゅ",   "きょ", "しゃ", "しゅ", "しょ", "ちゃ", "ちゅ", "ちょ",
    "にゅ",   "ひょ", "みょ", "りゃ",   "りゅ", "りょ", "ぎょ", "じゃ", "じゅ", "じょ", "びょ",
    "ぴゅ",   "ふぁ", "ふぃ", "ふぇ",   "ふぉ", "てぃ", "でぃ", "しぇ", "じぇ", "ちぇ", "うぃ",
    "うぇ",   "つぁ", "んか", "んさ",   "んた", "んな", "んば", "っか", "っさ", "った", "っぱ",
    "っちゃ", "らー", "こう", "しゅう", "せい", "ん",   "こー", "とお"};

/* A word of one to four of the above. */
static void put_word(uint64_t *random, ky_buf *word)
{
    do {
        ky_buf_clear(word);
        for (uint32_t n = 1 + next_random(random) % 4; n > 0; n--)
            ky_buf_puts(word, morae[next_random(random) % KY_LEN(morae)]);
    } while (ky_str_starts(ky_buf_str(word), KY_LIT("ん")) ||
             ky_str_starts(ky_buf_str(word), KY_LIT("っ")));
}

static void what_is_written_in_any_style_is_read_back(void **state)
{
    (void) state;
    uint64_t random = 1;
    KY_CLEANUP(ky_buf_fini) ky_buf word = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf written = {0};
    for (int i = 0; i < 20000; i++) {
        put_word(&random, &word);
        for (romaji_style style = ROMAJI_MACRON; style < ROMAJI_STYLES; style++) {
            ky_arena_clear(&arena);
            ky_buf_clear(&written);
            if (!romaji_of(ky_buf_str(&word), style, &written))
                fail_msg("%s cannot be written", word.p);
            ja_readings r = readings(ky_buf_str(&written));
            if (!holds(&r, ky_buf_str(&word)))
                fail_msg("%s, written %s, is not read back", word.p, written.p);
        }
    }
}

static void half_typed_romaji_may_become_any_kana(void **state)
{
    (void) state;
    assert_prefixes("kos", "こさ こし こす こせ こそ こっさ こっし こっす こっせ こっそ");
    assert_prefixes("ko", "こ");
    assert_prefixes("kosodate", "こそだて");
    assert_prefixes("k", "か き く け こ");
    assert_prefixes("ky", "きゃ きゅ きょ きぃ きぇ");
    assert_prefixes("sh", "し");
    assert_prefixes("n", "な に ぬ ね の");
    assert_prefixes("shin", "しん しな しに しぬ しね しの");
    assert_prefixes("shinn", "しん");
    assert_prefixes("kat", "かた かち かつ かて かと かった かっち かっつ かって かっと");
    assert_prefixes(
        "こそd", "こそだ こそぢ こそづ こそで こそど こそっだ こそっぢ こそっづ こそっで こそっど");
}

static void kana_and_half_typed_romaji_go_together(void **state)
{
    (void) state;
    assert_prefixes("しみん", "しみん");
    assert_prefixes("シミン", "しみん");
    assert_prefixes("しみn", "しみん しみな しみに しみぬ しみね しみの");
    assert_prefixes("こk", "こか こき こく こけ ここ こっか こっき こっく こっけ こっこ");
    assert_prefixes("子s", "");
    assert_prefixes("", "");
    assert_prefixes("ks", "");
    assert_prefixes("npo", "");
}

static void every_beginning_of_a_word_leads_to_it(void **state)
{
    (void) state;
    uint64_t random = 2;
    KY_CLEANUP(ky_buf_fini) ky_buf word = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf written = {0};
    for (int i = 0; i < 3000; i++) {
        put_word(&random, &word);
        romaji_style style = i % 2 == 0 ? ROMAJI_SPELLED : ROMAJI_IME;
        ky_buf_clear(&written);
        assert_true(romaji_of(ky_buf_str(&word), style, &written));
        for (size_t n = 1; n <= written.n; n++) {
            ky_arena_clear(&arena);
            ja_readings r = {0};
            assert_int_equal(ja_romaji_prefixes(romaji, (ky_str){written.p, n}, &arena, &r, NULL),
                             KY_OK);
            bool found = false;
            for (size_t j = 0; j < r.n; j++)
                found = found || ky_str_starts(ky_buf_str(&word), r.items[j]) ||
                        ky_str_starts(r.items[j], ky_buf_str(&word));
            if (!found)
                fail_msg("%.*s does not lead to %s", (int) n, written.p, word.p);
        }
    }
}

static void a_line_that_cannot_be_read_is_named(void **state)
{
    (void) state;
    static const struct {
        const char *table;
        const char *where;
    } cases[] = {
        {"ka\tか", "t.tsv:1: not 3 columns"},
        {"# c\n\nka\tか\tx\ty\n", "t.tsv:3: not 3 columns"},
        {"ka\tか\tx\nka\tか\ty\n", "t.tsv:2: 'ka' as 'か' stands there twice"},
        {"kyaaa\tか\tx\n", "t.tsv:1: 'kyaaa' is not 1 to 4 letters"},
        {"KA\tか\tx\n", "t.tsv:1: 'KA' is not 1 to 4 letters"},
        {"ka\tカ\tx\n", "t.tsv:1: 'カ' is not a kana key"},
        {"ka\t火\tx\n", "t.tsv:1: '火' is not a kana key"},
        {"ka\tか\tx\nki\t\xE3\tx\n", "t.tsv:2: not UTF-8"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        ja_romaji *r = NULL;
        ky_err err = {0};
        assert_int_equal(ja_romaji_parse(ky_str_of(cases[i].table), "t.tsv", &r, &err),
                         KY_E_INVALID);
        assert_null(r);
        assert_memory_equal(err.msg, cases[i].where, strlen(cases[i].where));
    }
}

static int open_table(void **state)
{
    (void) state;
    ky_err err = {0};
    if (ky_buf_read_file(&table, KYODO_DATADIR "/romaji.tsv", 1 << 20, &err) != KY_OK ||
        ja_romaji_parse(ky_buf_str(&table), "romaji.tsv", &romaji, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return 0;
}

static int close_table(void **state)
{
    (void) state;
    ja_romaji_free(romaji);
    ky_buf_fini(&table);
    ky_arena_fini(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_system_is_read),
        cmocka_unit_test(n_and_double_consonants_are_read),
        cmocka_unit_test(a_long_vowel_is_open_to_every_spelling),
        cmocka_unit_test(what_is_no_romaji_has_no_reading),
        cmocka_unit_test(what_is_written_in_any_style_is_read_back),
        cmocka_unit_test(half_typed_romaji_may_become_any_kana),
        cmocka_unit_test(kana_and_half_typed_romaji_go_together),
        cmocka_unit_test(every_beginning_of_a_word_leads_to_it),
        cmocka_unit_test(a_line_that_cannot_be_read_is_named),
    };
    return cmocka_run_group_tests(tests, open_table, close_table);
}
