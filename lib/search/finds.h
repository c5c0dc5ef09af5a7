/* Whether a query finds anything, whether a word stands in any record, and whether characters stand
 * side by side there. */
#ifndef KY_SEARCH_FINDS_H
#define KY_SEARCH_FINDS_H

#include "index_priv.h"

/* Errors TIMEOUT (the question's deadline), STALE, CORRUPT, IO, NOMEM. Ends at the first hit. */
ky_rc ky_finds(ky_index *ix, const xapc_query *q, bool *ret, ky_err *err);

/* True where a text is the base form of a word of some record. One look-up; errors as below. */
ky_rc ky_has_word(const ky_index *ix, ky_str base, bool *ret, ky_err *err);

/* True where `after` stands behind `character` in some record; an empty `after` is a mark or the
 * end.
 *  character, after  one character each, none of them U+0000.
 *  errors            STALE, CORRUPT, IO, NOMEM.
 *  cost              one look-up, or none where it was asked for lately. */
ky_rc ky_has_gram(ky_index *ix, ky_str character, ky_str after, bool *ret, ky_err *err);

#endif
