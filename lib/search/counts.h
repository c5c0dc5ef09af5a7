/* How many records there are, and how many of them carry each facet value: exact, and disjunctive,
 * so that each count is the total one gets by choosing that value alone in its facet, all else
 * kept.
 *
 * One match over the question without its facet filters gives it all from the columns in memory;
 * over a remote database, where there are none, Xapian's value-count spies do, with one match more
 * for each facet that has a chosen value. */
#ifndef KY_SEARCH_COUNTS_H
#define KY_SEARCH_COUNTS_H

#include "plan.h"

typedef struct ky_count {
    ky_str value;
    uint32_t count;
} ky_count;

typedef struct ky_field_counts {
    ky_count *items; /* values with a count above 0, each once, in no particular order */
    size_t n;
} ky_field_counts;

/* Everything in it lives in the index's scratch arena. */
typedef struct ky_counts {
    uint32_t total;          /* records that match, every chosen value applied */
    ky_field_counts *fields; /* by field of the schema; filled where the request counts it */
} ky_counts;

/* Errors TIMEOUT, STALE, CORRUPT, IO, NOMEM. Cost: a match without weights; with columns some 20 ns
 * a match and facet. */
ky_rc ky_counts_make(ky_index *ix, const ky_plan *plan, const ky_request *rq, ky_counts *ret,
                     ky_err *err);

/* The two ways that ky_counts_make() chooses from; ret->fields has room for every field. */
ky_rc ky_counts_from_columns(ky_index *ix, const ky_plan *plan, const ky_request *rq,
                             ky_counts *ret, ky_err *err);
ky_rc ky_counts_from_spies(ky_index *ix, const ky_plan *plan, const ky_request *rq, ky_counts *ret,
                           ky_err *err);

/* Count the values of some facets over the records of a query, by spies; nothing is disjunctive.
 *  fields  n different ones.
 *  ret     total, and fields[] of those, by value; it has room for every field. */
ky_rc ky_counts_of_query(ky_index *ix, const xapc_query *q, uint64_t deadline_us,
                         const size_t *fields, size_t n, ky_counts *ret, ky_err *err);

#endif
