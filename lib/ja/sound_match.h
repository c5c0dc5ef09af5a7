/* Where a kana key stands in an analysed text by how the text sounds. */
#ifndef KY_JA_SOUND_MATCH_H
#define KY_JA_SOUND_MATCH_H

#include "match.h"

/* The first place where the text sounds so: tokens side by side, each by one of its keys, a word
 * inside or across tokens, or the kana themselves under the span rule. Only of an analysis as
 * ja_analyse() gives it: a restored one (saved.h) has no keys. False where there is none; *ret is
 * then as it was. */
bool ja_find_sound(const ja_analysis *a, ky_str key, ja_span *ret);

#endif
