/* Whether a query finds anything. */
#ifndef KY_SEARCH_FINDS_H
#define KY_SEARCH_FINDS_H

#include "index_priv.h"

/* Errors TIMEOUT (the question's deadline), STALE, CORRUPT, IO, NOMEM. Ends at the first hit. */
ky_rc ky_finds(ky_index *ix, const xapc_query *q, bool *ret, ky_err *err);

#endif
