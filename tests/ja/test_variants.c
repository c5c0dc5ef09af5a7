/* Promises of variants.h, over the project's own tables and over small ones:
 *  - the ways to write a word find each other, whatever kana are used and whichever table has them;
 *  - a kanji word never finds another by sound: kana lead on only where one word sounds so;
 *  - what stands in several groups leads to their members and no farther; `apart` keeps two apart;
 *  - a single kanji asked for alone finds no kana, as part of a compound it does;
 *  - the spellings that begin at a place are told longest first, those only that lead on, and
 *    replacing one leaves the rest of the compound;
 *  - every spelling in the tables is found, finds neither itself nor anything twice, and is found
 *    by what it finds;
 *  - every line that cannot be used is named with file, line and reason. */
#include "support.h"

#include "ja/kanji_parse.h"
#include "ja/text.h"
#include "ja/variants.h"

enum { TABLES = 2 };

typedef struct shipped {
    ky_buf texts[TABLES];
    ja_variants *v;
    ky_arena arena;
} shipped;

static const char *const paths[TABLES] = {KYODO_DATADIR "/spellings.tsv",
                                          KYODO_DATADIR "/variants.tsv"};
static shipped all;

static int open_tables(void **state)
{
    (void) state;
    ja_variants_table tables[TABLES];
    for (size_t i = 0; i < TABLES; i++) {
        if (ky_buf_read_file(&all.texts[i], paths[i], 1 << 26, NULL) != KY_OK)
            return -1;
        tables[i] = (ja_variants_table){ky_buf_str(&all.texts[i]), paths[i]};
    }
    return ja_variants_parse(tables, TABLES, &all.v, NULL) == KY_OK ? 0 : -1;
}

static int close_tables(void **state)
{
    (void) state;
    ja_variants_free(all.v);
    ky_arena_fini(&all.arena);
    for (size_t i = 0; i < TABLES; i++)
        ky_buf_fini(&all.texts[i]);
    return 0;
}

static ja_spellings others(const ja_variants *v, ky_str spelling, bool alone)
{
    ja_spellings s = {0};
    assert_int_equal(ja_variants_of(v, spelling, alone, &all.arena, &s, NULL), KY_OK);
    return s;
}

/* As `hiragana and katakana are one` has it, for the tests: both in hiragana. */
static void put_hiragana(ky_buf *out, ky_str s)
{
    for (size_t at = 0, len; at < s.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(s, at), &len);
        ky_buf_put_utf8(out, c >= 0x30A1 && c <= 0x30F6 ? c - 0x60 : c);
    }
}

static bool same_word(ky_str a, ky_str b)
{
    KY_CLEANUP(ky_buf_fini) ky_buf x = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf y = {0};
    put_hiragana(&x, a);
    put_hiragana(&y, b);
    return ky_str_eq(ky_buf_str(&x), ky_buf_str(&y));
}

static bool is_in(ja_spellings s, ky_str spelling)
{
    for (size_t i = 0; i < s.n; i++) {
        if (same_word(s.items[i], spelling))
            return true;
    }
    return false;
}

static bool is_all_kana(ky_str s)
{
    for (size_t at = 0, len; at < s.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(s, at), &len);
        if (c < 0x3041 || c > 0x30FF)
            return false;
    }
    return true;
}

static bool finds(const char *from, const char *to, bool alone)
{
    return is_in(others(all.v, ky_str_of(from), alone), ky_str_of(to));
}

static void assert_both_parsed(const char *first, const char *second, ja_variants **ret)
{
    ky_err err = {0};
    ja_variants_table t[] = {{ky_str_of(first), "a.tsv"}, {ky_str_of(second), "b.tsv"}};
    if (ja_variants_parse(t, KY_LEN(t), ret, &err) != KY_OK)
        fail_msg("%s", err.msg);
}

static void assert_parsed(const char *text, ja_variants **ret)
{
    ky_err err = {0};
    ja_variants_table t = {ky_str_of(text), "t.tsv"};
    if (ja_variants_parse(&t, 1, ret, &err) != KY_OK)
        fail_msg("%s", err.msg);
}

/* The others of a spelling with '|' between. */
static void assert_others(const ja_variants *v, const char *spelling, bool alone,
                          const char *expected)
{
    ja_spellings s = others(v, ky_str_of(spelling), alone);
    KY_CLEANUP(ky_buf_fini) ky_buf got = {0};
    for (size_t i = 0; i < s.n; i++) {
        ky_buf_puts(&got, i > 0 ? "|" : "");
        ky_buf_put(&got, s.items[i]);
    }
    assert_str(ky_buf_str(&got), expected);
}

static void spellings_of_a_word_find_each_other(void **state)
{
    (void) state;
    static const char *const words[][4] = {
        {"引っ越し", "引越し", "引越"},
        {"打ち合わせ", "打合せ", "打合わせ"},
        {"取組", "取り組み", "取組み"},
        {"手作り", "手づくり", "手造り"},
        {"障害", "障がい", "障碍"},
        {"改ざん", "改竄"},
        {"漏えい", "漏洩"},
        {"受付", "受け付け", "受付け"},
        {"申込", "申し込み", "申込み"},
        {"問合せ", "問い合わせ"},
        {"見積", "見積り", "見積もり"},
        {"貸出", "貸し出し"},
        {"立ち入り", "立入"},
        {"払い込み", "払込"},
        {"支払", "支払い"},
        {"乗り換え", "乗換"},
        {"飼い主", "飼主"},
        {"読み聞かせ", "読聞かせ"},
        {"片付け", "片づけ"},
        {"町づくり", "街づくり", "街作り"},
        {"一人親", "ひとり親"},
        {"拠出", "醵出"},
        {"寄附", "寄付"},
        {"子ども", "子供"},
        {"締切", "締め切り", "〆切"},
        {"ヶ所", "か所", "箇所", "ケ所"},
        {"編集", "編輯"},
        {"引き取る", "引取る"},
        {"呼びかける", "呼び掛ける"},
        {"行う", "行なう"},
    };
    for (size_t i = 0; i < KY_LEN(words); i++) {
        for (size_t a = 0; a < 4 && words[i][a] != NULL; a++) {
            for (size_t b = 0; b < 4 && words[i][b] != NULL; b++) {
                if (a != b && !finds(words[i][a], words[i][b], true))
                    fail_msg("%s does not find %s", words[i][a], words[i][b]);
            }
        }
    }
}

static void mixed_spellings_of_official_japanese_are_known(void **state)
{
    (void) state;
    static const char *const words[][2] = {
        {"障がい者", "障害者"}, {"ひっ迫", "逼迫"},     {"ねつ造", "捏造"}, {"だ円", "楕円"},
        {"ほう賞", "褒賞"},     {"破たん", "破綻"},     {"補てん", "補填"}, {"あっ旋", "斡旋"},
        {"隠ぺい", "隠蔽"},     {"進ちょく", "進捗"},   {"ばい煙", "煤煙"}, {"し尿", "屎尿"},
        {"急きょ", "急遽"},     {"覚せい剤", "覚醒剤"}, {"り災", "罹災"},   {"ほ乳瓶", "哺乳瓶"},
        {"まん延", "蔓延"},     {"けん引", "牽引"},     {"へき地", "僻地"}, {"処方せん", "処方箋"},
    };
    for (size_t i = 0; i < KY_LEN(words); i++) {
        if (!finds(words[i][0], words[i][1], true) || !finds(words[i][1], words[i][0], true))
            fail_msg("%s and %s do not find each other", words[i][0], words[i][1]);
    }
}

static void kana_of_a_word_are_found_from_its_kanji(void **state)
{
    (void) state;
    assert_true(finds("子供", "こども", true));
    assert_true(finds("子ども", "コドモ", true));
    assert_true(finds("斡旋", "あっせん", true));
    assert_true(finds("打ち合わせ", "うちあわせ", true));
    assert_true(finds("あっせん", "斡旋", true));
    assert_true(finds("ウチアワセ", "打ち合わせ", true));
    assert_true(finds("塵箱", "ごみ箱", true));
    assert_true(finds("ごみ箱", "塵箱", true));
    assert_true(finds("ゴミ箱", "塵箱", true));
}

static void no_kanji_word_finds_another_by_sound(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        {"橋", "箸"},           {"橋", "端"},     {"図る", "測る"},     {"図る", "謀る"},
        {"会う", "合う"},       {"会う", "遭う"}, {"障害", "生涯"},     {"講演", "公演"},
        {"公園", "公演"},       {"町", "待ち"},   {"引越", "移転"},     {"子供", "小人"},
        {"生物", "生もの"},     {"夕食", "夕餉"}, {"勝利", "勝ち"},     {"保証", "補償"},
        {"保証", "保障"},       {"伯母", "叔母"}, {"兄弟", "姉妹"},     {"貸出", "借出"},
        {"意外", "以外"},       {"追求", "追及"}, {"対象", "対称"},     {"医師", "石"},
        {"しょうがい", "障害"}, {"はし", "橋"},   {"こうえん", "公園"}, {"かえる", "変える"},
    };
    for (size_t i = 0; i < KY_LEN(pairs); i++) {
        if (finds(pairs[i][0], pairs[i][1], false))
            fail_msg("%s finds %s", pairs[i][0], pairs[i][1]);
    }
}

static void a_single_kanji_alone_finds_no_kana(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        {"猫", "ねこ"}, {"祭", "まつり"}, {"癌", "がん"}, {"子", "こ"}, {"町", "まち"}};
    for (size_t i = 0; i < KY_LEN(pairs); i++)
        assert_false(finds(pairs[i][0], pairs[i][1], true));
    assert_true(finds("猫", "ねこ", false));
    assert_true(finds("癌", "がん", false));
    assert_true(finds("ねこ", "猫", true));
    assert_true(finds("祭", "祭り", true));
    assert_true(finds("祭り", "まつり", true));
}

static void kana_lead_on_only_from_one_word(void **state)
{
    (void) state;
    KY_CLEANUP(ja_variants_free_p) ja_variants *v = NULL;
    assert_parsed("same\t橋|はし|ばし\tr\n"
                  "same\t箸|ハシ\tr\n"
                  "same\t障害|障碍|~しょうがい\tr\n"
                  "same\t子供|子ども|こども\tr\n"
                  "same\t子供|小供|こども\tr\n",
                  &v);
    assert_others(v, "橋", false, "はし|ばし");
    assert_others(v, "箸", false, "ハシ");
    assert_others(v, "はし", false, "");
    assert_others(v, "ばし", false, "橋|はし");
    assert_others(v, "障害", true, "障碍|しょうがい");
    assert_others(v, "しょうがい", true, "");
    assert_others(v, "コドモ", true, "子供|子ども|小供");
    assert_others(v, "子供", true, "子ども|こども|小供");
    assert_others(v, "小供", true, "子供|こども");
    assert_others(v, "子", true, "");
    assert_others(v, "", true, "");
}

static void words_kept_apart_do_not_meet(void **state)
{
    (void) state;
    KY_CLEANUP(ja_variants_free_p) ja_variants *v = NULL;
    assert_both_parsed("apart\t伯母|叔母\tr\n", "same\t伯母|叔母|伯母さん|おば\tr\n", &v);
    assert_others(v, "伯母", true, "伯母さん|おば");
    assert_others(v, "叔母", true, "伯母さん|おば");
    assert_others(v, "伯母さん", true, "伯母|叔母|おば");
    KY_CLEANUP(ja_variants_free_p) ja_variants *alone = NULL;
    assert_parsed("apart\t伯母|叔母\tr\n", &alone);
    assert_others(alone, "伯母", true, "");
    size_t ends[JA_MAX_SPELLING_CHARS];
    assert_int_equal(ja_variants_at(alone, KY_LIT("伯母"), 0, ends), 0);
}

static void parts_of_a_compound_are_told_longest_first(void **state)
{
    (void) state;
    KY_CLEANUP(ja_variants_free_p) ja_variants *v = NULL;
    assert_parsed("same\t子|仔\tr\nsame\t子ども|子供|~こども\tr\nsame\t子ども会|子供会\tr\n"
                  "same\t癌|がん\tr\n",
                  &v);
    size_t ends[JA_MAX_SPELLING_CHARS];
    ky_str text = KY_LIT("新子ども会館");
    assert_int_equal(ja_variants_at(v, text, 0, ends), 0);
    assert_int_equal(ja_variants_at(v, text, 3, ends), 3);
    assert_int_equal(ends[0], 15);
    assert_int_equal(ends[1], 12);
    assert_int_equal(ends[2], 6);
    assert_int_equal(ja_variants_at(v, text, text.n, ends), 0);
    assert_int_equal(ja_variants_at(v, KY_LIT("こども会"), 0, ends), 0);
    assert_int_equal(ja_variants_at(v, KY_LIT("ガン検診"), 0, ends), 1);
    assert_int_equal(ends[0], 6);
    assert_int_equal(ja_variants_at(v, KY_LIT("子\xE3\x81"), 0, ends), 1);
}

static void the_rest_of_a_compound_stays(void **state)
{
    (void) state;
    static const struct {
        const char *text;
        const char *part;
        const char *expected;
    } cases[] = {
        {"子ども会", "子ども", "子供会"},     {"障がい者手帳", "障がい", "障害者手帳"},
        {"引越業者", "引越", "引っ越し業者"}, {"癌検診", "癌", "がん検診"},
        {"3か所", "か所", "3箇所"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        ky_str text = ky_str_of(cases[i].text);
        size_t at = ky_str_find(text, ky_str_of(cases[i].part));
        size_t ends[JA_MAX_SPELLING_CHARS];
        size_t n = ja_variants_at(all.v, text, at, ends);
        bool found = false;
        for (size_t k = 0; k < n; k++) {
            ja_spellings s = others(all.v, (ky_str){text.p + at, ends[k] - at}, false);
            for (size_t m = 0; m < s.n; m++) {
                KY_CLEANUP(ky_buf_fini) ky_buf word = {0};
                ky_buf_put(&word, (ky_str){text.p, at});
                ky_buf_put(&word, s.items[m]);
                ky_buf_put(&word, ky_str_from(text, ends[k]));
                found = found || ky_str_eq(ky_buf_str(&word), ky_str_of(cases[i].expected));
            }
        }
        if (!found)
            fail_msg("%s does not become %s", cases[i].text, cases[i].expected);
    }
}

static bool is_single_kanji(ky_str s)
{
    size_t len;
    return ja_is_ideograph(ky_utf8_next(s, &len)) && len == s.n;
}

static void check_spelling(ky_str s, size_t *leading)
{
    ky_str folded = {0};
    assert_int_equal(ja_fold(s, &all.arena, &folded, NULL), KY_OK);
    assert_true(ky_str_eq(folded, s));
    ja_spellings found = others(all.v, s, true);
    for (size_t i = 0; i < found.n; i++) {
        ky_str other = found.items[i];
        if (same_word(other, s))
            fail_msg("'%.*s' finds itself", KY_FMT(s));
        if (is_in((ja_spellings){found.items, i}, other))
            fail_msg("'%.*s' finds '%.*s' twice", KY_FMT(s), KY_FMT(other));
        if (is_single_kanji(s) && is_all_kana(other))
            fail_msg("'%.*s' finds '%.*s'", KY_FMT(s), KY_FMT(other));
        if (!is_all_kana(other) && !is_in(others(all.v, other, false), s))
            fail_msg("'%.*s' finds '%.*s', which does not find it", KY_FMT(s), KY_FMT(other));
    }
    size_t ends[JA_MAX_SPELLING_CHARS];
    size_t n = ja_variants_at(all.v, s, 0, ends);
    bool leads = n > 0 && ends[0] == s.n;
    if (found.n > 0 && !leads)
        fail_msg("'%.*s' leads on and is not told", KY_FMT(s));
    if (!is_all_kana(s) && !leads)
        fail_msg("'%.*s' is not found", KY_FMT(s));
    *leading += leads;
}

static void every_spelling_in_the_tables_keeps_the_promises(void **state)
{
    (void) state;
    size_t leading = 0;
    for (size_t t = 0; t < TABLES; t++) {
        ky_str text = ky_buf_str(&all.texts[t]);
        for (size_t at = 0; at < text.n;) {
            ky_str rest = ky_str_from(text, at);
            ky_str line = {rest.p, ky_str_find(rest, KY_LIT("\n"))};
            at += line.n + 1;
            if (!ky_str_starts(line, KY_LIT("same\t")))
                continue;
            ky_arena_clear(&all.arena);
            ky_str list = ky_str_from(line, strlen("same\t"));
            list.n = ky_str_find(list, KY_LIT("\t"));
            while (list.n > 0) {
                size_t bar = ky_str_find(list, KY_LIT("|"));
                ky_str s = {list.p, bar < list.n ? bar : list.n};
                list = ky_str_from(list, bar < list.n ? bar + 1 : list.n);
                check_spelling(ky_str_starts(s, KY_LIT("~")) ? ky_str_from(s, 1) : s, &leading);
            }
        }
    }
    assert_true(leading > 50000);
}

static void a_line_that_cannot_be_used_is_named(void **state)
{
    (void) state;
    static const struct {
        const char *table;
        const char *reason;
    } cases[] = {
        {"same\t引越|引越し", "t.tsv:1: not 3 columns"},
        {"# c\n\nsame\t引越|引越し\t\n", "t.tsv:3: not 3 columns"},
        {"same\t引越|引越し\tr\tx\n", "t.tsv:1: not 3 columns"},
        {"same\t引越|引越し\tr\t\n", "t.tsv:1: not 3 columns"},
        {"same 引越|引越し r\n", "t.tsv:1: not 3 columns"},
        {"sane\t引越|引越し\tr\n", "t.tsv:1: 'sane' is not one of"},
        {"same\t\xE5\xBC|引越し\tr\n", "t.tsv:1: not UTF-8"},
        {"same\t引越\tr\n", "t.tsv:1: a group of one spelling"},
        {"same\tひっこし|ヒッコス\tr\n", "t.tsv:1: a group in kana alone"},
        {"same\t引越||引越し\tr\n", "t.tsv:1: a spelling of 0 characters"},
        {"same\t引越|引越し|\tr\n", "t.tsv:1: a spelling of 0 characters"},
        {"same\t引越|~\tr\n", "t.tsv:1: a spelling of 0 characters"},
        {"same\t引越|引越し|引越\tr\n", "t.tsv:1: '引越' stands there twice"},
        {"same\tゴミ箱|塵箱|ごみ箱\tr\n", "t.tsv:1: 'ごみ箱' stands there twice"},
        {"same\t引越|~引越し\tr\n", "t.tsv:1: ~ before '引越し'"},
        {"same\tＣＤ|シーディー\tr\n", "t.tsv:1: 'ＣＤ' is not in normal form"},
        {"same\t渡邊|渡辺さん\tr\n", "t.tsv:1: '渡邊' is not in normal form"},
        {"same\t引越|引越し\tr\nsame\t引越し|引越\ts\n",
         "t.tsv:2: '引越し' begins the group that stands in line 1"},
        {"same\tゴミ箱|塵箱|~ちりばこ\tr\n\nsame\t塵箱|ごみ箱|チリバコ\tr\n",
         "t.tsv:3: '塵箱' begins the group that stands in line 1"},
        {"apart\t伯母|叔母\tr\napart\t叔母|伯母\tr\n",
         "t.tsv:2: '叔母' begins the group that stands in line 1"},
        {"same\t伯母|叔母\tr\napart\t叔母|伯母\tr\n", "t.tsv:2: '叔母' is kept apart"},
        {"apart\t叔母|伯母\tr\nsame\t小母|伯母|叔母\tr\n",
         "t.tsv:1: '叔母' is kept apart from what is the same in line 2"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        ja_variants *v = NULL;
        ky_err err = {0};
        ja_variants_table t = {ky_str_of(cases[i].table), "t.tsv"};
        assert_int_equal(ja_variants_parse(&t, 1, &v, &err), KY_E_INVALID);
        assert_null(v);
        if (strncmp(err.msg, cases[i].reason, strlen(cases[i].reason)) != 0)
            fail_msg("'%s' where '%s' was expected", err.msg, cases[i].reason);
    }
}

static void limits_are_kept(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf wide = {0};
    ky_buf_puts(&wide, "same\t長");
    for (uint32_t c = 0; c < JA_MAX_SPELLING_GROUP; c++) {
        ky_buf_putc(&wide, '|');
        ky_buf_put_utf8(&wide, 0xAC00 + c); /* Hangul: one character each, in normal form */
    }
    ky_buf_puts(&wide, "\tr\n");
    ja_variants *v = NULL;
    ky_err err = {0};
    ja_variants_table t = {ky_buf_str(&wide), "t.tsv"};
    assert_int_equal(ja_variants_parse(&t, 1, &v, &err), KY_E_INVALID);
    assert_string_equal(err.msg, "t.tsv:1: more than 64 spellings");
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    ky_buf_puts(&text, "same\t長|");
    for (size_t i = 0; i <= JA_MAX_SPELLING_CHARS; i++)
        ky_buf_puts(&text, "あ");
    ky_buf_puts(&text, "\tr\n");
    t.text = ky_buf_str(&text);
    assert_int_equal(ja_variants_parse(&t, 1, &v, &err), KY_E_INVALID);
    assert_string_equal(err.msg, "t.tsv:1: a spelling of 33 characters, not 1 to 32");
    assert_null(v);
}

static void tables_are_told_by_their_bytes(void **state)
{
    (void) state;
    KY_CLEANUP(ja_variants_free_p) ja_variants *a = NULL;
    KY_CLEANUP(ja_variants_free_p) ja_variants *b = NULL;
    KY_CLEANUP(ja_variants_free_p) ja_variants *c = NULL;
    assert_parsed("same\t引越|引越し\tr\n", &a);
    assert_parsed("same\t引越|引越し\tr\n", &b);
    assert_parsed("same\t引越|引越し\tq\n", &c);
    assert_true(ja_variants_version(a) == ja_variants_version(b));
    assert_true(ja_variants_version(a) != ja_variants_version(c));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_a_word_find_each_other),
        cmocka_unit_test(mixed_spellings_of_official_japanese_are_known),
        cmocka_unit_test(kana_of_a_word_are_found_from_its_kanji),
        cmocka_unit_test(no_kanji_word_finds_another_by_sound),
        cmocka_unit_test(a_single_kanji_alone_finds_no_kana),
        cmocka_unit_test(kana_lead_on_only_from_one_word),
        cmocka_unit_test(words_kept_apart_do_not_meet),
        cmocka_unit_test(parts_of_a_compound_are_told_longest_first),
        cmocka_unit_test(the_rest_of_a_compound_stays),
        cmocka_unit_test(every_spelling_in_the_tables_keeps_the_promises),
        cmocka_unit_test(a_line_that_cannot_be_used_is_named),
        cmocka_unit_test(limits_are_kept),
        cmocka_unit_test(tables_are_told_by_their_bytes),
    };
    return cmocka_run_group_tests_name("ja/variants", tests, open_tables, close_tables);
}
