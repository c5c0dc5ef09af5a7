/* The "facets" member of an answer: every value that a facet can be narrowed by, with its count. */
#ifndef KY_SEARCH_FACETS_H
#define KY_SEARCH_FACETS_H

#include "counts.h"

/* {field: [{"value", "count", "selected"}]} for each facet asked for. A vocabulary stands whole and
 * in its order, zeros included, with what was published outside it behind; an open facet gives its
 * most frequent values, ties by code point; chosen values are always there.
 *  ret     a new reference.
 *  errors  NOMEM. */
ky_rc ky_facets_answer(ky_index *ix, const ky_request *rq, const ky_counts *counts, json_t **ret,
                       ky_err *err);

/* The values of one facet in that order, with their counts.
 *  limit   the most values beyond a vocabulary to list, besides the chosen ones.
 *  counts  of the facet; their order changes.
 *  ret     lives in the index's scratch arena; zeros are in it. */
ky_rc ky_facet_order(ky_index *ix, const ky_request *rq, size_t field, size_t limit,
                     ky_field_counts *counts, ky_field_counts *ret, ky_err *err);

#endif
