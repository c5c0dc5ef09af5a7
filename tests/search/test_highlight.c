/* Promises checked here, for many questions on two tables:
 * - without its tags and unescaped, a name is the published one byte for byte, a description the
 *   part of it that the marks of cutting say
 * - a snippet has at most 120 characters and is cut at 。、 or the border of a word
 * - marks are not empty, do not nest, and begin and end between whole characters as people see them
 * - where a keyword stands in a name or a description, it is marked there, and whole
 * - matches through a base form, width, case or normal form are marked on what stands in the text
 * - what is typed as it is read is marked where the text is read so, and nowhere else
 * - where a compound stands nowhere its words are marked, but not where it stands
 * - a wave typed for a long mark is marked with its word, whether folding knows it for one or not
 * - a text that never ends a word is cut between characters */
#include <stdio.h>

#include "ask.h"
#include "cmocka_c17.h"
#include "index.h"
#include "pick.h"
#include "places.h"
#include "search/snippet.h"

/* A highlight taken apart. */
typedef struct plain {
    ky_buf text; /* without tags, unescaped, with the … of cutting */
    struct {
        size_t start; /* bytes of text */
        size_t end;
    } marks[400];
    size_t n;
} plain;

static void plain_fini(plain *p)
{
    ky_buf_fini(&p->text);
}

/* A bare &, < or > fails: all of them must be written as entities. */
static size_t put_entity(const char *s, ky_buf *out)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    static const char chars[] = "&<>\"'";
    for (size_t i = 0; i < KY_LEN(names); i++) {
        if (strncmp(s, names[i], strlen(names[i])) == 0) {
            ky_buf_putc(out, chars[i]);
            return strlen(names[i]);
        }
    }
    if (strchr(chars, *s) != NULL)
        fail_msg("not escaped: %s", s);
    ky_buf_putc(out, *s);
    return 1;
}

static void take_apart(const char *s, plain *p)
{
    static const char open[] = "<mark>";
    static const char close[] = "</mark>";
    bool inside = false;
    while (*s != '\0') {
        if (strncmp(s, open, sizeof open - 1) == 0) {
            assert_false(inside);
            inside = true;
            p->marks[p->n].start = p->text.n;
            s += sizeof open - 1;
        } else if (strncmp(s, close, sizeof close - 1) == 0) {
            assert_true(inside);
            inside = false;
            p->marks[p->n].end = p->text.n;
            assert_true(p->text.n > p->marks[p->n].start);
            p->n++;
            s += sizeof close - 1;
        } else {
            s += put_entity(s, &p->text);
        }
    }
    assert_false(inside);
}

static size_t count_characters(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char) s[i] & 0xC0) != 0x80;
    return count;
}

/* True where a word, or what people see as one character, begins or ends at byte `at`. */
static bool is_border(const ja_analysis *a, size_t at, bool word)
{
    if (at == 0 || at == a->text.original.n)
        return true;
    for (size_t i = 0; word && i < a->n; i++) {
        ky_str o = ja_text_original(&a->text, a->tokens[i].start, a->tokens[i].end);
        if ((size_t) (o.p - a->text.original.p) == at ||
            (size_t) (o.p + o.n - a->text.original.p) == at)
            return true;
    }
    for (size_t i = 0; !word && i < a->text.folded.n; i++)
        if (a->text.starts[i] == at || a->text.ends[i] == at)
            return true;
    return false;
}

static const char ellipsis[] = "…";
enum { ELLIPSIS = sizeof ellipsis - 1 };

/* The part at `from` of the original, shown as p says with these cuts, follows every rule. */
static bool fits(const ja_analysis *a, const plain *p, size_t from, bool cut_start, bool cut_end)
{
    size_t lead = cut_start ? ELLIPSIS : 0;
    size_t n = p->text.n - lead - (cut_end ? ELLIPSIS : 0);
    ky_str original = a->text.original;
    if (from + n > original.n || memcmp(original.p + from, p->text.p + lead, n) != 0)
        return false;
    if ((from > 0) != cut_start || (from + n < original.n) != cut_end)
        return false;
    if (!is_border(a, from, true) || !is_border(a, from + n, true))
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (!is_border(a, from + p->marks[i].start - lead, false) ||
            !is_border(a, from + p->marks[i].end - lead, false))
            return false;
    return count_characters(original.p + from, n) <= KY_SNIPPET_CHARACTERS || n == original.n;
}

static bool fits_somewhere(const ja_analysis *a, const plain *p)
{
    for (int cuts = 0; cuts < 4; cuts++) {
        bool cut_start = cuts & 1;
        bool cut_end = cuts & 2;
        size_t cuts_bytes = (cut_start ? ELLIPSIS : 0) + (cut_end ? ELLIPSIS : 0);
        if (p->text.n < cuts_bytes || (cut_start && memcmp(p->text.p, ellipsis, ELLIPSIS) != 0) ||
            (cut_end && memcmp(p->text.p + p->text.n - ELLIPSIS, ellipsis, ELLIPSIS) != 0))
            continue;
        for (size_t from = 0; from <= a->text.original.n; from++)
            if (fits(a, p, from, cut_start, cut_end))
                return true;
    }
    return false;
}

/* What is marked is the whole of what was asked for: a snippet is not cut inside it. */
static void check_marks_are_whole(const char *q, const plain *p, ky_str needle)
{
    for (size_t i = 0; i < p->n; i++) {
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        ky_str marked = {p->text.p + p->marks[i].start, p->marks[i].end - p->marks[i].start};
        ky_str folded;
        assert_int_equal(ja_fold(marked, &arena, &folded, NULL), KY_OK);
        if (ky_str_find(folded, needle) == SIZE_MAX)
            fail_msg("%s: only a part is marked: %.*s", q, KY_FMT(marked));
    }
}

static void check_text(const char *q, const ja_analysis *a, const char *shown, bool snippet,
                       const ky_str *needle)
{
    KY_CLEANUP(plain_fini) plain p = {0};
    ky_buf_puts(&p.text, "");
    take_apart(shown, &p);
    if (!snippet && !ky_str_eq(ky_buf_str(&p.text), a->text.original))
        fail_msg("%s: the name is shown as %s", q, shown);
    if (count_characters(a->text.original.p, a->text.original.n) <= KY_SNIPPET_CHARACTERS &&
        !ky_str_eq(ky_buf_str(&p.text), a->text.original))
        fail_msg("%s: cut though short: %s", q, shown);
    if (!fits_somewhere(a, &p) && snippet)
        fail_msg("%s: is no fitting part of the text: %s", q, shown);
    if (needle != NULL && text_holds(a, *needle) && p.n == 0)
        fail_msg("%s: stands there without a mark: %s", q, shown);
    if (needle != NULL)
        check_marks_are_whole(q, &p, *needle);
}

static size_t find_record(const table *t, const char *id)
{
    for (size_t i = 0; i < t->n; i++)
        if (ky_str_eq(t->records[i].id, ky_str_of(id)))
            return i;
    fail_msg("no record %s", id);
    return 0;
}

/* needle, if given, is what must be marked where it stands. */
static void check_question(const place *pl, const char *q, const ky_str *needle)
{
    KY_CLEANUP(ky_json_unref_p) json_t *answer = ask(pl->ix, q, "match=any", "limit=100");
    const ky_schema *s = pl->table.schema;
    size_t i;
    json_t *hit;
    json_array_foreach(at(answer, "hits"), i, hit)
    {
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        texts ts = texts_of(&pl->table, find_record(&pl->table, text_at(hit, "id")), &arena);
        for (size_t k = 0; k < ts.n; k++) {
            const ky_field *f = &s->fields[ts.fields[k]];
            if (f->kind == KY_FIELD_TEXT)
                check_text(q, &ts.items[k], text_at(at(hit, "highlight"), f->name.p),
                           f->role != KY_ROLE_TITLE, needle);
        }
    }
}

static void every_highlight_is_the_published_text(void **state)
{
    (void) state;
    static const char *const qs[] = {"q=",
                                     "q=公園",
                                     "q=子ども",
                                     "q=市民 活動",
                                     "q=の",
                                     "q=行う",
                                     "q=する",
                                     "q=事業を行う",
                                     "q=「を行う」",
                                     "q=npo",
                                     "q=小金井市",
                                     "q=環境保全",
                                     "q=水辺",
                                     "q=第 回",
                                     "q=当番",
                                     "q=翡翠",
                                     "q=花壇",
                                     "q=mark",
                                     "q=amp",
                                     "q=b",
                                     "q=ボランティア",
                                     "q=歩く",
                                     "q=1 2 3 < > & \"",
                                     "q=👨‍👩‍👧‍👦",
                                     "q=が",
                                     "q=草刈り 予算",
                                     "q=-公園",
                                     "q=議会",
                                     "q=話し合う 決める"};
    for (size_t i = 0; i < KY_LEN(qs); i++) {
        check_question(&published, qs[i], NULL);
        check_question(&parks, qs[i], NULL);
    }
}

static void random_pieces(const place *pl, uint64_t seed, int n, size_t max)
{
    dice d = {seed};
    print_message("seed %llu\n", (unsigned long long) seed);
    for (int i = 0; i < n; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf piece = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        ky_str folded;
        pick_piece(&pl->table, &d, max, &piece);
        ky_buf_printf(&q, "q=「%s」", piece.p);
        assert_int_equal(ja_fold(ky_buf_str(&piece), &arena, &folded, NULL), KY_OK);
        folded = ky_str_trim(folded);
        KY_CLEANUP(ky_json_unref_p) json_t *a = ask(pl->ix, q.p);
        bool asked = json_array_size(at(a, "query.terms")) == 1;
        check_question(pl, q.p, asked ? &folded : NULL);
    }
}

static void where_an_exact_text_stands_it_is_marked(void **state)
{
    (void) state;
    random_pieces(&published, 5, 60, 8);
    random_pieces(&published, 7, 100, 40);
    random_pieces(&parks, 6, 60, 8);
    random_pieces(&parks, 8, 60, 40);
}

static const char *shown(json_t *answer, const char *id, const char *field)
{
    size_t i;
    json_t *hit;
    json_array_foreach(at(answer, "hits"), i, hit)
    {
        if (strcmp(text_at(hit, "id"), id) == 0)
            return text_at(at(hit, "highlight"), field);
    }
    fail_msg("%s is not among the hits", id);
    return "";
}

static void what_really_stands_is_marked(void **state)
{
    (void) state;
    static const struct {
        const char *q;
        const char *id;
        const char *field;
        const char *part;
    } cases[] = {
        {"q=npo", "2021-4", "title", "<mark>ＮＰＯ</mark>と歩く会"},
        {"q=ボランティア", "2021-4", "body", "<mark>ﾎﾞﾗﾝﾃｨｱ</mark>が"},
        {"q=歩く", "2021-4", "body", "ゆっくり<mark>歩い</mark>た"},
        {"q=走る", "2021-4", "body", "<mark>走っ</mark>たり"},
        {"q=食べる", "2021-4", "body", "<mark>食べ</mark>たり"},
        {"q=「(株)」", "2021-4", "body", "<mark>㈱</mark>も"},
        {"q=「1」", "2021-4", "body", "<mark>①</mark>と"},
        {"q=ÉTUDE", "X-特別", "body", "<mark>e\u0301tude</mark> と"},
        {"q=「がぎぐ」", "X-特別", "body", "<mark>がぎぐ</mark> と"},
        {"q=花壇", "2021-2", "title", "<mark>花壇</mark>づくり &lt;b&gt;&amp;&quot;&#39;"},
        {"q=花壇", "2021-2", "body",
         "&quot;<mark>花壇</mark>&quot;を&#39;作る&#39;。&lt;mark&gt;<mark>花壇</mark>&lt;/"
         "mark&gt;"},
        {"q=amp", "2021-2", "body", "&amp;<mark>amp</mark>;を"},
        {"q=ボランティア ボランティア", "2022-2", "body",
         "<mark>ボランティア</mark> <mark>ボランティア</mark>募集"},
        {"q=水辺の清掃", "2021-1", "title", "<mark>水辺</mark>の<mark>清掃</mark>"},
        {"q=「水辺の清掃」", "2021-1", "title", "<mark>水辺の清掃</mark>"},
    };
    for (size_t i = 0; i < KY_LEN(cases); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *a = ask(parks.ix, cases[i].q);
        const char *found = shown(a, cases[i].id, cases[i].field);
        if (strstr(found, cases[i].part) == NULL)
            fail_msg("%s shows %s", cases[i].q, found);
    }
}

static void the_snippet_goes_where_the_match_is(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *last = ask(parks.ix, "q=翡翠");
    const char *text = shown(last, "2021-3", "body");
    assert_non_null(strstr(text, "<mark>翡翠</mark>を見た"));
    assert_ptr_equal(strstr(text, ellipsis), text);
    KY_CLEANUP(ky_json_unref_p) json_t *none = ask(parks.ix, "work=清掃", "nendo=2021");
    assert_int_equal(total_of(none), 1);
    KY_CLEANUP(ky_json_unref_p) json_t *both = ask(parks.ix, "q=第7回 花壇");
    assert_non_null(strstr(shown(both, "2021-3", "body"), "<mark>花壇</mark>"));
}

static void excluded_words_and_unsearched_texts_are_not_marked(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(parks.ix, "q=土手 -二度");
    assert_int_equal(total_of(a), 1);
    assert_null(at(a, "hits.0.highlight.memo"));
    assert_string_equal(text_at(a, "hits.0.memo"), "極秘の覚え書き");
    KY_CLEANUP(ky_json_unref_p) json_t *empty = ask(parks.ix, "q=協議会");
    assert_string_equal(shown(empty, "2022-3", "title"), "");
}

/* The second match lies across the place where the snippet would end best. */
static void a_snippet_ends_before_a_match_or_behind_it(void **state)
{
    (void) state;
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    for (int gap = 50; gap < 62; gap++) {
        KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
        place p = {.dir = temp_make()};
        ky_str needle = KY_LIT("水辺の公園");
        ky_buf_puts(&line, "{\"id\": \"1\", \"title\": \"名\", \"body\": \"水辺の公園");
        for (int i = 0; i < 120; i++)
            ky_buf_puts(&line, i == gap ? "と水辺の公園" : "と森");
        ky_buf_puts(&line, "\"}\n");
        table_lines(&p.table, schema, line.p);
        build_ok(p.dir, &p.table, &build_defaults);
        p.ix = open_ok(p.dir);
        check_question(&p, "q=「水辺の公園」", &needle);
        place_fini(&p);
    }
    free(schema);
}

static void shows(const char *body, const char *q, const char *wanted)
{
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf param = {0};
    place p = {.dir = temp_make()};
    ky_buf_printf(&line, "{\"id\": \"1\", \"title\": \"名\", \"body\": \"%s\"}\n", body);
    ky_buf_printf(&param, "q=%s", q);
    table_lines(&p.table, schema, line.p);
    build_ok(p.dir, &p.table, &build_defaults);
    p.ix = open_ok(p.dir);
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(p.ix, param.p);
    assert_string_equal(text_at(a, "hits.0.highlight.body"), wanted);
    place_fini(&p);
    free(schema);
}

static void a_reading_is_marked_where_the_text_is_read_so(void **state)
{
    (void) state;
    shows("体育祭と夏の祭の夜", "まつり", "体育祭と夏の<mark>祭</mark>の夜");
    shows("夏の祭の夜", "まつり", "夏の<mark>祭</mark>の夜");
    shows("夏の祭と秋の祭、体育祭と", "まつり",
          "夏の<mark>祭</mark>と秋の<mark>祭</mark>、体育祭と");
    shows("体育祭と夏の祭の夜", "さい", "体育<mark>祭</mark>と夏の祭の夜");
    shows("体育祭もまつりも", "まつり", "体育祭も<mark>まつり</mark>も");
    shows("参加者は若い者", "しゃ", "参加<mark>者</mark>は若い者");
    shows("町会が町を歩く", "まち", "町会が<mark>町</mark>を歩く");
}

static void a_compound_that_fell_apart_is_marked_word_by_word(void **state)
{
    (void) state;
    shows("図書の公園", "公園図書館", "図書の<mark>公園</mark>");
    shows("公園と清掃", "公園清掃", "<mark>公園</mark>と<mark>清掃</mark>");
    shows("公園清掃と公園", "公園清掃", "<mark>公園清掃</mark>と公園");
}

/* Alone, for what has a word as it was asked for does not look for near ones. */
static void a_wave_typed_for_a_long_mark_belongs_to_the_word(void **state)
{
    (void) state;
    static const char *const shown_texts[][2] = {
        {"ギタ～の会", "<mark>ギタ～</mark>の会"},
        {"夏はギタ〜", "夏は<mark>ギタ〜</mark>"},
        {"月～金 ギタ～", "月～金 <mark>ギタ～</mark>"},
        {"～ギタ～", "～<mark>ギタ～</mark>"},
        {"フェスタ～夏のギタ", "フェスタ～夏の<mark>ギタ</mark>"},
    };
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    for (size_t i = 0; i < KY_LEN(shown_texts); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
        place p = {.dir = temp_make()};
        ky_buf_printf(&line, "{\"id\": \"1\", \"title\": \"名\", \"body\": \"%s\"}\n",
                      shown_texts[i][0]);
        table_lines(&p.table, schema, line.p);
        build_ok(p.dir, &p.table, &build_defaults);
        p.ix = open_ok(p.dir);
        KY_CLEANUP(ky_json_unref_p) json_t *a = ask(p.ix, "q=ギター", "explain=1");
        assert_string_equal(text_at(a, "hits.0.highlight.body"), shown_texts[i][1]);
        assert_non_null(strstr(shown_texts[i][1], text_at(a, "hits.0.why.0.matched")));
        assert_int_equal(json_array_size(at(a, "hits.0.why")), 1);
        place_fini(&p);
    }
    free(schema);
}

/* A text in which no word ends within the snippet. */
static void a_text_without_borders_is_cut_between_characters(void **state)
{
    (void) state;
    static const char *const units[] = {"k",       "か\u3099", "👨‍👩‍👧‍👦",
                                        "e\u0301", "ヴ",       "\u1100\u1161"};
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    for (size_t u = 0; u < KY_LEN(units); u++) {
        KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
        place p = {.dir = temp_make()};
        ky_buf_puts(&line, "{\"id\": \"1\", \"title\": \"名\", \"body\": \"");
        for (int i = 0; i < 300; i++)
            ky_buf_puts(&line, units[u]);
        ky_buf_puts(&line, "\"}\n");
        table_lines(&p.table, schema, line.p);
        build_ok(p.dir, &p.table, &build_defaults);
        p.ix = open_ok(p.dir);
        KY_CLEANUP(plain_fini) plain shown_text = {0};
        KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
        KY_CLEANUP(ky_json_unref_p) json_t *a = ask(p.ix, "q=名");
        take_apart(text_at(a, "hits.0.highlight.body"), &shown_text);
        texts ts = texts_of(&p.table, 0, &arena);
        size_t n = shown_text.text.n - ELLIPSIS;
        assert_memory_equal(shown_text.text.p + n, ellipsis, ELLIPSIS);
        assert_memory_equal(shown_text.text.p, ts.items[1].text.original.p, n);
        assert_true(n > 0 && count_characters(shown_text.text.p, n) <= KY_SNIPPET_CHARACTERS);
        if (!is_border(&ts.items[1], n, false))
            fail_msg("a character is cut: %s", shown_text.text.p);
        place_fini(&p);
    }
    free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_highlight_is_the_published_text),
        cmocka_unit_test(where_an_exact_text_stands_it_is_marked),
        cmocka_unit_test(what_really_stands_is_marked),
        cmocka_unit_test(the_snippet_goes_where_the_match_is),
        cmocka_unit_test(excluded_words_and_unsearched_texts_are_not_marked),
        cmocka_unit_test(a_snippet_ends_before_a_match_or_behind_it),
        cmocka_unit_test(a_reading_is_marked_where_the_text_is_read_so),
        cmocka_unit_test(a_compound_that_fell_apart_is_marked_word_by_word),
        cmocka_unit_test(a_wave_typed_for_a_long_mark_belongs_to_the_word),
        cmocka_unit_test(a_text_without_borders_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, places_setup, places_teardown);
}
