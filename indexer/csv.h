/* Comma-separated values (RFC 4180), one record at a time, in bounded memory. */
#ifndef KY_INDEXER_CSV_H
#define KY_INDEXER_CSV_H

#include "base/buf.h"
#include "context.h"
#include "limits.h"

typedef struct ky_csv {
    ky_buf bytes;              /* of the present record's cells, one after the other */
    size_t ends[KY_MAX_CELLS]; /* where each cell ends in them */
    ky_str cells[KY_MAX_CELLS];
    size_t n;           /* cells that are here */
    size_t total;       /* cells of the record */
    size_t line;        /* where the record begins */
    bool open_quote;    /* the file ended inside quotes */
    size_t loose_quote; /* the first cell with text beside its quotes, from 1; or 0 */
} ky_csv;

void ky_csv_fini(ky_csv *c);

/* Read the next record that is not an empty line; cells are valid until the next call. A quoted
 * cell may hold line ends (as LF), commas, and quotes written twice.
 *  errors  INVALID (a record longer than KY_MAX_LINE_BYTES), IO, NOMEM. */
ky_rc ky_csv_next(ky_csv *c, ky_context *cx, bool *ret_more, ky_err *err);

#endif
