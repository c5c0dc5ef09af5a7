/* Promises of runs.h:
 * - a run is of 2 to 4 content words side by side, and has the likeliest reading of each word
 * - particles, marks and the joiners ・ and - part words
 * - no run begins with a suffix of the word before it, nor with a counter behind a digit; a word of
 *   several tokens begins one, a single kanji that stands free does */
#include "cmocka_c17.h"
#include "index.h"
#include "search/runs.h"

static ky_rc list(void *payload, ky_str spelling, ky_str key, ky_err *err)
{
    ky_buf *out = payload;
    (void) err;
    ky_buf_printf(out, "%s%.*s:%.*s", out->n == 0 ? "" : " ", KY_FMT(spelling), KY_FMT(key));
    return KY_OK;
}

static void assert_runs(const char *text, const char *expected)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ja_analyser_free_p) ja_analyser *ja = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ja_analysis a;
    assert_int_equal(ja_analyser_new(model(), &ja, NULL), KY_OK);
    assert_int_equal(ja_analyse(ja, ky_str_of(text), &arena, &a, NULL), KY_OK);
    assert_int_equal(ky_runs(&a, list, &out, NULL), KY_OK);
    assert_string_equal(out.p == NULL ? "" : out.p, expected);
}

static void words_side_by_side_are_a_run(void **state)
{
    (void) state;
    assert_runs("公園清掃", "公園清掃:こうえんせいそう");
    assert_runs("公園清掃活動", "公園清掃:こうえんせいそう 公園清掃活動:こうえんせいそうかつどう "
                                "清掃活動:せいそうかつどう");
    assert_runs("公園清掃活動団体会議", "公園清掃:こうえんせいそう "
                                        "公園清掃活動:こうえんせいそうかつどう "
                                        "公園清掃活動団体:こうえんせいそうかつどうだんたい "
                                        "清掃活動:せいそうかつどう "
                                        "清掃活動団体:せいそうかつどうだんたい "
                                        "清掃活動団体会議:せいそうかつどうだんたいかいぎ "
                                        "活動団体:かつどうだんたい "
                                        "活動団体会議:かつどうだんたいかいぎ "
                                        "団体会議:だんたいかいぎ");
    assert_runs("公園", "");
}

static void what_is_no_word_parts_them(void **state)
{
    (void) state;
    assert_runs("公園の清掃、活動・団体 会議。花壇", "");
}

static void no_run_begins_within_a_word(void **state)
{
    (void) state;
    assert_runs("障害者団体", "障害者:しょうがいしゃ 障害者団体:しょうがいしゃだんたい");
    assert_runs("3か月健診", "3か月:3かげつ 3か月健診:3かげつけんしん");
    assert_runs("家庭生ごみ処理", "家庭生:かていなま 家庭生ごみ:かていなまごみ "
                                  "家庭生ごみ処理:かていなまごみしょり 生ごみ:なまごみ "
                                  "生ごみ処理:なまごみしょり ごみ処理:ごみしょり");
    assert_runs("東センター", "東センター:ひがしせんたー");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_side_by_side_are_a_run),
        cmocka_unit_test(what_is_no_word_parts_them),
        cmocka_unit_test(no_run_begins_within_a_word),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    model_close();
    return failed;
}
