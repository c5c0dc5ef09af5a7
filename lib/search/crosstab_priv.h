/* Two facets being counted together, for the files of that name alone. */
#ifndef KY_SEARCH_CROSSTAB_PRIV_H
#define KY_SEARCH_CROSSTAB_PRIV_H

#include "facets.h"

/* One of the two facets. */
typedef struct ky_axis {
    size_t field;
    ky_field_counts listed; /* values in the order of the answer, with their totals */
} ky_axis;

/* What is not owned lives in the index's scratch arena. */
typedef struct ky_crossing {
    ky_index *ix;
    const ky_request *rq;
    ky_plan plan;
    xapc_query *narrowed; /* the records to count; owned */
    ky_axis row;
    ky_axis column;
    uint32_t total;
    uint32_t *cells;  /* row by row */
    uint32_t *docids; /* of the records to count; with columns in memory only */
    ky_err *err;
} ky_crossing;

static inline uint32_t *ky_crossing_cell(const ky_crossing *x, size_t row, size_t column)
{
    return &x->cells[row * x->column.listed.n + column];
}

/* Fill total and ret->fields[] of both facets; ret has room for every field. Errors as for
 * ky_counts_make(). */
ky_rc ky_crossing_totals_from_columns(ky_crossing *x, ky_counts *ret);
ky_rc ky_crossing_totals_from_spies(ky_crossing *x, ky_counts *ret);

/* Then, both axes listed, fill the cells, which are zero. */
ky_rc ky_crossing_cells_from_columns(ky_crossing *x);
ky_rc ky_crossing_cells_from_spies(ky_crossing *x);

#endif
