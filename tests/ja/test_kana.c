/* Promises of kana.h:
 *  - kana is kana and kanji is kanji, of every plane; ヶ is kana, 々 〆 〇 are kanji;
 *  - a kana key is hiragana, with iteration marks, ヴ, ゐ and ゑ resolved, small kana and ー kept,
 * and what is no kana untouched; it is its own key;
 *  - no border tears a mora. */
#include "support.h"

#include "ja/kana.h"

static void assert_key(const char *text, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_kana_key(ky_str_of(text), &key);
    assert_true(ky_buf_ok(&key));
    assert_str(ky_buf_str(&key), expected);
    KY_CLEANUP(ky_buf_fini) ky_buf again = {0};
    ja_kana_key(ky_buf_str(&key), &again);
    assert_str(ky_buf_str(&again), expected);
}

static void kana_is_told_from_kanji(void **state)
{
    (void) state;
    static const uint32_t kana[] = {u'あ', u'ん', u'ぁ', u'ゔ', u'ゖ', u'ア',   u'ヺ',
                                    u'ー', u'ゝ', u'ヾ', u'ㇰ', u'ヶ', 0x1B000, 0x1B164};
    static const uint32_t kanji[] = {u'亜',   u'々',   u'〆',   u'〇',   u'㐂',
                                     0x20BB7, 0x2F800, 0x30000, 0x323B0, 0xFA11};
    static const uint32_t neither[] = {'a', u'・', u'、', 0x3099, 0x30FB, u'「', 0x1F600, 0xAC00};
    for (size_t i = 0; i < KY_LEN(kana); i++)
        assert_true(ja_is_kana(kana[i]) && !ja_is_kanji(kana[i]));
    for (size_t i = 0; i < KY_LEN(kanji); i++)
        assert_true(ja_is_kanji(kanji[i]) && !ja_is_kana(kanji[i]));
    for (size_t i = 0; i < KY_LEN(neither); i++)
        assert_true(!ja_is_kanji(neither[i]) && !ja_is_kana(neither[i]));
    assert_true(ja_all_kana(KY_LIT("らーメンいすゞ")));
    assert_false(ja_all_kana(KY_LIT("お茶")));
    assert_false(ja_all_kana(KY_LIT("カ・キ")));
    assert_false(ja_all_kana(KY_LIT("")));
}

static void a_kana_key_is_hiragana(void **state)
{
    (void) state;
    assert_key("", "");
    assert_key("ボランティア", "ぼらんてぃあ");
    assert_key("シャッター", "しゃったー");
    assert_key("らーメン", "らーめん");
    assert_key("漢字とカナ abc、", "漢字とかな abc、");
    assert_key("ヲノ", "をの");
    assert_key("アイヌイタㇰ", "あいぬいたく");
    assert_key("1ヵ月3ヶ所", "1か月3け所");
}

static void iteration_marks_repeat_the_kana_before_them(void **state)
{
    (void) state;
    assert_key("いすゞ", "いすず");
    assert_key("イスヾ", "いすず");
    assert_key("こゝろ", "こころ");
    assert_key("金子みすゞ", "金子みすず");
    assert_key("つゞき", "つづき");
    assert_key("づゝ", "づつ");
    assert_key("はゝ", "はは");
    assert_key("ばゝぱゞ", "ばはぱば");
    assert_key("なゞ", "なな");
    assert_key("あゝゝ", "あああ");
    assert_key("ゝ", "ゝ");
    assert_key("ーゝっゞ字ゝ", "ーゝっゞ字ゝ");
}

static void historic_kana_and_vu_are_resolved(void **state)
{
    (void) state;
    assert_key("ヱビス", "えびす");
    assert_key("ゐど", "いど");
    assert_key("ヴァイオリン", "ばいおりん");
    assert_key("ヴィーナス ヴェール ヴォーカル", "びーなす べーる ぼーかる");
    assert_key("レヴュー", "れびゅー");
    assert_key("イヴ", "いぶ");
    assert_key("ゔぁ", "ば");
    assert_key("ヷヸヹヺ", "ばびべぼ");
}

static void no_border_tears_a_mora(void **state)
{
    (void) state;
    const ky_str word = KY_LIT("きょうッんーファ");
    static const bool border[] = {true, false, true, true, true, true, true, false};
    for (size_t i = 0; i < KY_LEN(border); i++) {
        assert_int_equal(ja_mora_border(word, 3 * i), border[i]);
        assert_false(ja_mora_border(word, 3 * i + 1));
        assert_false(ja_mora_border(word, 3 * i + 2));
    }
    assert_true(ja_mora_border(word, word.n));
    assert_true(ja_mora_border(KY_LIT("ぁ"), 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kana_is_told_from_kanji),
        cmocka_unit_test(a_kana_key_is_hiragana),
        cmocka_unit_test(iteration_marks_repeat_the_kana_before_them),
        cmocka_unit_test(historic_kana_and_vu_are_resolved),
        cmocka_unit_test(no_border_tears_a_mora),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
