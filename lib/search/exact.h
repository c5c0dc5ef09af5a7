/* Exact texts: the records in which the very characters stand, particles and all.
 *
 * The index narrows them by grams, which loses none; the stored text of each candidate decides. */
#ifndef KY_SEARCH_EXACT_H
#define KY_SEARCH_EXACT_H

#include "index_priv.h"

/* A query for the records whose searched texts hold `folded` under the span rule, with weight 0.
 *  folded   folded text, not empty, not only marks.
 *  ret      the caller's.
 *  errors   TIMEOUT, STALE, CORRUPT, IO, NOMEM.
 *  cost     fetches and analyses every candidate. */
ky_rc ky_exact_query(ky_index *ix, ky_str folded, uint64_t deadline_us, xapc_query **ret,
                     ky_err *err);

#endif
