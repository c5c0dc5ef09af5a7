/* What ranks the records that match without letting more of them match: character pairs, words of
 * compounds and of exact texts. Terms alone: libxapian 1.4.22 weighs words near each other wrongly
 * where they only add weight (ranking.h). docs/relevance.md has the measurements. */
#ifndef KY_SEARCH_RANK_QUERY_H
#define KY_SEARCH_RANK_QUERY_H

#include "keyword.h"
#include "queries.h"

/* Add it to *q, in its place. Errors NOMEM. */
ky_rc ky_rank_query(const ky_maker *m, const ky_keywords *ks, xapc_query **q);

#endif
