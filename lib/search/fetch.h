/* Records by document, as the index keeps them. What was read lately is kept, so that a record that
 * many questions find is not read and taken apart for each. */
#ifndef KY_SEARCH_FETCH_H
#define KY_SEARCH_FETCH_H

#include "index_priv.h"
#include "stored.h"

enum {
    KY_KEPT_RECORDS = 1024,      /* at most, by their document's number */
    KY_KEPT_RECORD_BYTES = 4096, /* of its data; longer ones are read each time */
};

/* Read the record of a document.
 *  arena   holds it where it is not kept.
 *  ret     good until ky_index_rest() and as long as the arena's memory.
 *  errors  NOT_FOUND, STALE, CORRUPT, IO, NOMEM.
 *  cost    none where it is kept; some 20 KB of memory for each that is. */
ky_rc ky_fetch(ky_index *ix, uint32_t docid, ky_arena *arena, const ky_stored **ret, ky_err *err);

/* What is kept. */
typedef struct ky_kept_records ky_kept_records;
void ky_kept_records_free(ky_kept_records *k);

#endif
