/* The facet values that a keyword may mean. */
#ifndef KY_SEARCH_VALUES_H
#define KY_SEARCH_VALUES_H

#include "index_priv.h"

/* List the values of every facet that is words, with the records that carry each: ix->values.
 *  errors  STALE, CORRUPT, IO, NOMEM.
 *  cost    a walk over the facet terms; for each value too long to be a term, one record too. */
ky_rc ky_values_read(ky_index *ix, ky_err *err);

#endif
