/* What is nearest to a question that finds nothing. */
#ifndef KY_SEARCH_NEAREST_H
#define KY_SEARCH_NEAREST_H

#include "base/json.h"
#include "index.h"

/* The records that share the most and rarest pairs of characters with a text, whether they make
 * words or not.
 *  q         as typed.
 *  n         hits at most.
 *  limit_us  time limit in microseconds; 0 for none.
 *  ret       a list of hits as a search gives them, without marks; a new reference.
 *  errors    TIMEOUT, STALE, CORRUPT, IO, NOMEM.
 *  threads   the index's thread.
 *  cost      a search of a term for each character. */
ky_rc ky_answer_nearest(ky_index *ix, ky_str q, uint32_t n, uint64_t limit_us, json_t **ret,
                        ky_err *err);

#endif
