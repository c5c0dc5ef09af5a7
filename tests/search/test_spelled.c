/* Promises checked here, on tables of a few titles each:
 * - kana finds what is typed with other small kana, ー for vowels and vowels for ー, ー at the end,
 *   ぢ and づ where the plain spelling finds nothing; never a short vowel for a long one, nor ち
 * for てぃ
 * - iteration marks in texts and questions stand for the kana that they repeat, and are marked
 * - a number is one with and without commas between its thousands, and no part of a larger one
 * - what is quoted is found in the very characters alone, but for dashes of several codes
 * - a hyphen may be typed for a middle dot or for nothing, or be left out; numbers that only look
 * so do not meet
 * - Latin letters are found with and without marks, and romaji keeps its macrons for kana
 * - a word is found with a part of it in kana, in either script, with and without the okurigana
 *   between its kanji, however the dictionary tears that; other words that look so are not
 * - okurigana are put in, left out and changed in compounds too, where that is read the same
 * - words in kanji are found with some or all of them in kana and the other way round, in compounds
 *   too; particles and endings beside a kanji are none of its kana
 * - 御 is お or ご; a word with a stop word in it has its other spellings; kana of another size are
 * the same word from abroad beside one that stands as it was typed
 * - romaji finds long o and u without macrons, but no other word for one that it is already
 * - a hyphen in romaji is ー before it joins, and oo is おお before おう
 * - romaji beside kana, kanji and words in Latin letters is kana; a word of the texts stays one
 * - what only joins words is found in the other kana and in romaji too, and by its reading
 * - what a number counts is found in kana, and a month by its sound; so is a spelling with kana in
 *   it that only the tables know
 * - kana with の or を between two words are a keyword each, where all are found
 * - a compound that ends in a stop word is found in kana
 * - a word that is written in kanji is found where a text has it in hiragana, and nothing that
 *   grammar makes of the same kana
 * - a word that the dictionary has in one reading alone is found by the others of its parts */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"

static const char schema[] =
    "{\"default_year\": 2024, \"fields\": ["
    "{\"name\": \"no\", \"kind\": \"number\", \"role\": \"number\", \"column\": \"番号\","
    " \"labels\": {\"ja\": \"番号\"}},"
    "{\"name\": \"title\", \"kind\": \"text\", \"role\": \"title\", \"column\": \"名称\","
    " \"weight\": 3, \"labels\": {\"ja\": \"名称\"}}]}";

static const char *const *titles; /* of the table that make_titles() makes */

static void make_titles(table *t)
{
    KY_CLEANUP(ky_buf_fini) ky_buf lines = {0};
    for (size_t i = 0; titles[i] != NULL; i++)
        ky_buf_printf(&lines,
                      "{\"id\": \"%zu\", \"number\": %zu, \"year\": 2024, \"title\": \"%s\"}\n",
                      i + 1, i + 1, titles[i]);
    assert_true(ky_buf_ok(&lines));
    table_lines(t, schema, lines.p);
}

/* What one question finds: numbers as ids_list() gives them, by number. */
typedef struct finding {
    const char *q;
    const char *numbers;
} finding;

static void assert_findings(const char *const *texts, const finding *findings, size_t n)
{
    place p;
    size_t wrong = 0;
    titles = texts;
    place_make(&p, make_titles);
    for (size_t i = 0; i < n; i++) {
        char q[200];
        (void) snprintf(q, sizeof q, "q=%s", findings[i].q);
        char *found = ids_list(p.ix, PARAMS(q, "match=all", "sort=number", "limit=100"));
        if (strcmp(found, findings[i].numbers) != 0) {
            print_error("%s finds '%s', not '%s'\n", findings[i].q, found, findings[i].numbers);
            wrong++;
        }
        free(found);
    }
    place_fini(&p);
    assert_int_equal(wrong, 0);
}

#define assert_finds(texts, ...)                                                                   \
    assert_findings((texts), (const finding[]){__VA_ARGS__},                                       \
                    KY_LEN(((const finding[]){__VA_ARGS__})))

static const char *const near_words[] = {"京都の歴史",       "学校開放",
                                         "ボランティア募集", "ラーメン祭り",
                                         "おかあさん会",     "コーヒー講座",
                                         "サーバー管理",     "つづき絵本",
                                         "バイオリン演奏",   "らあめん屋",
                                         "おかーさん塾",     "プレーパーク",
                                         "ビル管理",         "対象者",
                                         "放課クラブ",       "地球環境",
                                         "勇気ある人",       "上限額",
                                         "ホーム見学",       "ケーキ作り",
                                         "プラットフォーム", NULL};

static void kana_finds_its_other_spellings(void **state)
{
    (void) state;
    assert_finds(near_words, {"きようと", "1"}, {"がつこう", "2"}, {"ぼらんていあ", "3"},
                 {"ボランテイア", "3"}, {"らーめん", "4"}, {"らあめん", "4,10"},
                 {"おかーさん", "5,11"}, {"おかあさん", "5,11"}, {"こおひい", "6"},
                 {"こーひい", "6"}, {"サーバ", "7"}, {"さーば", "7"}, {"つずき", "8"},
                 {"ヴァイオリン", "9"}, {"プレイパーク", "12"}, {"ぷれいぱーく", "12"},
                 {"こーざ", "6"});
}

static void kana_finds_no_other_word(void **state)
{
    (void) state;
    assert_finds(near_words, {"ビール", ""}, {"びーる", ""}, {"たいしょ", ""}, {"ほか", ""},
                 {"ていきゅう", ""}, {"ゆき", ""}, {"じょげん", ""}, {"ほうむ", ""}, {"けいき", ""},
                 {"ぷらっとほーむ", ""}, {"じい", ""});
}

static void romaji_finds_long_vowels_without_macrons(void **state)
{
    (void) state;
    static const char *const without_macrons[] = {
        "協働事業",       "東京の歴史",   "少年団",         "講座案内",
        "大阪観光",       "空気清浄機",   "勇気の話",       "大通り公園",
        "統計の読み方",   "ビール工場",   "コンピューター", "国際交流活動",
        "データの集め方", "スポーツ教室", "事業運営",       NULL};
    assert_finds(without_macrons, {"kyodo", "1"}, {"tokyo", "2"}, {"shonen", "3"}, {"koza", "4"},
                 {"osaka", "5"}, {"konpyuta", "11"}, {"yuki", ""}, {"tori", ""}, {"tokei", ""},
                 {"biru", ""}, {"koryukatsudo", "12"}, {"deta", "13"}, {"supotsukyoshitsu", "14"},
                 {"jigyounei", "15"}, {"jigyoun'ei", "15"});
}

static void words_from_abroad_are_spelled_otherwise_in_compounds(void **state)
{
    (void) state;
    static const char *const abroad[] = {
        "市民フォーラム", "ウォーキング教室", "新型コロナウイルス感染症", "メーン会場",
        "ゲーム大会",     "ヴァイオリン教室", "ソフトウエア開発",         NULL};
    assert_finds(abroad, {"市民フオーラム", "1"}, {"ウオーキング教室", "2"},
                 {"新型コロナウィルス", "3"}, {"コロナウィルス", "3"}, {"メイン会場", "4"},
                 {"ゲエム大会", "5"}, {"ヴアイオリン", "6"}, {"ソフトウェア開発", "7"});
}

static void no_long_vowel_is_cut(void **state)
{
    (void) state;
    static const char *const long_vowels[] = {"カレー教室", "サッカー教室", "石油タンカー",
                                              "サーバー室", NULL};
    assert_finds(long_vowels, {"かれ", ""}, {"さっか", ""}, {"たんか", ""}, {"カレー", "1"},
                 {"さっかー", "2"}, {"サーバ", "4"}, {"さーば", "4"});
}

static void kana_finds_verbs_by_their_noun_form(void **state)
{
    (void) state;
    static const char *const verbs[] = {
        "高齢者を見守る", "見守り活動", "子どもをみまもる人", "道を歩く", "火を起こす",
        "柿の実",         NULL};
    assert_finds(verbs, {"見守り", "1,2,3"}, {"みまもり", "1,2,3"}, {"mimamori", "1,2,3"},
                 {"みまもる", "1,2,3"}, {"あるき", ""}, {"かき", "6"});
}

static void polite_words_ask_for_the_words(void **state)
{
    (void) state;
    static const char *const polite[] = {"祭りの日", "花見の会", "案内の紙",
                                         "金曜日",   "お金の話", NULL};
    assert_finds(polite, {"お祭り", "1"}, {"御花見", "2"}, {"ご案内", "3"}, {"お金", "5"});
}

static void a_plus_before_a_keyword_is_no_syntax(void **state)
{
    (void) state;
    static const char *const signs[] = {"公園の清掃", "公園の花", "C++の本", NULL};
    assert_finds(signs, {"+公園 +清掃", "1"}, {"＋公園", "1,2"}, {"C++", "3"}, {"公園 + 清掃", ""});
}

static void names_of_places_and_bodies_hold_their_parts(void **state)
{
    (void) state;
    static const char *const parts[] = {
        "十津川村議会",   "同業者の会",   "商工会員の店", "北海道民の会",
        "東京都産の野菜", "う回路の案内", "りんご狩り",   NULL};
    assert_finds(parts, {"議会", "1"}, {"同業", "2"}, {"業者", ""}, {"商工会", "3"},
                 {"北海道", "4"}, {"道民", ""}, {"東京", "5"}, {"東京都", "5"}, {"京都", ""},
                 {"迂回", "6"}, {"林檎", "7"});
}

static void compound_verbs_and_their_nouns_find_each_other(void **state)
{
    (void) state;
    static const char *const verbs[] = {"課題に取り組む", "市の取組",       "取り組みの紹介",
                                        "窓口で申し込む", "よく話し合う人", "地域で支え合う",
                                        "通りを掃除",     "車が通る",       NULL};
    assert_finds(verbs, {"取組", "1,2,3"}, {"取り組み", "1,2,3"}, {"取組み", "1,2,3"},
                 {"とりくみ", "1,2,3"}, {"取り組む", "1,2,3"}, {"申込", "4"}, {"申込み", "4"},
                 {"もうしこみ", "4"}, {"話し合い", "5"}, {"通り", "7"}, {"通る", "8"});
}

static void single_kanji_find_their_other_shape_as_a_word(void **state)
{
    (void) state;
    static const char *const shapes[] = {"壜の回収", "空き瓶", "三才の子", "才能を伸ばす", NULL};
    assert_finds(shapes, {"瓶", "1,2"}, {"壜", "1,2"}, {"歳", "3"});
}

static void iteration_marks_are_what_they_repeat(void **state)
{
    (void) state;
    static const char *const repeating[] = {"金子みすゞ朗読会", "こゝろを読む", "こころの相談",
                                            "たゞ今工事中",     "つゞき物",     "いすゞ自動車見学",
                                            "イスヾのバス",     "みすずの詩",   NULL};
    assert_finds(repeating, {"みすず", "1,8"}, {"みすゞ", "1,8"}, {"ミスヾ", "1,8"},
                 {"かねこみすず", "1"}, {"こころ", "2,3"}, {"こゝろ", "2,3"}, {"kokoro", "2,3"},
                 {"「こころ」", "3"}, {"「こゝろ」", "2"}, {"たゞ", "4"}, {"つづき", "5"},
                 {"いすず", "6,7"}, {"イスズ", "6,7"}, {"いすず自動車", "6"});
}

static void commas_between_thousands_do_not_matter(void **state)
{
    (void) state;
    static const char *const numbers[] = {
        "参加費１，０００円", "参加費12,000円", "参加費1000円",  "定員5,000人",
        "人口125,000人",      "比は1,5対3",     "計1,234,567円", NULL};
    assert_finds(numbers, {"1,000円", "1,3"}, {"1000円", "1,3"}, {"１０００", "1,3"},
                 {"12000円", "2"}, {"000円", ""}, {"5,000人", "4"}, {"5000", "4"},
                 {"「1,000円」", "1"}, {"1,5対3", "6"}, {"15対3", ""}, {"1234567円", "7"},
                 {"234", ""}, {"1,234", ""});
}

static void quotes_ask_for_the_very_characters(void **state)
{
    (void) state;
    static const char *const forms[] = {
        "渡邊文庫",  "渡辺文庫",         "国立圖書館",  "国立図書館",         "すゝむ道",
        "すすむ道",  "Café みどり",      "cafe みどり", "㈱緑野商店",         "10㎞走",
        "9時～12時", "電話042−311−1006", "ｺﾐｭﾆﾃｨ広場",  "コミュニティ・広場", NULL};
    assert_finds(forms, {"渡邊", "1,2"}, {"「渡邊」", "1"}, {"「渡辺」", "2"},
                 {"-「渡邊」 文庫", "2"}, {"「渡邊」 「渡辺」", ""}, {"「圖書」", "3"},
                 {"「国立図書館」", "4"}, {"「すすむ」", "6"}, {"「ＣＡＦÉ」", "7"},
                 {"「Ｃａｆｅ」", "8"}, {"「株」", "9"}, {"「(株)緑野」", "9"},
                 {"「10km走」", "10"}, {"「km」", "10"}, {"「9時〜12時」", "11"},
                 {"「9時~12時」", "11"}, {"「9時-12時」", ""}, {"「042-311-1006」", "12"},
                 {"「コミュニティ広場」", "13"}, {"「ｺﾐｭﾆﾃｨ･広場」", "14"});
}

static void hyphens_are_typed_for_other_marks_and_for_none(void **state)
{
    (void) state;
    static const char *const joined[] = {"email相談",
                                         "e-mail相談",
                                         "E Mail相談",
                                         "電話0423111001",
                                         "電話042-311-1001",
                                         "〒1848504",
                                         "〒184-8504",
                                         "フル・アクション",
                                         "フルアクション",
                                         "デイ・サービス",
                                         "ホームページ",
                                         "2-3人",
                                         "23人",
                                         "アート・ホーム",
                                         "アートーホール",
                                         NULL};
    assert_finds(joined, {"e-mail", "1,2,3"}, {"Ｅ‐ＭＡＩＬ", "1,2,3"}, {"email", "1,2"},
                 {"-e-mail 相談", ""}, {"042-311-1001", "4,5"}, {"042−311−1001", "4,5"},
                 {"0423111001", "4,5"}, {"184ー8504", "6,7"}, {"1848504", "6,7"},
                 {"フル-アクション", "8,9"}, {"ﾌﾙ-ｱｸｼｮﾝ", "8,9"}, {"フル−アクション", "8,9"},
                 {"デイ-サービス", "10"}, {"ホームペ-ジ", "11"}, {"2-3人", "12"}, {"23人", "13"},
                 {"アート-ホーム", "14"}, {"アート-ホール", "15"});
}

static void marks_on_latin_letters_do_not_matter(void **state)
{
    (void) state;
    static const char *const latin[] = {"Café みどり",   "CAFE会",   "Tōkyōガイド", "crêpe屋",
                                        "São Paulo料理", "共同の畑", "Tokyo散歩",   NULL};
    assert_finds(latin, {"cafe", "1,2"}, {"café", "1,2"}, {"ＣＡＦÉ", "1,2"}, {"tokyo", "3,7"},
                 {"Tōkyō", "3,7"}, {"crepe", "4"}, {"crêpe", "4"}, {"sao", "5"}, {"kyōdō", "6"},
                 {"kyôdô", "6"}, {"kyodo", "6"});
}

static void a_part_of_a_word_may_be_in_kana(void **state)
{
    (void) state;
    static const char *const mixed[] = {"かき氷まつり",
                                        "カキ氷大会",
                                        "見まわり隊",
                                        "地域の見回り",
                                        "お年よりの集い",
                                        "お年寄り相談",
                                        "振込め詐欺に注意",
                                        "振り込め詐欺防止",
                                        "食べあるきマップ",
                                        "食べ歩きの会",
                                        "もち帰り用",
                                        "持ち帰り弁当",
                                        "申しこみ方法",
                                        "申し込み方法",
                                        "おかーさんの会",
                                        "お母さん教室",
                                        "飼いねこの会",
                                        "飼い猫相談",
                                        "身のまわりの世話",
                                        "身の回りの品",
                                        "布団のうち直し受付",
                                        "手つづきの案内所",
                                        NULL};
    assert_finds(mixed, {"かき氷", "1,2"}, {"カキ氷", "1,2"}, {"見回り", "3,4"},
                 {"見まわり", "3,4"}, {"みまわり", "3,4"}, {"見回り隊", "3"}, {"お年寄り", "5,6"},
                 {"おとしより", "5,6"}, {"振り込め詐欺", "7,8"}, {"振込め詐欺", "7,8"},
                 {"食べ歩き", "9,10"}, {"食べあるき", "9,10"}, {"たべあるき", "9,10"},
                 {"持ち帰り", "11,12"}, {"もちかえり", "11,12"}, {"申し込み", "13,14"},
                 {"申しこみ", "13,14"}, {"お母さん", "15,16"}, {"飼い猫", "17,18"},
                 {"身の回り", "19,20"}, {"身のまわり", "19,20"}, {"打ち直し", "21"},
                 {"手続き", "22"});
}

static void what_looks_like_a_word_in_kana_is_another(void **state)
{
    (void) state;
    static const char *const others[] = {
        "植物の研究",     "生物の観察", "参加した町の人", "見方の講座",
        "友達と立ちより", "建物の管理", "今日とりくむ",   NULL};
    assert_finds(others, {"生き物", ""}, {"下町", ""}, {"見え方", ""}, {"日取り", ""},
                 {"建て物", "6"}, {"立ち寄り", "5"});
}

static void okurigana_do_not_matter(void **state)
{
    (void) state;
    static const char *const verbs[] = {
        "立入検査の日程",   "立ち入り検査の案内", "現金払いの窓口",   "現金払の特典",
        "借り入れ金の利子", "借入金の利子",       "子猫の迎え入れ",   "行方を捜す人",
        "手作業の会",       "売り上げの報告",     "売上高の報告",     "買い受け人の届",
        "買受人の届",       "建て替え払い",       "立て替え払いの額", "立替払の額",
        "大声で呼ぶ",       "建築の本",           "払い戻し金",       NULL};
    assert_finds(verbs, {"立入検査", "1,2"}, {"立ち入り検査", "1,2"}, {"立入り検査", "1,2"},
                 {"現金払い", "3,4"}, {"現金払", "3,4"}, {"借入金", "5,6"}, {"借入れ金", "5,6"},
                 {"迎入れ", "7"}, {"行き方", ""}, {"手作り", ""}, {"売上げ", "10,11"},
                 {"買受人", "12,13"}, {"買い受け人", "12,13"}, {"立替払い", "15,16"},
                 {"建て", "14"}, {"払戻金", "19"});
}

static void words_in_kanji_may_be_in_kana(void **state)
{
    (void) state;
    static const char *const kana[] = {
        "棟りょうの話", "棟梁の技",   "かも居の修理", "鴨居の修理",     "さくら並木",
        "桜並木の道",   "きずな基金", "サクラ草の鉢", "イモ掘りの日",   "にほんばれの日",
        "苗ほの見学",   "苗圃整備",   "苗ほ整備",     "御案内とお願い", NULL};
    assert_finds(kana, {"棟梁", "1,2"}, {"棟りょう", "1,2"}, {"鴨居", "3,4"}, {"かも居", "3,4"},
                 {"桜並木", "5,6"}, {"さくら並木", "5,6"}, {"絆基金", "7"}, {"桜草", "8"},
                 {"芋掘り", "9"}, {"日本晴れ", "10"}, {"苗圃", "11,12,13"}, {"苗ほ", "11,12,13"},
                 {"苗圃整備", "12,13"}, {"ご案内", "14"});
}

static void kana_beside_kanji_are_no_part_of_a_word(void **state)
{
    (void) state;
    static const char *const others[] = {"特長を有し優れる", "参加した人", "会は十時から",
                                         "絵が並ぶ",         "喜三らの話", "クラスの集い",
                                         "隙間をふさぐ",     "すき間の話", "タイ系の人",
                                         "出しっ放し",       NULL};
    assert_finds(others, {"有志", ""}, {"他人", ""}, {"会派", ""}, {"絵画", ""}, {"三浦", ""},
                 {"暮らす", ""}, {"期間", ""}, {"出資", ""}, {"体系", ""});
}

static void other_spellings_stand_beside_what_was_typed(void **state)
{
    (void) state;
    static const char *const both[] = {
        "ウイスキー工場", "ウィスキーの樽", "キヤツチボール", "キャッチボール",
        "お茶会",         "御茶会の席",     "御案内",         "ご案内",
        "私たちの町",     "私達の村",       "自由ヵ丘駅",     "自由が丘の店",
        "祗園囃子",       "ただし書の例",   "ただし書きの例", NULL};
    assert_finds(both, {"ウイスキー", "1,2"}, {"ウィスキー", "1,2"}, {"キャッチボール", "3,4"},
                 {"お茶会", "5,6"}, {"御茶会", "5,6"}, {"御案内", "7,8"}, {"ご案内", "7,8"},
                 {"私たち", "9,10"}, {"私達", "9,10"}, {"自由ヶ丘", "11,12"}, {"自由ヵ丘", "11,12"},
                 {"祇園", "13"}, {"ただし書", "14,15"}, {"ただし書き", "14,15"});
}

static void marks_in_romaji_are_read_as_what_is_likelier(void **state)
{
    (void) state;
    static const char *const marked[] = {"パート募集", "鳩の会",     "きょうどう", "氷の彫刻",
                                         "小売の話",   "市民の広場", "安全と庁内", NULL};
    assert_finds(marked, {"pa-to", "1"}, {"ha-to", "2"}, {"kyoodoo", "3"}, {"koori", "4"},
                 {"kouri", "5"}, {"shi-min", "6"}, {"an'nai", ""});
}

static void romaji_stands_beside_anything(void **state)
{
    (void) state;
    static const char *const beside[] = {"子育て団体",     "NPO法人の税",  "さくら体操",
                                         "夏休み生ごみ隊", "AI相談会",     "愛想のよい店",
                                         "貫井北の祭り",   "Table game部", NULL};
    assert_finds(beside, {"子育てdantai", "1"}, {"kosodate団体", "1"}, {"npohoujin", "2"},
                 {"npo法jin", "2"}, {"NPOほうじん", "2"}, {"さくらtaisō", "3"},
                 {"夏yasumi生gomi", "4"}, {"aisoudan", "5"}, {"ai相談", "5"}, {"aiso", "6"},
                 {"ａｉ", "5"}, {"貫井kita", "7"}, {"table", "8"}, {"game", "8"},
                 {"「子育てdantai」", ""});
}

static void what_joins_words_is_found_in_any_kana(void **state)
{
    (void) state;
    static const char *const joining[] = {"学ぶための本", "読むことの力", "これからの町", NULL};
    assert_finds(joining, {"ため", "1"}, {"タメ", "1"}, {"tame", "1"}, {"コト", "2"}, {"koto", "2"},
                 {"コレ", "3"}, {"machi no", "3"}, {"ごため", ""});
}

static void other_readings_find_the_same_word(void **state)
{
    (void) state;
    static const char *const read_twice[] = {"避難所の開設", "投票所一覧", "本町の広場",
                                             "七歳以上の子", "雨水浸透",   NULL};
    assert_finds(read_twice, {"ひなんじょ", "1"}, {"ひなんしょ", "1"}, {"とうひょうしょ", "2"},
                 {"ほんちょう", "3"}, {"ほんまち", "3"}, {"いじょう", "4"}, {"ijou", "4"},
                 {"うすいしんとう", "5"}, {"あまみずしんとう", "5"});
}

static void numbers_are_found_in_kana(void **state)
{
    (void) state;
    static const char *const counted[] = {"10さいから参加", "10歳の集い",   "3月の催し",
                                          "三月末まで",     "一年生の遠足", "花だんの手入れ",
                                          "1人で遊ぶ",      "10才の集い",   NULL};
    assert_finds(counted, {"10歳", "1,2,8"}, {"10さい", "1,2,8"}, {"１０さい", "1,2,8"},
                 {"さんがつ", "3,4"}, {"sangatsu", "3,4"}, {"3がつ", "3"}, {"3月", "3,4"},
                 {"いちねんせい", "5"}, {"1年生", "5"}, {"かだん", "6"}, {"kadan", "6"},
                 {"ひとり", "7"});
}

static void particles_part_words_in_kana(void **state)
{
    (void) state;
    static const char *const parted[] = {"公園の清掃",   "声の広報",     "のはらの会",
                                         "絵本を読む会", "清掃と公園緑", NULL};
    assert_finds(parted, {"こうえんのせいそう", "1,5"}, {"kouennoseisou", "1,5"},
                 {"こえのこうほう", "2"}, {"えほんをよむ", "4"}, {"のはら", "3"},
                 {"こうえんのこえ", ""}, {"のせいそう", ""}, {"「こうえんのせいそう」", ""});
}

static void stop_words_end_compounds_in_kana(void **state)
{
    (void) state;
    static const char *const ended[] = {"七歳以上の子", "高齢者以外の人", "小学生以下無料",
                                        "上位の作品",   "歳末の市",       NULL};
    assert_finds(ended, {"さいいじょう", "1"}, {"歳いじょう", "1"}, {"こうれいしゃいがい", "2"},
                 {"koureishaigai", "2"}, {"高齢者いがい", "2"}, {"ショウガクセイイカ", "3"},
                 {"しょうがくせいいじょう", ""}, {"さいいがい", ""});
}

static void words_in_easy_japanese_are_found(void **state)
{
    (void) state;
    static const char *const easy[] = {"じてんしゃのきまり",
                                       "みんなでそうだんをします",
                                       "けんこうしんだん",
                                       "ひなんじょのばしょ",
                                       "がいこくじんのひと",
                                       "いすをしようとしている",
                                       "おうだんほどうをわたる",
                                       "うんどうかいをします",
                                       "さんかしましょう",
                                       "したこがねいのまち",
                                       NULL};
    assert_finds(easy, {"自転車", "1"}, {"じてんしゃ", "1"}, {"jitensha", "1"}, {"相談", "2"},
                 {"健康診断", "3"}, {"健康", "3"}, {"避難所", "4"}, {"ひなんじょ", "4"},
                 {"外国人", "5"}, {"使用", ""}, {"指定", ""}, {"横断歩道", "7"}, {"運動会", "8"},
                 {"参加", "9"}, {"凧", ""}, {"たこ", ""});
}

static int close_model(void **state)
{
    (void) state;
    model_close();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kana_finds_its_other_spellings),
        cmocka_unit_test(kana_finds_no_other_word),
        cmocka_unit_test(words_from_abroad_are_spelled_otherwise_in_compounds),
        cmocka_unit_test(no_long_vowel_is_cut),
        cmocka_unit_test(kana_finds_verbs_by_their_noun_form),
        cmocka_unit_test(polite_words_ask_for_the_words),
        cmocka_unit_test(a_plus_before_a_keyword_is_no_syntax),
        cmocka_unit_test(names_of_places_and_bodies_hold_their_parts),
        cmocka_unit_test(compound_verbs_and_their_nouns_find_each_other),
        cmocka_unit_test(single_kanji_find_their_other_shape_as_a_word),
        cmocka_unit_test(iteration_marks_are_what_they_repeat),
        cmocka_unit_test(commas_between_thousands_do_not_matter),
        cmocka_unit_test(quotes_ask_for_the_very_characters),
        cmocka_unit_test(hyphens_are_typed_for_other_marks_and_for_none),
        cmocka_unit_test(marks_on_latin_letters_do_not_matter),
        cmocka_unit_test(a_part_of_a_word_may_be_in_kana),
        cmocka_unit_test(what_looks_like_a_word_in_kana_is_another),
        cmocka_unit_test(okurigana_do_not_matter),
        cmocka_unit_test(words_in_kanji_may_be_in_kana),
        cmocka_unit_test(kana_beside_kanji_are_no_part_of_a_word),
        cmocka_unit_test(other_spellings_stand_beside_what_was_typed),
        cmocka_unit_test(romaji_finds_long_vowels_without_macrons),
        cmocka_unit_test(marks_in_romaji_are_read_as_what_is_likelier),
        cmocka_unit_test(romaji_stands_beside_anything),
        cmocka_unit_test(what_joins_words_is_found_in_any_kana),
        cmocka_unit_test(other_readings_find_the_same_word),
        cmocka_unit_test(numbers_are_found_in_kana),
        cmocka_unit_test(particles_part_words_in_kana),
        cmocka_unit_test(stop_words_end_compounds_in_kana),
        cmocka_unit_test(words_in_easy_japanese_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, close_model);
}
