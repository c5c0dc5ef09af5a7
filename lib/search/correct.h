/* "Did you mean": spellings near to a keyword that finds nothing.
 *
 * Near is what differs in a few characters, the fewer the shorter the keyword; what has the same
 * reading but another spelling; and, of a compound, the same for a part of it while the rest stays.
 */
#ifndef KY_SEARCH_CORRECT_H
#define KY_SEARCH_CORRECT_H

#include "base/arena.h"
#include "index.h"

/* Propose another spelling for a keyword.
 *  keyword  folded.
 *  arena    holds *ret.
 *  ret      the nearest spelling that finds something, the more frequent of equally near ones;
 *           empty where there is none.
 *  errors   STALE, CORRUPT, IO, NOMEM.
 *  threads  the index's thread. Uses the index's scratch arena and leaves there what it took.
 *  cost     a look at every entry of the lexicon: some 20 ns each; and a plan for each of the
 *           nearest until one finds something. */
ky_rc ky_correct(ky_index *ix, ky_str keyword, ky_arena *arena, ky_str *ret, ky_err *err);

/* Propose another question: each keyword that finds nothing alone is replaced, quotes, exclusions
 * and everything else stay as typed.
 *  q        as for GET /v1/search.
 *  ret      empty where nothing is proposed; what is proposed finds something with every keyword
 *           required.
 *  otherwise as ky_correct(). */
ky_rc ky_correct_question(ky_index *ix, ky_str q, ky_arena *arena, ky_str *ret, ky_err *err);

#endif
