#include "tsv_rows.h"

#include "cell.h"

void ky_tsv_rows_fini(ky_tsv_rows *rows)
{
    ky_buf_fini(&rows->bytes);
    free(rows->waiting);
    *rows = (ky_tsv_rows){0};
}

/* Where the file ends inside quotes, what stands behind the first one is right as far as it goes.
 */
static void open_last(ky_tsv_row *row)
{
    ky_str last = row->plain[row->n - 1];
    size_t quotes = 0;
    for (size_t i = 0; i < last.n; i++)
        quotes += last.p[i] == '"';
    row->quote_open = row->unfinished && row->n == row->total && quotes % 2 != 0 && *last.p == '"';
    if (!row->quote_open)
        return;
    row->plain[row->n - 1] = ky_cell_plain(ky_str_from(last, 1));
    row->raw[row->n - 1] = row->plain[row->n - 1];
}

static void cut_row(ky_str text, size_t line, bool unfinished, ky_tsv_row *row)
{
    row->text = text;
    row->line = line;
    row->unfinished = unfinished;
    row->total = ky_cells_split(text, row->raw, KY_MAX_CELLS);
    row->n = row->total < KY_MAX_CELLS ? row->total : KY_MAX_CELLS;
    for (size_t i = 0; i < row->n; i++)
        row->plain[i] = ky_cell_plain(row->raw[i]);
    open_last(row);
}

ky_rc ky_tsv_rows_next(ky_tsv_rows *rows, ky_context *cx, bool released, ky_tsv_row *row,
                       bool *ret_more, ky_err *err)
{
    ky_line line;
    *ret_more = true;
    if (rows->held) {
        rows->held = false;
        return KY_OK;
    }
    if (released && rows->next_waiting < rows->n_waiting) {
        const ky_tsv_waiting *w = &rows->waiting[rows->next_waiting++];
        cut_row((ky_str){rows->bytes.p + w->from, w->n}, w->line, false, row);
        return KY_OK;
    }
    ky_rc rc = ky_context_line(cx, &line, ret_more, err);
    if (rc == KY_OK && *ret_more)
        cut_row(line.text, line.number, line.unfinished, row);
    return rc;
}

void ky_tsv_rows_hold(ky_tsv_rows *rows)
{
    rows->held = true;
}

static bool has_number(const ky_tsv_row *row)
{
    uint32_t v;
    bool wide;
    for (size_t i = 0; i < row->n; i++)
        if (ky_cell_number(row->plain[i], &v, &wide))
            return true;
    return false;
}

ky_rc ky_tsv_rows_wait(ky_tsv_rows *rows, const ky_tsv_row *row, size_t columns, bool *ret_waits,
                       ky_err *err)
{
    *ret_waits = row->total == columns && (rows->n_waiting > 0 || has_number(row));
    if (!*ret_waits)
        return KY_OK;
    if (rows->bytes.n + row->text.n > KY_MAX_WAITING_BYTES)
        return ky_fail(err, KY_E_INVALID, "no header before line %zu, %d bytes into the table",
                       row->line, KY_MAX_WAITING_BYTES);
    size_t from = rows->bytes.n;
    ky_buf_put(&rows->bytes, row->text);
    if (!ky_buf_ok(&rows->bytes) || !KY_GROW(rows->waiting, rows->cap_waiting, rows->n_waiting + 1))
        return ky_nomem(err);
    rows->waiting[rows->n_waiting++] = (ky_tsv_waiting){row->line, from, row->text.n};
    return KY_OK;
}

size_t ky_tsv_rows_waiting(const ky_tsv_rows *rows)
{
    return rows->next_waiting < rows->n_waiting ? rows->waiting[rows->next_waiting].line : 0;
}

size_t ky_tsv_row_filled(const ky_tsv_row *row)
{
    size_t n = 0;
    for (size_t i = 0; i < row->n; i++)
        n += row->plain[i].n > 0;
    return n;
}
