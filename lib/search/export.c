#include "export.h"

#include <inttypes.h>

#include "base/csv_cell.h"

static const struct {
    const char *ending;
    const char *type;
} formats[] = {
    [KY_EXPORT_CSV] = {"csv", "text/csv; charset=utf-8; header=present"},
    [KY_EXPORT_JSON] = {"json", "application/json"},
    [KY_EXPORT_JSONL] = {"jsonl", "application/jsonl"},
};

bool ky_export_format_of(ky_str ending, ky_export_format *ret)
{
    for (size_t i = 0; i < KY_LEN(formats); i++) {
        if (!ky_str_eq(ending, ky_str_of(formats[i].ending)))
            continue;
        *ret = (ky_export_format) i;
        return true;
    }
    return false;
}

const char *ky_export_type(ky_export_format f)
{
    return formats[f].type;
}

static bool is_own(const ky_field *f)
{
    return f->role == KY_ROLE_NUMBER || f->role == KY_ROLE_YEAR;
}

static void put_header(const ky_schema *s, ky_buf *out)
{
    ky_buf_puts(out, "\xEF\xBB\xBF"
                     "id,number,year");
    for (size_t i = 0; i < s->n_fields; i++) {
        if (is_own(&s->fields[i]))
            continue;
        ky_buf_putc(out, ',');
        ky_csv_put_cell(out, s->fields[i].name);
    }
    ky_buf_puts(out, "\r\n");
}

static bool holds(ky_str s, const char *const *marks)
{
    for (; *marks != NULL; marks++)
        if (ky_str_find(s, ky_str_of(*marks)) != SIZE_MAX)
            return true;
    return false;
}

/* Where a value of the vocabulary looks like several, or like one with a note, only quotes tell
 * what is meant. */
static bool is_confusing(const ky_field *f, const ky_cell *c, size_t i)
{
    static const char *const parts[] = {";", "；", NULL};
    static const char *const notes[] = {"(", "（", NULL};
    bool noted = c->notes != NULL && c->notes[i].n > 0;
    for (size_t v = 0; v < f->n_vocabulary; v++) {
        ky_str value = f->vocabulary[v].value;
        if ((c->n > 1 && holds(value, parts)) ||
            (noted && ky_str_starts(value, c->values[i]) && holds(value, notes)))
            return true;
    }
    return false;
}

static void put_values(const ky_field *f, const ky_cell *c, ky_buf *out)
{
    for (size_t i = 0; i < c->n; i++) {
        ky_str note = c->notes == NULL ? KY_LIT("") : c->notes[i];
        if (i > 0)
            ky_buf_putc(out, ';');
        ky_csv_put_value(out, c->values[i], note, f->split, is_confusing(f, c, i));
    }
}

static void put_cell(const ky_field *f, const ky_cell *c, ky_buf *out)
{
    KY_CLEANUP(ky_buf_fini) ky_buf values = {0};
    ky_buf_putc(out, ',');
    switch (f->kind) {
    case KY_FIELD_FACET:
        put_values(f, c, &values);
        ky_csv_put_cell(out, ky_buf_str(&values));
        out->failed = out->failed || values.failed;
        return;
    case KY_FIELD_FLAG:
        ky_buf_puts(out, c->n > 0 ? "true" : "false");
        return;
    case KY_FIELD_TEXT:
    case KY_FIELD_NUMBER:
        if (c->n > 0)
            ky_csv_put_cell(out, c->values[0]);
        return;
    }
}

static void put_row(const ky_schema *s, const ky_record *r, ky_buf *out)
{
    ky_csv_put_cell(out, r->id);
    ky_buf_printf(out, ",%" PRIu32 ",%" PRIu32, r->number, r->year);
    for (size_t i = 0; i < s->n_fields; i++)
        if (!is_own(&s->fields[i]))
            put_cell(&s->fields[i], &r->cells[i], out);
    ky_buf_puts(out, "\r\n");
}

static ky_rc put_object(const ky_schema *s, const ky_record *r, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
    ky_rc rc = ky_record_to_json(r, s, &j, err);
    return rc == KY_OK ? ky_json_write(j, 0, out, err) : rc;
}

ky_rc ky_export_begin(ky_export_format f, const ky_schema *s, ky_buf *out, ky_err *err)
{
    if (f == KY_EXPORT_CSV)
        put_header(s, out);
    else if (f == KY_EXPORT_JSON)
        ky_buf_putc(out, '[');
    return ky_buf_check(out, err);
}

ky_rc ky_export_record(ky_export_format f, const ky_schema *s, const ky_record *r, bool is_first,
                       ky_buf *out, ky_err *err)
{
    ky_rc rc = KY_OK;
    if (f == KY_EXPORT_JSON)
        ky_buf_puts(out, is_first ? "\n" : ",\n");
    if (f == KY_EXPORT_CSV)
        put_row(s, r, out);
    else
        rc = put_object(s, r, out, err);
    if (f == KY_EXPORT_JSONL)
        ky_buf_putc(out, '\n');
    return rc == KY_OK ? ky_buf_check(out, err) : rc;
}

ky_rc ky_export_end(ky_export_format f, bool any, ky_buf *out, ky_err *err)
{
    if (f == KY_EXPORT_JSON)
        ky_buf_puts(out, any ? "\n]\n" : "]\n");
    return ky_buf_check(out, err);
}

typedef enum stage { AT_BEGINNING, AMONG_RECORDS, AT_END } stage;

struct ky_export {
    ky_walk *walk;
    ky_export_format format;
    stage stage;
    bool any;     /* a record has been written */
    ky_buf ready; /* made, and given out up to here: */
    size_t given;
    ky_rc rc; /* the first failure stays */
    ky_err err;
};

ky_rc ky_export_new(ky_walk *walk, ky_export_format f, ky_export **ret, ky_err *err)
{
    ky_export *e = calloc(1, sizeof *e);
    if (e == NULL) {
        ky_walk_free(walk);
        return ky_nomem(err);
    }
    e->walk = walk;
    e->format = f;
    *ret = e;
    return KY_OK;
}

void ky_export_free(ky_export *e)
{
    if (e == NULL)
        return;
    ky_walk_free(e->walk);
    ky_buf_fini(&e->ready);
    free(e);
}

static ky_rc make_record(ky_export *e, ky_err *err)
{
    const ky_record *r = NULL;
    ky_rc rc = ky_walk_next(e->walk, &r, err);
    if (rc != KY_OK)
        return rc;
    if (r == NULL) {
        e->stage = AT_END;
        return ky_export_end(e->format, e->any, &e->ready, err);
    }
    rc = ky_export_record(e->format, ky_walk_schema(e->walk), r, !e->any, &e->ready, err);
    e->any = true;
    return rc;
}

/* The next piece; nothing at the end. */
static ky_rc make(ky_export *e, ky_err *err)
{
    ky_buf_clear(&e->ready);
    e->given = 0;
    if (e->stage == AT_END)
        return KY_OK;
    if (e->stage == AMONG_RECORDS)
        return make_record(e, err);
    e->stage = AMONG_RECORDS;
    return ky_export_begin(e->format, ky_walk_schema(e->walk), &e->ready, err);
}

ky_rc ky_export_read(ky_export *e, char *to, size_t max, size_t *ret_n, ky_err *err)
{
    size_t n = 0;
    while (n < max) {
        if (e->given == e->ready.n && e->rc == KY_OK)
            e->rc = make(e, &e->err);
        if (e->rc != KY_OK || (e->stage == AT_END && e->ready.n == 0))
            break;
        size_t left = e->ready.n - e->given;
        size_t piece = left < max - n ? left : max - n;
        if (piece > 0)
            memcpy(to + n, e->ready.p + e->given, piece);
        e->given += piece;
        n += piece;
    }
    if (e->rc != KY_OK && n == 0) {
        if (err != NULL)
            *err = e->err;
        return e->rc;
    }
    *ret_n = n;
    return KY_OK;
}
