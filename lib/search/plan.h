/* From keywords to a Xapian query: which records match, and what they weigh.
 *
 * Everything that is decided on the whole index is decided here, before any facet filter: exact
 * texts are looked up, keywords that find nothing fall back to the facet values they are a part of,
 * and `auto` relaxes. */
#ifndef KY_SEARCH_PLAN_H
#define KY_SEARCH_PLAN_H

#include "keyword.h"
#include "request.h"

/* One part of a keyword that a hit may lack. */
typedef struct ky_clause {
    ky_str text;       /* folded */
    xapc_query *query; /* the records that have it */
} ky_clause;

typedef struct ky_plan {
    ky_keywords keywords;
    xapc_query *matching; /* the records that match, without facet filters; never NULL */
    xapc_query *query;    /* the same records with their weights */
    bool ranked;          /* some keyword gives weights; else every record stands by number */
    ky_match match;       /* as it came out: ALL or ANY */
    bool relaxed;
    ky_clause *clauses; /* of the keywords that are neither quoted nor excluded */
    size_t n_clauses;
    uint64_t deadline_us; /* of the monotonic clock, for every search of this question; or 0 */
} ky_plan;

/* Make the plan for a question.
 *  ret      initialise with {0}; free with ky_plan_fini().
 *  errors   TIMEOUT, STALE, CORRUPT, IO, NOMEM.
 *  cost     a look-up for each part; for exact texts also the stored text of each candidate. */
ky_rc ky_plan_make(ky_index *ix, ky_str q, ky_match match, uint64_t deadline_us, ky_plan *ret,
                   ky_err *err);

void ky_plan_fini(ky_plan *p);

#endif
