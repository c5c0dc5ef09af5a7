/* A wave or dash behind a word that was asked for with a long mark at its end. */
#ifndef KY_SEARCH_LENGTHENED_H
#define KY_SEARCH_LENGTHENED_H

#include "expand.h"
#include "ja/match.h"

/* The span of a spelling in a text, with the mark behind it where that was typed for the long mark
 * which the question has and the spelling lacks: folding leaves a mark that may be a bracket as it
 * is (～ギタ～), ギター then finds ギタ, and what stands there is ギタ～.
 *  s        where f->items[i].spelling stands in a.
 *  cost     that of a kana key. */
ja_span ky_lengthened(const ky_forms *f, size_t i, const ja_analysis *a, ja_span s);

#endif
