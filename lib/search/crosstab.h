/* How many records carry a value of one facet together with a value of another. */
#ifndef KY_SEARCH_CROSSTAB_H
#define KY_SEARCH_CROSSTAB_H

#include "base/json.h"
#include "index.h"
#include "request.h"

/* Answer how the records of a search spread over two facets:
 *   {"row": name, "column": name, "rows": [values], "columns": [values], "cells": [[n, …], …],
 *    "row_totals": [n, …], "column_totals": [n, …], "total": n,
 *    "relaxed": bool}
 * Each count is the total one gets by requiring that value, or both, of the records of
 * ky_answer_search() besides all that is chosen: nothing is disjunctive, and "total" is the
 * search's. A record counts once in each cell whose two values it has, so that rows and columns
 * need not add up to the totals, nor those to "total".
 *
 * A vocabulary stands whole and in its order, zeros included; values outside it come behind, and
 * those of an open facet, the most frequent first, ties by code point: at most rq->facet_limit of
 * them besides the chosen ones.
 *  rq        which facets it counts, and how hits are sorted and paged, does not matter.
 *  row,      names of facets. The same one twice tells which of its values come together, and each
 *  column    value's total on the diagonal.
 *  limit_us  time limit of the whole question in microseconds; 0 for none.
 *  ret       a new reference.
 *  errors    INVALID (no facet of that name; says which there are), TIMEOUT, STALE, CORRUPT, IO,
 *            NOMEM.
 *  threads   the index's thread.
 *  cost      with columns in memory a match and some 20 ns for each record and pair of its values;
 *            without (several shards) a match for each value listed of the facet that lists fewer,
 *            and one more. */
ky_rc ky_answer_crosstab(ky_index *ix, const ky_request *rq, ky_str row, ky_str column,
                         uint64_t limit_us, json_t **ret, ky_err *err);

#endif
