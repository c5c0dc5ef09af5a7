/* The best of many entries of a lexicon, gathered in any order: those to look for in the index. */
#ifndef KY_SEARCH_CANDIDATES_H
#define KY_SEARCH_CANDIDATES_H

#include "lexicon.h"

enum { KY_MAX_CANDIDATES = 200 };

typedef struct ky_candidate {
    uint32_t entry;
    uint32_t tier;  /* how well it begins as typed; smaller is better */
    uint32_t count; /* as the lexicon has it, until it is looked for */
    bool alone;     /* it is all that was typed, whatever stands in front of the last word */
} ky_candidate;

/* Begin with `ky_candidates c = {.lx = lx};`. */
typedef struct ky_candidates {
    const ky_lexicon *lx;
    ky_candidate items[KY_MAX_CANDIDATES]; /* a heap, the worst on top, until it is sorted */
    size_t n;
} ky_candidates;

/* False where an entry of this tier would not be among the best, whatever it is. */
bool ky_candidates_may_add(const ky_candidates *c, uint32_t entry, uint32_t tier);

/* Take an entry, if it is among the best. One that is there already keeps its better tier. */
void ky_candidates_add(ky_candidates *c, uint32_t entry, uint32_t tier, bool alone);

/* By tier, then more records, the shorter, by code point, facet values before names before words.
 */
void ky_candidates_sort(const ky_lexicon *lx, ky_candidate *items, size_t n);

#endif
