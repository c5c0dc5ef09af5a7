#include "support.h"

#include <stdio.h>

ky_schema *bundled;
static json_t *true_records;

int load_bundled(void **state)
{
    (void) state;
    ky_err err;
    if (ky_schema_load(KYODO_SOURCE_DIR "/data/collaboration.schema.json", &bundled, &err) == KY_OK)
        return 0;
    print_error("%s\n", err.msg);
    return -1;
}

int free_bundled(void **state)
{
    (void) state;
    json_decref(true_records);
    true_records = NULL;
    ky_schema_free(bundled);
    bundled = NULL;
    return 0;
}

ky_buf published(void)
{
    ky_buf b = {0};
    ky_err err;
    if (ky_buf_read_file(&b, KYODO_SOURCE_DIR "/data/collaboration-2020.tsv", 1 << 20, &err) !=
        KY_OK)
        fail_msg("%s", err.msg);
    return b;
}

/* The number after ':' at *at, which moves behind it; 0 where there is none. */
static size_t take_number(const char **at)
{
    char *end;
    if (**at != ':')
        return 0;
    size_t n = strtoul(*at + 1, &end, 10);
    *at = end;
    return n;
}

/* The next word at *at into word, which holds size bytes. */
static void take_word(const char **at, char *word, size_t size)
{
    const char *from = *at + strspn(*at, " ");
    size_t n = strcspn(from, " \n");
    assert_true(n < size);
    memcpy(word, from, n);
    word[n] = '\0';
    *at = from + n;
}

/* A line such as `t.tsv:160:7  repair  #56  shift  …`. */
static bool parse_finding(const char *name, const char *line, finding *ret)
{
    char kind[8];
    char number[16];
    if (strncmp(line, name, strlen(name)) != 0)
        return false;
    const char *at = line + strlen(name);
    ret->line = take_number(&at);
    ret->column = take_number(&at);
    if (ret->column == 0)
        return false;
    take_word(&at, kind, sizeof kind);
    take_word(&at, number, sizeof number);
    take_word(&at, ret->rule, sizeof ret->rule);
    ret->doubt = strcmp(kind, "doubt") == 0;
    ret->number = number[0] == '#' ? strtol(number + 1, NULL, 10) : -1;
    return ret->doubt || strcmp(kind, "repair") == 0;
}

static void parse_findings(reading_result *r, const char *name, const char *text)
{
    size_t cap = 0;
    while (*text != '\0') {
        const char *end = strchr(text, '\n');
        assert_non_null(end);
        finding f;
        if (parse_finding(name, text, &f)) {
            assert_true(KY_GROW(r->findings, cap, r->n + 1));
            r->findings[r->n++] = f;
        }
        text = end + 1;
    }
}

static void read_records(reading_result *r, ky_table *t, const ky_schema *schema)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    for (;;) {
        ky_record record;
        bool more = false;
        json_t *j;
        r->rc = ky_table_next(t, &arena, &record, &more, &r->err);
        if (r->rc != KY_OK || !more)
            return;
        assert_int_equal(KY_OK, ky_record_to_json(&record, schema, &j, &r->err));
        assert_int_equal(0, json_array_append_new(r->records, j));
    }
}

reading_result read_as(const ky_schema *schema, const char *name, ky_str bytes,
                       ky_table_format format, uint32_t year)
{
    reading_result r = {.records = json_array()};
    KY_CLEANUP(ky_report_free_p) ky_report *report = NULL;
    KY_CLEANUP(ky_table_free_p) ky_table *t = NULL;
    KY_CLEANUP(ky_idset_fini) ky_idset ids = {0};
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    assert_non_null(f);
    assert_int_equal(KY_OK, ky_report_new(f, NULL, &report, NULL));
    ky_report_table_begin(report, name);
    const ky_table_options o = {
        .schema = schema, .report = report, .ids = &ids, .format = format, .year = year};
    r.rc = ky_table_open_memory(name, bytes, &o, &t, &r.err);
    if (r.rc == KY_OK)
        read_records(&r, t, schema);
    r.lines = t == NULL ? 0 : ky_table_lines(t);
    assert_int_equal(0, fclose(f));
    parse_findings(&r, name, text);
    assert_int_equal(ky_report_doubts(report), count_doubts(&r));
    assert_int_equal(ky_report_doubts(report) + ky_report_repairs(report), r.n);
    free(text);
    return r;
}

reading_result read_table(const char *name, ky_str bytes)
{
    return read_as(bundled, name, bytes, KY_TABLE_BY_NAME, 0);
}

reading_result read_text(const char *name, const char *text)
{
    return read_table(name, ky_str_of(text));
}

void result_free(reading_result *r)
{
    json_decref(r->records);
    free(r->findings);
}

size_t count_at(const reading_result *r, const char *rule, size_t line, size_t column)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const finding *f = &r->findings[i];
        n += strcmp(f->rule, rule) == 0 && (line == 0 || f->line == line) &&
             (column == 0 || f->column == column);
    }
    return n;
}

size_t count_rule(const reading_result *r, const char *rule)
{
    return count_at(r, rule, 0, 0);
}

size_t count_doubts(const reading_result *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++)
        n += r->findings[i].doubt;
    return n;
}

const json_t *truth(void)
{
    if (true_records == NULL) {
        KY_CLEANUP(ky_buf_fini) ky_buf b = published();
        reading_result r = read_table("collaboration-2020.tsv", ky_buf_str(&b));
        true_records = json_incref(r.records);
        result_free(&r);
    }
    return true_records;
}

void assert_bundled(const reading_result *r)
{
    if (r->rc != KY_OK)
        fail_msg("%s", r->err.msg);
    for (size_t i = 0; i < r->n; i++) {
        const finding *f = &r->findings[i];
        if (f->doubt && (f->number != 47 || strcmp(f->rule, "designated-manager") != 0))
            fail_msg("doubt: line %zu column %zu %s", f->line, f->column, f->rule);
    }
    assert_int_equal(1, count_doubts(r));
    assert_int_equal(77, json_array_size(r->records));
    for (size_t i = 0; i < 77; i++)
        if (!json_equal(json_array_get(r->records, i), json_array_get(truth(), i)))
            fail_msg("record %zu: %s", i + 1,
                     json_dumps(json_array_get(r->records, i), JSON_COMPACT));
}

ky_str *lines_of(ky_str text, size_t *ret_n)
{
    ky_str *lines = NULL;
    size_t cap = 0;
    size_t n = 0;
    for (;;) {
        size_t end = ky_str_find(text, KY_LIT("\n"));
        assert_true(KY_GROW(lines, cap, n + 1));
        lines[n++] = (ky_str){text.p, end == SIZE_MAX ? text.n : end};
        if (end == SIZE_MAX)
            break;
        text = ky_str_from(text, end + 1);
    }
    *ret_n = n;
    return lines;
}

ky_buf join(const ky_str *lines, size_t n, const char *end)
{
    ky_buf b = {0};
    for (size_t i = 0; i < n; i++) {
        ky_buf_puts(&b, i == 0 ? "" : end);
        ky_buf_put(&b, lines[i]);
    }
    assert_true(ky_buf_ok(&b));
    return b;
}

ky_buf replaced(ky_str text, const char *from, const char *to)
{
    ky_buf b = {0};
    for (size_t at; (at = ky_str_find(text, ky_str_of(from))) != SIZE_MAX;) {
        ky_buf_put(&b, (ky_str){text.p, at});
        ky_buf_puts(&b, to);
        text = ky_str_from(text, at + strlen(from));
    }
    ky_buf_put(&b, text);
    assert_true(ky_buf_ok(&b));
    return b;
}
