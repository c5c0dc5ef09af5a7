/* The chosen facet values as a query: values of one facet are alternatives, facets narrow. */
#ifndef KY_SEARCH_FILTER_H
#define KY_SEARCH_FILTER_H

#include "index_priv.h"
#include "request.h"

/* `base` narrowed by every chosen facet but `except` (n_fields for none). Weights stay base's.
 *  ret     the caller's.
 *  errors  NOMEM, INTERNAL. */
ky_rc ky_filter(ky_index *ix, const xapc_query *base, const ky_request *rq, size_t except,
                xapc_query **ret, ky_err *err);

#endif
