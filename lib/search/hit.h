/* A hit as clients get it: the record's members, its score, its marked texts. */
#ifndef KY_SEARCH_HIT_H
#define KY_SEARCH_HIT_H

#include "keyword.h"
#include "stored.h"

/* Make a hit.
 *  ks      what is marked; without keywords the texts come without marks, shortened as ever.
 *  st      the stored record; must have been read with ix's schema.
 *  ret     a new reference.
 *  errors  NOMEM. Uses the index's scratch arena. */
ky_rc ky_hit_make(ky_index *ix, const ky_keywords *ks, const ky_stored *st, double score,
                  json_t **ret, ky_err *err);

#endif
