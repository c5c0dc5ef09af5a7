/* What an answer offers beside its hits, never searched unasked: "did you mean" and related words.
 */
#ifndef KY_SEARCH_OFFERS_H
#define KY_SEARCH_OFFERS_H

#include "base/json.h"
#include "plan.h"

enum {
    KY_MAX_RELATED_VALUES = 20,
    KY_MAX_RELATED_WORDS = 10,
};

/* Make "corrected": another question where q finds nothing as asked, on the whole index.
 *  match    as asked for.
 *  plan     of q.
 *  ret      a new reference: a string, which finds something with every keyword required, or by
 *           relaxing where q finds nothing even so; or null.
 *  errors   TIMEOUT, STALE, CORRUPT, IO, NOMEM.
 *  threads  the index's thread. Uses the index's scratch arena and leaves there what it took.
 *  cost     a look for one match; where there is none, ky_correct_question(). */
ky_rc ky_offer_correction(ky_index *ix, ky_str q, ky_match match, const ky_plan *plan, json_t **ret,
                          ky_err *err);

/* Make "related": [{"facet", "value", "count"}] of the values that a keyword is a part of, most
 * records first, then [{"query", "count"}] of the related words of the synonym table, in its
 * order, each once, without those that the question asks for already. Only what finds something;
 * each count is the total of asking for it alone.
 *  plan     of the question.
 *  ret      a new reference.
 *  otherwise as ky_offer_correction().
 *  cost     a look at each facet value; a plan and a count of all matches for each related word. */
ky_rc ky_offer_related(ky_index *ix, const ky_plan *plan, json_t **ret, ky_err *err);

#endif
