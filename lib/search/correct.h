/* "Did you mean": spellings near to a keyword that finds nothing.
 *
 * Near is what differs in a few characters, the fewer the shorter the keyword; what has the same
 * reading but another spelling; romaji, and foreign words in Latin letters, that are heard nearly
 * so; and, of a compound, the same for a part of it while the rest stays. */
#ifndef KY_SEARCH_CORRECT_H
#define KY_SEARCH_CORRECT_H

#include "base/arena.h"
#include "index.h"
#include "request.h"

/* Propose another question: each keyword that finds nothing alone is replaced by the nearest
 * spelling that finds something, the more frequent of equally near ones; quotes, exclusions and
 * everything else stay as typed.
 *  q            as for GET /v1/search; finds nothing with every keyword required.
 *  match        ALL: what is proposed finds something with every keyword required; AUTO: or else by
 *               relaxing, which is for what finds nothing even so.
 *  deadline_us  of the question (ky_plan_make()); 0 for none.
 *  arena        holds *ret.
 *  ret          empty where nothing is proposed.
 *  errors       TIMEOUT, STALE, CORRUPT, IO, NOMEM.
 *  threads      the index's thread. Uses the index's scratch arena and leaves there what it took.
 *  cost         for each keyword that finds nothing a look at every entry of the lexicon, and a
 *               plan for each of the nearest until one finds something. */
ky_rc ky_correct_question(ky_index *ix, ky_str q, ky_match match, uint64_t deadline_us,
                          ky_arena *arena, ky_str *ret, ky_err *err);

#endif
