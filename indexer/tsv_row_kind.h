/* What a row of the published table is. For reader_tsv.c. */
#ifndef KY_INDEXER_TSV_ROW_KIND_H
#define KY_INDEXER_TSV_ROW_KIND_H

#include "layout.h"
#include "tsv_rows.h"

typedef enum ky_row_kind {
    KY_ROW_BLANK,
    KY_ROW_TEXT,         /* no row of the table */
    KY_ROW_RECORD,       /* the first line of a record */
    KY_ROW_CONTINUATION, /* further values of it */
    KY_ROW_SHIFTED,      /* the same, beside its columns */
} ky_row_kind;

/* Only a record has a number. A row without one is a record where it has a name, or several cells
 * that a continuation cannot have; but first its values are asked whether it is shifted.
 *  home  row->n entries, filled for SHIFTED: see ky_shift_find(). */
ky_row_kind ky_row_kind_of(const ky_context *cx, const ky_layout *l, const ky_tsv_row *row,
                           ky_arena *arena, size_t *home);

/* The plain cell of a field, or an empty one. */
ky_str ky_row_cell(const ky_schema *s, const ky_layout *l, const ky_tsv_row *row, size_t field);

#endif
