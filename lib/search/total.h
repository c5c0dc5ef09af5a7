/* How many records a question brings, and nothing else. */
#ifndef KY_SEARCH_TOTAL_H
#define KY_SEARCH_TOTAL_H

#include "index.h"

/* Count the records that q brings, every keyword required, without facet filters and never relaxed.
 *  q            as for GET /v1/search.
 *  most         look at so many matches at most: up to it the count is exact, beyond it a number
 *               that is not larger than the exact one, but at least most.
 *  deadline_us  of the question for whose sake it is asked (ky_plan_make()); 0 for none.
 *  errors       as for ky_plan_make(). Uses the index's scratch arena and leaves what it took
 *               there.
 *  cost         a plan, and a look at each match up to `most`. */
ky_rc ky_total(ky_index *ix, ky_str q, uint32_t most, uint64_t deadline_us, uint32_t *ret,
               ky_err *err);

#endif
