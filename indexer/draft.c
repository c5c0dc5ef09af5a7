#include "draft.h"

#include "cell.h"
#include "draft_values.h"
#include "limits.h"

ky_rc ky_draft_begin(ky_draft *d, ky_context *cx, ky_arena *arena, size_t line, ky_err *err)
{
    size_t n = cx->schema->n_fields;
    ky_draft made = {.cx = cx, .arena = arena, .at = {.line = line, .column = 1}};
    made.brought = KY_LIT("");
    made.places = KY_ARENA_ARRAY(arena, ky_place, n);
    made.room = KY_ARENA_ARRAY(arena, size_t, n);
    if (made.places == NULL || made.room == NULL ||
        !ky_record_init(&made.record, cx->schema, arena))
        return ky_nomem(err);
    cx->begun++;
    *d = made;
    return KY_OK;
}

void ky_draft_expect_number(ky_draft *d, uint32_t number)
{
    d->at.numbered = true;
    d->at.number = number;
}

ky_place ky_draft_place(const ky_draft *d, size_t line, size_t column)
{
    ky_place at = d->at;
    at.line = line;
    at.column = column;
    return at;
}

static void report(const ky_draft *d, ky_place at, ky_finding f, ky_str found, ky_str made)
{
    ky_report_add(d->cx->report, at, f, found, made);
}

/* A field that holds one value keeps its first. */
static ky_rc put_only(ky_draft *d, size_t field, ky_place at, ky_str value, ky_err *err)
{
    if (d->record.cells[field].n > 0) {
        report(d, at, KY_FIND_TOO_MANY_VALUES, value, KY_LIT(""));
        return KY_OK;
    }
    return ky_draft_add_value(d, field, (ky_value){.value = value}, err);
}

ky_rc ky_draft_put_flag(ky_draft *d, size_t field, ky_place at, bool yes, ky_err *err)
{
    if (d->places[field].line == 0)
        d->places[field] = at;
    if (!yes || d->record.cells[field].n > 0)
        return KY_OK;
    return ky_draft_add_value(d, field, (ky_value){.value = KY_LIT("true")}, err);
}

static ky_rc read_flag(ky_draft *d, size_t field, ky_place at, ky_str cell, ky_err *err)
{
    const ky_field *f = &d->cx->schema->fields[field];
    if (d->cx->exchange && ky_str_eq(cell, KY_LIT("false")))
        return KY_OK;
    bool yes = d->cx->exchange && ky_str_eq(cell, KY_LIT("true"));
    for (size_t i = 0; i < f->n_yes && !yes; i++) {
        yes = ky_str_eq(f->yes[i], cell);
        if (yes && i > 0)
            report(d, at, KY_FIND_FLAG_MARK, cell, f->yes[0]);
    }
    if (!yes) {
        report(d, at, KY_FIND_FLAG, cell, KY_LIT(""));
        return KY_OK;
    }
    return ky_draft_put_flag(d, field, at, true, err);
}

static ky_str digits_of(uint32_t v, ky_arena *arena)
{
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%u", (unsigned) v);
    return ky_arena_str(arena, (ky_str){digits, (size_t) n});
}

/* field is not looked at for a role. */
static ky_rc read_number(ky_draft *d, ky_role role, size_t field, ky_place at, ky_str cell,
                         ky_err *err)
{
    uint32_t v = 0;
    bool wide = false;
    bool year = role == KY_ROLE_YEAR;
    if (!ky_cell_number(cell, &v, &wide) || (year && (v == 0 || v > KY_MAX_YEAR))) {
        report(d, at, KY_FIND_NOT_A_NUMBER, cell, KY_LIT(""));
        return KY_OK;
    }
    ky_str digits = digits_of(v, d->arena);
    if (digits.p == NULL)
        return ky_nomem(err);
    if (wide)
        report(d, at, KY_FIND_DIGITS, cell, digits);
    if (year) {
        d->dated = true;
        d->record.year = v;
    } else if (role == KY_ROLE_NUMBER) {
        d->record.number = v;
        ky_draft_expect_number(d, v);
    } else {
        return put_only(d, field, at, digits, err);
    }
    return KY_OK;
}

/* What a cell without content says depends on where it stands. */
static void report_none(ky_draft *d, size_t field, ky_place at, ky_str cell, ky_origin from)
{
    const ky_field *f = &d->cx->schema->fields[field];
    if (cell.n > 0)
        report(d, at, KY_FIND_NONE_MARK, cell, KY_LIT(""));
    else if (from == KY_FROM_FIRST_LINE && f->continued)
        report(d, at, KY_FIND_MAIN_EMPTY, cell, cell);
    else if (from == KY_FROM_CONTINUATION && f->continued)
        report(d, at, KY_FIND_NONE_EMPTY, cell, cell);
}

ky_rc ky_draft_put(ky_draft *d, size_t field, ky_place at, ky_str cell, ky_origin from, ky_err *err)
{
    if (d->places[field].line == 0)
        d->places[field] = at;
    if (ky_vocab_is_none(d->cx->vocab, cell)) {
        report_none(d, field, at, cell, from);
        return KY_OK;
    }
    switch (d->cx->schema->fields[field].kind) {
    case KY_FIELD_TEXT:
        return put_only(d, field, at, cell, err);
    case KY_FIELD_FACET:
        return ky_draft_put_facet(d, field, at, cell, from, err);
    case KY_FIELD_FLAG:
        return read_flag(d, field, at, cell, err);
    case KY_FIELD_NUMBER:
        return read_number(d, d->cx->schema->fields[field].role, field, at, cell, err);
    }
    return ky_fail(err, KY_E_INTERNAL, "a field of no kind");
}

ky_rc ky_draft_put_role(ky_draft *d, ky_role role, ky_place at, ky_str cell, ky_err *err)
{
    return cell.n == 0 ? KY_OK : read_number(d, role, SIZE_MAX, at, cell, err);
}

/* An id is typed in addresses and on command lines, so it is one word of modest length, and none of
 * the two that an address takes for its own (RFC 3986, 5.2.4). */
static bool is_usable_id(ky_str id)
{
    if (ky_str_eq(id, KY_LIT(".")) || ky_str_eq(id, KY_LIT("..")))
        return false;
    for (size_t at = 0, len; at < id.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(id, at), &len);
        if (c <= ' ' || c == 0x7F || c == 0x3000)
            return false;
    }
    return id.n > 0 && id.n <= KY_MAX_ID_BYTES;
}

ky_rc ky_draft_put_id(ky_draft *d, ky_place at, ky_str id, ky_err *err)
{
    if (id.n == 0)
        return KY_OK;
    if (!is_usable_id(id)) {
        report(d, at, KY_FIND_ID_UNUSABLE, id, KY_LIT(""));
        return KY_OK;
    }
    d->brought = ky_arena_str(d->arena, id);
    return d->brought.p == NULL ? ky_nomem(err) : KY_OK;
}
