/* Rows that stand beside their columns, found by what their values are. */
#ifndef KY_INDEXER_SHIFT_H
#define KY_INDEXER_SHIFT_H

#include "layout.h"

/* Decide where the cells of a continuation row belong.
 *
 * A row is at home when every value it holds is in the vocabulary of its own column. Where it is
 * not, all its values are tried one or more columns to the left and to the right, first in the
 * order of the file's columns, then in that of the schema's fields (a file whose columns were
 * rearranged after the shift happened). The row is moved when exactly one such step brings every
 * value into a vocabulary that has it. A value that several vocabularies have fits each of them,
 * so alone it decides nothing.
 *  cells   plain; n of them, perhaps more than the layout has.
 *  home    n entries: the field each cell belongs to; n_fields for an empty cell, or one that
 *          stays where it is.
 *  returns true where the row is moved. */
bool ky_shift_find(const ky_context *cx, const ky_layout *l, const ky_str *cells, size_t n,
                   ky_arena *arena, size_t *home);

#endif
