/* Promises of analyser.h about what a text sounds like, and of match.h about ragged words:
 *  - a token's keys are its readings as the part of speech it is: 祭 as a suffix is さい alone;
 * kana have their own; marks and unknown words that are no kana have none;
 *  - the words of the dictionary inside a token are heard, voiced and assimilated too, and none
 *    that the token's reading does not bear out;
 *  - a place and its kind stand together where the kind is cut with what follows, and are heard
 *    with the reading that they have there;
 *  - a word that begins or ends inside a token is heard where a cut that has it costs little more
 *    than the best one, several in a row too, and so are runs of words of that cut and their
 *    neighbours; with every reading that the dictionary has for it;
 *  - none is heard where that cut leaves single characters, names, numbers or unknown words over,
 *    tears longer words, costs too much, or differs from the best one between hiragana;
 *  - a body or a place is heard before a tail of stopwords.tsv that is cut with its end, but for
 *    tails of tails;
 *  - none is heard across a mark;
 *  - compounds of the user dictionary are cut by their parts, each with its own reading, with those
 *    of the suffix that it looks like and, where it is longer than a character, of the noun;
 *  - words are listed by their start and end, each once. */
#include "support.h"

#include "ja/match.h"

/* "key/key" of the token with that surface. */
static void assert_keys(fixture *f, const char *text, const char *surface, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf keys = {0};
    ja_analysis a = analyse(f, ky_str_of(text));
    size_t i = 0;
    for (; i < a.n; i++) {
        ky_str s = {a.text.folded.p + a.tokens[i].start, a.tokens[i].end - a.tokens[i].start};
        if (ky_str_eq(s, ky_str_of(surface)))
            break;
    }
    if (i == a.n)
        fail_msg("no token %s in %s", surface, text);
    for (size_t k = 0; k < a.tokens[i].n_keys; k++)
        ky_buf_printf(&keys, "%s%.*s", k == 0 ? "" : "/", KY_FMT(a.tokens[i].keys[k]));
    assert_str(ky_buf_str(&keys), expected);
}

static bool hears(fixture *f, const char *text, const char *word, const char *key, ja_hold hold)
{
    ja_analysis a = analyse(f, ky_str_of(text));
    for (size_t i = 0; i < a.n_heard; i++) {
        const ja_heard *h = &a.heard[i];
        ky_str spelling = {a.text.folded.p + h->start, h->end - h->start};
        if (h->hold == hold && ky_str_eq(spelling, ky_str_of(word)) &&
            (key == NULL || ky_str_eq(h->key, ky_str_of(key))))
            return true;
    }
    return false;
}

static void assert_heard(fixture *f, const char *text, const char *word, const char *key,
                         ja_hold hold)
{
    if (!hears(f, text, word, key, hold))
        fail_msg("%s (%s) is not heard in %s", word, key, text);
}

static void assert_unheard(fixture *f, const char *text, const char *word, const char *key)
{
    if (hears(f, text, word, key, JA_HOLD_INSIDE) || hears(f, text, word, key, JA_HOLD_BORDERS) ||
        hears(f, text, word, key, JA_HOLD_RAGGED))
        fail_msg("%s (%s) is heard in %s", word, key == NULL ? "any" : key, text);
}

static void a_word_is_read_as_the_part_of_speech_that_it_is(void **state)
{
    assert_keys(*state, "文化祭", "祭", "さい");
    assert_keys(*state, "収穫祭", "祭", "さい");
    assert_keys(*state, "祭を見る", "祭", "まつり");
    assert_keys(*state, "図書館", "図書館", "としょかん");
    assert_keys(*state, "三鷹市立", "三鷹", "みたか");
    assert_keys(*state, "本町へ行く", "本町", "ほんちょう/ほんまち");
}

static void a_part_has_the_readings_of_what_it_is(void **state)
{
    assert_keys(*state, "避難所の開設", "所", "じょ/しょ");
    assert_keys(*state, "雨水浸透ます", "雨水", "うすい/あまみず");
    assert_keys(*state, "生ごみ処理機", "生", "なま");
}

static void kana_read_themselves_and_marks_and_strangers_nothing(void **state)
{
    assert_keys(*state, "ボランティア", "ボランティア", "ぼらんてぃあ");
    assert_keys(*state, "ゔぉるぬ", "ゔぉるぬ", "ぼるぬ");
    assert_keys(*state, "公園・清掃", "・", "");
    assert_keys(*state, "𩸽田", "𩸽", "");
}

static void words_inside_a_token_are_heard(void **state)
{
    assert_heard(*state, "図書館", "図書", "としょ", JA_HOLD_INSIDE);
    assert_heard(*state, "図書館", "館", "かん", JA_HOLD_INSIDE);
    assert_heard(*state, "学校", "学", "がく", JA_HOLD_INSIDE);
    assert_heard(*state, "学校", "学", "がっ", JA_HOLD_INSIDE);
    assert_heard(*state, "中学生", "学生", "がくせい", JA_HOLD_INSIDE);
    assert_heard(*state, "子育て", "育て", "そだて", JA_HOLD_INSIDE);
}

static void a_part_is_heard_only_as_the_word_sounds(void **state)
{
    assert_unheard(*state, "学校", "学", "まなぶ");
    assert_unheard(*state, "図書館", "図", "はか");
    assert_unheard(*state, "中学生", "生", "なま");
    assert_unheard(*state, "文化祭", "祭", "まつり");
    assert_unheard(*state, "自分", "分", "ふん");
    assert_heard(*state, "自分", "分", "ぶん", JA_HOLD_INSIDE);
    assert_heard(*state, "出口", "口", "くち", JA_HOLD_INSIDE);
    assert_heard(*state, "出口", "口", "ぐち", JA_HOLD_INSIDE);
    assert_unheard(*state, "図書館", "図書館", NULL);
}

static void a_place_and_its_kind_stand_together(void **state)
{
    const struct {
        const char *text;
        const char *place;
        const char *key;
    } cases[] = {
        {"小金井市立", "小金井市", "こがねいし"},
        {"三鷹市立", "三鷹市", "みたかし"},
        {"三鷹市役所前", "三鷹市", "みたかし"},
        {"さいたま市立", "さいたま市", "さいたまし"},
        {"東京都内", "東京都", "とうきょうと"},
        {"国分寺市立図書館", "国分寺市", "こくぶんじし"},
        {"神奈川県立", "神奈川県", "かながわけん"},
        {"横浜市営バス", "横浜市", "よこはまし"},
        {"調布市議会だより", "調布市", "ちょうふし"},
        {"大阪府庁前", "大阪府", "おおさかふ"},
        {"世田谷区役所", "世田谷区", "せたがやく"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        ja_analysis a = analyse(*state, ky_str_of(cases[i].text));
        ja_span s = {7, 7};
        assert_heard(*state, cases[i].text, cases[i].place, cases[i].key, JA_HOLD_RAGGED);
        assert_true(ja_find_text(&a, ky_str_of(cases[i].place), 0, &s));
        assert_int_equal(s.start, 0);
        assert_int_equal(s.end, strlen(cases[i].place));
        assert_true(ja_find_spelling(&a, ky_str_of(cases[i].place), 0, &s));
    }
    assert_unheard(*state, "三鷹市立", "三鷹市", "みたかいち");
}

static void a_name_or_an_action_lends_its_beginning_to_no_place(void **state)
{
    assert_unheard(*state, "東京府中市", "東京府", NULL);
    assert_unheard(*state, "中央区画整理", "中央区", NULL);
    assert_unheard(*state, "東京都市大学", "東京都", NULL);
    assert_unheard(*state, "三鷹市場の案内", "三鷹市", NULL);
    assert_unheard(*state, "横浜市況を伝える", "横浜市", NULL);
    assert_unheard(*state, "柏崎市街へ", "柏崎市", NULL);
    assert_unheard(*state, "新宿区間の運賃", "新宿区", NULL);
    assert_unheard(*state, "日光町並み", "日光町", NULL);
}

static void compounds_with_a_part_of_a_word_are_heard(void **state)
{
    assert_heard(*state, "小学校給食", "学校給食", "がっこうきゅうしょく", JA_HOLD_RAGGED);
    assert_heard(*state, "大学生ボランティア", "学生ボランティア", "がくせいぼらんてぃあ",
                 JA_HOLD_RAGGED);
    assert_heard(*state, "武蔵小金井駅", "小金井駅", "こがねいえき", JA_HOLD_RAGGED);
    assert_heard(*state, "市立図書館", "市立図書", "しりつとしょ", JA_HOLD_RAGGED);
    assert_unheard(*state, "事業者支援", "業者支援", NULL);
    assert_unheard(*state, "協議会報告", "議会報告", NULL);
    assert_unheard(*state, "生ゴミたい肥", "ゴミたい", NULL);
}

typedef struct torn {
    const char *text;
    const char *word;
    const char *key;
} torn;

/* It is heard and stands, and it would not stand under the cut alone. */
static void assert_torn(fixture *f, const torn *t)
{
    ja_analysis a = analyse(f, ky_str_of(t->text));
    ja_span s;
    assert_heard(f, t->text, t->word, t->key, JA_HOLD_RAGGED);
    assert_true(ja_find_text(&a, ky_str_of(t->word), 0, &s));
    assert_true(ja_find_spelling(&a, ky_str_of(t->word), 0, &s));
    a.n_heard = 0;
    if (ja_find_text(&a, ky_str_of(t->word), 0, &s))
        fail_msg("%s is not torn in %s", t->word, t->text);
}

static void assert_not_torn_out(fixture *f, const char *text, const char *word)
{
    ja_analysis a = analyse(f, ky_str_of(text));
    ja_span s;
    if (hears(f, text, word, NULL, JA_HOLD_RAGGED))
        fail_msg("%s is heard in %s", word, text);
    assert_false(ja_find_text(&a, ky_str_of(word), 0, &s));
    assert_false(ja_find_spelling(&a, ky_str_of(word), 0, &s));
}

static void torn_words_are_heard_where_another_cut_is_nearly_as_good(void **state)
{
    const torn cases[] = {
        {"生花見学会", "生花", "せいか"},           {"生花見学会", "生花", "いけばな"},
        {"生花見学会", "見学", "けんがく"},         {"平日本会議", "平日", "へいじつ"},
        {"祝日本屋休業", "祝日", "しゅくじつ"},     {"祝日本屋休業", "本屋", "ほんや"},
        {"江戸町人文化講座", "町人", "ちょうにん"}, {"江戸町人文化講座", "文化", "ぶんか"},
        {"県会議員選挙", "議員", "ぎいん"},         {"先住民族展", "民族", "みんぞく"},
        {"同窓会長選出", "同窓会", "どうそうかい"}, {"小学校長の話", "小学校", "しょうがっこう"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++)
        assert_torn(*state, &cases[i]);
}

static void runs_with_torn_words_are_heard(void **state)
{
    const torn cases[] = {
        {"生花見学会", "見学会", "けんがくかい"},
        {"生花見学会", "生花見学", "せいかけんがく"},
        {"平日本会議", "本会議", "ほんかいぎ"},
        {"江戸町人文化講座", "江戸町人", "えどちょうにん"},
        {"公立大学入試", "大学入試", "だいがくにゅうし"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++)
        assert_torn(*state, &cases[i]);
    assert_not_torn_out(*state, "生花見学会", "花見学");
    assert_not_torn_out(*state, "日本人形美術館", "人形美");
}

static void words_are_not_torn_out_of_a_better_cut(void **state)
{
    const char *const cases[][2] = {
        {"事業者", "業者"},       {"協議会", "議会"},       {"発行事業", "行事"},
        {"東京都", "京都"},       {"東京都内", "京都"},     {"交流会", "流会"},
        {"助成金", "成金"},       {"当選者", "選者"},       {"最終戦", "終戦"},
        {"科学者", "学者"},       {"植物病理学", "理学"},   {"海岸線路線図", "線路"},
        {"大会社", "大会"},       {"自治区域外", "域外"},   {"市議会議員", "会議"},
        {"協議会議事録", "会議"}, {"加工事業者", "工事"},   {"日本国憲法", "国憲"},
        {"やねがわら", "がわ"},   {"律令制度", "律令制"},   {"会議場", "議場"},
        {"役所轄部署", "役所"},   {"長江下流域", "流域"},   {"一部門", "一部"},
        {"職業安定法", "定法"},   {"東京都市大学", "京都"}, {"市民権", "民権"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++)
        assert_not_torn_out(*state, cases[i][0], cases[i][1]);
}

static void bodies_and_places_are_heard_before_tails(void **state)
{
    const torn cases[] = {
        {"消防団長表彰", "消防団", "しょうぼうだん"},
        {"警察署長感謝状", "警察署", "けいさつしょ"},
        {"総務課長答弁", "総務課", "そうむか"},
        {"事務局員名簿", "事務局", "じむきょく"},
        {"経済学者の講演", "経済学", "けいざいがく"},
        {"武蔵小金井駅前の花", "武蔵小金井駅", "むさしこがねいえき"},
        {"議会中継放送局長", "中継放送局", "ちゅうけいほうそうきょく"},
        {"東京大学前の花", "東京大学", "とうきょうだいがく"},
        {"小金井公園前の花", "小金井公園", "こがねいこうえん"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++)
        assert_torn(*state, &cases[i]);
    assert_not_torn_out(*state, "国際交流会館", "交流会");
    assert_not_torn_out(*state, "わらしべ長者", "わらしべ長");
}

static void nothing_is_heard_across_a_mark(void **state)
{
    const char *const texts[] = {
        "小、中学生",         "三鷹・市立",       "三鷹 市立",
        "東京。都内",         "協議・会",         "大小、中学生と小、中学校",
        "デイ・ケアセンター", "オスマン・トルコ", "スタッフ・サービス",
        "日本人・形美術館",   "生花見、学会",     "消防・団長"};
    for (size_t i = 0; i < KY_LEN(texts); i++) {
        ja_analysis a = analyse(*state, ky_str_of(texts[i]));
        for (size_t k = 0; k < a.n_heard; k++)
            for (size_t t = 0; t < a.n; t++)
                if (a.tokens[t].cls == JA_MARK)
                    assert_true(a.heard[k].end <= a.tokens[t].start ||
                                a.heard[k].start >= a.tokens[t].end);
    }
}

static void compounds_of_the_user_dictionary_are_cut_by_their_parts(void **state)
{
    assert_cut(*state, "障がい者", "W障がい|W者");
    assert_cut(*state, "避難行動要支援者", "W避難|W行動|W要|W支援|W者");
    assert_keys(*state, "障がい者", "者", "しゃ/もの");
    assert_keys(*state, "避難行動要支援者", "要", "よう");
    assert_heard(*state, "障がい者", "障がい者", "しょうがいしゃ", JA_HOLD_BORDERS);
}

static void words_are_listed_by_their_start(void **state)
{
    ja_analysis a =
        analyse(*state, KY_LIT("小金井市立図書館の協議会。三鷹市立の中学校と東京都内、生花見学会"));
    assert_true(a.n_heard > 10);
    for (size_t i = 1; i < a.n_heard; i++)
        assert_true(
            a.heard[i - 1].start < a.heard[i].start ||
            (a.heard[i - 1].start == a.heard[i].start && a.heard[i - 1].end <= a.heard[i].end));
    for (size_t i = 0; i < a.n_heard; i++)
        for (size_t k = i + 1; k < a.n_heard; k++)
            assert_false(a.heard[i].start == a.heard[k].start && a.heard[i].end == a.heard[k].end &&
                         a.heard[i].hold == a.heard[k].hold &&
                         ky_str_eq(a.heard[i].key, a.heard[k].key));
    for (size_t i = 0; i < a.n_heard; i++)
        assert_true(a.heard[i].start < a.heard[i].end && a.heard[i].end <= a.text.folded.n);
    ja_span s;
    assert_true(ja_find_text(&a, KY_LIT("三鷹市"), 0, &s));
    assert_true(ja_find_text(&a, KY_LIT("東京都"), 0, &s));
    assert_true(ja_find_text(&a, KY_LIT("小金井市"), 0, &s));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_is_read_as_the_part_of_speech_that_it_is),
        cmocka_unit_test(a_part_has_the_readings_of_what_it_is),
        cmocka_unit_test(kana_read_themselves_and_marks_and_strangers_nothing),
        cmocka_unit_test(words_inside_a_token_are_heard),
        cmocka_unit_test(a_part_is_heard_only_as_the_word_sounds),
        cmocka_unit_test(a_place_and_its_kind_stand_together),
        cmocka_unit_test(a_name_or_an_action_lends_its_beginning_to_no_place),
        cmocka_unit_test(compounds_with_a_part_of_a_word_are_heard),
        cmocka_unit_test(torn_words_are_heard_where_another_cut_is_nearly_as_good),
        cmocka_unit_test(runs_with_torn_words_are_heard),
        cmocka_unit_test(words_are_not_torn_out_of_a_better_cut),
        cmocka_unit_test(bodies_and_places_are_heard_before_tails),
        cmocka_unit_test(nothing_is_heard_across_a_mark),
        cmocka_unit_test(compounds_of_the_user_dictionary_are_cut_by_their_parts),
        cmocka_unit_test(words_are_listed_by_their_start),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
