#include "draft_values.h"

#include "base/buf.h"

static const char joint[] = " ／ "; /* between values in reports */

/* Arrays grow in the arena by doubling, so a record costs at most twice what it holds. */
static bool make_room(ky_draft *d, size_t field)
{
    ky_cell *c = &d->record.cells[field];
    if (c->n < d->room[field])
        return true;
    size_t room = d->room[field] == 0 ? 1 : 2 * d->room[field];
    ky_str *values = KY_ARENA_ARRAY(d->arena, ky_str, room);
    ky_str *notes = KY_ARENA_ARRAY(d->arena, ky_str, room);
    if (values == NULL || notes == NULL)
        return false;
    if (c->n > 0)
        memcpy(values, c->values, c->n * sizeof *values);
    for (size_t i = 0; i < room; i++)
        notes[i] = i < c->n && c->notes != NULL ? c->notes[i] : KY_LIT("");
    c->values = values;
    if (c->notes != NULL)
        c->notes = notes;
    d->room[field] = room;
    return true;
}

static bool set_note(ky_draft *d, size_t field, size_t i, ky_str note)
{
    ky_cell *c = &d->record.cells[field];
    if (c->notes == NULL) {
        c->notes = KY_ARENA_ARRAY(d->arena, ky_str, d->room[field]);
        for (size_t k = 0; c->notes != NULL && k < d->room[field]; k++)
            c->notes[k] = KY_LIT("");
    }
    if (c->notes == NULL)
        return false;
    c->notes[i] = ky_arena_str(d->arena, note);
    return c->notes[i].p != NULL;
}

ky_rc ky_draft_add_value(ky_draft *d, size_t field, ky_value v, ky_err *err)
{
    ky_cell *c = &d->record.cells[field];
    ky_str copy = ky_arena_str(d->arena, v.value);
    if (copy.p == NULL || !make_room(d, field))
        return ky_nomem(err);
    c->values[c->n++] = copy;
    if (v.note.n > 0 && !set_note(d, field, c->n - 1, v.note))
        return ky_nomem(err);
    return KY_OK;
}

ky_str ky_draft_joined(const ky_draft *d, size_t field)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    const ky_cell *c = &d->record.cells[field];
    for (size_t i = 0; i < c->n; i++) {
        ky_buf_puts(&b, i == 0 ? "" : joint);
        ky_buf_put(&b, c->values[i]);
    }
    ky_str copy = ky_arena_str(d->arena, ky_buf_str(&b));
    return copy.p == NULL ? KY_LIT("") : copy;
}

ky_rc ky_draft_put_note(ky_draft *d, size_t field, ky_place at, ky_str note, ky_err *err)
{
    const ky_field *f = &d->cx->schema->fields[field];
    const ky_cell *c = &d->record.cells[field];
    for (size_t i = 0; i < c->n; i++) {
        size_t v = ky_field_find_value(f, c->values[i]);
        bool takes = v < f->n_vocabulary && f->vocabulary[v].note;
        if (!takes || (c->notes != NULL && c->notes[i].n > 0))
            continue;
        return set_note(d, field, i, note) ? KY_OK : ky_nomem(err);
    }
    ky_report_add(d->cx->report, at, KY_FIND_NOTE_LEFT, note, KY_LIT(""));
    return KY_OK;
}

static bool has_value(const ky_cell *c, ky_value v, bool *ret_same_note)
{
    bool found = false;
    *ret_same_note = false;
    for (size_t i = 0; i < c->n; i++) {
        if (!ky_str_eq(c->values[i], v.value))
            continue;
        found = true;
        ky_str note = c->notes == NULL ? KY_LIT("") : c->notes[i];
        *ret_same_note = *ret_same_note || ky_str_eq(note, v.note);
    }
    return found;
}

/* A value outside its own vocabulary may be at home in another. */
static ky_finding unknown_kind(const ky_draft *d, size_t field, ky_str cell)
{
    const ky_schema *s = d->cx->schema;
    for (size_t i = 0; i < s->n_fields; i++)
        if (i != field && s->fields[i].n_vocabulary > 0 &&
            ky_vocab_has(d->cx->vocab, i, cell, d->arena))
            return KY_FIND_OTHER_COLUMN;
    return KY_FIND_OUTSIDE_VOCABULARY;
}

static ky_rc put_value(ky_draft *d, size_t field, ky_place at, ky_str piece, ky_err *err)
{
    const ky_field *f = &d->cx->schema->fields[field];
    ky_report *report = d->cx->report;
    ky_value v;
    ky_rc rc = ky_vocab_read(d->cx->vocab, field, piece, d->arena, &v, err);
    if (rc != KY_OK)
        return rc;
    if (v.respelled)
        ky_report_add(report, at, KY_FIND_SPELLING, piece, v.value);
    if (f->n_vocabulary > 0 && v.index == f->n_vocabulary)
        ky_report_add(report, at, unknown_kind(d, field, piece), piece, v.value);
    bool same_note;
    if (has_value(&d->record.cells[field], v, &same_note)) {
        ky_report_add(report, at, KY_FIND_REPEATED_VALUE, piece, same_note ? KY_LIT("") : v.value);
        if (same_note)
            return KY_OK;
    }
    size_t n = d->record.cells[field].n;
    if (n >= f->max_values)
        ky_report_add(report, at, KY_FIND_TOO_MANY_VALUES, piece,
                      n >= KY_MAX_VALUES ? KY_LIT("") : v.value);
    return n >= KY_MAX_VALUES ? KY_OK : ky_draft_add_value(d, field, v, err);
}

/* How far s reaches before a separator, and how long the separator is (0 at the end). */
static size_t piece_length(ky_str s, ky_str separators, bool nested, size_t *ret_separator)
{
    int depth = 0;
    for (size_t at = 0, len; at < s.n; at += len) {
        ky_str rest = ky_str_from(s, at);
        (void) ky_utf8_next(rest, &len);
        ky_str c = {rest.p, len};
        if (nested && (ky_str_eq(c, KY_LIT("（")) || ky_str_eq(c, KY_LIT("("))))
            depth++;
        if (nested && depth > 0 && (ky_str_eq(c, KY_LIT("）")) || ky_str_eq(c, KY_LIT(")"))))
            depth--;
        if (depth > 0 || ky_str_find(separators, c) == SIZE_MAX)
            continue;
        *ret_separator = len;
        return at;
    }
    *ret_separator = 0;
    return depth > 0 ? SIZE_MAX : s.n;
}

/* Cut s at the separators, but not inside parentheses; a parenthesis that never closes does not
 * count as one. Returns what is left after the piece. */
static ky_str cut_piece(ky_str s, ky_str separators, ky_str *ret_piece)
{
    size_t separator;
    size_t n = piece_length(s, separators, true, &separator);
    if (n == SIZE_MAX)
        n = piece_length(s, separators, false, &separator);
    *ret_piece = ky_str_trim((ky_str){s.p, n});
    return ky_str_from(s, n + separator);
}

/* One cell as published: one value, unless the schema names characters that part them. */
static ky_rc put_cell(ky_draft *d, size_t field, ky_place at, ky_str cell, ky_err *err)
{
    const ky_field *f = &d->cx->schema->fields[field];
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_str piece;
    size_t n = 0;
    if (f->split.n > 0 && !ky_vocab_has(d->cx->vocab, field, cell, d->arena)) {
        for (ky_str rest = cell; rest.n > 0;) {
            rest = cut_piece(rest, f->split, &piece);
            if (piece.n == 0)
                continue;
            ky_buf_puts(&b, n++ == 0 ? "" : joint);
            ky_buf_put(&b, piece);
        }
    }
    if (n <= 1)
        return put_value(d, field, at, cell, err);
    if (!ky_buf_ok(&b))
        return ky_nomem(err);
    ky_report_add(d->cx->report, at, KY_FIND_SPLIT, cell, ky_buf_str(&b));
    ky_rc rc = KY_OK;
    for (ky_str rest = cell; rest.n > 0 && rc == KY_OK;) {
        rest = cut_piece(rest, f->split, &piece);
        if (piece.n > 0)
            rc = put_value(d, field, at, piece, err);
    }
    return rc;
}

ky_rc ky_draft_put_facet(ky_draft *d, size_t field, ky_place at, ky_str cell, ky_origin from,
                         ky_err *err)
{
    if (from == KY_FROM_JSON_LIST)
        return put_value(d, field, at, cell, err);
    if (from != KY_FROM_CSV || ky_vocab_has(d->cx->vocab, field, cell, d->arena))
        return put_cell(d, field, at, cell, err);
    ky_rc rc = KY_OK;
    for (ky_str rest = cell; rest.n > 0 && rc == KY_OK;) {
        ky_str piece;
        rest = cut_piece(rest, KY_LIT(";"), &piece);
        if (!ky_vocab_is_none(d->cx->vocab, piece))
            rc = put_cell(d, field, at, piece, err);
    }
    return rc;
}
