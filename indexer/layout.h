/* Which cell of a row is which field: what the header says, and nothing else. */
#ifndef KY_INDEXER_LAYOUT_H
#define KY_INDEXER_LAYOUT_H

#include "context.h"
#include "limits.h"

typedef struct ky_layout {
    size_t n;                   /* columns */
    size_t field[KY_MAX_CELLS]; /* of each column; n_fields where it is none of the schema's */
    size_t
        column[KY_MAX_FIELDS]; /* the first column of each field, from 1; 0 where there is none */
} ky_layout;

/* The columns that the schema gives a published table. */
size_t ky_layout_columns(const ky_schema *s);

/* Read a row as a header of the published table, quietly. It is one when it names the title's
 * column and at least half of the columns that the schema knows.
 *  cells   plain (ky_cell_plain); a trailing empty one is no column.
 *  ret     filled where the result is true. */
bool ky_layout_read(const ky_context *cx, const ky_str *cells, size_t n, ky_arena *arena,
                    ky_layout *ret);

/* Report what a header calls otherwise, lacks, or has besides. */
void ky_layout_report(const ky_context *cx, const ky_layout *l, const ky_str *cells, size_t line,
                      ky_arena *arena);

/* True where it has a column for every field that the schema gives one. */
bool ky_layout_is_complete(const ky_context *cx, const ky_layout *l);

bool ky_layout_eq(const ky_layout *a, const ky_layout *b);

#endif
