/* Promises of export.h, end to end: a table is read by kyodo-indexer, exported, read again by
 * kyodo-indexer under the name of its download, and the two indexes say the same.
 * - CSV and JSON Lines give every record again, every facet count, the data sets with their number
 *   of records, and the same answers; so do those of the published table, of another city's, of
 *   two small ones full of markup, quotes, line ends, `;`, brackets, formulas, notes and empty
 *   cells, and of random ones
 * - JSON is an array of the same records, one a line
 * - CSV is RFC 4180 (read here by a parser of its own): a BOM, a header, CR LF, as many cells in
 *   every row; and no cell begins like a formula
 * - whatever the size of the pieces, the bytes are the same
 * - of what finds nothing only the frame is left
 * - a data set is described with its number of records, its page and its licence */
#include "search/export.h"

#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>

#include "ask.h"
#include "base/csv_cell.h"
#include "cmocka_c17.h"
#include "index.h"
#include "random.h"

static int teardown(void **state)
{
    (void) state;
    model_close();
    return 0;
}

static void write_file(const char *path, ky_str bytes)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    assert_int_equal(fclose(f), 0);
}

/* An index in a folder of its own, with the schema beside it. */
typedef struct town {
    char *dir;
    char *schema;
    char *index;
    ky_index *ix;
} town;

static town town_make(const char *schema)
{
    town t = {.dir = temp_make()};
    t.schema = path_in(t.dir, "schema.json");
    t.index = path_in(t.dir, "index");
    write_file(t.schema, ky_str_of(schema));
    return t;
}

static void town_fini(town *t)
{
    ky_index_free(t->ix);
    temp_remove(t->dir);
    free(t->schema);
    free(t->index);
}

static void run_indexer(char *const *argv)
{
    extern char **environ;
    posix_spawn_file_actions_t quiet;
    pid_t pid = 0;
    int status = 0;
    assert_int_equal(posix_spawn_file_actions_init(&quiet), 0);
    assert_int_equal(posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1, 0), 0);
    assert_int_equal(posix_spawn(&pid, KYODO_INDEXER, &quiet, NULL, argv, environ), 0);
    assert_int_equal(posix_spawn_file_actions_destroy(&quiet), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* Build from one or two tables and open. */
static void town_build(town *t, const char *one, const char *two)
{
    static char program[] = "kyodo-indexer", build_word[] = "build", schema[] = "--schema",
                index_word[] = "--index";
    char *const argv[] = {program,
                          build_word,
                          schema,
                          t->schema,
                          index_word,
                          t->index,
                          (char *) (uintptr_t) one,
                          (char *) (uintptr_t) two,
                          NULL};
    run_indexer(argv);
    t->ix = open_ok(t->index);
}

static ky_walk *walk_dataset(ky_index *ix, const char *id)
{
    ky_walk *w = NULL;
    ky_err err;
    if (ky_walk_dataset(ix, ky_str_of(id), 0, &w, &err) != KY_OK)
        fail_msg("%s: %s", id, err.msg);
    return w;
}

static ky_walk *walk_search(ky_index *ix, const char *q)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    const ky_param params[] = {{KY_LIT("q"), ky_str_of(q)}, {KY_LIT("sort"), KY_LIT("number")}};
    ky_request rq;
    ky_walk *w = NULL;
    assert_int_equal(ky_request_parse(ky_index_schema(ix), params, 2, &arena, &rq, NULL), KY_OK);
    assert_int_equal(ky_walk_search(ix, &rq, 0, &w, NULL), KY_OK);
    return w;
}

/* The whole file, taken in pieces of so many bytes. */
static ky_buf file_of(ky_walk *w, ky_export_format f, size_t piece)
{
    KY_CLEANUP(ky_export_free_p) ky_export *e = NULL;
    ky_buf out = {0};
    char *bytes = malloc(piece);
    size_t n = 0;
    assert_non_null(bytes);
    assert_int_equal(ky_export_new(w, f, &e, NULL), KY_OK);
    do {
        ky_err err;
        if (ky_export_read(e, bytes, piece, &n, &err) != KY_OK)
            fail_msg("%s", err.msg);
        assert_true(n <= piece);
        ky_buf_put(&out, (ky_str){bytes, n});
    } while (n > 0);
    assert_int_equal(ky_export_read(e, bytes, piece, &n, NULL), KY_OK);
    assert_int_equal(n, 0);
    assert_true(ky_buf_ok(&out));
    free(bytes);
    return out;
}

static ky_buf dataset_file(ky_index *ix, const char *id, ky_export_format f)
{
    return file_of(walk_dataset(ix, id), f, 32768);
}

/* Everything that an index says, but for what differs from build to build. */
static void put_content(ky_index *ix, ky_buf *out)
{
    static const char *const questions[] = {"",       "公園 清掃", "子ども", "A",
                                            "その他", "花壇",      "b",      "「x」"};
    KY_CLEANUP(ky_json_unref_p) json_t *schema = NULL;
    ky_buf records = file_of(walk_search(ix, ""), KY_EXPORT_JSONL, 4096);
    ky_buf_put(out, ky_buf_str(&records));
    ky_buf_fini(&records);
    assert_int_equal(ky_answer_schema(ix, &schema, NULL), KY_OK);
    assert_int_equal(ky_json_write(json_object_get(schema, "datasets"), 1, out, NULL), KY_OK);
    for (size_t i = 0; i < KY_LEN(questions); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
        ky_buf_printf(&q, "q=%s", questions[i]);
        KY_CLEANUP(ky_json_unref_p)
        json_t *answer = ask_list(ix, PARAMS(q.p, "limit=100", "facet_limit=1000", "match=any"));
        (void) json_object_del(answer, "took_us");
        (void) json_object_del(answer, "index");
        ky_buf_putc(out, '\n');
        assert_int_equal(ky_json_write(answer, 1, out, NULL), KY_OK);
    }
}

static void assert_same_content(ky_index *wanted, ky_index *found, const char *what)
{
    KY_CLEANUP(ky_buf_fini) ky_buf a = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    put_content(wanted, &a);
    put_content(found, &b);
    assert_true(ky_buf_ok(&a) && ky_buf_ok(&b));
    size_t at = 0;
    while (at < a.n && at < b.n && a.p[at] == b.p[at])
        at++;
    if (at < a.n || at < b.n)
        fail_msg("%s differs at byte %zu:\n%.300s\nwanted\n%.300s", what, at,
                 b.p + (at < 100 ? 0 : at - 100), a.p + (at < 100 ? 0 : at - 100));
}

/* One cell of RFC 4180, unquoted into out. Returns what ended it: ',' or '\n'. */
static char read_cell(const char **at, ky_buf *out)
{
    const char *p = *at;
    if (*p == '"') {
        for (p++; *p != '"' || p[1] == '"'; p++) {
            assert_true(*p != '\0');
            p += *p == '"';
            ky_buf_putc(out, *p);
        }
        p++;
    } else {
        for (; *p != ',' && *p != '\r' && *p != '\0'; p++) {
            assert_true(*p != '"' && *p != '\n');
            ky_buf_putc(out, *p);
        }
    }
    char end = *p;
    if (end == '\r') {
        assert_true(p[1] == '\n');
        end = '\n';
        p++;
    }
    assert_true(end == ',' || end == '\n');
    *at = p + 1;
    return end;
}

/* The cell that stands for a text: its guard comes off. */
static void assert_text_cell(const ky_buf *cell, const json_t *wanted)
{
    ky_str text = ky_buf_str(cell);
    if (ky_csv_has_guard(text))
        text = ky_str_from(text, 1);
    if (json_is_string(wanted))
        assert_true(ky_str_eq(text, ky_json_get_str(wanted)));
    else if (json_is_integer(wanted))
        assert_int_equal(strtoll(text.p, NULL, 10), json_integer_value(wanted));
    else if (json_is_boolean(wanted))
        assert_string_equal(text.p, json_is_true(wanted) ? "true" : "false");
}

enum { MOST_COLUMNS = 40 };

/* Read the file as any other program would, and compare what is no list with the records. */
static void assert_csv(const ky_buf *csv, const json_t *records)
{
    char names[MOST_COLUMNS][40];
    size_t n_names = 0;
    size_t row = 0;
    assert_int_equal(strlen(csv->p), csv->n);
    assert_int_equal(memcmp(csv->p, "\xEF\xBB\xBFid,number,year,", 18), 0);
    for (const char *at = csv->p + 3; *at != '\0'; row++) {
        size_t column = 0;
        char end = ',';
        for (; end == ','; column++) {
            KY_CLEANUP(ky_buf_fini) ky_buf cell = {0};
            end = read_cell(&at, &cell);
            ky_buf_puts(&cell, "");
            const char *text = cell.p == NULL ? "" : cell.p;
            assert_true(!ky_csv_is_risky(ky_str_of(text)) || text[0] == '\'');
            if (row == 0)
                (void) snprintf(names[n_names++], sizeof names[0], "%s", text);
            else
                assert_text_cell(&cell,
                                 json_object_get(json_array_get(records, row - 1), names[column]));
            assert_true(n_names < MOST_COLUMNS);
        }
        assert_int_equal(column, n_names);
    }
    assert_int_equal(row, json_array_size(records) + 1);
}

static void assert_json(const ky_buf *json, const ky_buf *lines, json_t **ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *array = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf joined = {0};
    assert_int_equal(ky_json_parse(ky_buf_str(json), "json", &array, NULL), KY_OK);
    ky_buf_puts(&joined, "[\n");
    for (const char *at = lines->p; *at != '\0'; at += strcspn(at, "\n") + 1) {
        if (at != lines->p)
            ky_buf_puts(&joined, ",\n");
        ky_buf_put(&joined, (ky_str){at, strcspn(at, "\n")});
    }
    ky_buf_puts(&joined, "\n]\n");
    assert_string_equal(json->p, joined.p);
    *ret = KY_STEAL(array);
}

/* Build a town of the same schema from a file of that name. */
static void assert_read_back(const town *from, const char *name, const ky_buf *bytes,
                             const char *other_name, const ky_buf *other)
{
    char *schema = read_whole(from->schema);
    town again = town_make(schema);
    char *path = path_in(again.dir, name);
    char *other_path = other == NULL ? NULL : path_in(again.dir, other_name);
    write_file(path, ky_buf_str(bytes));
    if (other != NULL)
        write_file(other_path, ky_buf_str(other));
    town_build(&again, path, other_path);
    assert_same_content(from->ix, again.ix, name);
    free(other_path);
    free(path);
    free(schema);
    town_fini(&again);
}

/* Every data set of a town that has one. */
static void assert_round_trip(const town *t, const char *id)
{
    KY_CLEANUP(ky_json_unref_p) json_t *records = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf csv = dataset_file(t->ix, id, KY_EXPORT_CSV);
    KY_CLEANUP(ky_buf_fini) ky_buf json = dataset_file(t->ix, id, KY_EXPORT_JSON);
    KY_CLEANUP(ky_buf_fini) ky_buf lines = dataset_file(t->ix, id, KY_EXPORT_JSONL);
    KY_CLEANUP(ky_buf_fini) ky_buf name = {0};
    assert_json(&json, &lines, &records);
    assert_csv(&csv, records);
    ky_buf_printf(&name, "%s.csv", id);
    assert_read_back(t, name.p, &csv, NULL, NULL);
    ky_buf_clear(&name);
    ky_buf_printf(&name, "%s.jsonl", id);
    assert_read_back(t, name.p, &lines, NULL, NULL);
}

static void the_published_table_comes_back(void **state)
{
    (void) state;
    char *schema = read_whole(KYODO_SCHEMA);
    town t = town_make(schema);
    town_build(&t, KYODO_TABLE, NULL);
    assert_int_equal(total(t.ix, "q="), 77);
    assert_round_trip(&t, "koganei-kyodo-2020");
    free(schema);
    town_fini(&t);
}

static void another_citys_table_comes_back(void **state)
{
    (void) state;
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    char *lines = read_whole(KYODO_SUPPORT "/parks.jsonl");
    town t = town_make(schema);
    char *path = path_in(t.dir, "parks-2021.jsonl");
    write_file(path, ky_str_of(lines));
    town_build(&t, path, NULL);
    assert_true(total(t.ix, "q=", "nendo=2022") > 0);
    assert_round_trip(&t, "parks-2021");
    free(path);
    free(lines);
    free(schema);
    town_fini(&t);
}

/* No field for number or year, two values with notes, values that look like several or like one
 * with a note, an open facet that is split. */
static const char nasty_schema[] =
    "{\"default_year\": 2000, \"datasets\": ["
    "{\"id\": \"east-2021\", \"title\": \"東 <b>\", \"year\": 2021, \"files\": [\"e.jsonl\"],"
    " \"url\": \"https://example.jp/?a=1&b\", \"licence\": {\"name\": \"CC BY 4.0\"}},"
    "{\"id\": \"west-2021\", \"title\": \"西\", \"year\": 2021, \"files\": [\"w.jsonl\"]}],"
    "\"none\": [\"—\", \"なし\"], \"fields\": ["
    "{\"name\": \"name\", \"kind\": \"text\", \"role\": \"title\", \"weight\": 2},"
    "{\"name\": \"memo\", \"kind\": \"text\", \"weight\": 1},"
    "{\"name\": \"kind\", \"kind\": \"facet\", \"max_values\": 6, \"weight\": 1, \"vocabulary\": ["
    "{\"value\": \"福祉\"}, {\"value\": \"A;B\"}, {\"value\": \"種類（一）\"},"
    "{\"value\": \"ほか\", \"note\": true}, {\"value\": \"その他\", \"note\": true}]},"
    "{\"name\": \"plain\", \"kind\": \"facet\", \"max_values\": 6, \"weight\": 1, \"vocabulary\": ["
    "{\"value\": \"福祉\"}, {\"value\": \"ほか\", \"note\": true},"
    "{\"value\": \"その他\", \"note\": true}]},"
    "{\"name\": \"tag\", \"kind\": \"facet\", \"max_values\": 9, \"split\": \" ・\"},"
    "{\"name\": \"area\", \"kind\": \"number\", \"facet\": true},"
    "{\"name\": \"open\", \"kind\": \"flag\", \"yes\": [\"○\"]}]}";

static const char east[] =
    "{\"name\":\"<script>alert(1)</script> & \\\"quotes\\\"\",\"memo\":\"=1+1\",\"kind\":[\"A;B\"],"
    "\"plain\":[\"その他\",\"その他\"],\"other\":{\"plain\":[\"X\",\"Y\"]},\"area\":0}\n"
    "{\"name\":\"=HYPERLINK(\\\"http://x\\\",\\\"y\\\")\",\"memo\":\"'=1\",\"open\":true,"
    "\"kind\":[\"ほか\",\"その他\",\"福祉\"],\"other\":{\"kind\":[\"\",\"x）y\"]},\"number\":7}\n"
    "{\"name\":\"''＠x\",\"memo\":\"一\\n\\n二\\r\\n\\\"三\\\"\",\"number\":7,"
    "\"tag\":[\"北 南\",\"東・西\",\"\\\"x\\\"\",\"=1\",\"a;b\",\"A（\",\"）\",\"(；)\"]}\n"
    "{\"name\":\"＋81\",\"memo\":\"'\",\"plain\":[\"ほか\",\"その他\",\"その他（b）\"],"
    "\"other\":{\"plain\":[\"\",\"\\\"q\\\";（\"]},\"tag\":[\"-1\"]}\n"
    "{\"name\":\"a,b\",\"memo\":\"\",\"kind\":[\"その他\",\"種類（一）\"],"
    "\"other\":{\"kind\":[\"一\"]},\"tag\":[\"'=1\",\"\\\"\"],\"id\":\"=id\",\"area\":4294967295}\n"
    "{\"name\":\"－\\u00e9e\\u0301\",\"year\":2019,\"number\":7,\"kind\":[\"宇宙（外）\",\"宇宙（;"
    "\"],"
    "\"id\":\"a;b,c\\\"d\"}\n"
    "{\"memo\":\"@\",\"plain\":[\"その他\"],\"other\":{\"plain\":[\"'=n（a;b）\"]}}\n";

static const char west[] =
    "{\"name\":\"\\ttab\",\"number\":7,\"tag\":[\"\\u00a0x\\u3000y\"]}\n"
    "{\"name\":\"b\",\"number\":12,\"kind\":[\"A\",\"B\"],\"plain\":[\"福祉\",\"ほか（（））\"]}\n";

static void assert_described(ky_index *ix)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
    assert_int_equal(ky_answer_schema(ix, &j, NULL), KY_OK);
    KY_CLEANUP(ky_json_unref_p)
    json_t *wanted =
        json_pack("[{s:s, s:s, s:i, s:s, s:s, s:{s:s}, s:i}, {s:s, s:s, s:i, s:s, s:i}]", "id",
                  "east-2021", "title", "東 <b>", "year", 2021, "source", "", "url",
                  "https://example.jp/?a=1&b", "licence", "name", "CC BY 4.0", "records", 7, "id",
                  "west-2021", "title", "西", "year", 2021, "source", "", "records", 2);
    assert_true(json_equal(at(j, "datasets"), wanted));
}

static void nasty_tables_come_back(void **state)
{
    (void) state;
    town t = town_make(nasty_schema);
    char *e = path_in(t.dir, "e.jsonl");
    char *w = path_in(t.dir, "w.jsonl");
    write_file(e, ky_str_of(east));
    write_file(w, ky_str_of(west));
    town_build(&t, e, w);
    assert_int_equal(total(t.ix, "q="), 9);
    assert_described(t.ix);
    for (ky_export_format f = KY_EXPORT_CSV; f <= KY_EXPORT_JSONL; f++) {
        KY_CLEANUP(ky_buf_fini) ky_buf of_east = dataset_file(t.ix, "east-2021", f);
        KY_CLEANUP(ky_buf_fini) ky_buf of_west = dataset_file(t.ix, "west-2021", f);
        if (f != KY_EXPORT_JSON)
            assert_read_back(&t, f == KY_EXPORT_CSV ? "east-2021.csv" : "east-2021.jsonl", &of_east,
                             f == KY_EXPORT_CSV ? "west-2021.csv" : "west-2021.jsonl", &of_west);
    }
    KY_CLEANUP(ky_json_unref_p) json_t *records = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf csv = dataset_file(t.ix, "east-2021", KY_EXPORT_CSV);
    KY_CLEANUP(ky_buf_fini) ky_buf json = dataset_file(t.ix, "east-2021", KY_EXPORT_JSON);
    KY_CLEANUP(ky_buf_fini) ky_buf lines = dataset_file(t.ix, "east-2021", KY_EXPORT_JSONL);
    assert_json(&json, &lines, &records);
    assert_csv(&csv, records);
    assert_int_equal(json_array_size(records), 7);
    free(e);
    free(w);
    town_fini(&t);
}

static void put_random_text(dice *d, ky_buf *out)
{
    static const char *const pieces[] = {
        "A",   "B",   ";",    "；",     "（",   "）",      "(",          ")",  "\"",   "'",
        "=",   "＝",  "-",    "－",     "@",    "+",       " ",          "　", "・",   ",",
        "\\n", "\\t", "福祉", "その他", "ほか", "\\u00a0", "種類（一）", "。", "\\\\", "—"};
    size_t n = 1 + throw_dice(d, 6);
    ky_buf_putc(out, '"');
    for (size_t i = 0; i < n; i++) {
        const char *piece = pieces[throw_dice(d, KY_LEN(pieces))];
        ky_buf_puts(out, strcmp(piece, "\"") == 0 ? "\\\"" : piece);
    }
    ky_buf_putc(out, '"');
}

static void put_random_list(dice *d, const char *const *known, size_t n_known, ky_buf *out)
{
    size_t n = throw_dice(d, 5);
    ky_buf_putc(out, '[');
    for (size_t i = 0; i < n; i++) {
        ky_buf_puts(out, i == 0 ? "" : ",");
        if (n_known > 0 && throw_dice(d, 3) > 0)
            ky_buf_printf(out, "\"%s\"", known[throw_dice(d, n_known)]);
        else
            put_random_text(d, out);
    }
    ky_buf_putc(out, ']');
}

static void put_random_record(dice *d, ky_buf *out)
{
    static const char *const kinds[] = {"福祉", "A;B", "種類（一）", "ほか", "その他", "その他"};
    static const char *const plain[] = {"福祉", "ほか", "その他", "その他"};
    ky_buf_puts(out, "{\"name\":");
    put_random_text(d, out);
    ky_buf_puts(out, ",\"memo\":");
    put_random_text(d, out);
    ky_buf_puts(out, ",\"kind\":");
    put_random_list(d, kinds, KY_LEN(kinds), out);
    ky_buf_puts(out, ",\"plain\":");
    put_random_list(d, plain, KY_LEN(plain), out);
    ky_buf_puts(out, ",\"tag\":");
    put_random_list(d, NULL, 0, out);
    ky_buf_puts(out, ",\"other\":{\"kind\":");
    put_random_list(d, NULL, 0, out);
    ky_buf_puts(out, ",\"plain\":");
    put_random_list(d, NULL, 0, out);
    ky_buf_puts(out, "}}\n");
}

static void random_tables_come_back(void **state)
{
    (void) state;
    enum { RECORDS = 600 };
    dice d = {20};
    KY_CLEANUP(ky_buf_fini) ky_buf lines = {0};
    for (int i = 0; i < RECORDS; i++)
        put_random_record(&d, &lines);
    assert_true(ky_buf_ok(&lines));
    town t = town_make(nasty_schema);
    char *e = path_in(t.dir, "e.jsonl");
    write_file(e, ky_buf_str(&lines));
    town_build(&t, e, NULL);
    assert_true(total(t.ix, "q=") > RECORDS / 2);
    assert_round_trip(&t, "east-2021");
    free(e);
    town_fini(&t);
}

static void the_size_of_the_pieces_does_not_matter(void **state)
{
    (void) state;
    static const size_t sizes[] = {1, 2, 7, 4096, 1 << 20};
    char *schema = read_whole(KYODO_SCHEMA);
    town t = town_make(schema);
    town_build(&t, KYODO_TABLE, NULL);
    for (ky_export_format f = KY_EXPORT_CSV; f <= KY_EXPORT_JSONL; f++) {
        KY_CLEANUP(ky_buf_fini) ky_buf whole = dataset_file(t.ix, "koganei-kyodo-2020", f);
        for (size_t i = 0; i < KY_LEN(sizes); i++) {
            KY_CLEANUP(ky_buf_fini)
            ky_buf pieces = file_of(walk_dataset(t.ix, "koganei-kyodo-2020"), f, sizes[i]);
            assert_true(ky_str_eq(ky_buf_str(&pieces), ky_buf_str(&whole)));
        }
    }
    free(schema);
    town_fini(&t);
}

static void of_nothing_the_frame_is_left(void **state)
{
    (void) state;
    static const char *const wanted[] = {
        [KY_EXPORT_CSV] = "\xEF\xBB\xBFid,number,year,name,memo,kind,plain,tag,area,open\r\n",
        [KY_EXPORT_JSON] = "[]\n",
        [KY_EXPORT_JSONL] = "",
    };
    town t = town_make(nasty_schema);
    char *w = path_in(t.dir, "w.jsonl");
    write_file(w, ky_str_of(west));
    town_build(&t, w, NULL);
    for (ky_export_format f = KY_EXPORT_CSV; f <= KY_EXPORT_JSONL; f++) {
        KY_CLEANUP(ky_buf_fini) ky_buf nothing = file_of(walk_search(t.ix, "量子"), f, 9);
        assert_string_equal(ky_buf_str(&nothing).p, wanted[f]);
    }
    free(w);
    town_fini(&t);
}

static void formats_have_names_and_types(void **state)
{
    (void) state;
    static const char *const names[] = {"csv", "json", "jsonl"};
    ky_export_format f = KY_EXPORT_CSV;
    for (size_t i = 0; i < KY_LEN(names); i++) {
        assert_true(ky_export_format_of(ky_str_of(names[i]), &f));
        assert_int_equal(f, i);
        assert_non_null(strstr(ky_export_type(f), names[i]));
    }
    assert_false(ky_export_format_of(KY_LIT("tsv"), &f));
    assert_false(ky_export_format_of(KY_LIT(""), &f));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_table_comes_back),
        cmocka_unit_test(another_citys_table_comes_back),
        cmocka_unit_test(nasty_tables_come_back),
        cmocka_unit_test(random_tables_come_back),
        cmocka_unit_test(the_size_of_the_pieces_does_not_matter),
        cmocka_unit_test(of_nothing_the_frame_is_left),
        cmocka_unit_test(formats_have_names_and_types),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
