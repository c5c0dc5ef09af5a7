#include "table.h"

#include "base/buf.h"
#include "cmocka_c17.h"
#include "table_reader.h"

char *read_whole(const char *path)
{
    ky_buf b = {0};
    ky_err err;
    if (ky_buf_read_file(&b, path, SIZE_MAX / 4, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return ky_buf_take(&b);
}

static void load_schema(table *t, const char *json, const char *where)
{
    ky_err err;
    if (ky_schema_parse(ky_str_of(json), where, &t->schema, &err) != KY_OK)
        fail_msg("%s", err.msg);
}

static void add(table *t, const ky_record *r, const ky_dataset *d)
{
    size_t cap = t->cap;
    assert_true(KY_GROW(t->records, t->cap, t->n + 1));
    assert_true(KY_GROW(t->datasets, cap, t->n + 1));
    assert_true(ky_record_copy(r, t->schema, &t->arena, &t->records[t->n]));
    t->datasets[t->n++] = d;
}

static void add_published(void *payload, const ky_record *r, const ky_dataset *d)
{
    add(payload, r, d);
}

void table_published(table *t)
{
    char *json = read_whole(KYODO_SCHEMA);
    *t = (table){0};
    load_schema(t, json, KYODO_SCHEMA);
    free(json);
    read_published(KYODO_TABLE, t->schema, add_published, t);
    assert_int_equal(t->n, 77);
}

static const ky_dataset *dataset_of_year(const ky_schema *s, uint32_t year)
{
    for (size_t i = 0; i < s->n_datasets; i++)
        if (s->datasets[i].year == year)
            return &s->datasets[i];
    return NULL;
}

static void add_line(table *t, ky_str line)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
    ky_record r;
    ky_err err;
    if (ky_json_parse(line, "line", &j, &err) != KY_OK ||
        ky_record_from_json(j, t->schema, &t->arena, &r, &err) != KY_OK)
        fail_msg("%s", err.msg);
    add(t, &r, dataset_of_year(t->schema, r.year));
}

void table_lines(table *t, const char *schema, const char *lines)
{
    *t = (table){0};
    load_schema(t, schema, "schema");
    while (lines != NULL && *lines != '\0') {
        size_t n = strcspn(lines, "\n");
        if (n > 0)
            add_line(t, (ky_str){lines, n});
        lines += n + (lines[n] == '\n');
    }
}

void table_parks(table *t)
{
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    char *lines = read_whole(KYODO_SUPPORT "/parks.jsonl");
    table_lines(t, schema, lines);
    free(schema);
    free(lines);
}

table table_cut(const table *from, size_t n)
{
    table t = *from;
    assert_true(n <= from->n);
    t.n = n;
    return t;
}

void table_many(table *t, size_t n)
{
    char *schema = read_whole(KYODO_SUPPORT "/parks.schema.json");
    KY_CLEANUP(ky_buf_fini) ky_buf lines = {0};
    static const char *const wards[] = {"北", "南", "東", "西", "中央"};
    for (size_t i = 1; i <= n; i++)
        ky_buf_printf(
            &lines,
            "{\"id\": \"P%zu\", \"number\": %zu, \"year\": 2021, \"title\": \"記号%zuの公園\","
            " \"body\": \"%sの草刈りと清掃を記号%zuで続ける。%s\", \"ward\": [\"%s\"]}\n",
            i, i, i, i % 3 == 0 ? "花壇" : "広場", i, i % 10 == 0 ? "水路もある。" : "",
            wards[i % 5]);
    assert_true(ky_buf_ok(&lines));
    table_lines(t, schema, lines.p);
    free(schema);
}

void table_fini(table *t)
{
    free(t->records);
    free(t->datasets);
    ky_arena_fini(&t->arena);
    ky_schema_free(t->schema);
    *t = (table){0};
}
