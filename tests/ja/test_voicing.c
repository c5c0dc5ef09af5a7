/* Promises of voicing.h:
 *  - か, さ, た and は rows are voiced to が, ざ, だ and ば or ぱ, and nothing else is;
 *  - a key that begins voiced has a plain form, unless it holds another voiced sound;
 *  - what sounds Chinese is one mora, or two of which the second is い, う, く, き, つ, ち or ん.
 */
#include "support.h"

#include "ja/voicing.h"

static uint32_t code_of(const char *kana)
{
    size_t n;
    return ky_utf8_next(ky_str_of(kana), &n);
}

static void rows_are_voiced_to_their_own(void **state)
{
    static const char *const pairs[][2] = {{"か", "が"}, {"し", "じ"}, {"ち", "ぢ"}, {"つ", "づ"},
                                           {"と", "ど"}, {"は", "ば"}, {"は", "ぱ"}, {"ほ", "ぽ"}};
    static const char *const none[][2] = {{"が", "き"}, {"っ", "つ"}, {"な", "に"}, {"ば", "ぱ"},
                                          {"か", "き"}, {"ぢ", "っ"}, {"ま", "み"}, {"か", "か"}};
    (void) state;
    for (size_t i = 0; i < KY_LEN(pairs); i++) {
        assert_true(ja_voices(code_of(pairs[i][0]), code_of(pairs[i][1])));
        assert_false(ja_voices(code_of(none[i][0]), code_of(none[i][1])));
    }
}

static void assert_plain(const char *heard, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf plain = {0};
    assert_int_equal(ja_unvoiced(ky_str_of(heard), &plain), expected[0] != '\0');
    assert_true(ky_buf_ok(&plain));
    assert_string_equal(plain.n == 0 ? "" : ky_buf_str(&plain).p, expected);
}

static void one_voiced_sound_has_a_plain_form(void **state)
{
    (void) state;
    assert_plain("ぶそく", "ふそく");
    assert_plain("だいこ", "たいこ");
    assert_plain("ぽん", "ほん");
    assert_plain("ば", "は");
    assert_plain("ふそく", "");
    assert_plain("がぜ", "");
    assert_plain("まつり", "");
    assert_plain("ん", "");
}

static void chinese_sounds_are_short(void **state)
{
    static const char *const chinese[] = {"さい", "しょ", "きょう", "がく", "か", "しつ", "きん"};
    static const char *const others[] = {"はり", "ふくろ", "はたけ", "かわ", "さお", ""};
    (void) state;
    for (size_t i = 0; i < KY_LEN(chinese); i++)
        assert_true(ja_sounds_chinese(ky_str_of(chinese[i])));
    for (size_t i = 0; i < KY_LEN(others); i++)
        assert_false(ja_sounds_chinese(ky_str_of(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_voiced_to_their_own),
        cmocka_unit_test(one_voiced_sound_has_a_plain_form),
        cmocka_unit_test(chinese_sounds_are_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
