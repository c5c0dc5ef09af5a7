/* Why a record is a hit: what of each keyword stands in it, where, and of which kind it is. */
#ifndef KY_SEARCH_WHY_H
#define KY_SEARCH_WHY_H

#include "plan.h"
#include "stored.h"

/* The question that hits are explained for; everything is borrowed. */
typedef struct ky_why {
    ky_index *ix;
    const ky_plan *plan;
    const xapc_weighting *weighting; /* of the search that found them */
} ky_why;

/* Explain one hit.
 *  st      the stored record; must have been read with the index's schema.
 *  ret     a new list of {"keyword", "matched", "field", "by", "weight"}, the heaviest first: one
 *          for each thing that a keyword (or a word of it) asks for, original text, and field.
 *          `weight` is what the term alone brings this record in this index; exact texts only
 *          filter and have 0. Excluded keywords give nothing.
 *  errors  TIMEOUT, STALE, CORRUPT, IO, NOMEM. Uses the index's scratch arena.
 *  cost    linear in the texts for each form; a search of one record for each form that stands
 *          in it. */
ky_rc ky_why_make(const ky_why *w, const ky_stored *st, json_t **ret, ky_err *err);

#endif
