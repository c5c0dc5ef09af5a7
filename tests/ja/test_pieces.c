/* Promises of terms.h about spellings and readings:
 *  - a word gives its spelling, every part of it up to JA_MAX_PIECE_CHARS characters, and how it
 * sounds, as it stands and in its base form; kana are looked up by sound alone and cut between
 * morae;
 *  - up to JA_MAX_RUN_WORDS words that stand side by side give a run, with ・ and - left out; no
 * run crosses a particle, a blank, a full stop, a line break or any other mark;
 *  - a spelling with an iteration mark is there with it and written out;
 *  - every SPELLING stands in the text under the span rule, and what does not has no term;
 *  - a text of stop words and marks has none. */
#include "support.h"

#include "ja/match.h"
#include "ja/terms.h"

typedef struct listing {
    ky_buf text;    /* " term term ": between blanks, a key and its spelling with ':' between */
    size_t longest; /* bytes */
} listing;

static ky_rc list(void *payload, const ja_term *t, ky_err *err)
{
    listing *l = payload;
    ky_str key;
    ky_str spelling;
    (void) err;
    if (t->kind < JA_TERM_SPELLING)
        return KY_OK;
    assert_int_equal(t->position, 0);
    l->longest = t->text.n > l->longest ? t->text.n : l->longest;
    if (ja_term_reading(t->text, &key, &spelling))
        ky_buf_printf(&l->text, "%c%.*s:%.*s ", t->text.p[0], KY_FMT(key), KY_FMT(spelling));
    else
        ky_buf_printf(&l->text, "%.*s ", KY_FMT(t->text));
    return KY_OK;
}

static ky_buf terms_of(fixture *f, ky_str text, size_t *ret_longest)
{
    ja_analysis a = analyse(f, text);
    listing l = {0};
    ky_buf_putc(&l.text, ' ');
    assert_int_equal(ja_terms(&a, list, &l, NULL), KY_OK);
    assert_true(ky_buf_ok(&l.text));
    if (ret_longest != NULL)
        *ret_longest = l.longest;
    return l.text;
}

/* "S図書 !Sその": those with '!' must be missing, the others there. */
static void assert_terms(fixture *f, const char *text, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf terms = terms_of(f, ky_str_of(text), NULL);
    ky_str rest = ky_str_of(expected);
    while (rest.n > 0) {
        size_t end = ky_str_find(rest, KY_LIT(" "));
        ky_str term = {rest.p, end == SIZE_MAX ? rest.n : end};
        rest = ky_str_from(rest, end == SIZE_MAX ? rest.n : end + 1);
        bool absent = term.p[0] == '!';
        KY_CLEANUP(ky_buf_fini) ky_buf wanted = {0};
        ky_buf_printf(&wanted, " %.*s ", KY_FMT(ky_str_from(term, absent ? 1 : 0)));
        if ((ky_str_find(ky_buf_str(&terms), ky_buf_str(&wanted)) == SIZE_MAX) != absent)
            fail_msg("%s: %.*s of%s", text, KY_FMT(term), terms.p);
    }
}

static void a_word_gives_its_parts_and_how_it_sounds(void **state)
{
    assert_terms(*state, "図書館",
                 "!S図書館 S図 S図書 S書 S書館 S館 Rとしょかん:図書館 Pとしょ:図書 Pかん:館 "
                 "!Pとしょかん:図書館 !Rとしょ:図書");
    assert_terms(*state, "住んだ", "S住ん S住 Rすん:住ん Rすむ:住む !S住む !Rすんだ:住んだ");
    assert_terms(*state, "学校", "Rがっこう:学校 Pがく:学 Pがっ:学 Pこう:校");
    assert_terms(*state, "文化祭", "Rさい:祭 Rぶんかさい:文化祭 !Rまつり:祭 !Rぶんかまつり:文化祭");
}

static void kana_are_looked_up_by_sound_and_cut_between_morae(void **state)
{
    assert_terms(*state, "シャツ",
                 "Rしゃつ:シャツ Pしゃ:シャ Pつ:ツ !Sシャツ !Sシ !Pし:シ !Pゃ:ャ "
                 "!Pゃつ:ャツ");
    assert_terms(*state, "デイケア", "Rでいけあ:デイケア Pでい:デイ Pけあ:ケア");
    assert_terms(*state, "ボランティア",
                 "Pぼら:ボラ Pてぃあ:ティア !Pぼらんて:ボランテ !Pぃあ:ィア");
}

static void words_side_by_side_give_a_run(void **state)
{
    assert_terms(*state, "産業祭り",
                 "S産業祭り Rさんぎょうまつり:産業祭り S産 S祭 !S業祭 "
                 "!S産業祭 !S業祭り");
    assert_terms(*state, "学校図書館", "S学校図書館 Rがっこうとしょかん:学校図書館 !S校図");
    assert_terms(*state, "事業者", "S事業者 S業 !S業者 !Rぎょうしゃ:業者");
    assert_terms(*state, "東京都", "S東京都 !S京都 !Rきょうと:京都");
    assert_terms(*state, "三鷹市立",
                 "S三鷹市 Rみたかし:三鷹市 S三鷹市立 Rみたかしりつ:三鷹市立 "
                 "!S鷹市 !Rみたかいち:三鷹市");
}

static void joiners_are_left_out_of_a_run(void **state)
{
    assert_terms(*state, "子育て・支援", "S子育て支援 Rこそだてしえん:子育て支援 !S子育て・支援");
    assert_terms(*state, "公園-清掃", "S公園清掃 Rこうえんせいそう:公園清掃");
    assert_terms(*state, "デイ・ケア", "Rでいけあ:デイケア");
    assert_terms(*state, "公園・・清掃", "!S公園清掃");
}

static void nothing_crosses_what_parts_words(void **state)
{
    const char *const texts[] = {"公園 清掃",  "公園　清掃", "公園。清掃",  "公園\n清掃",
                                 "公園の清掃", "公園、清掃", "公園・ 清掃", "公園する清掃"};
    for (size_t i = 0; i < KY_LEN(texts); i++)
        assert_terms(*state, texts[i],
                     "S公 S清 !S公園清掃 !S園清 !S公園の !S公園の清掃 "
                     "!Rこうえんせいそう:公園清掃 !Rこうえんのせいそう:公園の清掃");
}

static void runs_and_parts_have_a_longest(void **state)
{
    assert_terms(*state, "公園清掃公園清掃公園清掃公園",
                 "S公園清掃公園清掃 S清掃公園清掃公園 "
                 "!S公園清掃公園清掃公園");
    assert_terms(*state, "abcdefghij", "!Sabcdefghij Sabcdefgh Scdefghij !Sabcdefghi !Sbcdefghij");
}

static void iteration_marks_are_there_and_written_out(void **state)
{
    assert_terms(*state, "佐々木さん", "!S佐々木 S佐佐木 Rささき:佐々木 S佐々木さん S佐佐木さん");
}

static void a_text_without_words_has_no_spellings(void **state)
{
    const char *const texts[] = {"", "。、 \n", "することのように"};
    for (size_t i = 0; i < KY_LEN(texts); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf terms = terms_of(*state, ky_str_of(texts[i]), NULL);
        assert_string_equal(terms.p, " ");
    }
}

static void no_term_is_too_long(void **state)
{
    const char *const units[] = {"鱓", "ボランティア", "清掃"};
    for (size_t i = 0; i < KY_LEN(units); i++) {
        ky_str text;
        size_t longest = 0;
        char *bytes = repeat(units[i], 400, &text);
        ky_buf terms = terms_of(*state, text, &longest);
        assert_in_range(longest, 2, JA_MAX_TERM_BYTES);
        ky_buf_fini(&terms);
        free(bytes);
    }
}

static ky_rc check_stands(void *payload, const ja_term *t, ky_err *err)
{
    const ja_analysis *a = payload;
    ja_span s;
    (void) err;
    ky_str spelling = ja_term_text(JA_TERM_SPELLING, t->text);
    if (t->kind == JA_TERM_SPELLING && !ja_find_spelling(a, spelling, 0, &s))
        fail_msg("%.*s does not stand", KY_FMT(spelling));
    return KY_OK;
}

static void every_spelling_stands_in_its_text(void **state)
{
    const char *const texts[] = {
        "協働の推進（ﾃﾞｲ・ケア）を行う、小、中学生と㈱小金井の﷽\n明るく住みよいまち。",
        "小金井市立図書館で佐々木さんと代々木の人々が子ども・子育て支援の協議会を開く。",
        "第3回 東京都内-近県の発行事業者、交流会・お茶会（ＮＰＯ法人２０２０年度）",
    };
    for (size_t i = 0; i < KY_LEN(texts); i++) {
        ja_analysis a = analyse(*state, ky_str_of(texts[i]));
        assert_int_equal(ja_terms(&a, check_stands, &a, NULL), KY_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_gives_its_parts_and_how_it_sounds),
        cmocka_unit_test(kana_are_looked_up_by_sound_and_cut_between_morae),
        cmocka_unit_test(words_side_by_side_give_a_run),
        cmocka_unit_test(joiners_are_left_out_of_a_run),
        cmocka_unit_test(nothing_crosses_what_parts_words),
        cmocka_unit_test(runs_and_parts_have_a_longest),
        cmocka_unit_test(iteration_marks_are_there_and_written_out),
        cmocka_unit_test(a_text_without_words_has_no_spellings),
        cmocka_unit_test(no_term_is_too_long),
        cmocka_unit_test(every_spelling_stands_in_its_text),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
