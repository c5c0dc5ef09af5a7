#include "fields.h"

#include <inttypes.h>

#include "base/csv_cell.h"
#include "text.h"

static int word_of(ky_str s, const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++)
        if (ky_str_eq(s, ky_str_of(words[i])))
            return i;
    return 0;
}

/* A label that no terminal obeys; .p is NULL without memory. */
static ky_str clean_label(const json_t *j, ky_arena *arena)
{
    KY_CLEANUP(ky_buf_fini) ky_buf clean = {0};
    ky_str label = ky_json_get_str(json_object_get(json_object_get(j, "labels"), "ja"));
    cli_put_clean(&clean, label.n > 0 ? label : ky_json_get_str(json_object_get(j, "name")));
    return ky_buf_ok(&clean) ? ky_arena_str(arena, ky_buf_str(&clean)) : (ky_str){0};
}

static cli_field field_of(const json_t *j, ky_arena *arena)
{
    static const char *const kinds[] = {"text", "facet", "flag", "number", NULL};
    static const char *const roles[] = {"", "number", "year", "title", NULL};
    return (cli_field){
        .name = ky_json_get_str(json_object_get(j, "name")),
        .label = clean_label(j, arena),
        .kind = (cli_kind) word_of(ky_json_get_str(json_object_get(j, "kind")), kinds),
        .role = (cli_role) word_of(ky_json_get_str(json_object_get(j, "role")), roles),
        .values = json_object_get(j, "values"),
        .split = ky_json_get_str(json_object_get(j, "split")),
    };
}

static ky_rc list_of(const json_t *list, ky_arena *arena, cli_field **ret, size_t *ret_n,
                     ky_err *err)
{
    size_t n = json_array_size(list);
    if (n == 0)
        return ky_fail(err, KY_E_IO, "the schema that was answered names no fields");
    cli_field *items = KY_ARENA_ARRAY(arena, cli_field, n);
    if (items == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < n; i++) {
        items[i] = field_of(json_array_get(list, i), arena);
        if (items[i].label.p == NULL)
            return ky_nomem(err);
        if (items[i].name.n == 0)
            return ky_fail(err, KY_E_IO, "the schema that was answered has a field without a name");
    }
    *ret = items;
    *ret_n = n;
    return KY_OK;
}

void cli_fields_fini(cli_fields *f)
{
    ky_arena_fini(&f->arena);
    *f = (cli_fields){0};
}

static const cli_field *find(const cli_field *fields, size_t n, ky_str name)
{
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(fields[i].name, name))
            return &fields[i];
    return NULL;
}

/* The field that says so, else the first text: every schema has one. */
static const cli_field *find_title(const cli_fields *f)
{
    const cli_field *title = NULL;
    for (size_t i = 0; i < f->n; i++) {
        if (f->items[i].role == CLI_ROLE_TITLE)
            return &f->items[i];
        if (title == NULL && f->items[i].kind == CLI_TEXT)
            title = &f->items[i];
    }
    return title;
}

ky_rc cli_fields_read(const json_t *schema, cli_fields *ret, ky_err *err)
{
    KY_CLEANUP(cli_fields_fini) cli_fields f = {0};
    ky_rc rc = list_of(json_object_get(schema, "fields"), &f.arena, &f.items, &f.n, err);
    if (rc == KY_OK && json_array_size(json_object_get(schema, "facets")) > 0)
        rc = list_of(json_object_get(schema, "facets"), &f.arena, &f.facets, &f.n_facets, err);
    if (rc != KY_OK)
        return rc;
    for (size_t i = 0; i < f.n; i++) {
        const cli_field *facet = find(f.facets, f.n_facets, f.items[i].name);
        if (facet != NULL && f.items[i].values == NULL)
            f.items[i].values = facet->values;
    }
    f.title = find_title(&f);
    *ret = f;
    f = (cli_fields){0};
    return KY_OK;
}

ky_str cli_facet_label(const cli_fields *f, ky_str name)
{
    const cli_field *facet = find(f->facets, f->n_facets, name);
    return facet == NULL ? name : facet->label;
}

/* True where the vocabulary says that a value is published with a note. */
static bool takes_note(const cli_field *f, ky_str value)
{
    for (size_t i = 0; i < json_array_size(f->values); i++) {
        const json_t *v = json_array_get(f->values, i);
        if (ky_str_eq(ky_json_get_str(json_object_get(v, "value")), value))
            return json_is_true(json_object_get(v, "note"));
    }
    return false;
}

/* Appends a value and the note behind it. */
typedef void put_value(ky_buf *out, const cli_field *f, ky_str value, ky_str note);

static void put_plain_value(ky_buf *out, const cli_field *f, ky_str value, ky_str note)
{
    (void) f;
    ky_buf_put(out, value);
    if (note.n > 0)
        ky_buf_printf(out, "（%.*s）", KY_FMT(note));
}

static void put_csv_value(ky_buf *out, const cli_field *f, ky_str value, ky_str note)
{
    ky_csv_put_value(out, value, note, f->split, false);
}

/* Notes belong, in order, to the values that take one; what is left over stands for itself. */
static void put_list(ky_buf *out, const cli_field *f, const json_t *record, const char *between,
                     put_value *put)
{
    const json_t *list = json_object_get(record, f->name.p);
    const json_t *notes = json_object_get(json_object_get(record, "other"), f->name.p);
    size_t next = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        ky_str value = ky_json_get_str(json_array_get(list, i));
        ky_str note = {0};
        if (next < json_array_size(notes) && takes_note(f, value))
            note = ky_json_get_str(json_array_get(notes, next++));
        ky_buf_puts(out, i > 0 ? between : "");
        put(out, f, value, note);
    }
    for (; next < json_array_size(notes); next++) {
        ky_buf_puts(out, between);
        put_plain_value(out, f, (ky_str){0}, ky_json_get_str(json_array_get(notes, next)));
    }
}

static void put_any(ky_buf *out, const cli_field *f, const json_t *record, const char *between,
                    put_value *put)
{
    const json_t *v = json_object_get(record, f->name.p);
    if (json_is_string(v))
        ky_buf_put(out, ky_json_get_str(v));
    else if (json_is_integer(v))
        ky_buf_printf(out, "%" PRIdMAX, (intmax_t) json_integer_value(v));
    else if (json_is_boolean(v))
        ky_buf_puts(out, json_is_true(v) ? "true" : "false");
    else
        put_list(out, f, record, between, put);
}

void cli_put_value(ky_buf *out, const cli_field *f, const json_t *record, const char *between)
{
    put_any(out, f, record, between, put_plain_value);
}

void cli_put_csv_value(ky_buf *out, const cli_field *f, const json_t *record)
{
    put_any(out, f, record, ";", put_csv_value);
}
