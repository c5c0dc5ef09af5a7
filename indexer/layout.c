#include "layout.h"

size_t ky_layout_columns(const ky_schema *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_fields; i++)
        n += s->fields[i].column.n > 0;
    return n;
}

static size_t found_columns(const ky_context *cx, const ky_layout *l)
{
    size_t n = 0;
    for (size_t i = 0; i < cx->schema->n_fields; i++)
        n += l->column[i] > 0;
    return n;
}

bool ky_layout_read(const ky_context *cx, const ky_str *cells, size_t n, ky_arena *arena,
                    ky_layout *ret)
{
    const ky_schema *s = cx->schema;
    while (n > 0 && cells[n - 1].n == 0)
        n--;
    ky_layout l = {.n = n};
    for (size_t i = 0; i < n; i++) {
        bool respelled;
        size_t field = ky_vocab_column(cx->vocab, cells[i], arena, &respelled);
        bool second = field < s->n_fields && l.column[field] > 0;
        l.field[i] = second ? s->n_fields : field;
        if (field < s->n_fields && !second)
            l.column[field] = i + 1;
    }
    if (l.column[s->title] == 0 || 2 * found_columns(cx, &l) < ky_layout_columns(s))
        return false;
    *ret = l;
    return true;
}

void ky_layout_report(const ky_context *cx, const ky_layout *l, const ky_str *cells, size_t line,
                      ky_arena *arena)
{
    const ky_schema *s = cx->schema;
    for (size_t i = 0; i < l->n; i++) {
        const ky_place at = {.line = line, .column = i + 1};
        bool respelled;
        size_t field = ky_vocab_column(cx->vocab, cells[i], arena, &respelled);
        if (l->field[i] == s->n_fields)
            ky_report_add(cx->report, at, KY_FIND_HEADER_DIFFERS, cells[i], KY_LIT(""));
        else if (respelled)
            ky_report_add(cx->report, at, KY_FIND_SPELLING, cells[i], s->fields[field].column);
    }
    for (size_t i = 0; i < s->n_fields; i++)
        if (s->fields[i].column.n > 0 && l->column[i] == 0)
            ky_report_add(cx->report, (ky_place){.line = line, .column = 1}, KY_FIND_HEADER_DIFFERS,
                          KY_LIT(""), s->fields[i].column);
}

bool ky_layout_is_complete(const ky_context *cx, const ky_layout *l)
{
    return found_columns(cx, l) == ky_layout_columns(cx->schema);
}

bool ky_layout_eq(const ky_layout *a, const ky_layout *b)
{
    return a->n == b->n && memcmp(a->field, b->field, a->n * sizeof a->field[0]) == 0;
}
