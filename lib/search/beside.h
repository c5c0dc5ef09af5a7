/* Romaji beside other characters in one keyword, as half-converted input leaves it: 子育てdantai,
 * npohoujin. */
#ifndef KY_SEARCH_BESIDE_H
#define KY_SEARCH_BESIDE_H

#include "index_priv.h"

/* Cut a keyword into tokens; with its romaji as hiragana where that stands in some record and the
 * keyword itself does not, or where a mark behind n shows that it is romaji (an'nai). Letters that
 * are a word of the index stay as they are, and so do those that are no romaji.
 *  text     the keyword as typed; *ret and what it borrows live in the index's scratch arena.
 *  errors   as for ja_cut() and ky_expand().
 *  cost     that of ja_cut() without letters a to z; else some widenings. */
ky_rc ky_beside_analyse(ky_index *ix, ky_str text, ja_analysis *ret, ky_err *err);

#endif
