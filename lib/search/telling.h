/* The words that set a record apart from the others. */
#ifndef KY_SEARCH_TELLING_H
#define KY_SEARCH_TELLING_H

#include "index_priv.h"

typedef struct ky_telling {
    ky_str base; /* base form */
    ky_str term; /* of the index */
    double weight;
} ky_telling;

/* The heaviest words of a record: often in it, rarely in others (Robertson and Sparck Jones,
 * Relevance weighting of search terms, 1976, with the record as the one that is relevant; times
 * tf / (1 + tf), tf being how often it stands there by the weight of its field).
 *  max     at most so many, heaviest first, then by code point.
 *  ret     in the index's scratch arena.
 *  errors  NOT_FOUND (no such document), STALE, CORRUPT, IO, NOMEM.
 *  cost    reads the record, and a look-up for each of its words. */
ky_rc ky_telling_words(ky_index *ix, uint32_t docid, size_t max, const ky_telling **ret,
                       size_t *ret_n, ky_err *err);

#endif
