/* The query of one part of a keyword: the records that have it, by any of its spellings, by the
 * texts as they are stored, by facet values. */
#ifndef KY_SEARCH_PART_QUERY_H
#define KY_SEARCH_PART_QUERY_H

#include "keyword.h"
#include "queries.h"

/* Make it. Where nothing has the part, the facet values that hold it stand in.
 *  ret     the caller's.
 *  errors  TIMEOUT, STALE, CORRUPT, IO, NOMEM.
 *  cost    a search that ends at its first hit; for exact texts also the stored text of each
 *          candidate. */
ky_rc ky_part_query(const ky_maker *m, ky_part *part, xapc_query **ret);

/* The same where one part is enough: a compound that stands nowhere falls apart into its words.
 *  strict  what ky_part_query() made. */
ky_rc ky_part_query_loose(const ky_maker *m, ky_part *part, const xapc_query *strict,
                          xapc_query **ret);

/* *q, or the records that carry one of the values, in the place of *q. Errors NOMEM. */
ky_rc ky_or_values(const ky_maker *m, ky_value_list values, xapc_query **q);

#endif
