/* Promises:
 *  - the pieces of any text, joined, are the text byte for byte; readings are hiragana and ー, no
 *    piece without one stands beside another, and a piece with one that holds kana is a whole word;
 *  - readings stand over kanji alone: kana at the ends of words and inside them are split off, and
 *    where that is not certain, the word is one piece;
 *  - compounds are read part by part;
 *  - digits, letters, katakana and symbols have no reading, nor has what shares a cluster with one;
 *  - numbers and counters are read together as ruby.tsv says, and not at all where it cannot tell;
 *  - the name and description of every record of the bundled table are read as the reviewed list
 *    tests/relevance/furigana.tsv says, which agrees with readings.tsv in the names. */
#include "support.h"

#include "ja/chars.h"
#include "ja/kana.h"
#include "ja/ruby.h"

enum { RANDOM_TEXTS = 3000, MAX_PARTS = 12, PROJECTS = 77, MAX_BYTES = 1 << 20 };

typedef struct pieces {
    ja_analysis a;
    ja_ruby *items;
    size_t n;
} pieces;

static pieces cut(fixture *f, ky_str text)
{
    ky_err err = {0};
    pieces p = {0};
    if (ja_cut(f->analyser, text, &f->arena, &p.a, &err) != KY_OK ||
        ja_ruby_make(f->model, &p.a, &f->arena, &p.items, &p.n, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return p;
}

/* As [漢字|かんじ]かな. */
static char *written(const pieces *p)
{
    ky_buf out = {0};
    for (size_t i = 0; i < p->n; i++) {
        const ja_ruby *r = &p->items[i];
        if (r->reading.n == 0)
            ky_buf_put(&out, r->text);
        else
            ky_buf_printf(&out, "[%.*s|%.*s]", KY_FMT(r->text), KY_FMT(r->reading));
    }
    char *text = ky_buf_take(&out);
    assert_non_null(text);
    return text;
}

static void assert_read(fixture *f, const char *text, const char *expected)
{
    pieces p = cut(f, ky_str_of(text));
    char *found = written(&p);
    assert_string_equal(found, expected);
    free(found);
}

typedef struct example {
    const char *text;
    const char *pieces;
} example;

static void assert_all_read(fixture *f, const example *examples, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_read(f, examples[i].text, examples[i].pieces);
}

static void kana_at_the_ends_and_inside_have_no_reading(void **state)
{
    static const example examples[] = {
        {"子育て", "[子育|こそだ]て"},
        {"読み聞かせ", "[読|よ]み[聞|き]かせ"},
        {"引っ越し", "[引|ひ]っ[越|こ]し"},
        {"食べ物", "[食|た]べ[物|もの]"},
        {"打ち合わせ", "[打|う]ち[合|あ]わせ"},
        {"お知らせ", "お[知|し]らせ"},
        {"入り口と入口", "[入|い]り[口|くち]と[入口|いりぐち]"},
        {"生き生き", "[生|い]き[生|い]き"},
        {"支え合い", "[支|ささ]え[合|あ]い"},
        {"追い払い", "[追|お]い[払|はら]い"},
        {"自由が丘", "[自由|じゆう]が[丘|おか]"},
        {"緑を守り、育てる。", "[緑|みどり]を[守|まも]り、[育|そだ]てる。"},
        {"図書館に行って会議を行った",
         "[図書館|としょかん]に[行|い]って[会議|かいぎ]を[行|おこな]った"},
        {"人々の国々", "[人々|ひとびと]の[国々|くにぐに]"},
        {"等々力", "[等々力|とどりき]"},
        {"かたらい", "かたらい"},
        {"", ""},
    };
    assert_all_read(*state, examples, KY_LEN(examples));
}

static void what_kana_do_not_tell_is_one_piece(void **state)
{
    static const example examples[] = {
        {"霞ヶ関", "[霞ヶ関|かすみがせき]"},
        {"市ケ谷", "[市ケ谷|いちがや]"},
        {"3ヶ所", "3[ヶ所|かしょ]"},
    };
    assert_all_read(*state, examples, KY_LEN(examples));
}

static void words_are_read_as_the_table_means_them(void **state)
{
    static const example examples[] = {
        {"本町", "[本町|ほんちょう]"},
        {"生ごみ", "[生|なま]ごみ"},
        {"障がい者", "[障|しょう]がい[者|しゃ]"},
        {"公民館貫井南分館", "[公民館|こうみんかん][貫井|ぬくい][南|みなみ][分館|ぶんかん]"},
        {"避難行動要支援者", "[避難|ひなん][行動|こうどう][要|よう][支援|しえん][者|しゃ]"},
        {"聞こえ方", "[聞|き]こえ[方|かた]"},
        {"地域の方、木の陰の下", "[地域|ちいき]の方、[木|き]の[陰|かげ]の下"},
        {"年に数回、その他", "[年|ねん]に[数|すう][回|かい]、その[他|た]"},
    };
    assert_all_read(*state, examples, KY_LEN(examples));
}

static void whatever_is_no_kanji_has_no_reading(void **state)
{
    static const example examples[] = {
        {"ボランティア", "ボランティア"},
        {"PTA会長とＮＰＯ法人", "PTA[会長|かいちょう]とＮＰＯ[法人|ほうじん]"},
        {"ｺﾝﾋﾟｭｰﾀ室", "ｺﾝﾋﾟｭｰﾀ[室|しつ]"},
        {"読ﾐ聞かせ", "読ﾐ[聞|き]かせ"},
        {"㈱小金井", "㈱[小金井|こがねい]"},
        {"㍻の圖書館", "[㍻|へいせい]の[圖書館|としょかん]"},
        {"公\u200B園の葛\U000E0100飾", "[公\u200B園|こうえん]の[葛\U000E0100飾|かつしか]"},
        {"①委員会・②福祉", "①[委員|いいん][会|かい]・②[福祉|ふくし]"},
        {"珈琲", "[珈琲|こーひー]"},
        {"👩‍👧公園", "👩‍👧[公園|こうえん]"},
        {"釁鑿", "釁鑿"},
    };
    assert_all_read(*state, examples, KY_LEN(examples));
}

static void numbers_are_read_with_what_they_count(void **state)
{
    static const example examples[] = {
        {"1人、２人、3人", "[1人|ひとり]、[２人|ふたり]、3[人|にん]"},
        {"一人と二人と三人", "[一人|ひとり]と[二人|ふたり]と[三|さん][人|にん]"},
        {"11人", "11[人|にん]"},
        {"1人暮らし", "[1人暮|ひとりぐ]らし"},
        {"1日と20日と31日", "1日と[20日|はつか]と31[日|にち]"},
        {"二十日と十一日", "[二十日|はつか]と十一[日|にち]"},
        {"3.5日", "3.5[日|にち]"},
        {"5日間", "[5日間|いつかかん]"},
        {"3か月と4ヶ月", "3か[月|げつ]と4[ヶ月|かげつ]"},
        {"3～4か月児健診", "3～4か[月|げつ][児|じ][健診|けんしん]"},
        {"10月", "10[月|がつ]"},
        {"2分、10分、5分の1", "2[分|ふん]、10[分|ぷん]、5[分|ぶん]の1"},
        {"2本、3本、6本、1000本", "2[本|ほん]、3[本|ぼん]、6[本|ぽん]、1000[本|ぼん]"},
        {"2つ", "[2|ふた]つ"},
        {"三市、四市", "[三|さん][市|し]、四[市|し]"},
        {"五十六年、百円", "五十六[年|ねん]、百[円|えん]"},
        {"第39回", "[第|だい]39[回|かい]"},
        {"5,000円", "5,000[円|えん]"},
        {"2泊", "2泊"},
        {"3町2村", "3町2村"},
        {"12月", "12[月|がつ]"},
    };
    assert_all_read(*state, examples, KY_LEN(examples));
}

/* ---- any text ---- */

static bool is_reading(ky_str s)
{
    size_t len;
    for (size_t at = 0; at < s.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(s, at), &len);
        if (c != 0x30FC && (c < 0x3041 || c > 0x3094))
            return false;
    }
    return true;
}

/* Kana but the small ヶ ヵ. */
static bool has_kana(ky_str folded)
{
    size_t len;
    for (size_t at = 0; at < folded.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(folded, at), &len);
        if (ja_is_kana(c) && c != 0x30F5 && c != 0x30F6 && c != 0x3095 && c != 0x3096)
            return true;
    }
    return false;
}

static bool is_whole_word(const ja_analysis *a, ky_str text)
{
    for (size_t i = 0; i < a->n; i++) {
        ky_str word = ja_text_original(&a->text, a->tokens[i].start, a->tokens[i].end);
        if (word.p == text.p && word.n == text.n)
            return true;
    }
    return false;
}

static void check_pieces(fixture *f, ky_str text)
{
    pieces p = cut(f, text);
    size_t at = 0;
    for (size_t i = 0; i < p.n; i++) {
        const ja_ruby *r = &p.items[i];
        assert_true(r->text.p == text.p + at && r->text.n > 0);
        at += r->text.n;
        assert_true(is_reading(r->reading));
        assert_true(i == 0 || r->reading.n > 0 || p.items[i - 1].reading.n > 0);
        if (r->reading.n > 0 && has_kana(fold(f, r->text)))
            assert_true(is_whole_word(&p.a, r->text));
    }
    assert_int_equal(at, text.n);
}

static const char *const parts[] = {
    "子育て", "読み聞かせ", "公園",   "1人",          "二十日", "㈱",
    "㍻",     "ｶﾞ",         "ﾊﾟｿｺﾝ",  "が",           "\u3099", "゛",
    "゜",     "ー",         "ゝ",     "ゞ",           "々",     "ヽ",
    "ヶ",     "ヵ",         "月",     "日",           "分",     "本",
    "10",     "1,000",      "３",     "三",           "十",     "万",
    ".",      "-",          "～",     "、",           "\n",     " ",
    "　",     "\u200B",     "\uFE00", "\U000E0100",   "\u00AD", "👩‍👧",
    "é",      "e\u0301",    "ﷺ",      "圖",           "邉",     "葛",
    "〆",     "〇",         "釁",     "042(387)9818", "を",     "行って",
    "市ケ谷", "引っ越し",   "方",     "年に",         "その他", "\u0300",
    "한",     "ㄱ",         "ﾞ",      "\x01",         "<b>",
};

static void any_text_is_covered_byte_for_byte(void **state)
{
    fixture *f = *state;
    uint64_t random = 20240601;
    for (size_t n = 0; n < RANDOM_TEXTS; n++) {
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        size_t count = next_random(&random) % MAX_PARTS;
        for (size_t i = 0; i < count; i++)
            ky_buf_puts(&text, parts[next_random(&random) % KY_LEN(parts)]);
        check_pieces(f, ky_buf_str(&text));
        ky_arena_clear(&f->arena);
    }
}

static void read_file(const char *name, ky_buf *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    ky_buf_printf(&path, "%s/%s", KYODO_SOURCE_DIR, name);
    assert_true(ky_buf_ok(&path));
    assert_int_equal(ky_buf_read_file(ret, path.p, MAX_BYTES, NULL), KY_OK);
}

static void the_bundled_table_is_covered_cut_anywhere(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_buf_fini) ky_buf file = {0};
    uint64_t random = 7;
    read_file("data/collaboration-2020.tsv", &file);
    check_pieces(f, ky_buf_str(&file));
    for (size_t n = 0; n < RANDOM_TEXTS; n++) {
        size_t start = next_random(&random) % file.n;
        size_t end = start + next_random(&random) % 200;
        while (start > 0 && ((unsigned char) file.p[start] & 0xC0) == 0x80)
            start--;
        while (end < file.n && ((unsigned char) file.p[end] & 0xC0) == 0x80)
            end++;
        check_pieces(f, (ky_str){file.p + start, (end < file.n ? end : file.n) - start});
        ky_arena_clear(&f->arena);
    }
}

/* ---- the reviewed list ---- */

static ky_str cut_off(ky_str *rest, char end)
{
    const char *at = memchr(rest->p, end, rest->n);
    ky_str part = {rest->p, at == NULL ? rest->n : (size_t) (at - rest->p)};
    *rest = ky_str_from(*rest, at == NULL ? rest->n : part.n + 1);
    return part;
}

/* The text without readings. */
static void strip(ky_str written, ky_buf *out)
{
    while (written.n > 0) {
        ky_buf_put(out, cut_off(&written, '['));
        if (written.n == 0)
            return;
        ky_buf_put(out, cut_off(&written, '|'));
        (void) cut_off(&written, ']');
    }
}

/* How the text is read, as readings.tsv has it. */
static void join_readings(fixture *f, const pieces *p, ky_buf *out)
{
    for (size_t i = 0; i < p->n; i++) {
        ky_str s = p->items[i].reading;
        size_t len;
        if (s.n == 0)
            s = fold(f, p->items[i].text);
        for (size_t at = 0; at < s.n; at += len) {
            uint32_t c = ky_utf8_next(ky_str_from(s, at), &len);
            if (!ja_is_mark(c))
                ky_buf_put_utf8(out, ja_hiragana_of(c));
        }
    }
}

static pieces check_reviewed(fixture *f, ky_str reviewed)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    strip(reviewed, &text);
    pieces p = cut(f, ky_arena_str(&f->arena, ky_buf_str(&text)));
    char *found = written(&p);
    assert_str(reviewed, found);
    free(found);
    for (size_t i = 0; i < p.n; i++)
        assert_true(p.items[i].reading.n == 0 || !has_kana(fold(f, p.items[i].text)));
    return p;
}

/* One line of the list: number, name, description. The table has the two side by side. */
static void check_record(fixture *f, ky_str line, ky_str table, ky_str readings)
{
    KY_CLEANUP(ky_buf_fini) ky_buf published = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf reading = {0};
    ky_buf_putc(&published, '\t');
    ky_str number = cut_off(&line, '\t');
    ky_str name = cut_off(&line, '\t');
    strip(name, &published);
    ky_buf_printf(&reading, "%.*s%.*s\t", KY_FMT(number), KY_FMT(ky_buf_str(&published)));
    ky_buf_putc(&published, '\t');
    strip(line, &published);
    ky_buf_putc(&published, '\t');
    assert_true(ky_str_find(table, ky_buf_str(&published)) != SIZE_MAX);
    pieces p = check_reviewed(f, name);
    join_readings(f, &p, &reading);
    ky_buf_putc(&reading, '\n');
    assert_true(ky_str_find(readings, ky_buf_str(&reading)) != SIZE_MAX);
    (void) check_reviewed(f, line);
}

static void the_bundled_records_are_read_as_reviewed(void **state)
{
    KY_CLEANUP(ky_buf_fini) ky_buf reviewed = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf table = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf readings = {0};
    fixture *f = *state;
    size_t n = 0;
    read_file("tests/relevance/furigana.tsv", &reviewed);
    read_file("data/collaboration-2020.tsv", &table);
    read_file("tests/relevance/readings.tsv", &readings);
    for (ky_str list = ky_buf_str(&reviewed); list.n > 0;) {
        ky_str line = cut_off(&list, '\n');
        if (ky_str_starts(line, KY_LIT("#")))
            continue;
        check_record(f, line, ky_buf_str(&table), ky_buf_str(&readings));
        ky_arena_clear(&f->arena);
        n++;
    }
    assert_int_equal(n, PROJECTS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kana_at_the_ends_and_inside_have_no_reading),
        cmocka_unit_test(what_kana_do_not_tell_is_one_piece),
        cmocka_unit_test(words_are_read_as_the_table_means_them),
        cmocka_unit_test(whatever_is_no_kanji_has_no_reading),
        cmocka_unit_test(numbers_are_read_with_what_they_count),
        cmocka_unit_test(any_text_is_covered_byte_for_byte),
        cmocka_unit_test(the_bundled_table_is_covered_cut_anywhere),
        cmocka_unit_test(the_bundled_records_are_read_as_reviewed),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
