/* Promises of synonyms.h:
 *  - equal terms find each other, a wider one what it takes in and not the other way round, and
 *    related ones are told from both; what is equal to a term counts for it;
 *  - hiragana and katakana are one spelling;
 *  - terms are found by their readings too, but one that could mean two things only offers;
 *  - in a longer text the longest term that begins at a byte is found, then the shorter ones, and
 *    none ends inside a mora;
 *  - every line that cannot be read, and every contradiction between lines, is named with its line;
 * and of dict/synonyms.tsv:
 *  - three hundred groups at least, each with its reason;
 *  - readings are those of the analyser, or were reviewed;
 *  - words of wide meaning are not widened unasked, and everyday words lead to official ones. */
#include "support.h"

#include "ja/synonyms.h"

static ja_synonyms *parse(const char *table)
{
    ja_synonyms *s = NULL;
    ky_err err = {0};
    if (ja_synonyms_parse(ky_str_of(table), "t.tsv", &s, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return s;
}

/* An entry as "key: =equal >found ~related", or "nothing". */
static void assert_entry(const ja_synonym_entry *e, const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    if (e == NULL) {
        assert_string_equal("nothing", expected);
        return;
    }
    ky_buf_put(&out, e->key);
    ky_buf_putc(&out, ':');
    for (size_t i = 0; i < e->n; i++) {
        ky_buf_putc(&out, ' ');
        ky_buf_putc(&out, "=>~"[e->others[i].relation]);
        ky_buf_put(&out, e->others[i].text);
    }
    assert_str(ky_buf_str(&out), expected);
}

static void assert_found(const ja_synonyms *s, ja_synonym_key by, const char *key,
                         const char *expected)
{
    assert_entry(ja_synonyms_find(s, by, ky_str_of(key)), expected);
}

static const char small[] = "# comment\n\n"
                            "equal\t掃除|清掃\tそうじ|せいそう\tr\n"
                            "related\t清掃|美化\tせいそう|びか\tr\n"
                            "finds\t乗り物|車|自転車\tのりもの|くるま|じてんしゃ\tr\n"
                            "equal\t車|自動車\tくるま|じどうしゃ\tr\n"
                            "equal\tごみ置き場|ごみステーション|集積所\t"
                            "ごみおきば|ごみすてーしょん|しゅうせきじょ/しゅうせきしょ\tr\n"
                            "equal\t起業|創業\tきぎょう|そうぎょう\tr\n"
                            "related\t企業|会社\tきぎょう|かいしゃ\tr\n"
                            "equal\tウェブ|web\tうぇぶ|うぇぶ\tr\n"
                            "equal\t火災|火事\tかさい|(かじ)\tr\n"
                            "equal\t広報紙|広報誌|市報\tこうほうし|こうほうし|しほう\tr\n"
                            "related\tまち|町\tまち|ちょう\tr\n"
                            "equal\tまち歩き|散策\tまちあるき|さんさく\tr";

static void relations_are_seen_from_each_term(void **state)
{
    (void) state;
    KY_CLEANUP(ja_synonyms_free_p) ja_synonyms *s = parse(small);
    assert_found(s, JA_BY_SPELLING, "清掃", "清掃: =掃除 ~美化");
    assert_found(s, JA_BY_SPELLING, "掃除", "掃除: =清掃 ~美化");
    assert_found(s, JA_BY_SPELLING, "美化", "美化: ~清掃");
    assert_found(s, JA_BY_SPELLING, "乗り物", "乗り物: >車 >自動車 >自転車");
    assert_found(s, JA_BY_SPELLING, "自動車", "自動車: =車");
    assert_found(s, JA_BY_SPELLING, "自転車", "nothing");
    assert_found(s, JA_BY_SPELLING, "掃", "nothing");
    assert_found(s, JA_BY_SPELLING, "掃除機", "nothing");
    assert_found(s, JA_BY_SPELLING, "", "nothing");
    assert_found(s, JA_BY_SPELLING, "そうじ", "nothing");
}

static void hiragana_and_katakana_are_one_spelling(void **state)
{
    (void) state;
    KY_CLEANUP(ja_synonyms_free_p) ja_synonyms *s = parse(small);
    assert_found(s, JA_BY_SPELLING, "ゴミ置き場", "ごみ置き場: =ごみステーション =集積所");
    assert_found(s, JA_BY_SPELLING, "ごみすてーしょん", "ごみステーション: =ごみ置き場 =集積所");
    assert_found(s, JA_BY_SPELLING, "マチ", "まち: ~町");
    assert_entry(ja_synonyms_at(s, JA_BY_SPELLING, KY_LIT("新ゴミ置き場"), 3, SIZE_MAX),
                 "ごみ置き場: =ごみステーション =集積所");
}

static void a_reading_finds_what_the_term_finds(void **state)
{
    (void) state;
    KY_CLEANUP(ja_synonyms_free_p) ja_synonyms *s = parse(small);
    assert_found(s, JA_BY_READING, "そうじ", "そうじ: =清掃 ~美化");
    assert_found(s, JA_BY_READING, "のりもの", "のりもの: >車 >自動車 >自転車");
    assert_found(s, JA_BY_READING, "しゅうせきしょ",
                 "しゅうせきしょ: =ごみ置き場 =ごみステーション");
    assert_found(s, JA_BY_READING, "しゅうせきじょ",
                 "しゅうせきじょ: =ごみ置き場 =ごみステーション");
    assert_found(s, JA_BY_READING, "掃除", "nothing");
    const ja_synonym_entry *e = ja_synonyms_find(s, JA_BY_SPELLING, KY_LIT("ごみ置き場"));
    assert_str(e->others[1].reading, "しゅうせきじょ");
    e = ja_synonyms_find(s, JA_BY_SPELLING, KY_LIT("火災"));
    assert_str(e->others[0].reading, "かじ");
}

static void a_reading_of_two_meanings_only_offers(void **state)
{
    (void) state;
    KY_CLEANUP(ja_synonyms_free_p) ja_synonyms *s = parse(small);
    assert_found(s, JA_BY_READING, "きぎょう", "きぎょう: ~会社");
    assert_found(s, JA_BY_READING, "そうぎょう", "そうぎょう: =起業");
    /* Letters are not found by how they are read. */
    assert_found(s, JA_BY_READING, "うぇぶ", "うぇぶ: =web");
    assert_found(s, JA_BY_READING, "かじ", "nothing");
    assert_found(s, JA_BY_READING, "かさい", "かさい: =火事");
    /* Two equal terms of one reading mean one thing; the reading itself finds both. */
    assert_found(s, JA_BY_READING, "こうほうし", "こうほうし: =市報");
    assert_found(s, JA_BY_READING, "しほう", "しほう: =広報紙 =広報誌");
}

/* Every key that begins at byte `at`, the longest first, as "key key". */
static void assert_keys_at(const ja_synonyms *s, ja_synonym_key by, const char *text, size_t at,
                           const char *expected)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    for (size_t max = SIZE_MAX;;) {
        const ja_synonym_entry *e = ja_synonyms_at(s, by, ky_str_of(text), at, max);
        if (e == NULL)
            break;
        if (out.n > 0)
            ky_buf_putc(&out, ' ');
        ky_buf_put(&out, e->key);
        max = e->key.n - 1;
    }
    assert_str(ky_buf_str(&out), expected);
}

static void terms_are_found_inside_a_longer_text(void **state)
{
    (void) state;
    KY_CLEANUP(ja_synonyms_free_p) ja_synonyms *s = parse(small);
    assert_keys_at(s, JA_BY_SPELLING, "公園掃除当番", strlen("公園"), "掃除");
    assert_keys_at(s, JA_BY_SPELLING, "公園掃除当番", 0, "");
    assert_keys_at(s, JA_BY_SPELLING, "公園掃除当番", strlen("公園掃"), "");
    assert_keys_at(s, JA_BY_SPELLING, "公園掃除当番", strlen("公園掃除当番"), "");
    assert_keys_at(s, JA_BY_SPELLING, "まち歩きの会", 0, "まち歩き まち");
    assert_keys_at(s, JA_BY_SPELLING, "まち歩", 0, "まち");
    assert_keys_at(s, JA_BY_READING, "まちあるきのかい", 0, "まちあるき まち");
    assert_keys_at(s, JA_BY_READING, "こうえんそうじ", strlen("こうえん"), "そうじ");
    assert_keys_at(s, JA_BY_READING, "いっそうじょうほう", strlen("いっ"), "");
    assert_keys_at(s, JA_BY_SPELLING, "まちャ", 0, "");
    assert_keys_at(s, JA_BY_SPELLING, "まちー", 0, "");
    assert_keys_at(s, JA_BY_SPELLING, "まちっ子", 0, "まち");
}

static void an_empty_table_knows_nothing(void **state)
{
    (void) state;
    KY_CLEANUP(ja_synonyms_free_p) ja_synonyms *s = parse("# none\n");
    assert_found(s, JA_BY_SPELLING, "掃除", "nothing");
    assert_null(ja_synonyms_at(s, JA_BY_READING, KY_LIT("そうじ"), 0, SIZE_MAX));
    size_t n = 7;
    ja_synonyms_all(s, JA_BY_SPELLING, &n);
    assert_int_equal(n, 0);
    ja_synonyms_free(NULL);
}

static void a_line_that_cannot_be_read_is_named(void **state)
{
    (void) state;
    const struct {
        const char *table;
        const char *message;
    } cases[] = {
        {"equal\t掃除|清掃\tそうじ|せいそう", ":1: not 4 columns"},
        {"\n# c\nequal\t掃除|清掃\tそうじ|せいそう\tr\tx\n", ":3: not 4 columns"},
        {"equal\t掃除|清掃\tそうじ|せいそう\t\n", ":1: not 4 columns"},
        {"equals\t掃除|清掃\tそうじ|せいそう\tr", ":1: 'equals' is not one of"},
        {"equal\t掃除\tそうじ\tr", ":1: one term alone"},
        {"equal\t掃除|\tそうじ|せいそう\tr", ":1: '' is no term"},
        {"equal\t掃除| 清掃\tそうじ|せいそう\tr", ":1: ' 清掃' is no term"},
        {"equal\t掃除|ＤＶ\tそうじ|でぃーぶい\tr", ":1: 'ＤＶ' is not in normal form"},
        {"equal\t掃除|DV\tそうじ|でぃーぶい\tr", ":1: 'DV' is not in normal form"},
        {"equal\t掃除|清掃\tそうじ\tr", ":1: '清掃' has no reading"},
        {"equal\t掃除|清掃\tそうじ|せいそう|び\tr", ":1: there are more readings"},
        {"equal\t掃除|清掃\tそうじ|\tr", ":1: '' is no reading"},
        {"equal\t掃除|清掃\tソウジ|せいそう\tr", ":1: 'ソウジ' is no reading"},
        {"equal\t掃除|清掃\tそうじ|せいそう/\tr", ":1: '' is no reading"},
        {"equal\t掃除|清掃\tそうじ|ーせい\tr", ":1: 'ーせい' is no reading"},
        {"equal\t掃除|清掃\tそうじ|()\tr", ":1: '()' is no reading"},
        {"equal\t掃除|清掃|掃除\tそうじ|せいそう|そうじ\tr", ":1: '掃除' stands there twice"},
        {"# c\nequal\t掃除|\xE5\tそうじ|せ\tr", ":2: not UTF-8"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        ja_synonyms *s = NULL;
        ky_err err = {0};
        assert_int_equal(ja_synonyms_parse(ky_str_of(cases[i].table), "t.tsv", &s, &err),
                         KY_E_INVALID);
        assert_null(s);
        assert_memory_equal(err.msg, "t.tsv", 5);
        assert_memory_equal(err.msg + 5, cases[i].message, strlen(cases[i].message));
    }
}

static void a_contradiction_between_lines_is_named(void **state)
{
    (void) state;
    const struct {
        const char *table;
        const char *message;
    } cases[] = {
        {"equal\ta|b\tあ|い\tr\nequal\tc|a\tう|あ\tr\n",
         ":2: 'a' stands in the equal terms of line 1 too"},
        {"equal\ta|b\tあ|い\tr\nrelated\tc|a\tう|え\tr\n", ":2: 'a' is read otherwise in line 1"},
        {"related\ta|c|b\tあ|う|い\tr\nequal\ta|b\tあ|い\tr\n",
         ":1: 'a' and 'b' are equal already"},
        {"equal\ta|b\tあ|い\tr\nfinds\tb|a\tい|あ\tr\n", ":2: 'b' and 'a' are equal already"},
        {"related\ta|b\tあ|い\tr\n\nrelated\tb|a\tい|あ\tr\n",
         ":3: 'a' and 'b' stand together in line 1 already"},
        {"related\ta|b\tあ|い\tr\nequal\tb|c\tい|う\tr\nfinds\ta|c\tあ|う\tr\n",
         ":3: 'a' and 'c' stand together in line 1 already"},
        {"finds\ta|b\tあ|い\tr\nfinds\tb|a\tい|あ\tr\n",
         ":2: 'b' and 'a' stand together in line 1 already"},
        {"finds\tx|a\tん|あ\tr\nfinds\ta|b\tあ|い\tr\nfinds\tb|c\tい|う\tr\nfinds\td|a\tえ|あ\tr\n"
         "equal\tc|d\tう|え\tr\n",
         ":2: 'a' and 'b' stand in a loop"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        ja_synonyms *s = NULL;
        ky_err err = {0};
        assert_int_equal(ja_synonyms_parse(ky_str_of(cases[i].table), "t.tsv", &s, &err),
                         KY_E_INVALID);
        assert_null(s);
        assert_memory_equal(err.msg, "t.tsv", 5);
        assert_string_equal(err.msg + 5, cases[i].message);
    }
}

/* The table as it is installed. */
typedef struct shipped {
    fixture *words;
    ky_buf text;
    ja_synonyms *table;
} shipped;

static int open_shipped(void **state)
{
    static shipped s;
    ky_err err = {0};
    s = (shipped){.words = *state};
    if (ky_buf_read_file(&s.text, KYODO_DATADIR "/synonyms.tsv", 1 << 20, &err) != KY_OK ||
        ja_synonyms_parse(ky_buf_str(&s.text), "synonyms.tsv", &s.table, &err) != KY_OK)
        fail_msg("%s", err.msg);
    *state = &s;
    return 0;
}

static int close_shipped(void **state)
{
    shipped *s = *state;
    ja_synonyms_free(s->table);
    ky_buf_fini(&s->text);
    *state = s->words;
    return 0;
}

static size_t searched(const ja_synonym_entry *e)
{
    size_t n = 0;
    for (size_t i = 0; e != NULL && i < e->n; i++)
        n += e->others[i].relation != JA_RELATED;
    return n;
}

static bool leads_to(const ja_synonym_entry *e, ja_relation relation, const char *text)
{
    for (size_t i = 0; e != NULL && i < e->n; i++) {
        if (e->others[i].relation == relation && ky_str_eq(e->others[i].text, ky_str_of(text)))
            return true;
    }
    return false;
}

static void the_table_has_three_hundred_groups(void **state)
{
    shipped *s = *state;
    size_t n = 0;
    for (const char *line = s->text.p; line != NULL && *line != '\0';) {
        n += *line != '#' && *line != '\n';
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    assert_true(n >= 320);
    ja_synonyms_all(s->table, JA_BY_SPELLING, &n);
    assert_true(n >= 640);
}

static void everyday_words_lead_to_official_ones(void **state)
{
    shipped *s = *state;
    static const struct {
        ja_synonym_key by;
        const char *key;
        ja_relation relation;
        const char *other;
    } cases[] = {
        {JA_BY_SPELLING, "掃除", JA_EQUAL, "清掃"},
        {JA_BY_READING, "そうじ", JA_EQUAL, "清掃"},
        {JA_BY_SPELLING, "駐輪場", JA_EQUAL, "自転車駐車場"},
        {JA_BY_SPELLING, "自転車置場", JA_EQUAL, "駐輪場"},
        {JA_BY_SPELLING, "草むしり", JA_EQUAL, "除草"},
        {JA_BY_SPELLING, "赤ん坊", JA_EQUAL, "乳児"},
        {JA_BY_SPELLING, "お年寄り", JA_EQUAL, "高齢者"},
        {JA_BY_SPELLING, "社協", JA_EQUAL, "社会福祉協議会"},
        {JA_BY_SPELLING, "ゴミ置き場", JA_EQUAL, "ごみ集積所"},
        {JA_BY_SPELLING, "hp", JA_EQUAL, "ホームページ"},
        {JA_BY_READING, "すまほ", JA_EQUAL, "スマートフォン"},
        {JA_BY_SPELLING, "学童保育", JA_RELATED, "放課後子ども教室"},
        {JA_BY_SPELLING, "学童クラブ", JA_RELATED, "放課後子ども教室"},
        {JA_BY_SPELLING, "防災訓練", JA_RELATED, "避難訓練"},
        {JA_BY_SPELLING, "老人", JA_FINDS, "お年寄り"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        const ja_synonym_entry *e =
            ja_synonyms_find(s->table, cases[i].by, ky_str_of(cases[i].key));
        if (!leads_to(e, cases[i].relation, cases[i].other))
            fail_msg("%s does not lead to %s", cases[i].key, cases[i].other);
    }
    assert_false(
        leads_to(ja_synonyms_find(s->table, JA_BY_SPELLING, KY_LIT("高齢者")), JA_FINDS, "老人"));
}

/* Words whose meaning is wide, or whose likes are kept apart in civic text. */
static void words_of_wide_meaning_are_not_widened(void **state)
{
    shipped *s = *state;
    static const char *const words[] = {
        "祭",         "まつり",     "お祭り",       "祭り",           "行事",         "イベント",
        "図書",       "本",         "ほん",         "障害",           "障がい",       "子ども",
        "児童",       "猫",         "ねこ",         "ペット",         "犬",           "公民館",
        "業者",       "議会",       "協働",         "協力",           "ボランティア", "さくら",
        "桜",         "ごみ",       "ゴミ",         "廃棄物",         "民生委員",     "npo",
        "学芸大学",   "凧",         "たこ",         "事業者",         "協議会",       "市民",
        "市民活動",   "子育て",     "支援",         "まちづくり",     "教室",         "講座",
        "事業",       "しょうがい", "こども",       "ぎょうじ",       "としょ",       "ぎかい",
        "ぎょうしゃ", "きょうどう", "きょうりょく", "みんせいいいん", "こうみんかん", "くるま",
        "さいがい",   "ほぼ",       "ちほう",       "地方",           "けんしん",     "しかい",
        "かじ",       "きょうい",
    };
    for (size_t i = 0; i < KY_LEN(words); i++) {
        ky_str word = ky_str_of(words[i]);
        for (size_t at = 0; at < word.n; at++) {
            if (((unsigned char) word.p[at] & 0xC0) == 0x80)
                continue;
            if (searched(ja_synonyms_at(s->table, JA_BY_SPELLING, word, at, SIZE_MAX)) > 0 ||
                searched(ja_synonyms_at(s->table, JA_BY_READING, word, at, SIZE_MAX)) > 0)
                fail_msg("%s is widened at byte %zu", words[i], at);
        }
    }
}

/* Readings that the analyser does not give the term where it stands alone. */
static const struct {
    const char *text;
    const char *reading;
} reviewed[] = {
    {"児童相談所", "じどうそうだんじょ"}, {"公共職業安定所", "こうきょうしょくぎょうあんていじょ"},
    {"給油所", "きゅうゆじょ"},           {"診療所", "しんりょうじょ"},
    {"集会所", "しゅうかいじょ"},         {"首長", "くびちょう"},
};

static bool is_reviewed(const ja_synonym *syn)
{
    for (size_t i = 0; i < KY_LEN(reviewed); i++) {
        if (ky_str_eq(syn->text, ky_str_of(reviewed[i].text)) &&
            ky_str_eq(syn->reading, ky_str_of(reviewed[i].reading)))
            return true;
    }
    return false;
}

/* Append a reading in hiragana; false where it holds anything but kana. */
static bool put_hiragana(ky_str katakana, ky_buf *out)
{
    bool all = true;
    size_t len;
    for (size_t at = 0; at < katakana.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(katakana, at), &len);
        all = all && ((c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FC));
        ky_buf_put_utf8(out, c >= 0x30A1 && c <= 0x30F6 ? c - 0x60 : c);
    }
    return all;
}

static bool has_latin(ky_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char) s.p[i] < 0x80)
            return true;
    }
    return false;
}

static size_t compare_reading(fixture *words, const ja_synonym *syn)
{
    KY_CLEANUP(ky_buf_fini) ky_buf read = {0};
    ja_analysis a = analyse(words, syn->text);
    bool known = true;
    for (size_t i = 0; i < a.n; i++)
        known = put_hiragana(a.tokens[i].reading, &read) && known;
    bool same = known && ky_str_eq(ky_buf_str(&read), syn->reading);
    if (same || has_latin(syn->text) || is_reviewed(syn))
        return 0;
    print_error("{\"%.*s\", \"%.*s\"}, analyser: %.*s\n", KY_FMT(syn->text), KY_FMT(syn->reading),
                (int) read.n, read.p);
    return 1;
}

static void readings_are_the_analysers_or_reviewed(void **state)
{
    shipped *s = *state;
    size_t n;
    size_t wrong = 0;
    const ja_synonym_entry *all = ja_synonyms_all(s->table, JA_BY_SPELLING, &n);
    for (size_t i = 0; i < n; i++) {
        /* Each term is the first of the others of one that it is among. */
        for (size_t j = 0; j < all[i].n; j++)
            wrong += compare_reading(s->words, &all[i].others[j]);
    }
    assert_int_equal(wrong, 0);
}

#define SHIPPED(test) cmocka_unit_test_setup_teardown(test, open_shipped, close_shipped)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relations_are_seen_from_each_term),
        cmocka_unit_test(hiragana_and_katakana_are_one_spelling),
        cmocka_unit_test(a_reading_finds_what_the_term_finds),
        cmocka_unit_test(a_reading_of_two_meanings_only_offers),
        cmocka_unit_test(terms_are_found_inside_a_longer_text),
        cmocka_unit_test(an_empty_table_knows_nothing),
        cmocka_unit_test(a_line_that_cannot_be_read_is_named),
        cmocka_unit_test(a_contradiction_between_lines_is_named),
        SHIPPED(the_table_has_three_hundred_groups),
        SHIPPED(everyday_words_lead_to_official_ones),
        SHIPPED(words_of_wide_meaning_are_not_widened),
        SHIPPED(readings_are_the_analysers_or_reviewed),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
