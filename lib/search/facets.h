/* Facet counts: exact, and disjunctive, so that each is the total one gets by choosing that value
 * alone in its facet, all else kept.
 *
 * Counting is by Xapian's own value-count spies, which work over its remote backend too. */
#ifndef KY_SEARCH_FACETS_H
#define KY_SEARCH_FACETS_H

#include "filter.h"
#include "plan.h"

/* The "facets" member of an answer: for each facet asked for, [{"value", "count", "selected"}].
 *  narrowed  the result of the search with every chosen facet, whose counts hold the slots that
 *            ky_facet_slots() listed.
 *  ret       a new reference.
 *  errors    TIMEOUT, STALE, IO, NOMEM.
 *  cost      one more match for each facet that has a chosen value. */
ky_rc ky_facets_answer(ky_index *ix, const ky_plan *plan, const ky_request *rq,
                       const xapc_result *narrowed, json_t **ret, ky_err *err);

/* The slots whose values the narrowed search must count: those of the asked facets in which
 * nothing is chosen. They live in the index's scratch arena. */
ky_rc ky_facet_slots(ky_index *ix, const ky_request *rq, const uint32_t **ret, size_t *ret_n,
                     ky_err *err);

#endif
