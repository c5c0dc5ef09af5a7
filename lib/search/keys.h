/* Which keys of a keyboard lead on from what has been typed. */
#ifndef KY_SEARCH_KEYS_H
#define KY_SEARCH_KEYS_H

#include "base/json.h"
#include "index.h"

/* The characters of `keys`, in its order and each once, by which q goes on to something
 * (ky_complete_leads()).
 *  q, keys  UTF-8 without control characters.
 *  ret      a new reference to an array of texts.
 *  errors   STALE, CORRUPT, IO, NOMEM. Uses the index's scratch arena and leaves what it took
 * there. cost     a look-up for each key, up to the first entry that goes on so: microseconds each
 * for one that leads somewhere. */
ky_rc ky_keys_that_lead(ky_index *ix, ky_str q, ky_str keys, json_t **ret, ky_err *err);

#endif
