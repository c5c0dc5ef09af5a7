/* Promises of letters.h:
 *  - what is typed in any romaji has the letters of the kana that are meant, in every style;
 *  - what Japanese does not tell apart in a foreign word is one letter;
 *  - borders stand where kana end, and the last at the end of the key;
 *  - word_sounds.h: readings of nouns are known, and hardly anything else. */
#include "support.h"

#include "ja/letters.h"
#include "ja/word_sounds.h"

static const ja_romaji *romaji_of_model(void **state)
{
    fixture *f = *state;
    return ja_model_romaji(f->model);
}

static void assert_latin(const char *typed, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    bool ok = ja_letters_of_latin(ky_str_of(typed), &out);
    if (!ok && expected != NULL)
        fail_msg("%s has no letters", typed);
    if (expected != NULL)
        assert_str(ky_buf_str(&out), expected);
    assert_int_equal(ok, expected != NULL);
}

static void romaji_of_every_style_sounds_the_same(void **state)
{
    static const struct {
        const char *key;
        const char *typed[5];
    } words[] = {
        {"しゅっちょう", {"shutchou", "shucchou", "syuttyou", "shutchō", "syuttyo"}},
        {"ふじさん", {"fujisan", "huzisan", "fuzisann", "hujisan"}},
        {"しんぶん", {"shinbun", "shimbun", "sinbun"}},
        {"こうえん", {"kouen", "kōen", "koen"}},
        {"つちや", {"tsuchiya", "tutiya"}},
        {"ぼらんてぃあ", {"borantia", "volantia"}},
        {"とれーなー", {"torēnā", "torenaa", "to-rena-", "torenar"}},
    };
    for (size_t i = 0; i < KY_LEN(words); i++) {
        ja_letters l;
        assert_true(ja_letters_of_kana(romaji_of_model(state), ky_str_of(words[i].key), &l));
        for (size_t k = 0; k < 5 && words[i].typed[k] != NULL; k++) {
            KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
            assert_true(ja_letters_of_latin(ky_str_of(words[i].typed[k]), &out));
            if (!ky_str_eq(ky_buf_str(&out), (ky_str){l.text, l.n}))
                fail_msg("%s is %s, not %.*s", words[i].typed[k], out.p, (int) l.n, l.text);
        }
    }
}

static void foreign_words_are_heard_as_japanese_is(void **state)
{
    (void) state;
    assert_latin("volunteer", "borunta");
    assert_latin("trainer", "traina");
    assert_latin("lamp", "ranp");
    assert_latin("check", "tyek");
    assert_latin("photo", "hoto");
    assert_latin("café", NULL);
    assert_latin("", NULL);
    assert_latin("a1", NULL);
    assert_latin("'-", NULL);
    ky_str ignored;
    char *text = repeat("a", 65, &ignored);
    assert_latin(text, NULL);
    free(text);
}

static void borders_stand_where_kana_end(void **state)
{
    ja_letters l;
    ky_str key = KY_LIT("しゃっきん");
    assert_true(ja_letters_of_kana(romaji_of_model(state), key, &l));
    assert_str((ky_str){l.text, l.n}, "syakkin");
    assert_int_equal(l.n_borders, 3);
    assert_int_equal(l.borders[0].kana, strlen("しゃ"));
    assert_int_equal(l.borders[0].letters, strlen("sya"));
    assert_int_equal(l.borders[2].kana, key.n);
    assert_int_equal(l.borders[2].letters, l.n);
    assert_false(ja_letters_of_kana(romaji_of_model(state), KY_LIT("漢字"), &l));
    assert_false(ja_letters_of_kana(romaji_of_model(state), KY_LIT(""), &l));
    ky_str ignored;
    char *text = repeat("か", 65, &ignored);
    assert_false(ja_letters_of_kana(romaji_of_model(state), ky_str_of(text), &l));
    free(text);
}

static void readings_of_nouns_are_known(void **state)
{
    (void) state;
    static const char *const nouns[] = {"としょかん", "れもん", "こくご", "ぴーまん", "けんこう"};
    static const char kana[] = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ";
    uint64_t seed = 3;
    size_t known = 0;
    for (size_t i = 0; i < KY_LEN(nouns); i++)
        assert_true(ja_sounds_like_word(ky_str_of(nouns[i])));
    for (size_t i = 0; i < 2000; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf word = {0};
        for (size_t k = 0; k < 8; k++)
            ky_buf_put(&word, (ky_str){kana + (size_t) (next_random(&seed) % 30) * 3, 3});
        known += ja_sounds_like_word(ky_buf_str(&word));
    }
    assert_true(known < 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(romaji_of_every_style_sounds_the_same),
        cmocka_unit_test(foreign_words_are_heard_as_japanese_is),
        cmocka_unit_test(borders_stand_where_kana_end),
        cmocka_unit_test(readings_of_nouns_are_known),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
