/* What stands in a cell of a CSV file: written here, and what was added is recognised here, so that
 * whatever is written is read back as it was. docs/api.md describes it for people. */
#ifndef KY_BASE_CSV_CELL_H
#define KY_BASE_CSV_CELL_H

#include "buf.h"

/* Append a cell as RFC 4180 has it: in quotes where it holds a quote, a comma or a line end. A cell
 * that ky_csv_is_risky() gets an apostrophe in front. */
void ky_csv_put_cell(ky_buf *out, ky_str text);

/* True where text begins like a formula, with apostrophes before it or not: with = + - @, a tab,
 * CR or LF, or the full-width ＝ ＋ － ＠, which Japanese spreadsheets read as the narrow ones. */
bool ky_csv_is_risky(ky_str text);

/* True where the first character is the apostrophe that ky_csv_put_cell() put there. */
static inline bool ky_csv_has_guard(ky_str text)
{
    return text.n > 0 && text.p[0] == '\'' && ky_csv_is_risky(text);
}

/* Append one of several values of a cell, which `;` parts: `value` or `value（note）` as published
 * where that can be taken apart again, else `"value"` or `"value"（"note"）`, a quote in it twice.
 *  note    empty where there is none.
 *  split   further characters at which the reader would part the value; or empty.
 *  quoted  ask for quotes in any case. */
void ky_csv_put_value(ky_buf *out, ky_str value, ky_str note, ky_str split, bool quoted);

/* A value in quotes, as it stands in a cell: a quote in it is still there twice. */
typedef struct ky_csv_quoted {
    ky_str value;
    ky_str note; /* .p is NULL where there is none */
    size_t n;    /* bytes of cell that it takes, the `;` behind it included */
} ky_csv_quoted;

/* Read a value in quotes at the start of a cell's rest. False where none stands there that ends at
 * a `;` or with the cell: it is then plain text. */
bool ky_csv_read_quoted(ky_str cell, ky_csv_quoted *ret);

/* Append what stands in quotes, a doubled quote as one. */
void ky_csv_unquote(ky_buf *out, ky_str quoted);

#endif
