/* Promises checked here, on the published table and on another city's:
 * - what is typed in kanji, hiragana, katakana, romaji, half-typed romaji or a mix of them is
 *   completed, also behind digits and letters, and where long vowels and small kana are typed short
 *   or large, by words, compounds, names and facet values that begin so
 * - the whole comes before what begins so, that before a later word of a name, and last what begins
 *   so in another reading than its likeliest; then more records, then the shorter
 * - the first of a longer list are the list of a shorter limit
 * - each text is shown with one reading, its likeliest, whatever was typed; the readings of the
 *   names are those that people reviewed
 * - each text is there once, brings at least one record, and as many as a search for it finds
 * - of several words the last is completed, and only with what is found beside the others
 * - a name with blanks is completed from its beginning and from within, and nothing is said twice
 * - no compound begins with the end of a word
 * - without a beginning: the most frequent facet values and all first kana
 * - after kana, `next` is what continues a reading: every reading of every name can be typed to its
 *   end, each kana that is named leads to a suggestion, also behind other words, and one that is
 * not named leads nowhere; after anything else it is empty
 * - limit and q are checked as the contract says */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "ja/kana.h"
#include "places.h"
#include "search/index_priv.h"
#include "search/suggest.h"

static void assert_suggests(ky_index *ix, const char *q, const char *text)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(ix, q, KY_MAX_SUGGESTIONS);
    if (rank_of(j, text) == SIZE_MAX)
        fail_msg("'%s' does not suggest '%s'", q, text);
}

static void assert_suggests_not(ky_index *ix, const char *q, const char *text)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(ix, q, KY_MAX_SUGGESTIONS);
    if (rank_of(j, text) != SIZE_MAX)
        fail_msg("'%s' suggests '%s'", q, text);
}

static void every_way_of_typing_is_completed(void **state)
{
    (void) state;
    static const char *const typed[][2] = {
        {"子", "子育て"},
        {"こそ", "子育て"},
        {"コソダ", "子育て"},
        {"kos", "子育て"},
        {"kosodate", "子育て"},
        {"こそd", "子育て"},
        {"子そだ", "子育て"},
        {"こ育", "子育て"},
        {"公園", "公園清掃協力事業"},
        {"公園せい", "公園清掃協力事業"},
        {"公園sei", "公園清掃協力事業"},
        {"こうえん清", "公園清掃協力事業"},
        {"ボラ", "ボランティア"},
        {"ぼらんt", "ボランティア"},
        {"simi", "市民"},
        {"shimi", "市民"},
        {"ＮＰＯ", "NPO法人"},
        {"npoほう", "NPO法人"},
        {"npohou", "NPO法人"},
        {"第29回緑せん", "第29回緑センターまつり"},
        {"第39回公民館ほ", "第39回公民館本館まつり"},
        {"第37回貫井m", "第37回貫井南センターまつり"},
        {"kyodo", "協働"},
        {"unei", "運営"},
        {"声の議", "「声の議会だより」発行事業"},
        {"声のg", "「声の議会だより」発行事業"},
        {"iinunei", "委員運営"},
        {"きようどう", "協働"},
        {"けんぜん", "子育て、子どもの健全育成"},
    };
    for (size_t i = 0; i < KY_LEN(typed); i++)
        assert_suggests(published.ix, typed[i][0], typed[i][1]);
}

static void what_does_not_begin_so_is_not_suggested(void **state)
{
    (void) state;
    assert_suggests_not(published.ix, "そだて", "子育て");
    assert_suggests_not(published.ix, "公園た", "公園清掃協力事業");
    assert_suggests_not(published.ix, "公園そう", "公園清掃協力事業");
    assert_suggests_not(published.ix, "kok", "子育て");
    assert_suggests(published.ix, "だい29か", "第29回緑センターまつり");
    assert_suggests_not(published.ix, "だい29せ", "第29回緑センターまつり");
    assert_suggests_not(published.ix, "だい2か", "第29回緑センターまつり");
    assert_suggests_not(published.ix, "第2かい", "第29回緑センターまつり");
    assert_suggests(published.ix, "まいとし11が", "毎年11月");
    assert_suggests_not(published.ix, "まいとし1つ", "毎年11月");
    assert_suggests_not(published.ix, "会", "会公園清掃協力事業");
    assert_true(ky_lexicon_has(&published.ix->lexicon, KY_LIT("公園清掃協力事業")));
    assert_false(ky_lexicon_has(&published.ix->lexicon, KY_LIT("市小平"))); /* of 市・小平 */
    KY_CLEANUP(ky_json_unref_p) json_t *none = suggest(published.ix, "ぬるぽ", 10);
    assert_int_equal(json_array_size(json_object_get(none, "suggestions")), 0);
    assert_int_equal(json_array_size(json_object_get(none, "next")), 0);
}

static void the_whole_comes_before_its_beginning_and_later_words_last(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, "こそだて", 50);
    KY_CLEANUP(ky_json_unref_p) json_t *k = suggest(published.ix, "清掃", 50);
    assert_string_equal(text_at(j, "suggestions.0.text"), "子育て");
    assert_string_equal(text_at(j, "suggestions.0.reading"), "こそだて");
    assert_string_equal(text_at(j, "suggestions.0.kind"), "term");
    assert_string_equal(text_at(j, "suggestions.1.kind"), "category");
    size_t last = rank_of(k, "子ども会公園清掃協力事業");
    assert_true(last != SIZE_MAX);
    assert_true(rank_of(k, "清掃") < rank_of(k, "清掃用具"));
    assert_true(rank_of(k, "清掃用具") < last);
}

static void assert_read(const char *q, const char *text, const char *reading)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, q, KY_MAX_SUGGESTIONS);
    size_t at = rank_of(j, text);
    if (at == SIZE_MAX)
        fail_msg("'%s' does not suggest '%s'", q, text);
    const json_t *s = json_array_get(json_object_get(j, "suggestions"), at);
    assert_string_equal(json_string_value(json_object_get(s, "reading")), reading);
}

static void each_text_has_one_reading(void **state)
{
    (void) state;
    assert_read("市内", "市内", "しない");
    assert_read("市", "市立", "しりつ");
    assert_read("しない", "市内", "しない");
    assert_read("いちない", "市内", "しない");
    assert_read("ichina", "市内", "しない");
    assert_read("あず", "東", "ひがし");
    assert_read("小金井s", "小金井市環境", "こがねいしかんきょう");
    assert_read("こがねい市", "小金井市環境", "こがねいしかんきょう");
    assert_read("三宅m", "三宅村友好都市", "みやけむらゆうこうとし");
    assert_read("名s", "名勝小金井", "めいしょうこがねい");
    assert_read("袋", "袋", "ふくろ");
    assert_read("ふくろ", "袋", "ふくろ");
    assert_read("ボランティア袋", "ボランティア袋", "ぼらんてぃあぶくろ");
    assert_read("毎年11", "毎年11月", "まいとし11がつ");
    assert_read("えぬぴ", "NPO法人", "えぬぴーおーほうじん");
}

/* What is suggested for the first n bytes of a text has the readings seen before. */
static void assert_readings_stay(ky_str text, size_t n, json_t *seen)
{
    KY_CLEANUP(ky_buf_fini) ky_buf typed = {0};
    ky_buf_put(&typed, (ky_str){text.p, n});
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, typed.p, KY_MAX_SUGGESTIONS);
    size_t k;
    json_t *s;
    json_array_foreach(at(j, "suggestions"), k, s)
    {
        const char *shown = text_at(s, "text");
        json_t *before = json_object_get(seen, shown);
        if (before != NULL && !json_equal(before, json_object_get(s, "reading")))
            fail_msg("%s: %s is %s and %s", typed.p, shown, json_string_value(before),
                     text_at(s, "reading"));
        (void) json_object_set(seen, shown, json_object_get(s, "reading"));
    }
}

static void no_way_of_typing_changes_a_reading(void **state)
{
    (void) state;
    enum { TYPED_BYTES = 24 };
    const ky_lexicon *lx = &published.ix->lexicon;
    KY_CLEANUP(ky_json_unref_p) json_t *seen = json_object();
    for (uint32_t i = 0; i < lx->n; i++) {
        ky_lexicon_entry e = ky_lexicon_at(lx, i);
        const ky_str both[] = {e.folded, e.reading};
        for (size_t b = 0; b < KY_LEN(both) && e.kind == KY_LEXICON_NAME; b++) {
            for (size_t n = 0, len = 0; n < both[b].n && n < TYPED_BYTES;) {
                (void) ky_utf8_next(ky_str_from(both[b], n), &len);
                n += len;
                assert_readings_stay(both[b], n, seen);
            }
        }
    }
    assert_true(json_object_size(seen) > 500);
}

/* A name as published with its reviewed reading. */
static void assert_name_read(const char *name, const char *reading)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, name, 5);
    assert_int_equal(rank_of(j, name), 0);
    assert_string_equal(text_at(j, "suggestions.0.kind"), "name");
    assert_string_equal(text_at(j, "suggestions.0.reading"), reading);
}

static void names_are_read_as_people_reviewed(void **state)
{
    (void) state;
    KY_CLEANUP(ky_free_p) char *list = read_whole(KYODO_SUPPORT "/../relevance/readings.tsv");
    size_t names = 0;
    for (char *line = list, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        char *name = strchr(line, '\t');
        if (*line == '#' || name == NULL)
            continue;
        char *reading = strchr(++name, '\t');
        assert_non_null(reading);
        *reading = '\0';
        assert_name_read(name, reading + 1);
        names++;
    }
    assert_int_equal(names, 77);
}

static void another_reading_comes_last(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, "い", KY_MAX_SUGGESTIONS);
    assert_string_equal(text_at(j, "suggestions.0.text"), "委員");
    assert_true(rank_of(j, "市") == SIZE_MAX || rank_of(j, "市") > rank_of(j, "意識"));
}

static void the_first_of_a_longer_list_are_the_shorter_list(void **state)
{
    (void) state;
    static const char *const typed[] = {"よう", "か", "k", "hok", "市", "公園 せ", "ぼ", ""};
    for (size_t i = 0; i < KY_LEN(typed); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *all = suggest(published.ix, typed[i], 50);
        const json_t *longest = json_object_get(all, "suggestions");
        for (uint32_t limit = 1; limit < 50; limit++) {
            KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, typed[i], limit);
            const json_t *list = json_object_get(j, "suggestions");
            size_t n = json_array_size(longest);
            assert_int_equal(json_array_size(list), n < limit ? n : limit);
            for (size_t k = 0; k < json_array_size(list); k++)
                if (!json_equal(json_array_get(list, k), json_array_get(longest, k)))
                    fail_msg("'%s': %u have another one at %zu", typed[i], limit, k);
        }
    }
}

static void no_compound_begins_with_the_end_of_a_word(void **state)
{
    (void) state;
    static const char *const ends[] = {"時要支援者", "者福祉センター管理", "市新春たこあげ大会",
                                       "会公園清掃協力", "か月児健診時"};
    for (size_t i = 0; i < KY_LEN(ends); i++)
        assert_false(ky_lexicon_has(&published.ix->lexicon, ky_str_of(ends[i])));
    assert_suggests(published.ix, "新春", "新春たこあげ大会");
}

/* Beginnings over all kana and all letters: every suggestion is checked against a search. */
static void each_brings_as_many_records_as_it_says(void **state)
{
    (void) state;
    static const char *const beginnings[] = {"",   "あ", "き", "し", "ち", "ほ", "k",
                                             "sh", "市", "公", "環", "ボ", "n",  "子"};
    for (size_t i = 0; i < KY_LEN(beginnings); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, beginnings[i], 50);
        const json_t *list = json_object_get(j, "suggestions");
        assert_true(json_array_size(list) > 0);
        for (size_t k = 0; k < json_array_size(list); k++) {
            const json_t *s = json_array_get(list, k);
            const char *text = json_string_value(json_object_get(s, "text"));
            json_int_t count = json_integer_value(json_object_get(s, "count"));
            char q[2 * KY_MAX_Q_BYTES];
            (void) snprintf(q, sizeof q, "q=%s", text);
            if (strlen(text) > KY_MAX_Q_BYTES)
                fail_msg("'%s' is longer than a question", text);
            if (count < 1 || count != total(published.ix, q, "match=all"))
                fail_msg("'%s' says %d", text, (int) count);
            assert_int_equal(rank_of(j, text), k);
            assert_true(ky_json_get_str(json_object_get(s, "reading")).n > 0);
        }
    }
}

static void of_several_words_the_last_is_completed(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, "公園　せい", 50);
    KY_CLEANUP(ky_json_unref_p) json_t *out = suggest(published.ix, "市民 -こうえ", 50);
    const json_t *list = json_object_get(j, "suggestions");
    assert_true(rank_of(j, "公園　清掃") != SIZE_MAX);
    for (size_t i = 0; i < json_array_size(list); i++) {
        char q[2 * KY_MAX_Q_BYTES];
        const char *text = json_string_value(json_object_get(json_array_get(list, i), "text"));
        (void) snprintf(q, sizeof q, "q=%s", text);
        assert_true(total(published.ix, q, "match=all") > 0);
    }
    assert_true(rank_of(out, "市民 -公園") != SIZE_MAX);
    assert_suggests_not(published.ix, "ぬるぽ せい", "ぬるぽ 清掃");
    assert_suggests(published.ix, "図書館 ", "図書館 公民館");
    assert_suggests_not(published.ix, "図書館 ", "図書館 図書館");
    assert_suggests_not(published.ix, "公園 図書館 ", "公園 図書館 図書館");
}

/* Names with blanks and with marks of a question's syntax. */
static void blanks_make(table *t)
{
    static const char lines[] =
        "{\"id\": \"1\", \"title\": \"花の広場 1.花壇づくり 2.みどりの剪定\"}\n"
        "{\"id\": \"2\", \"title\": \"コミュニティ スクール\", \"body\": \"話し合い\"}\n"
        "{\"id\": \"3\", \"title\": \"コミュニティ・スクール\", \"body\": \"花壇\"}\n"
        "{\"id\": \"4\", \"title\": \"申込み\\n受付\"}\n"
        "{\"id\": \"5\", \"title\": \"花の会　　「花」の講座\"}\n"
        "{\"id\": \"6\", \"title\": \"ＮＰＯ法人 Ａｂｃ\"}\n";
    KY_CLEANUP(ky_free_p) char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    table_lines(t, schema, lines);
}

static void assert_first(ky_index *ix, const char *q, const char *text)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(ix, q, 5);
    if (json_array_size(at(j, "suggestions")) == 0)
        fail_msg("'%s' suggests nothing", q);
    assert_string_equal(text_at(j, "suggestions.0.text"), text);
    assert_int_equal(json_integer_value(at(j, "suggestions.0.count")), 1);
}

static void names_with_blanks_are_completed(void **state)
{
    (void) state;
    static const char whole[] = "花の広場 1.花壇づくり 2.みどりの剪定";
    place p;
    place_make(&p, blanks_make);
    assert_first(p.ix, "花の広場 1", whole);
    assert_first(p.ix, "花の広場　1.花壇", whole);
    assert_first(p.ix, "花の広場 1.かだ", whole);
    assert_first(p.ix, "はなのひろば かだん", whole);
    assert_first(p.ix, "花壇づくり 2.み", whole);
    assert_first(p.ix, whole, whole);
    assert_suggests(p.ix, "花の広場 花壇づ", "花の広場 花壇づくり");
    assert_suggests(p.ix, "花の広場 花壇づ", whole);
    assert_suggests(p.ix, "npo ほう", "ＮＰＯ法人 Ａｂｃ");
    assert_first(p.ix, "申込み 受", "申込み\n受付");
    assert_first(p.ix, "花の会 「花", "花の会　　「花」の講座");
    assert_first(p.ix, "npo法人 a", "ＮＰＯ法人 Ａｂｃ");
    assert_suggests(p.ix, "花壇 -こみゅ", "花壇 -コミュニティ");
    assert_suggests_not(p.ix, "花壇 -はなのか", "花壇 -花の会　　「花」の講座");
    assert_suggests(p.ix, "コミュニティ スク", "コミュニティ スクール");
    assert_suggests(p.ix, "コミュニティ スク", "コミュニティ・スクール");
    assert_suggests_not(p.ix, "コミュニティ スク", "コミュニティ コミュニティ・スクール");
    place_fini(&p);
    assert_first(published.ix, "公園美化市民協働　1.花壇",
                 "公園美化市民協働 1.花壇ボランティア 2.みどり剪定サークル "
                 "3.環境美化サポーター");
}

static void without_a_beginning_the_most_frequent_values_come(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, "", 10);
    const json_t *list = json_object_get(j, "suggestions");
    json_int_t before = INT64_MAX;
    assert_int_equal(json_array_size(list), 10);
    for (size_t i = 0; i < 10; i++) {
        const json_t *s = json_array_get(list, i);
        json_int_t count = json_integer_value(json_object_get(s, "count"));
        assert_string_not_equal(json_string_value(json_object_get(s, "kind")), "term");
        assert_true(count <= before);
        before = count;
    }
    assert_true(rank_of(j, "市民活動団体") != SIZE_MAX);
    assert_true(json_array_size(json_object_get(j, "next")) > 40);
}

static bool is_next(const json_t *answer, ky_str kana)
{
    const json_t *next = json_object_get(answer, "next");
    for (size_t i = 0; i < json_array_size(next); i++)
        if (ky_str_eq(ky_json_get_str(json_array_get(next, i)), kana))
            return true;
    return false;
}

static void every_name_can_be_typed_to_its_end(void **state)
{
    (void) state;
    const ky_lexicon *lx = &published.ix->lexicon;
    size_t names = 0;
    for (uint32_t i = 0; i < lx->n; i++) {
        ky_lexicon_entry e = ky_lexicon_at(lx, i);
        if (e.kind != KY_LEXICON_NAME)
            continue;
        names++;
        for (size_t at = 0, n = 0; at < e.reading.n; at += n) {
            KY_CLEANUP(ky_buf_fini) ky_buf typed = {0};
            ky_buf_put(&typed, (ky_str){e.reading.p, at});
            KY_CLEANUP(ky_json_unref_p)
            json_t *j = suggest(published.ix, typed.p == NULL ? "" : typed.p, 1);
            (void) ky_utf8_next(ky_str_from(e.reading, at), &n);
            if (!is_next(j, (ky_str){e.reading.p + at, n}))
                fail_msg("'%.*s' ends at byte %zu", KY_FMT(e.reading), at);
        }
    }
    assert_int_equal(names, 77);
}

static void a_next_kana_leads_somewhere_and_another_does_not(void **state)
{
    (void) state;
    static const char *const typed[] = {"", "し", "こう", "ボランテ"};
    const ky_lexicon *lx = &published.ix->lexicon;
    for (size_t i = 0; i < KY_LEN(typed); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, typed[i], 1);
        for (uint32_t c = 0x3041; c <= 0x3096; c++) {
            KY_CLEANUP(ky_buf_fini) ky_buf longer = {0};
            ky_buf_puts(&longer, typed[i]);
            size_t at = longer.n;
            ky_buf_put_utf8(&longer, c);
            KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
            ja_kana_key(ky_str_of(typed[i]), &key);
            ky_buf_put_utf8(&key, c);
            KY_CLEANUP(ky_json_unref_p) json_t *k = suggest(published.ix, longer.p, 1);
            bool leads = json_array_size(json_object_get(k, "suggestions")) > 0;
            bool named = is_next(j, ky_str_from(ky_buf_str(&longer), at));
            ky_lexicon_range whole = ky_lexicon_by_reading(lx, ky_buf_str(&key));
            ky_lexicon_range word = ky_lexicon_starts_by_reading(lx, ky_buf_str(&key));
            if (named && !leads)
                fail_msg("%s leads nowhere", longer.p);
            if (named != (whole.from < whole.to || word.from < word.to))
                fail_msg("%s: %s", longer.p, named ? "begins nothing" : "is not named");
        }
    }
}

static void behind_other_words_next_leads_to_a_suggestion(void **state)
{
    (void) state;
    static const char *const typed[] = {
        "公園 ",         "献血　せ", "図書 -", "図書 -し", "ボランティア 清掃 か",
        "「公園」の せ", "ぬるぽ せ"};
    size_t dead = 0;
    for (size_t i = 0; i < KY_LEN(typed); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, typed[i], 1);
        for (uint32_t c = 0x3041; c <= 0x3096; c++) {
            KY_CLEANUP(ky_buf_fini) ky_buf longer = {0};
            ky_buf_puts(&longer, typed[i]);
            size_t at = longer.n;
            ky_buf_put_utf8(&longer, c);
            KY_CLEANUP(ky_json_unref_p) json_t *k = suggest(published.ix, longer.p, 1);
            bool leads = json_array_size(json_object_get(k, "suggestions")) > 0;
            bool named = is_next(j, ky_str_from(ky_buf_str(&longer), at));
            if (named && !leads)
                fail_msg("'%s' leads nowhere", longer.p);
            dead += !leads;
        }
    }
    KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, "公園 ", 1);
    assert_true(dead > 100);
    assert_true(is_next(j, KY_LIT("せ")));
    assert_false(is_next(j, KY_LIT("ざ")));
    assert_false(is_next(j, KY_LIT("ぽ")));
}

static void next_is_empty_where_no_kana_is_typed(void **state)
{
    (void) state;
    static const char *const typed[] = {"市", "k", "こそd", "公園せ"};
    for (size_t i = 0; i < KY_LEN(typed); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *j = suggest(published.ix, typed[i], 5);
        assert_int_equal(json_array_size(json_object_get(j, "next")), 0);
    }
}

static void another_table_is_completed_from_its_own_words(void **state)
{
    (void) state;
    assert_suggests(parks.ix, "みずべ", "水辺の清掃");
    assert_suggests(parks.ix, "dot", "土手");
    assert_suggests(parks.ix, "がけ", "ガケ下");
    assert_suggests_not(parks.ix, "こそ", "子育て");
    assert_suggests_not(parks.ix, "ごくひ", "極秘");
}

static ky_rc parse(const char *q, const char *limit, const char *other, uint32_t *ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_param params[3] = {0};
    size_t n = 0;
    ky_suggest_request rq = {0};
    if (q != NULL)
        params[n++] = (ky_param){KY_LIT("q"), ky_str_of(q)};
    if (limit != NULL)
        params[n++] = (ky_param){KY_LIT("limit"), ky_str_of(limit)};
    if (other != NULL)
        params[n++] = (ky_param){ky_str_of(other), KY_LIT("1")};
    ky_rc rc = ky_suggest_parse(params, n, &arena, &rq, err);
    *ret = rq.limit;
    return rc;
}

static void parameters_are_checked(void **state)
{
    (void) state;
    static const char *const limits[] = {"0", "51", "-1", "", "1.0", "x", " 1"};
    ky_err err;
    uint32_t limit = 0;
    char q[KY_MAX_Q_BYTES + 2];
    memset(q, 'a', sizeof q);
    q[sizeof q - 1] = '\0';
    assert_int_equal(parse(NULL, NULL, NULL, &limit, &err), KY_OK);
    assert_int_equal(limit, 10);
    assert_int_equal(parse("あ", "50", NULL, &limit, &err), KY_OK);
    assert_int_equal(limit, 50);
    for (size_t i = 0; i < KY_LEN(limits); i++) {
        assert_int_equal(parse("あ", limits[i], NULL, &limit, &err), KY_E_INVALID);
        assert_non_null(strstr(err.msg, "limit"));
    }
    assert_int_equal(parse(q, NULL, NULL, &limit, &err), KY_E_INVALID);
    assert_int_equal(parse(q + 1, NULL, NULL, &limit, &err), KY_OK);
    assert_int_equal(parse("\xff", NULL, NULL, &limit, &err), KY_E_INVALID);
    assert_int_equal(parse("あ", NULL, "q", &limit, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, "twice"));
    assert_int_equal(parse("あ", NULL, "sort", &limit, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, "known are: q, limit, keys"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_way_of_typing_is_completed),
        cmocka_unit_test(what_does_not_begin_so_is_not_suggested),
        cmocka_unit_test(the_whole_comes_before_its_beginning_and_later_words_last),
        cmocka_unit_test(each_text_has_one_reading),
        cmocka_unit_test(no_way_of_typing_changes_a_reading),
        cmocka_unit_test(names_are_read_as_people_reviewed),
        cmocka_unit_test(another_reading_comes_last),
        cmocka_unit_test(the_first_of_a_longer_list_are_the_shorter_list),
        cmocka_unit_test(no_compound_begins_with_the_end_of_a_word),
        cmocka_unit_test(each_brings_as_many_records_as_it_says),
        cmocka_unit_test(of_several_words_the_last_is_completed),
        cmocka_unit_test(names_with_blanks_are_completed),
        cmocka_unit_test(without_a_beginning_the_most_frequent_values_come),
        cmocka_unit_test(every_name_can_be_typed_to_its_end),
        cmocka_unit_test(a_next_kana_leads_somewhere_and_another_does_not),
        cmocka_unit_test(behind_other_words_next_leads_to_a_suggestion),
        cmocka_unit_test(next_is_empty_where_no_kana_is_typed),
        cmocka_unit_test(another_table_is_completed_from_its_own_words),
        cmocka_unit_test(parameters_are_checked),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
