/* Which records hold what may be typed: as sorted lists of document ids, so that how many records
 * several words share is counted without another search. */
#ifndef KY_SEARCH_HELD_H
#define KY_SEARCH_HELD_H

#include "index_priv.h"

typedef struct ky_docids {
    const uint32_t *ids; /* ascending */
    uint32_t n;
} ky_docids;

/* True where some id is in both, how many are. Linear, or n log m where one list is far shorter. */
bool ky_docids_meet(const ky_docids *a, const ky_docids *b);
uint32_t ky_docids_common(const ky_docids *a, const ky_docids *b);

/* The records that a question brings, every keyword required (ky_total() of total.h counts them).
 *  arena   holds *ret.
 *  errors  as for ky_plan_make(). Uses the index's scratch arena and leaves what it took there. */
ky_rc ky_held_by_question(ky_index *ix, ky_str q, ky_arena *arena, ky_docids *ret, ky_err *err);

/* The same for the words in front of one that is being typed. The last ones that were asked for are
 * kept, and what the index was told of them (told.h) is not asked for. */
ky_rc ky_held_by_head(ky_index *ix, ky_str head, ky_arena *arena, ky_docids *ret, ky_err *err);

/* The records that an entry of the lexicon brings as a question. *ret lives as long as the index,
 * which asks once for each entry. Errors as for ky_held_by_question(). */
ky_rc ky_held_by_entry(ky_index *ix, uint32_t entry, const ky_docids **ret, ky_err *err);

/* The records of an entry as far as its terms tell. */
struct ky_standing {
    ky_docids records;
    bool certain; /* the entry as a question brings each of them; else others are among them, and
                     nothing that is not holds its very characters */
};

/* Look for the terms of an entry: a word's or a facet value's own, else its pairs of characters.
 * *ret lives as long as the index, which looks once for each entry.
 *  errors  STALE, CORRUPT, IO, NOMEM.
 *  cost    a tenth of ky_held_by_entry() on a small table. */
ky_rc ky_held_standing(ky_index *ix, uint32_t entry, const ky_standing **ret, ky_err *err);

#endif
