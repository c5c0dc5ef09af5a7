/* Promises of analyser.h about analyses:
 *  - tokens are classed by dict/stopwords.tsv; unknown words, symbols and emoji are words; marks
 *    are runs of their own, never part of a word;
 *  - base forms are the dictionary's, folded; readings are katakana, or the surface;
 *  - positions: one a token, and a gap after white space, sentences and lines;
 *  - a sentence is analysed the same whatever stands beside it or was analysed before, by any
 *    thread;
 *  - any bytes are refused or analysed: NUL, megabytes of one thing, words longer than a term. */
#include "support.h"

#include <pthread.h>

#include "ja/chars.h"

static void words_particles_stop_words_and_marks_are_told_apart(void **state)
{
    assert_cut(*state, "公園の清掃を行う。", "W公園|Fの|W清掃|Fを|S行う|M。");
    assert_cut(*state, "このような事業をすること", "Sこの|Fよう|Fな|W事業|Fを|Sする|Sこと");
    assert_cut(*state, "市民が実施しています", "W市民|Fが|W実施|Sし|Fて|Sい|Fます");
    assert_cut(*state, "しかし、それはない", "Sしかし|M、|Sそれ|Fは|Sない");
    assert_cut(*state, "開催された", "W開催|Sさ|Fれ|Fた");
    assert_cut(*state, "第3回お茶会", "W第|W3|W回|Wお茶|W会");
}

static void unknown_words_symbols_and_emoji_are_words(void **state)
{
    assert_cut(*state, "ゔぉるぬ", "Wゔぉるぬ");
    /* MeCab guesses an interjection, which the dictionary's own are stop words for. */
    assert_cut(*state, "ねえzork", "Sねえ|Wzork");
    assert_cut(*state, "ＮＰＯ＋ＰＴＡ", "Wnpo|W+|Wpta");
    assert_cut(*state, "★😀・〜", "W★|W😀|M・〜");
    assert_cut(*state, "𩸽田", "W𩸽|W田");
}

static void marks_are_runs_of_their_own(void **state)
{
    assert_cut(*state, "町会・自治会（仮）」。", "W町会|M・|W自治|W会|M(|W仮|M)」。");
    assert_cut(*state, "デイ・ケア", "Wデイ|M・|Wケア");
    assert_cut(*state, "小、中学生", "W小|M、|W中学生");
    assert_cut(*state, "モー娘。", "Wモー|W娘|M。");
    assert_cut(*state, "公園　 \t清掃", "W公園|M  \t|W清掃");
    assert_cut(*state, "  ", "M  ");
    assert_cut(*state, "", "");
}

static void base_forms_and_readings_come_from_the_dictionary(void **state)
{
    ja_analysis a = analyse(*state, KY_LIT("清掃を行った。明るく住みよい街ｶﾞゔぉるぬ"));
    const char *const expected[][2] = {
        {"清掃", "セイソウ"}, {"を", "ヲ"},     {"行う", "オコナッ"},
        {"た", "タ"},         {"。", "。"},     {"明るい", "アカルク"},
        {"住む", "スミ"},     {"よい", "ヨイ"}, {"街", "マチ"},
    };
    assert_true(a.n > KY_LEN(expected));
    for (size_t i = 0; i < KY_LEN(expected); i++) {
        assert_str(a.tokens[i].base, expected[i][0]);
        assert_str(a.tokens[i].reading, expected[i][1]);
    }
    a = analyse(*state, KY_LIT("小、中学生")); /* one word to IPADIC, cut at its mark */
    assert_str(a.tokens[2].reading, "チュウガクセイ");
    a = analyse(*state, KY_LIT("ﾎﾞﾗﾝﾃｨｱ"));
    assert_int_equal(a.n, 1);
    assert_str(a.tokens[0].base, "ボランティア");
    assert_str(a.tokens[0].reading, "ボランティア");
    assert_str(ja_text_original(&a.text, a.tokens[0].start, a.tokens[0].end), "ﾎﾞﾗﾝﾃｨｱ");
}

static uint32_t distance(fixture *f, const char *text)
{
    ja_analysis a = analyse(f, ky_str_of(text));
    assert_true(a.n >= 2);
    assert_int_equal(a.tokens[0].position, 1);
    return a.tokens[a.n - 1].position - a.tokens[0].position;
}

static void positions_keep_apart_what_does_not_belong_together(void **state)
{
    assert_int_equal(distance(*state, "公園清掃"), 1);
    assert_int_equal(distance(*state, "公園の清掃"), 2);
    assert_int_equal(distance(*state, "公園・清掃"), 1);
    assert_int_equal(distance(*state, "公園-清掃"), 1);
    assert_int_equal(distance(*state, "公園・・清掃"), 2);
    assert_int_equal(distance(*state, "公園、清掃"), 2);
    assert_int_equal(distance(*state, "公園　清掃"), 2 + JA_GAP_BLANK);
    assert_int_equal(distance(*state, "公園\n清掃"), 2 + JA_GAP_SENTENCE);
    assert_int_equal(distance(*state, "公園。清掃"), 2 + JA_GAP_SENTENCE);
    assert_int_equal(distance(*state, "公園．　清掃"), 2 + JA_GAP_SENTENCE);
    assert_int_equal(distance(*state, "3.5"), 2);
}

static void assert_same_tokens(const ja_analysis *a, const ja_analysis *b)
{
    assert_true(ky_str_eq(a->text.folded, b->text.folded));
    assert_int_equal(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        const ja_token *x = &a->tokens[i];
        const ja_token *y = &b->tokens[i];
        assert_int_equal(x->start, y->start);
        assert_int_equal(x->end, y->end);
        assert_int_equal(x->position, y->position);
        assert_int_equal(x->cls, y->cls);
        assert_true(ky_str_eq(x->base, y->base) && ky_str_eq(x->reading, y->reading));
    }
}

static void neighbours_do_not_change_a_sentence(void **state)
{
    static const char *const sentences[] = {
        "した", "こがねいパレット", "京都", "東京都内で実施する", "はし", "い"};
    static const char *const between[] = {"。", "\n", " ", "！", "」。「"};
    for (size_t i = 0; i < KY_LEN(sentences); i++) {
        for (size_t k = 0; k < KY_LEN(sentences); k++) {
            KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
            KY_CLEANUP(ky_buf_fini) ky_buf expected = {0};
            const char *mark = between[(i + k) % KY_LEN(between)];
            ky_buf_printf(&text, "%s%s%s", sentences[i], mark, sentences[k]);
            ja_analysis left = analyse(*state, ky_str_of(sentences[i]));
            ja_analysis right = analyse(*state, ky_str_of(sentences[k]));
            ja_analysis both = analyse(*state, ky_buf_str(&text));
            KY_CLEANUP(ky_free_p) char *l = cut_of(&left, true);
            KY_CLEANUP(ky_free_p) char *r = cut_of(&right, true);
            KY_CLEANUP(ky_free_p) char *got = cut_of(&both, true);
            ky_buf_printf(&expected, "%s|M", l);
            ky_buf_put(&expected, fold(*state, ky_str_of(mark)));
            ky_buf_printf(&expected, "|%s", r);
            assert_string_equal(got, expected.p);
        }
    }
}

static void what_was_analysed_before_does_not_count(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ja_analyser_free_p) ja_analyser *fresh = NULL;
    assert_int_equal(ja_analyser_new(f->model, &fresh, NULL), KY_OK);
    ky_str a = KY_LIT("デイ・ケアの市民より公募したこがねいパレット。");
    ja_analysis before = analyse(f, a);
    (void) analyse(f, KY_LIT("小、中学生と\0まったく別の、もっと長い文章である。Ａ Ｂ Ｃ"));
    ja_analysis refused = {.n = 7};
    assert_int_equal(ja_analyse(f->analyser, KY_LIT("公園\xFF"), &f->arena, &refused, NULL),
                     KY_E_INVALID);
    assert_int_equal(refused.n, 7);
    ja_analysis after = analyse(f, a);
    ja_analysis alone = {0};
    assert_int_equal(ja_analyse(fresh, a, &f->arena, &alone, NULL), KY_OK);
    assert_same_tokens(&before, &after);
    assert_same_tokens(&before, &alone);
}

static void nul_and_control_characters_are_marks(void **state)
{
    ja_analysis a = analyse(*state, KY_LIT("公園\0\x01\x7F清掃\0"));
    assert_int_equal(a.n, 4);
    assert_str((ky_str){a.text.folded.p, 6}, "公園");
    assert_int_equal(a.tokens[0].cls, JA_WORD);
    assert_int_equal(a.tokens[1].cls, JA_MARK);
    assert_int_equal(a.tokens[1].end - a.tokens[1].start, 3);
    assert_int_equal(a.tokens[2].cls, JA_WORD);
    assert_int_equal(a.tokens[3].cls, JA_MARK);
    assert_int_equal(a.tokens[3].end, a.text.folded.n);
}

static void a_megabyte_of_one_thing_is_analysed(void **state)
{
    /* The first few at full length, of the others a sixteenth. */
    enum { WHOLE = 4 };
    static const char *const units[] = {"あ", "漢", " ",      "デイ・ケア", "ア", "a",  "1",
                                        "\n", "。", "\u0301", "😀",          "!",  "한", "\xC3\xB0"};
    fixture *f = *state;
    for (size_t i = 0; i < KY_LEN(units); i++) {
        ky_str text;
        size_t size = i < WHOLE ? JA_MAX_TEXT_BYTES : JA_MAX_TEXT_BYTES / 16;
        char *bytes = repeat(units[i], size / strlen(units[i]), &text);
        ja_analysis a = analyse(f, text);
        uint32_t end = 0;
        for (size_t k = 0; k < a.n; k++) {
            assert_int_equal(a.tokens[k].start, end);
            end = a.tokens[k].end;
        }
        assert_int_equal(end, a.text.folded.n);
        ky_arena_clear(&f->arena);
        free(bytes);
    }
}

typedef struct share {
    const ja_model *model;
    bool fine;
} share;

static void *analyse_in_thread(void *payload)
{
    share *s = payload;
    KY_CLEANUP(ja_analyser_free_p) ja_analyser *an = NULL;
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    s->fine = ja_analyser_new(s->model, &an, NULL) == KY_OK;
    for (int i = 0; s->fine && i < 200; i++) {
        ja_analysis a;
        ky_arena_clear(&arena);
        s->fine =
            ja_analyse(an, KY_LIT("協働の推進（デイ・ケア）を行う。"), &arena, &a, NULL) == KY_OK &&
            a.n == 11 && ky_str_eq(a.tokens[0].base, KY_LIT("協働"));
    }
    return NULL;
}

static void threads_share_a_model(void **state)
{
    fixture *f = *state;
    pthread_t threads[4];
    share shares[KY_LEN(threads)];
    for (size_t i = 0; i < KY_LEN(threads); i++) {
        shares[i] = (share){.model = f->model};
        assert_int_equal(pthread_create(&threads[i], NULL, analyse_in_thread, &shares[i]), 0);
    }
    for (size_t i = 0; i < KY_LEN(threads); i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_true(shares[i].fine);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_particles_stop_words_and_marks_are_told_apart),
        cmocka_unit_test(unknown_words_symbols_and_emoji_are_words),
        cmocka_unit_test(marks_are_runs_of_their_own),
        cmocka_unit_test(base_forms_and_readings_come_from_the_dictionary),
        cmocka_unit_test(positions_keep_apart_what_does_not_belong_together),
        cmocka_unit_test(neighbours_do_not_change_a_sentence),
        cmocka_unit_test(what_was_analysed_before_does_not_count),
        cmocka_unit_test(nul_and_control_characters_are_marks),
        cmocka_unit_test(a_megabyte_of_one_thing_is_analysed),
        cmocka_unit_test(threads_share_a_model),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
