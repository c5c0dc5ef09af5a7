/* The rows of a published table as they stand, with two ways back: the last one may be given out
 * again, and rows before the first header wait for it. For reader_tsv.c. */
#ifndef KY_INDEXER_TSV_ROWS_H
#define KY_INDEXER_TSV_ROWS_H

#include "base/buf.h"
#include "context.h"
#include "limits.h"

typedef struct ky_tsv_row {
    size_t line;
    bool unfinished;
    ky_str text;                /* the line */
    size_t total;               /* cells of the line */
    size_t n;                   /* and those that are here: at most KY_MAX_CELLS */
    ky_str raw[KY_MAX_CELLS];   /* the cells as they stand */
    ky_str plain[KY_MAX_CELLS]; /* without blanks and quotes round them */
    bool quote_open;            /* the file ends inside the quotes of its last cell */
} ky_tsv_row;

typedef struct ky_tsv_waiting {
    size_t line;
    size_t from; /* in bytes */
    size_t n;
} ky_tsv_waiting;

typedef struct ky_tsv_rows {
    bool held; /* the row that was last given out comes again */
    ky_buf bytes;
    ky_tsv_waiting *waiting;
    size_t n_waiting;
    size_t cap_waiting;
    size_t next_waiting;
} ky_tsv_rows;

void ky_tsv_rows_fini(ky_tsv_rows *rows);

/* The next row into *row, which must be the same one in every call and is valid until the next.
 *  released  the rows that wait come first.
 *  errors    as ky_source_line(). */
ky_rc ky_tsv_rows_next(ky_tsv_rows *rows, ky_context *cx, bool released, ky_tsv_row *row,
                       bool *ret_more, ky_err *err);

/* Give the last row out again. */
void ky_tsv_rows_hold(ky_tsv_rows *rows);

/* Let a row wait where it may be one of a table whose header is still to come: it has all
 * `columns` and a number, or it follows such a row. False where it is not.
 *  errors  INVALID (more than KY_MAX_WAITING_BYTES wait), NOMEM. */
ky_rc ky_tsv_rows_wait(ky_tsv_rows *rows, const ky_tsv_row *row, size_t columns, bool *ret_waits,
                       ky_err *err);

/* The line of the first row that waits and was not given out; 0 where none does. */
size_t ky_tsv_rows_waiting(const ky_tsv_rows *rows);

size_t ky_tsv_row_filled(const ky_tsv_row *row); /* cells that are not empty */

#endif
