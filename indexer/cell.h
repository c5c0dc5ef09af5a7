/* One cell as published → its text: without quotes, blanks and broken bytes round and in it. */
#ifndef KY_INDEXER_CELL_H
#define KY_INDEXER_CELL_H

#include "context.h"

/* What ky_cell_clean() does beyond UTF-8 and control characters, which it always sees to. */
enum {
    KY_CLEAN_QUOTES = 1,     /* take off outer quotes */
    KY_CLEAN_APOSTROPHE = 2, /* take off the guard against formulas (base/csv_cell.h) */
};

/* Clean one cell and report each step.
 *  raw     any bytes; the result borrows them where nothing had to be rewritten.
 *  ret     valid UTF-8 without blanks at its ends and without control characters but LF.
 *  errors  NOMEM. */
ky_rc ky_cell_clean(const ky_context *cx, ky_str raw, ky_place at, unsigned what, ky_arena *arena,
                    ky_str *ret, ky_err *err);

/* s without blanks of any kind at its ends. */
ky_str ky_cell_trim(ky_str s);

/* The cell without blanks and quotes, quietly and borrowed: for looking at a row before reading
 * it. A doubled quote inside stays as it is. */
ky_str ky_cell_plain(ky_str raw);

/* Cut a line at its tabs. Returns the number of cells, which may be more than `max` of them that
 * are put into cells. */
size_t ky_cells_split(ky_str line, ky_str *cells, size_t max);

/* A number in ASCII or full-width digits, 0…UINT32_MAX. *ret_wide says whether one was
 * full-width. */
bool ky_cell_number(ky_str cell, uint32_t *ret, bool *ret_wide);

#endif
