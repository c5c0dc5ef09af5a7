/* One JSON object a line, with the keys of a hit in the search answer: a list where a facet has
 * several values, the notes of その他 under `other`. Further members are passed over. */
#include "base/json.h"
#include "cell.h"
#include "draft.h"
#include "limits.h"
#include "reader.h"

static const char other_key[] = "other";

struct ky_reader {
    ky_context *cx;
    ky_arena scratch; /* of one line */
    size_t bad;       /* lines that were no object, before the first record */
    bool begun;
};

static ky_rc jsonl_open(ky_context *cx, ky_reader **ret, ky_err *err)
{
    ky_reader *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ky_nomem(err);
    r->cx = cx;
    *ret = r;
    return KY_OK;
}

static void jsonl_free(ky_reader *r)
{
    if (r == NULL)
        return;
    ky_arena_fini(&r->scratch);
    free(r);
}

static void wrong_type(const ky_reader *r, ky_place at, const char *key)
{
    ky_report_add(r->cx->report, at, KY_FIND_WRONG_TYPE, ky_str_of(key), KY_LIT(""));
}

static ky_rc put_string(ky_reader *r, ky_draft *d, size_t field, ky_place at, ky_str text,
                        ky_origin from, ky_err *err)
{
    ky_str cell;
    ky_rc rc = ky_cell_clean(r->cx, text, at, 0, &r->scratch, &cell, err);
    return rc == KY_OK ? ky_draft_put(d, field, at, cell, from, err) : rc;
}

static ky_rc put_list(ky_reader *r, ky_draft *d, size_t field, ky_place at, const json_t *list,
                      ky_err *err)
{
    const ky_field *f = &r->cx->schema->fields[field];
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < json_array_size(list) && rc == KY_OK; i++) {
        const json_t *item = json_array_get(list, i);
        if (!json_is_string(item))
            wrong_type(r, at, f->name.p);
        else
            rc = put_string(r, d, field, at, ky_json_get_str(item), KY_FROM_JSON_LIST, err);
    }
    return rc;
}

static ky_rc put_integer(ky_reader *r, ky_draft *d, size_t field, ky_place at, const json_t *j,
                         ky_err *err)
{
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(j));
    return put_string(r, d, field, at, (ky_str){digits, (size_t) n}, KY_FROM_JSON, err);
}

static ky_rc put_member(ky_reader *r, ky_draft *d, size_t field, ky_place at, const json_t *j,
                        ky_err *err)
{
    const ky_field *f = &r->cx->schema->fields[field];
    if (d->places[field].line == 0)
        d->places[field] = at;
    if (json_is_null(j))
        return KY_OK;
    if (json_is_string(j))
        return put_string(r, d, field, at, ky_json_get_str(j), KY_FROM_JSON, err);
    if (json_is_array(j) && f->kind == KY_FIELD_FACET)
        return put_list(r, d, field, at, j, err);
    if (json_is_boolean(j) && f->kind == KY_FIELD_FLAG)
        return ky_draft_put_flag(d, field, at, json_is_true(j), err);
    if (json_is_integer(j) && f->kind == KY_FIELD_NUMBER)
        return put_integer(r, d, field, at, j, err);
    wrong_type(r, at, f->name.p);
    return KY_OK;
}

static ky_rc put_id(ky_reader *r, ky_draft *d, ky_place at, const json_t *j, ky_err *err)
{
    ky_str id;
    if (!json_is_string(j)) {
        if (!json_is_null(j))
            wrong_type(r, at, "id");
        return KY_OK;
    }
    ky_rc rc = ky_cell_clean(r->cx, ky_json_get_str(j), at, 0, &r->scratch, &id, err);
    return rc == KY_OK ? ky_draft_put_id(d, at, id, err) : rc;
}

/* Notes come after all values, wherever `other` stands in the line. */
static ky_rc put_notes(ky_reader *r, ky_draft *d, ky_place at, const json_t *other, ky_err *err)
{
    const ky_schema *s = r->cx->schema;
    ky_rc rc = KY_OK;
    if (!json_is_object(other))
        wrong_type(r, at, other_key);
    for (size_t i = 0; i < s->n_fields && rc == KY_OK; i++) {
        const json_t *list = json_object_get(other, s->fields[i].name.p);
        if (list != NULL && (!json_is_array(list) || s->fields[i].kind != KY_FIELD_FACET))
            wrong_type(r, at, other_key);
        if (s->fields[i].kind != KY_FIELD_FACET)
            continue;
        for (size_t k = 0, next = 0; k < json_array_size(list) && rc == KY_OK; k++) {
            ky_str note;
            rc = ky_cell_clean(r->cx, ky_json_get_str(json_array_get(list, k)), at, 0, &r->scratch,
                               &note, err);
            if (rc == KY_OK)
                rc = ky_draft_put_note(d, i, at, note, &next, err);
        }
    }
    return rc;
}

/* What the schema has no field for. */
static ky_rc put_role(ky_reader *r, ky_draft *d, const char *key, ky_place at, const json_t *j,
                      ky_err *err)
{
    char digits[24];
    bool number = strcmp(key, "number") == 0;
    if (!number && strcmp(key, "year") != 0)
        return KY_OK;
    if (json_is_integer(j)) {
        int n = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(j));
        return ky_draft_put_role(d, number ? KY_ROLE_NUMBER : KY_ROLE_YEAR, at,
                                 (ky_str){digits, (size_t) n}, err);
    }
    if (!json_is_null(j))
        wrong_type(r, at, key);
    return KY_OK;
}

static size_t field_of(const ky_reader *r, const char *key)
{
    size_t field = ky_schema_find(r->cx->schema, ky_str_of(key));
    return field < r->cx->schema->n_fields ? field : ky_context_role(r->cx, ky_str_of(key));
}

static void expect_number(ky_draft *d, const json_t *object)
{
    const json_t *number = json_object_get(object, "number");
    json_int_t v = json_is_integer(number) ? json_integer_value(number) : -1;
    if (v >= 0 && v <= UINT32_MAX)
        ky_draft_expect_number(d, (uint32_t) v);
}

static ky_rc put_object(ky_reader *r, ky_draft *d, json_t *object, size_t line, ky_err *err)
{
    const ky_schema *s = r->cx->schema;
    const char *key;
    json_t *value;
    ky_place other_at = {0};
    const json_t *other = NULL;
    size_t column = 0;
    ky_rc rc = KY_OK;
    expect_number(d, object);
    json_object_foreach(object, key, value)
    {
        const ky_place at = ky_draft_place(d, line, ++column);
        size_t field = field_of(r, key);
        if (strcmp(key, "id") == 0) {
            rc = put_id(r, d, at, value, err);
        } else if (strcmp(key, other_key) == 0) {
            other = value;
            other_at = at;
        } else if (field < s->n_fields) {
            rc = put_member(r, d, field, at, value, err);
        } else {
            rc = put_role(r, d, key, at, value, err);
        }
        if (rc != KY_OK)
            return rc;
    }
    if (other != NULL)
        rc = put_notes(r, d, other_at, other, err);
    ky_draft_settle_repeats(d);
    return rc;
}

/* Parse a line. *ret is NULL where it is no object, which is reported. */
static ky_rc parse(ky_reader *r, const ky_line *line, json_t **ret, ky_err *err)
{
    const ky_place at = {.line = line->number, .column = 1};
    ky_str text = line->text;
    ky_err why;
    ky_rc rc = KY_OK;
    if (!ky_utf8_valid(text, NULL)) /* tabs may stand between members, so only then */
        rc = ky_cell_clean(r->cx, text, at, 0, &r->scratch, &text, err);
    if (rc != KY_OK)
        return rc;
    KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
    rc = ky_json_parse(text, "not JSON", &j, &why);
    if (rc == KY_E_NOMEM)
        return ky_nomem(err);
    if (rc == KY_OK && json_is_object(j)) {
        *ret = KY_STEAL(j);
        return KY_OK;
    }
    ky_report_add(r->cx->report, at, KY_FIND_NOT_JSON, text, KY_LIT(""));
    r->bad += r->begun ? 0 : 1;
    if (r->bad < KY_MAX_BAD_START)
        return KY_OK;
    return ky_fail(err, KY_E_INVALID, "none of the first %d lines is a JSON object",
                   KY_MAX_BAD_START);
}

static ky_rc jsonl_next(ky_reader *r, ky_arena *arena, ky_record *ret, bool *ret_keep,
                        bool *ret_more, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *object = NULL;
    ky_line line = {0};
    while (object == NULL) {
        ky_arena_clear(&r->scratch);
        ky_rc rc = ky_context_line(r->cx, &line, ret_more, err);
        if (rc != KY_OK || !*ret_more)
            return rc;
        if (ky_str_trim(line.text).n > 0)
            rc = parse(r, &line, &object, err);
        if (rc != KY_OK)
            return rc;
    }
    ky_draft d;
    ky_rc rc = ky_draft_begin(&d, r->cx, arena, line.number, err);
    if (rc == KY_OK)
        rc = put_object(r, &d, object, line.number, err);
    r->begun = true;
    return rc == KY_OK ? ky_draft_finish(&d, ret, ret_keep, err) : rc;
}

static ky_rc jsonl_why_empty(const ky_reader *r, ky_err *err)
{
    if (r->bad == 0 && !r->begun)
        return ky_fail(err, KY_E_INVALID, "the table is empty");
    return ky_fail(err, KY_E_INVALID, "none of its %zu lines is a JSON object that says anything",
                   ky_source_lines(r->cx->source));
}

const ky_reader_kind ky_reader_jsonl = {jsonl_open, jsonl_next, jsonl_why_empty, jsonl_free};
