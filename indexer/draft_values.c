#include "draft_values.h"

#include "base/buf.h"
#include "base/csv_cell.h"
#include "cell.h"

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

static bool takes_note(const ky_field *f, ky_str value)
{
    size_t v = ky_field_find_value(f, value);
    return v < f->n_vocabulary && f->vocabulary[v].note;
}

ky_rc ky_draft_put_note(ky_draft *d, size_t field, ky_place at, ky_str note, size_t *next,
                        ky_err *err)
{
    const ky_field *f = &d->cx->schema->fields[field];
    const ky_cell *c = &d->record.cells[field];
    for (size_t i = *next; i < c->n; i++) {
        *next = i + 1;
        if (!takes_note(f, c->values[i]) || (c->notes != NULL && c->notes[i].n > 0))
            continue;
        return note.n == 0 || set_note(d, field, i, note) ? KY_OK : ky_nomem(err);
    }
    if (note.n == 0)
        return KY_OK;
    ky_report_add(d->cx->report, at, KY_FIND_NOTE_LEFT, note, KY_LIT(""));
    return KY_OK;
}

static ky_str note_of(const ky_cell *c, size_t i)
{
    return c->notes == NULL ? KY_LIT("") : c->notes[i];
}

/* Whether one of the first n values is v. */
static bool has_value(const ky_cell *c, size_t n, ky_value v, bool *ret_same_note)
{
    bool found = false;
    *ret_same_note = false;
    for (size_t i = 0; i < n; i++) {
        if (!ky_str_eq(c->values[i], v.value))
            continue;
        found = true;
        *ret_same_note = *ret_same_note || ky_str_eq(note_of(c, i), v.note);
    }
    return found;
}

/* True where the value may be left out. */
static bool report_repeat(const ky_draft *d, ky_place at, ky_value v, ky_str found, bool same_note)
{
    ky_report_add(d->cx->report, at, KY_FIND_REPEATED_VALUE, found,
                  same_note ? KY_LIT("") : v.value);
    return same_note;
}

static void settle_field(ky_draft *d, size_t field)
{
    ky_cell *c = &d->record.cells[field];
    size_t kept = 0;
    for (size_t i = 0; i < c->n; i++) {
        const ky_value v = {.value = c->values[i], .note = note_of(c, i)};
        bool same_note;
        if (has_value(c, kept, v, &same_note) &&
            takes_note(&d->cx->schema->fields[field], v.value) &&
            report_repeat(d, d->places[field], v, v.value, same_note))
            continue;
        c->values[kept] = v.value;
        if (c->notes != NULL)
            c->notes[kept] = v.note;
        kept++;
    }
    c->n = kept;
}

void ky_draft_settle_repeats(ky_draft *d)
{
    for (size_t i = 0; i < d->cx->schema->n_fields; i++)
        if (d->cx->schema->fields[i].kind == KY_FIELD_FACET)
            settle_field(d, i);
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

/* One value; `note` is what stands beside it as its own. The notes of a JSON list come later, so
 * what may have one is no repetition yet. */
static ky_rc put_value(ky_draft *d, size_t field, ky_place at, ky_str piece, ky_str note,
                       ky_origin from, ky_err *err)
{
    const ky_field *f = &d->cx->schema->fields[field];
    ky_report *report = d->cx->report;
    ky_value v;
    ky_rc rc = ky_vocab_read(d->cx->vocab, field, piece, d->arena, &v, err);
    if (rc != KY_OK)
        return rc;
    bool takes = takes_note(f, v.value);
    if (note.n > 0 && takes && v.note.n == 0)
        v.note = note;
    else if (note.n > 0)
        ky_report_add(report, at, KY_FIND_NOTE_LEFT, note, KY_LIT(""));
    if (v.respelled)
        ky_report_add(report, at, KY_FIND_SPELLING, piece, v.value);
    if (f->n_vocabulary > 0 && v.index == f->n_vocabulary)
        ky_report_add(report, at, unknown_kind(d, field, piece), piece, v.value);
    bool same_note;
    size_t n = d->record.cells[field].n;
    if (!(takes && from == KY_FROM_JSON_LIST) &&
        has_value(&d->record.cells[field], n, v, &same_note) &&
        report_repeat(d, at, v, piece, same_note))
        return KY_OK;
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
    *ret_piece = ky_cell_trim((ky_str){s.p, n});
    return ky_str_from(s, n + separator);
}

/* One cell as published: one value, unless the schema names characters that part them. */
static ky_rc put_cell(ky_draft *d, size_t field, ky_place at, ky_str cell, ky_origin from,
                      ky_err *err)
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
        return put_value(d, field, at, cell, KY_LIT(""), from, err);
    if (!ky_buf_ok(&b))
        return ky_nomem(err);
    ky_report_add(d->cx->report, at, KY_FIND_SPLIT, cell, ky_buf_str(&b));
    ky_rc rc = KY_OK;
    for (ky_str rest = cell; rest.n > 0 && rc == KY_OK;) {
        rest = cut_piece(rest, f->split, &piece);
        if (piece.n > 0)
            rc = put_value(d, field, at, piece, KY_LIT(""), from, err);
    }
    return rc;
}

static ky_rc unquote(ky_draft *d, ky_str quoted, ky_str *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_csv_unquote(&b, quoted);
    ky_str copy = ky_arena_str(d->arena, ky_buf_str(&b));
    if (!ky_buf_ok(&b) || copy.p == NULL)
        return ky_nomem(err);
    *ret = ky_cell_trim(copy);
    return KY_OK;
}

/* As an item of a JSON list: never split. */
static ky_rc put_quoted(ky_draft *d, size_t field, ky_place at, const ky_csv_quoted *q, ky_err *err)
{
    ky_str value;
    ky_str note;
    ky_rc rc = unquote(d, q->value, &value, err);
    if (rc == KY_OK)
        rc = unquote(d, q->note, &note, err);
    if (rc != KY_OK || ky_vocab_is_none(d->cx->vocab, value))
        return rc;
    return put_value(d, field, at, value, note, KY_FROM_CSV, err);
}

ky_rc ky_draft_put_facet(ky_draft *d, size_t field, ky_place at, ky_str cell, ky_origin from,
                         ky_err *err)
{
    if (from == KY_FROM_JSON_LIST)
        return put_value(d, field, at, cell, KY_LIT(""), from, err);
    if (from != KY_FROM_CSV || ky_vocab_has(d->cx->vocab, field, cell, d->arena))
        return put_cell(d, field, at, cell, from, err);
    ky_rc rc = KY_OK;
    for (ky_str rest = cell; rest.n > 0 && rc == KY_OK;) {
        ky_str piece;
        ky_csv_quoted q;
        rest = ky_str_trim(rest);
        if (ky_csv_read_quoted(rest, &q)) {
            rest = ky_str_from(rest, q.n);
            rc = put_quoted(d, field, at, &q, err);
            continue;
        }
        rest = cut_piece(rest, KY_LIT(";"), &piece);
        if (!ky_vocab_is_none(d->cx->vocab, piece))
            rc = put_cell(d, field, at, piece, from, err);
    }
    return rc;
}
