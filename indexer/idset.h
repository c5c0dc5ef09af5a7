/* The ids seen so far: the one thing that grows with the number of records, so it holds 64 bits
 * of each id and nothing else (8 to 18 bytes a record). Two of two million different ids fall
 * together with a probability of about one in ten million. */
#ifndef KY_INDEXER_IDSET_H
#define KY_INDEXER_IDSET_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

/* Begin with `ky_idset s = {0};`. */
typedef struct ky_idset {
    uint64_t *slots; /* 0 where free */
    size_t n;
    size_t cap; /* 0 or a power of two */
} ky_idset;

void ky_idset_fini(ky_idset *s); /* for KY_CLEANUP; the set is empty afterwards */

/* Put id in; *ret_new is false where it was in already. Errors NOMEM. */
ky_rc ky_idset_add(ky_idset *s, ky_str id, bool *ret_new, ky_err *err);

#endif
