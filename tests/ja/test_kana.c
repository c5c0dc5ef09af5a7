/* Promises of kana.h:
 *  - kana is kana and kanji is kanji, of every plane; ヶ is kana, 々 〆 〇 are kanji;
 *  - a kana key is hiragana, with iteration marks, ヴ, ゐ and ゑ resolved, small kana and ー kept,
 *    and what is no kana untouched; it is its own key;
 *  - no border tears a mora;
 *  - other spellings of typed kana and romaji: those of the same word, no other words;
 *  - looser spellings: those that people type for one another are near, the nearest come first,
 *    each comes once, never the key, never more than asked for; only the ways asked for are
 *    taken. */
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

/* What the visits found of one spelling, and that they came in order. */
typedef struct looked_for {
    ky_str key;
    ky_str wanted;
    size_t visits;
    int last_distance;
    int distance; /* 0 where it has not come */
    size_t stop_after;
    ky_buf seen;
} looked_for;

static bool look(void *payload, ky_str key, int distance)
{
    looked_for *l = payload;
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    ky_buf_putc(&line, ' ');
    ky_buf_put(&line, key);
    ky_buf_putc(&line, ' ');
    l->visits++;
    assert_true(ja_all_kana(key));
    assert_false(ky_str_eq(key, l->key));
    assert_true(distance >= l->last_distance && distance >= 1 && distance <= JA_MAX_LOOSE);
    assert_int_equal(ky_str_find(ky_buf_str(&l->seen), ky_buf_str(&line)), SIZE_MAX);
    ky_buf_put(&l->seen, ky_buf_str(&line));
    l->last_distance = distance;
    if (ky_str_eq(key, l->wanted))
        l->distance = distance;
    return l->visits == l->stop_after;
}

static int distance_between(const char *key, const char *wanted, unsigned ways)
{
    looked_for l = {.key = ky_str_of(key), .wanted = ky_str_of(wanted)};
    assert_int_equal(ja_kana_loose(l.key, ways, 512, look, &l, NULL), KY_OK);
    assert_true(l.visits <= 512);
    ky_buf_fini(&l.seen);
    return l.distance;
}

static void assert_distance(const char *key, const char *wanted, unsigned ways, int expected)
{
    int got = distance_between(key, wanted, ways);
    if (got != expected)
        fail_msg("%s is %d away from %s, not %d", wanted, got, key, expected);
}

static void spellings_that_people_type_for_one_another_are_near(void **state)
{
    (void) state;
    static const struct {
        const char *key;
        const char *wanted;
        int distance;
    } cases[] = {
        {"きようと", "きょうと", 1},
        {"きょうと", "きようと", 1},
        {"ぼらんていあ", "ぼらんてぃあ", 1},
        {"しゆつちよう", "しゅっちょう", 1},
        {"がつこう", "がっこう", 1},
        {"らーめん", "らあめん", 1},
        {"らあめん", "らーめん", 1},
        {"けえき", "けーき", 1},
        {"こおひい", "こーひー", 1},
        {"とうり", "とおり", 1},
        {"こんぴゅーた", "こんぴゅーたー", 1},
        {"こんぴゅーたー", "こんぴゅーた", 1},
        {"こみゅにてぃーせんたー", "こみゅにてぃせんたー", 1},
        {"こみゅにてぃせんたー", "こみゅにてぃーせんたー", 2},
        {"ゆーざ", "ゆーざー", 1},
        {"ちじむ", "ちぢむ", 1},
        {"つずき", "つづき", 1},
        {"おこなう", "をこなう", 1},
        {"ちーむ", "てぃーむ", 2},
        {"ぷらっとほーむ", "ぷらっとふぉーむ", 2},
        {"こんぴゆーたせんた", "こんぴゅーたーせんたー", 4},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++)
        assert_distance(cases[i].key, cases[i].wanted, JA_LOOSE_KANA, cases[i].distance);
}

static void romaji_without_macrons_finds_its_long_vowels(void **state)
{
    (void) state;
    assert_distance("きょど", "きょうどう", JA_LOOSE_ROMAJI, 1);
    assert_distance("ときょ", "とうきょう", JA_LOOSE_ROMAJI, 1);
    assert_distance("きょど", "きょうど", JA_LOOSE_ROMAJI, 1);
    assert_distance("こむいんこ", "こうむいんこ", JA_LOOSE_ROMAJI, 1);
    assert_distance("くきこ", "くうきこう", JA_LOOSE_ROMAJI, 1);
    assert_distance("とり", "とおり", JA_LOOSE_ROMAJI, 2);
    assert_distance("おかさん", "おかあさん", JA_LOOSE_ROMAJI, 2);
    assert_distance("こんぷた", "こんぷーたー", JA_LOOSE_ROMAJI, 2);
    assert_distance("こひ", "こーひー", JA_LOOSE_ROMAJI, 2);
}

static void other_spellings_of_typed_kana_are_found(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        {"きようと", "きょうと"},
        {"がつこう", "がっこう"},
        {"ぼらんていあ", "ぼらんてぃあ"},
        {"らーめん", "らあめん"},
        {"らあめん", "らーめん"},
        {"おかーさん", "おかあさん"},
        {"こーひー", "こおひい"},
        {"こおひい", "こーひー"},
        {"とーきょー", "とうきょう"},
        {"さーば", "さーばー"},
        {"さーばー", "さーば"},
        {"けーたい", "けいたい"},
        {"つずき", "つづき"},
        {"おこなう", "をこなう"},
        {"でーさーびす", "でいさーびす"},
        {"でいさーびす", "でーさーびす"},
        {"ぷれいでー", "ぷれーでー"},
        {"えれべえた", "えれべーたー"},
    };
    for (size_t i = 0; i < KY_LEN(pairs); i++)
        if (distance_between(pairs[i][0], pairs[i][1], JA_SAME_KANA) == 0)
            fail_msg("%s is not spelled %s", pairs[i][0], pairs[i][1]);
    assert_true(distance_between("うぃすきー", "いすきー", JA_SAME_KANA) > 0);
    assert_true(distance_between("ういすきー", "いすきー", JA_SAME_KANA | JA_LOOSE_BORROWED) > 0);
    assert_true(distance_between("すうぃーと", "すいーと", JA_SAME_KANA) > 0);
    assert_true(distance_between("めいく", "めーく", JA_SAME_KANA | JA_LOOSE_BORROWED) > 0);
    assert_true(distance_between("ぎたー", "ぎた", JA_SAME_KANA | JA_LOOSE_BORROWED) > 0);
}

static void other_words_are_no_spellings_of_typed_kana(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        {"じい", "じ"},         {"ほか", "ほうか"},   {"ていきゅう", "ちきゅう"},
        {"せいどう", "せいど"}, {"ゆき", "ゆうき"},   {"おばさん", "おばあさん"},
        {"びーる", "びる"},     {"びる", "びーる"},   {"わく", "わーく"},
        {"とおり", "とうり"},   {"けいき", "けーき"}, {"ほうむ", "ほーむ"},
        {"ほーむ", "ふぉーむ"}, {"おねえ", "おね"},   {"かれ", "かれー"},
        {"ほーる", "ほる"},     {"でいじー", "でじ"}, {"ほん", "ほんー"},
    };
    for (size_t i = 0; i < KY_LEN(pairs); i++)
        assert_distance(pairs[i][0], pairs[i][1], JA_SAME_KANA, 0);
    assert_distance("めいく", "めーく", JA_SAME_KANA, 0);
    assert_distance("うえき", "えき", JA_SAME_KANA | JA_LOOSE_BORROWED, 0);
    assert_distance("でた", "でーた", JA_SAME_ROMAJI, 0);
    assert_true(distance_between("でた", "でーた", JA_SAME_ROMAJI | JA_LOOSE_BORROWED) > 0);
}

static void romaji_without_macrons_lacks_long_o_and_u(void **state)
{
    (void) state;
    static const char *const pairs[][2] = {
        {"きょど", "きょうどう"},
        {"ときょ", "とうきょう"},
        {"くき", "くうき"},
        {"こひ", "こーひー"},
        {"こーひ", "こーひー"},
        {"おさか", "おおさか"},
        {"こんぷたぐむ", "こんぷーたーぐーむ"},
        {"ほむ", "ほーむ"},
    };
    for (size_t i = 0; i < KY_LEN(pairs); i++)
        if (distance_between(pairs[i][0], pairs[i][1], JA_SAME_ROMAJI) == 0)
            fail_msg("%s is not romaji for %s", pairs[i][0], pairs[i][1]);
    assert_distance("びる", "びーる", JA_SAME_ROMAJI, 0);
    assert_distance("おかさん", "おかあさん", JA_SAME_ROMAJI, 0);
    assert_distance("せと", "せいと", JA_SAME_ROMAJI, 0);
}

static void only_the_ways_asked_for_are_taken(void **state)
{
    (void) state;
    assert_distance("きょど", "きょうどう", JA_LOOSE_KANA, 0);
    assert_distance("きようと", "きょうと", JA_LOOSE_ROMAJI, 0);
    assert_distance("つずき", "つづき", JA_LOOSE_SIZE | JA_LOOSE_LONG, 0);
    assert_distance("らーめん", "らあめん", JA_LOOSE_SIZE, 0);
    assert_distance("きや", "っきや", JA_LOOSE_KANA, 0);
    assert_distance("つくえ", "っくえ", JA_LOOSE_KANA, 0);
    assert_distance("かやのと", "かゃのと", JA_LOOSE_KANA, 0);
    assert_distance("ほん", "ほんー", JA_LOOSE_KANA, 0);
}

static size_t visits_of(ky_str key, size_t limit, size_t stop_after)
{
    looked_for l = {.key = key, .stop_after = stop_after};
    assert_int_equal(ja_kana_loose(key, JA_LOOSE_KANA | JA_LOOSE_LENGTHEN, limit, look, &l, NULL),
                     KY_OK);
    ky_buf_fini(&l.seen);
    return l.visits;
}

static void visits_are_bounded(void **state)
{
    (void) state;
    assert_int_equal(visits_of(KY_LIT("きょうとしゅっちょう"), 7, 0), 7);
    assert_int_equal(visits_of(KY_LIT("きょうとしゅっちょう"), 100, 3), 3);
    assert_int_equal(visits_of(KY_LIT("きょうと"), 0, 0), 0);
    assert_int_equal(visits_of(KY_LIT(""), 10, 0), 0);
    assert_int_equal(visits_of(KY_LIT("お茶"), 10, 0), 0);
    assert_int_equal(visits_of(KY_LIT("ん"), 10, 0), 0);
    ky_str text;
    char *bytes = repeat("ょ", JA_MAX_LOOSE_KANA + 1, &text);
    assert_int_equal(visits_of(text, 10, 0), 0);
    text.n -= 3;
    assert_int_equal(visits_of(text, 500, 0), 500);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kana_is_told_from_kanji),
        cmocka_unit_test(a_kana_key_is_hiragana),
        cmocka_unit_test(iteration_marks_repeat_the_kana_before_them),
        cmocka_unit_test(historic_kana_and_vu_are_resolved),
        cmocka_unit_test(no_border_tears_a_mora),
        cmocka_unit_test(spellings_that_people_type_for_one_another_are_near),
        cmocka_unit_test(romaji_without_macrons_finds_its_long_vowels),
        cmocka_unit_test(other_spellings_of_typed_kana_are_found),
        cmocka_unit_test(other_words_are_no_spellings_of_typed_kana),
        cmocka_unit_test(romaji_without_macrons_lacks_long_o_and_u),
        cmocka_unit_test(only_the_ways_asked_for_are_taken),
        cmocka_unit_test(visits_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
