#include "record.h"

#include <inttypes.h>
#include <stdio.h>

static const char other_key[] = "other";

bool ky_record_init(ky_record *r, const ky_schema *s, ky_arena *arena)
{
    ky_cell *cells = KY_ARENA_ARRAY(arena, ky_cell, s->n_fields);
    if (cells == NULL)
        return false;
    *r = (ky_record){.id = KY_LIT(""), .cells = cells};
    return true;
}

static bool copy_strings(const ky_str *from, size_t n, ky_arena *arena, ky_str **ret)
{
    if (from == NULL)
        return true;
    ky_str *to = KY_ARENA_ARRAY(arena, ky_str, n);
    if (to == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        to[i] = ky_arena_str(arena, from[i]);
        if (to[i].p == NULL)
            return false;
    }
    *ret = to;
    return true;
}

bool ky_record_copy(const ky_record *r, const ky_schema *s, ky_arena *arena, ky_record *ret)
{
    ky_record copy;
    if (!ky_record_init(&copy, s, arena))
        return false;
    copy.number = r->number;
    copy.year = r->year;
    copy.id = ky_arena_str(arena, r->id);
    for (size_t i = 0; i < s->n_fields; i++) {
        const ky_cell *from = &r->cells[i];
        ky_cell *to = &copy.cells[i];
        to->n = from->n;
        if (!copy_strings(from->values, from->n, arena, &to->values) ||
            !copy_strings(from->notes, from->n, arena, &to->notes))
            return false;
    }
    if (copy.id.p == NULL)
        return false;
    *ret = copy;
    return true;
}

ky_str ky_record_title(const ky_record *r, const ky_schema *s)
{
    const ky_cell *c = &r->cells[s->title];
    return c->n == 0 ? KY_LIT("") : c->values[0];
}

static json_t *list_to_json(const ky_str *items, size_t n)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        if (!ky_json_append(list, ky_json_str(items[i])))
            return NULL;
    }
    return KY_STEAL(list);
}

static json_t *number_to_json(const ky_cell *c)
{
    uint64_t v = 0;
    if (c->n == 0)
        return json_null();
    for (size_t i = 0; i < c->values[0].n; i++)
        v = v * 10 + (uint64_t) (c->values[0].p[i] - '0');
    return json_integer((json_int_t) v);
}

static json_t *cell_to_json(const ky_cell *c, ky_field_kind kind)
{
    switch (kind) {
    case KY_FIELD_TEXT:
        return ky_json_str(c->n == 0 ? KY_LIT("") : c->values[0]);
    case KY_FIELD_FACET:
        return list_to_json(c->values, c->n);
    case KY_FIELD_FLAG:
        return json_boolean(c->n > 0);
    case KY_FIELD_NUMBER:
        return number_to_json(c);
    }
    return NULL;
}

/* Up to the last value that has a note. */
static size_t count_noted(const ky_cell *c)
{
    size_t n = c->notes == NULL ? 0 : c->n;
    while (n > 0 && c->notes[n - 1].n == 0)
        n--;
    return n;
}

static bool takes_note(const ky_field *f, ky_str value)
{
    size_t v = ky_field_find_value(f, value);
    return v < f->n_vocabulary && f->vocabulary[v].note;
}

static json_t *notes_to_json(const ky_field *f, const ky_cell *c, size_t n)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        if (c->notes[i].n == 0 && !takes_note(f, c->values[i]))
            continue;
        if (!ky_json_append(list, ky_json_str(c->notes[i])))
            return NULL;
    }
    return KY_STEAL(list);
}

static bool set_cells(json_t *out, const ky_record *r, const ky_schema *s)
{
    for (size_t i = 0; i < s->n_fields; i++) {
        const ky_field *f = &s->fields[i];
        if (f->role == KY_ROLE_NUMBER || f->role == KY_ROLE_YEAR)
            continue;
        if (!ky_json_set(out, f->name.p, cell_to_json(&r->cells[i], f->kind)))
            return false;
    }
    return true;
}

static bool set_other(json_t *out, const ky_record *r, const ky_schema *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *other = json_object();
    for (size_t i = 0; i < s->n_fields; i++) {
        const ky_field *f = &s->fields[i];
        size_t n = count_noted(&r->cells[i]);
        if (n > 0 && !ky_json_set(other, f->name.p, notes_to_json(f, &r->cells[i], n)))
            return false;
    }
    if (other == NULL)
        return false;
    return json_object_size(other) == 0 || ky_json_set(out, other_key, KY_STEAL(other));
}

ky_rc ky_record_to_json(const ky_record *r, const ky_schema *s, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    bool ok = out != NULL && ky_json_set(out, "id", ky_json_str(r->id)) &&
              ky_json_set(out, "number", json_integer(r->number)) &&
              ky_json_set(out, "year", json_integer(r->year)) && set_cells(out, r, s) &&
              set_other(out, r, s);
    if (!ok)
        return ky_nomem(err);
    *ret = KY_STEAL(out);
    return KY_OK;
}

typedef struct reader {
    const ky_schema *schema;
    ky_arena *arena;
    ky_err *err;
} reader;

static ky_rc wrong(const reader *rd, const char *key, const char *wanted)
{
    return ky_fail(rd->err, KY_E_INVALID, "'%s' must be %s", key, wanted);
}

static ky_rc copy_list(const reader *rd, const json_t *list, const char *key, ky_str *out)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        if (!json_is_string(item))
            return wrong(rd, key, "a list of strings");
        out[i] = ky_arena_str(rd->arena, ky_json_get_str(item));
        if (out[i].p == NULL)
            return ky_nomem(rd->err);
    }
    return KY_OK;
}

static ky_rc read_list(const reader *rd, const json_t *j, const char *key, ky_cell *cell)
{
    if (!json_is_array(j))
        return wrong(rd, key, "a list of strings");
    size_t n = json_array_size(j);
    cell->values = KY_ARENA_ARRAY(rd->arena, ky_str, n);
    if (cell->values == NULL)
        return ky_nomem(rd->err);
    cell->n = n;
    return copy_list(rd, j, key, cell->values);
}

static ky_rc read_one(const reader *rd, ky_str value, ky_cell *cell)
{
    if (value.n == 0)
        return KY_OK;
    cell->values = KY_ARENA_ARRAY(rd->arena, ky_str, 1);
    if (cell->values == NULL)
        return ky_nomem(rd->err);
    cell->values[0] = ky_arena_str(rd->arena, value);
    if (cell->values[0].p == NULL)
        return ky_nomem(rd->err);
    cell->n = 1;
    return KY_OK;
}

static ky_rc read_number(const reader *rd, const json_t *j, const char *key, ky_cell *cell)
{
    char digits[24];
    if (json_is_null(j))
        return KY_OK;
    if (!json_is_integer(j) || json_integer_value(j) < 0)
        return wrong(rd, key, "a whole number");
    int n = snprintf(digits, sizeof digits, "%" PRIdMAX, (intmax_t) json_integer_value(j));
    return read_one(rd, (ky_str){digits, (size_t) n}, cell);
}

static ky_rc read_cell(const reader *rd, const json_t *j, const ky_field *f, ky_cell *cell)
{
    const char *key = f->name.p;
    switch (f->kind) {
    case KY_FIELD_TEXT:
        if (!json_is_string(j))
            return wrong(rd, key, "a string");
        return read_one(rd, ky_json_get_str(j), cell);
    case KY_FIELD_FACET:
        return read_list(rd, j, key, cell);
    case KY_FIELD_FLAG:
        if (!json_is_boolean(j))
            return wrong(rd, key, "true or false");
        return json_is_true(j) ? read_one(rd, KY_LIT("true"), cell) : KY_OK;
    case KY_FIELD_NUMBER:
        return read_number(rd, j, key, cell);
    }
    return KY_E_INTERNAL;
}

/* The notes of a field belong, in order, to its values that take one. */
static ky_rc read_notes(const reader *rd, const json_t *list, const ky_field *f, ky_cell *cell)
{
    if (!json_is_array(list))
        return wrong(rd, other_key, "an object of lists of strings");
    cell->notes = KY_ARENA_ARRAY(rd->arena, ky_str, cell->n);
    if (cell->notes == NULL)
        return ky_nomem(rd->err);
    size_t next = 0;
    for (size_t i = 0; i < cell->n; i++) {
        cell->notes[i] = KY_LIT("");
        if (!takes_note(f, cell->values[i]))
            continue;
        const json_t *note = json_array_get(list, next++);
        if (note == NULL)
            continue;
        if (!json_is_string(note))
            return wrong(rd, other_key, "an object of lists of strings");
        cell->notes[i] = ky_arena_str(rd->arena, ky_json_get_str(note));
        if (cell->notes[i].p == NULL)
            return ky_nomem(rd->err);
    }
    return KY_OK;
}

static ky_rc read_cells(const reader *rd, const json_t *j, ky_record *r)
{
    const json_t *other = json_object_get(j, other_key);
    if (other != NULL && !json_is_object(other))
        return wrong(rd, other_key, "an object of lists of strings");
    for (size_t i = 0; i < rd->schema->n_fields; i++) {
        const ky_field *f = &rd->schema->fields[i];
        const json_t *member = json_object_get(j, f->name.p);
        if (member == NULL || f->role == KY_ROLE_NUMBER || f->role == KY_ROLE_YEAR)
            continue;
        ky_rc rc = read_cell(rd, member, f, &r->cells[i]);
        const json_t *notes = json_object_get(other, f->name.p);
        if (rc == KY_OK && notes != NULL)
            rc = read_notes(rd, notes, f, &r->cells[i]);
        if (rc != KY_OK)
            return rc;
    }
    return KY_OK;
}

ky_rc ky_record_from_json(const json_t *j, const ky_schema *s, ky_arena *arena, ky_record *ret,
                          ky_err *err)
{
    const reader rd = {s, arena, err};
    ky_record r;
    if (!ky_record_init(&r, s, arena))
        return ky_nomem(err);
    if (!json_is_object(j))
        return ky_fail(err, KY_E_INVALID, "record: must be a JSON object");
    ky_str id = {0};
    ky_rc rc = ky_json_opt_str(j, "id", "record", &id, err);
    if (rc == KY_OK)
        rc = ky_json_opt_u32(j, "number", "record", 0, UINT32_MAX, &r.number, err);
    if (rc == KY_OK)
        rc = ky_json_opt_u32(j, "year", "record", 0, UINT32_MAX, &r.year, err);
    if (rc == KY_OK)
        rc = read_cells(&rd, j, &r);
    if (rc != KY_OK)
        return rc;
    r.id = ky_arena_str(arena, id);
    if (r.id.p == NULL)
        return ky_nomem(err);
    *ret = r;
    return KY_OK;
}
