/* The "facets" member of an answer: every value that a facet can be narrowed by, with its count. */
#ifndef KY_SEARCH_FACETS_H
#define KY_SEARCH_FACETS_H

#include "counts.h"

/* {field: [{"value", "count", "selected"}]} for each facet asked for. A vocabulary stands whole and
 * in its order, zeros included, with what was published outside it behind; an open facet gives its
 * most frequent values, ties by code point; chosen values are always there.
 *  ret     a new reference.
 *  errors  NOMEM. */
ky_rc ky_facets_answer(const ky_index *ix, const ky_request *rq, const ky_counts *counts,
                       json_t **ret, ky_err *err);

#endif
