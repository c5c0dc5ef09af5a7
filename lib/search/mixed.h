/* Romaji beside other characters in one keyword, as half-converted input leaves it: 子育てdantai,
 * npohoujin. */
#ifndef KY_SEARCH_MIXED_H
#define KY_SEARCH_MIXED_H

#include "index_priv.h"

enum { KY_MAX_MIXED_BYTES = 96 }; /* longer texts are not read so */

/* The text with its romaji as hiragana, where that stands in some record and the text itself does
 * not. Letters that are a word of the index stay as they are, and so do those that are no romaji.
 *  folded   a keyword in normal form.
 *  ret      empty where nothing is found, but kana for romaji with a mark behind its n (an'nai);
 *           in the index's scratch arena.
 *  errors   as for ky_expand().
 *  cost     none without letters a to z; else some widenings. */
ky_rc ky_mixed_text(ky_index *ix, ky_str folded, ky_str *ret, ky_err *err);

#endif
