#include "tsv_row_kind.h"

#include "cell.h"
#include "shift.h"

ky_str ky_row_cell(const ky_schema *s, const ky_layout *l, const ky_tsv_row *row, size_t field)
{
    size_t column = field < s->n_fields ? l->column[field] : 0;
    return column == 0 || column > row->n ? KY_LIT("") : row->plain[column - 1];
}

/* Cells with content in columns that no continuation has. A dash says as little as nothing. */
static size_t own_cells(const ky_context *cx, const ky_layout *l, const ky_tsv_row *row)
{
    const ky_schema *s = cx->schema;
    size_t n = 0;
    for (size_t i = 0; i < row->n && i < l->n; i++) {
        size_t field = l->field[i];
        n += field < s->n_fields && !s->fields[field].continued &&
             !ky_vocab_is_none(cx->vocab, row->plain[i]);
    }
    return n;
}

/* True for what is left of a header: a row that begins by naming its own column. */
static bool is_header_rest(const ky_context *cx, const ky_layout *l, const ky_tsv_row *row,
                           ky_arena *arena)
{
    size_t i = 0;
    bool respelled;
    while (i + 1 < row->n && row->plain[i].n == 0)
        i++;
    return i < l->n && l->field[i] < cx->schema->n_fields &&
           ky_vocab_column(cx->vocab, row->plain[i], arena, &respelled) == l->field[i];
}

/* As ky_shift_find(), but a value that the file ends in says nothing. */
static bool is_shifted(const ky_context *cx, const ky_layout *l, const ky_tsv_row *row,
                       ky_arena *arena, size_t *home)
{
    size_t n = row->n;
    if (row->unfinished && n == row->total && ky_vocab_is_cut(cx->vocab, row->plain[n - 1], arena))
        home[--n] = cx->schema->n_fields;
    return ky_shift_find(cx, l, row->plain, n, arena, home);
}

ky_row_kind ky_row_kind_of(const ky_context *cx, const ky_layout *l, const ky_tsv_row *row,
                           ky_arena *arena, size_t *home)
{
    const ky_schema *s = cx->schema;
    ky_str number = ky_row_cell(s, l, row, s->number);
    uint32_t v;
    bool wide;
    size_t filled = ky_tsv_row_filled(row);
    if (row->total == 1)
        return filled == 0 ? KY_ROW_BLANK : KY_ROW_TEXT;
    if (ky_cell_number(number, &v, &wide))
        return KY_ROW_RECORD;
    if (is_shifted(cx, l, row, arena, home))
        return KY_ROW_SHIFTED;
    if ((number.n > 0 && filled == 1) || is_header_rest(cx, l, row, arena))
        return KY_ROW_TEXT;
    bool named = !ky_vocab_is_none(cx->vocab, ky_row_cell(s, l, row, s->title));
    return named || own_cells(cx, l, row) > 1 ? KY_ROW_RECORD : KY_ROW_CONTINUATION;
}
