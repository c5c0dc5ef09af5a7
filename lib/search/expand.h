/* A part of a question widened: every spelling in the index that it asks for, and why. */
#ifndef KY_SEARCH_EXPAND_H
#define KY_SEARCH_EXPAND_H

#include "forms.h"

/* Widen a text: its own spelling, spellings of the same reading that agree with it, the tables of
 * variants and synonyms, other okurigana; kana stand for every spelling of that reading, romaji for
 * kana where they are no word of the index; where nothing is found, other spellings of the kana
 * typed.
 *  text     folded, without marks at its ends.
 *  loose    also look for other spellings of kana.
 *  errors   NOMEM, STALE, CORRUPT, IO, TIMEOUT.
 *  cost     some look-ups of terms, and a search for each way to cut it into words (cuts.h). */
ky_rc ky_expand(ky_index *ix, ky_str text, bool loose, ky_forms *ret, ky_err *err);

#endif
