/* Promises of feature.h, rules.h, chars.h and sentence.h:
 *  - a feature's columns are found whatever commas and quotes they hold;
 *  - stopwords.tsv: the longest part of speech decides, by whole columns; a base form counts only
 *    for what would be a word; tails are those listed; every line that cannot be read is named with
 *    its number;
 *  - marks are Unicode P, Z and C; symbols, emoji and any ideograph are text;
 *  - a piece for MeCab ends at white space, before what ends its sentence, or at the cap, never
 *    inside a character; it neither begins nor ends with a mark; the pieces cover the text. */
#include "support.h"

#include "ja/chars.h"
#include "ja/feature.h"
#include "ja/rules.h"
#include "ja/sentence.h"

static ky_arena arena;

static void assert_columns(const char *line, size_t n, const char *const *expected)
{
    ky_str cols[4] = {{0}};
    size_t got = 0;
    assert_int_equal(ja_csv_split(ky_str_of(line), &arena, cols, KY_LEN(cols), &got, NULL), KY_OK);
    assert_int_equal(got, n);
    for (size_t i = 0; i < n && i < KY_LEN(cols); i++)
        assert_str(cols[i], expected[i]);
}

static void columns_may_hold_commas_and_quotes(void **state)
{
    (void) state;
    assert_columns("名詞,一般,*", 3, (const char *const[]){"名詞", "一般", "*"});
    assert_columns("記号,\",\",\"a\"\"b\",x", 4, (const char *const[]){"記号", ",", "a\"b", "x"});
    assert_columns("a,,b,", 4, (const char *const[]){"a", "", "b", ""});
    assert_columns("\"\"", 1, (const char *const[]){""});
    assert_columns("", 1, (const char *const[]){""});
    assert_columns("a,b,c,d,e,f", 6, (const char *const[]){"a", "b", "c", "d"});
    ky_str cols[1];
    size_t n = 7;
    assert_int_equal(ja_csv_split(KY_LIT("a,\"b"), &arena, cols, 1, &n, NULL), KY_E_INVALID);
    assert_int_equal(n, 7);
}

static void the_longest_rule_of_whole_columns_decides(void **state)
{
    (void) state;
    static const char table[] = "# comment\n\n"
                                "pos\t名詞,非自立\tstop\tr\n"
                                "pos\t名詞,非自立,助動詞語幹\tfunction\tr\n"
                                "pos\t動詞\tword\tr\n"
                                "pos\t助詞\tfunction\tr\n"
                                "base\tする\tstop\tr\n"
                                "base\tと\tstop\tr";
    KY_CLEANUP(ja_rules_free_p) ja_rules *r = NULL;
    assert_int_equal(ja_rules_parse(KY_LIT(table), "t", &r, NULL), KY_OK);
    const struct {
        const char *feature;
        const char *base;
        ja_class expected;
    } cases[] = {
        {"名詞,非自立,一般,*", "こと", JA_STOP},  {"名詞,非自立,助動詞語幹,*", "よう", JA_FUNCTION},
        {"名詞,非自立的,*,*", "ごらん", JA_WORD}, {"名詞,一般,*,*", "公園", JA_WORD},
        {"動詞,自立,*,*", "する", JA_STOP},       {"動詞,自立,*,*", "図る", JA_WORD},
        {"助詞,格助詞,*,*", "と", JA_FUNCTION},   {"助詞", "が", JA_FUNCTION},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++)
        assert_int_equal(ja_rules_class(r, ky_str_of(cases[i].feature), ky_str_of(cases[i].base)),
                         cases[i].expected);
}

static void tails_are_those_listed_and_words_of_any_other_class_stay_so(void **state)
{
    (void) state;
    KY_CLEANUP(ja_rules_free_p) ja_rules *r = NULL;
    ky_str table = KY_LIT("tail\t長\tword\tr\ntail\t内\tword\tr\nbase\tする\tstop\tr\n");
    assert_int_equal(ja_rules_parse(table, "t.tsv", &r, NULL), KY_OK);
    assert_true(ja_rules_is_tail(r, KY_LIT("長")));
    assert_true(ja_rules_is_tail(r, KY_LIT("内")));
    assert_false(ja_rules_is_tail(r, KY_LIT("団長")));
    assert_false(ja_rules_is_tail(r, KY_LIT("する")));
    assert_false(ja_rules_is_tail(r, KY_LIT("")));
    assert_int_equal(ja_rules_class(r, KY_LIT("名詞,接尾,一般"), KY_LIT("長")), JA_WORD);
    assert_int_equal(ja_rules_class(r, KY_LIT("動詞,自立"), KY_LIT("する")), JA_STOP);
}

static void a_line_that_cannot_be_read_is_named(void **state)
{
    (void) state;
    const struct {
        const char *table;
        const char *where;
    } cases[] = {
        {"pos\t名詞\tstop", "t.tsv:1: not 4 columns"},
        {"\n# c\npos\t名詞\tstop\tr\tx\n", "t.tsv:3: not 4 columns"},
        {"pos\t名詞\tstop\t\n", "t.tsv:1: not 4 columns"},
        {"pos\t\tstop\tr\n", "t.tsv:1: not 4 columns"},
        {"pos 名詞 stop r\n", "t.tsv:1: not 4 columns"},
        {"pos\t名詞\tstopp\tr\n", "t.tsv:1: 'stopp' is not one of"},
        {"pose\t名詞\tstop\tr\n", "t.tsv:1: 'pose' is not one of"},
        {"base\tする\tstop\tr\nbase\tする\tword\tr\n", "t.tsv:2: 'する' stands there twice"},
        {"base\tＮＰＯ\tstop\tr\n", "t.tsv:1: 'ＮＰＯ' is not in normal form"},
        {"tail\tＡ長\tword\tr\n", "t.tsv:1: 'Ａ長' is not in normal form"},
        {"tail\t長\tstop\tr\n", "t.tsv:1: a tail is a word"},
        {"tail\t長\tword\tr\ntail\t長\tword\tr\n", "t.tsv:2: '長' stands there twice"},
        {"pos\t名詞\tstop\tr\npos\t\xE5\tstop\tr\n", "t.tsv:2: not UTF-8"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        ja_rules *r = NULL;
        ky_err err = {0};
        assert_int_equal(ja_rules_parse(ky_str_of(cases[i].table), "t.tsv", &r, &err),
                         KY_E_INVALID);
        assert_null(r);
        assert_memory_equal(err.msg, cases[i].where, strlen(cases[i].where));
    }
}

static void marks_are_punctuation_separators_and_control_characters(void **state)
{
    (void) state;
    static const struct {
        uint32_t c;
        ja_char kind;
    } cases[] = {
        {0x3001, JA_CHAR_PUNCT}, {0x30FB, JA_CHAR_PUNCT},  {'(', JA_CHAR_PUNCT},
        {0x203B, JA_CHAR_PUNCT}, {' ', JA_CHAR_BLANK},     {0, JA_CHAR_BLANK},
        {'\t', JA_CHAR_BLANK},   {0x3000, JA_CHAR_BLANK},  {0xE000, JA_CHAR_BLANK},
        {0xFFFF, JA_CHAR_BLANK}, {0x2FFFE, JA_CHAR_BLANK}, {'\n', JA_CHAR_BREAK},
        {'\r', JA_CHAR_BREAK},   {0x85, JA_CHAR_BREAK},    {0x2028, JA_CHAR_BREAK},
        {0x516C, JA_CHAR_TEXT},  {0x30FC, JA_CHAR_TEXT},   {0x3005, JA_CHAR_TEXT},
        {'+', JA_CHAR_TEXT},     {'~', JA_CHAR_TEXT},      {0x2605, JA_CHAR_TEXT},
        {0x1F600, JA_CHAR_TEXT}, {0x20BB7, JA_CHAR_TEXT},  {0x3134A, JA_CHAR_TEXT},
        {0x323B0, JA_CHAR_TEXT}, {0x1FAFF, JA_CHAR_TEXT},  {0x3099, JA_CHAR_TEXT},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        if (ja_char_of(cases[i].c) != cases[i].kind)
            fail_msg("U+%04X is taken for %d", (unsigned) cases[i].c, ja_char_of(cases[i].c));
    }
}

static void gaps_grow_with_what_stands_between(void **state)
{
    (void) state;
    static const struct {
        const char *text; /* between two letters */
        uint32_t gap;
    } cases[] = {
        {"、", JA_GAP_NONE},        {"・", JA_GAP_NONE},     {")(", JA_GAP_NONE},
        {" ", JA_GAP_BLANK},        {"、 ", JA_GAP_BLANK},   {".", JA_GAP_NONE},
        {". ", JA_GAP_SENTENCE},    {"。", JA_GAP_SENTENCE}, {"」。「", JA_GAP_SENTENCE},
        {"!", JA_GAP_SENTENCE},     {"?", JA_GAP_SENTENCE},  {"\n", JA_GAP_SENTENCE},
        {" \r\n", JA_GAP_SENTENCE},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        ky_buf_printf(&text, "a%sa", cases[i].text);
        assert_int_equal(ja_gap(ky_buf_str(&text), 1, text.n - 1), cases[i].gap);
    }
    assert_int_equal(ja_gap(KY_LIT("る.あ"), 3, 4), JA_GAP_SENTENCE);
    assert_int_equal(ja_gap(KY_LIT("."), 0, 1), JA_GAP_SENTENCE);
}

/* The pieces of text with '|' between. */
static void assert_pieces(const char *text, const char *expected)
{
    ky_str t = ky_str_of(text);
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    for (size_t at = 0; at < t.n;) {
        ja_piece p = ja_piece_at(t, at);
        assert_int_equal(p.start, at);
        assert_true(p.end > p.start && p.end <= t.n);
        if (at > 0)
            ky_buf_putc(&out, '|');
        ky_buf_put(&out, (ky_str){t.p + p.start, p.end - p.start});
        at = p.end;
    }
    assert_str(ky_buf_str(&out), expected);
}

static void pieces_end_where_sentences_and_lines_do(void **state)
{
    (void) state;
    assert_pieces("公園を、清掃する。「はい!」と言う", "公園を、清掃する|。「|はい|!」|と言う");
    assert_pieces("3.5km歩く.次", "3.5km歩く|.|次");
    assert_pieces("a b\n\n c", "a| |b|\n\n |c");
    assert_pieces("「公園、」 「a・b」", "「|公園|、」 「|a・b|」");
    assert_pieces("。。。", "。。。");
}

static void a_piece_is_cut_at_the_cap_after_a_mark_or_a_whole_character(void **state)
{
    (void) state;
    ky_str kana;
    char *bytes = repeat("あ", 1000, &kana);
    assert_int_equal(ja_piece_at(kana, 0).end, JA_MAX_PIECE_BYTES / 3 * 3);
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    ky_buf_put(&text, (ky_str){kana.p, 300});
    ky_buf_puts(&text, "、");
    ky_buf_put(&text, kana);
    assert_int_equal(ja_piece_at(ky_buf_str(&text), 0).end, 303);
    free(bytes);
}

static int free_arena(void **state)
{
    (void) state;
    ky_arena_fini(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_may_hold_commas_and_quotes),
        cmocka_unit_test(the_longest_rule_of_whole_columns_decides),
        cmocka_unit_test(tails_are_those_listed_and_words_of_any_other_class_stay_so),
        cmocka_unit_test(a_line_that_cannot_be_read_is_named),
        cmocka_unit_test(marks_are_punctuation_separators_and_control_characters),
        cmocka_unit_test(gaps_grow_with_what_stands_between),
        cmocka_unit_test(pieces_end_where_sentences_and_lines_do),
        cmocka_unit_test(a_piece_is_cut_at_the_cap_after_a_mark_or_a_whole_character),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
