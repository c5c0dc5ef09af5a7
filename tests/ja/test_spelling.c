/* Promises of spelling.h:
 *  - spellings agree where their kanji do and one may leave the rest to kana; other kanji never
 *    agree, nor a single kanji with kana alone;
 *  - an iteration mark is written out, and a text without one that follows a character is left;
 *  - a base form's key comes from its surface's, and from no surface that does not fit;
 *  - ・ and - join words, and no other mark does. */
#include "support.h"

#include "ja/spelling.h"

static void assert_agree(const char *asked, const char *found, bool expected)
{
    if (ja_spellings_agree(ky_str_of(asked), ky_str_of(found)) != expected)
        fail_msg("%s and %s %s", asked, found, expected ? "do not agree" : "agree");
}

static void spellings_agree_in_their_kanji(void **state)
{
    (void) state;
    assert_agree("障害", "障がい", true);
    assert_agree("障がい", "障害", true);
    assert_agree("引越", "引っ越し", true);
    assert_agree("凧揚げ", "たこあげ", true);
    assert_agree("たこあげ", "凧揚げ", true);
    assert_agree("取り組み", "取組", true);
    assert_agree("公園", "公園", true);
}

static void other_kanji_never_agree(void **state)
{
    (void) state;
    assert_agree("障害", "障碍", false);
    assert_agree("公園", "講演", false);
    assert_agree("意思", "意志", false);
    assert_agree("校歌", "歌校", false);
}

static void a_single_kanji_asked_for_is_no_kana(void **state)
{
    (void) state;
    assert_agree("祭", "まつり", false);
    assert_agree("𩸽", "ほっけ", false);
    assert_agree("祭", "祭り", true);
    assert_agree("祭り", "まつり", true);
    assert_agree("まつり", "祭", true);
}

static void assert_expanded(const char *text, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_buf_puts(&out, "kept");
    bool any = ja_expand_iteration(ky_str_of(text), &out);
    assert_true(any == (expected != NULL));
    assert_str(ky_str_from(ky_buf_str(&out), 4), expected == NULL ? "" : expected);
}

static void iteration_marks_are_written_out(void **state)
{
    (void) state;
    assert_expanded("佐々木", "佐佐木");
    assert_expanded("人〻", "人人");
    assert_expanded("代々木々", "代代木木");
    assert_expanded("複々々線", "複複複線");
    assert_expanded("々木", NULL);
    assert_expanded("佐木", NULL);
    assert_expanded("", NULL);
}

static void assert_base(const char *surface, const char *key, const char *base,
                        const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_buf_puts(&out, "kept");
    bool fits = ja_base_key(ky_str_of(surface), ky_str_of(key), ky_str_of(base), &out);
    assert_true(ky_str_starts(ky_buf_str(&out), KY_LIT("kept")));
    assert_true(fits == (expected != NULL));
    assert_str(ky_str_from(ky_buf_str(&out), 4), expected == NULL ? "" : expected);
}

static void a_base_form_is_read_from_its_surface(void **state)
{
    (void) state;
    assert_base("読ん", "よん", "読む", "よむ");
    assert_base("明るく", "あかるく", "明るい", "あかるい");
    assert_base("支え", "ささえ", "支える", "ささえる");
    assert_base("見", "み", "見る", "みる");
    assert_base("かっこよく", "かっこよく", "かっこよい", "かっこよい");
    assert_base("読ん", "よみ", "読む", NULL);
    assert_base("行なっ", "い", "行う", NULL);
    assert_base("来", "き", "くる", NULL);
    assert_base("中学", "ちゅうがく", "中校", NULL);
    assert_base("図書", "としょ", "図工", NULL);
}

static void a_dot_and_a_hyphen_join_words(void **state)
{
    (void) state;
    assert_true(ja_is_joiner(KY_LIT("・")));
    assert_true(ja_is_joiner(KY_LIT("-")));
    const char *const others[] = {"", " ", "、", "。", "\n", "・・", "--", "・ ", "/", "「"};
    for (size_t i = 0; i < KY_LEN(others); i++)
        assert_false(ja_is_joiner(ky_str_of(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_agree_in_their_kanji),
        cmocka_unit_test(other_kanji_never_agree),
        cmocka_unit_test(a_single_kanji_asked_for_is_no_kana),
        cmocka_unit_test(iteration_marks_are_written_out),
        cmocka_unit_test(a_base_form_is_read_from_its_surface),
        cmocka_unit_test(a_dot_and_a_hyphen_join_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
