/* Projects like a given one, each with what it has in common. */
#ifndef KY_SEARCH_SIMILAR_H
#define KY_SEARCH_SIMILAR_H

#include "index_priv.h"

enum { KY_SIMILAR_HITS = 5, KY_SIMILAR_TERMS = 20, KY_REASON_WORDS = 3 };

/* The "similar" member of a record's answer: at most KY_SIMILAR_HITS hits, best first, with no
 * keyword to mark, each with
 *   "reason"  one line for people: shared facet values with their label, then shared words,
 *   "shared"  the same for programs: {"facets": {name: [values]}, "words": […]},
 * and where `furigana` says so, in front of both, what ky_furigana() (furigana.h) adds.
 *  ret     a new reference.
 *  errors  STALE, CORRUPT, IO, NOMEM. */
ky_rc ky_similar(ky_index *ix, uint32_t docid, const ky_record *r, bool furigana, json_t **ret,
                 ky_err *err);

#endif
