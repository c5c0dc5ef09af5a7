/* Promises of terms.h about spellings and readings:
 *  - a word gives every part of it up to JA_MAX_PIECE_CHARS characters, and itself where it is not
 *    its own base form; kana stand there by their key and are cut between morae, letters and digits
 *    are not torn apart;
 *  - what is read so everywhere has no term of its reading, what depends on the place has;
 *  - no term crosses the border of words but where the dictionary's cut tears one;
 *  - a spelling with an iteration mark is there with it and written out;
 *  - every SPELLING stands in the text under the span rule;
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
    if (t->kind < JA_TERM_INFLECTED)
        return KY_OK;
    assert_int_equal(t->position > 0, t->kind == JA_TERM_INFLECTED);
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

static void a_word_gives_its_parts(void **state)
{
    assert_terms(*state, "図書館", "!S図書館 !I図書館 S図 S図書 S書 S書館 S館");
    assert_terms(*state, "住んだ", "I住ん S住 !S住む !I住む !S住ん");
    assert_terms(*state, "産業祭り", "S産 S祭 Sり !S業祭 !S産業祭 !S業祭り !S産業祭り");
}

static void kana_stand_by_their_key_and_are_cut_between_morae(void **state)
{
    assert_terms(*state, "シャツ", "Sしゃ Sつ !Sシャ !Sし !Sゃ !Sゃつ");
    assert_terms(*state, "デイケア", "Sでい Sけあ");
    assert_terms(*state, "ボランティア", "Sぼら Sてぃあ !Sぼらんて !Sぃあ");
}

static void letters_and_digits_are_not_torn(void **state)
{
    assert_terms(*state, "npo2025", "!Snp !Sn !S20 !S5");
    assert_terms(*state, "étude", "!Sé !Sétu");
}

static void readings_have_terms_where_the_place_tells(void **state)
{
    assert_terms(*state, "文化祭", "Rさい:祭 !Rまつり:祭 !Rぶんか:文化 Pぶん:文");
    assert_terms(*state, "学校", "Pがく:学 Pがっ:学 Pこう:校 !Rがっこう:学校");
    assert_terms(*state, "上野", "Rうえの:上野");
    assert_terms(*state, "シャツ", "!Rしゃつ:シャツ !Pつ:ツ");
}

static void only_torn_words_cross_the_border_of_words(void **state)
{
    assert_terms(*state, "学校図書館", "!S学校図書館 !S校図");
    assert_terms(*state, "事業者", "!S事業者 S業 !S業者");
    assert_terms(*state, "東京都", "!S東京都 !S京都");
    assert_terms(*state, "三鷹市立", "S三鷹市 !S三鷹市立 !S鷹市");
    assert_terms(*state, "江戸町人文化講座", "S町人 S江戸町人 S文化 !S人文化 !S戸町");
    assert_terms(*state, "生花見学会", "S生花 S見学 S見学会 !S花見学");
    assert_terms(*state, "消防団長", "S消防団 !S消防団長 !S防団");
}

static void nothing_crosses_what_parts_words(void **state)
{
    const char *const texts[] = {"公園 清掃",  "公園　清掃", "公園。清掃",  "公園\n清掃",
                                 "公園の清掃", "公園、清掃", "公園・ 清掃", "公園する清掃"};
    for (size_t i = 0; i < KY_LEN(texts); i++)
        assert_terms(*state, texts[i], "S公 S清 !S公園清掃 !S園清 !S公園の !S公園の清掃");
}

static void parts_have_a_longest(void **state)
{
    assert_terms(*state, "アイウエカキクケサシ", "Sあいうえかきくけ !Sあいうえかきくけさ");
}

static void iteration_marks_are_there_and_written_out(void **state)
{
    assert_terms(*state, "佐々木さん", "!S佐々木 I佐佐木 S佐々 S佐佐");
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
        cmocka_unit_test(a_word_gives_its_parts),
        cmocka_unit_test(kana_stand_by_their_key_and_are_cut_between_morae),
        cmocka_unit_test(letters_and_digits_are_not_torn),
        cmocka_unit_test(readings_have_terms_where_the_place_tells),
        cmocka_unit_test(only_torn_words_cross_the_border_of_words),
        cmocka_unit_test(nothing_crosses_what_parts_words),
        cmocka_unit_test(parts_have_a_longest),
        cmocka_unit_test(iteration_marks_are_there_and_written_out),
        cmocka_unit_test(a_text_without_words_has_no_spellings),
        cmocka_unit_test(no_term_is_too_long),
        cmocka_unit_test(every_spelling_stands_in_its_text),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
