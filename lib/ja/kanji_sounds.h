/* Which kanji sound alike: how each is read in words of two kanji, learned from IPADIC's nouns when
 * kyodo is built (kanji_sounds_table.c), and compiled in. */
#ifndef KY_JA_KANJI_SOUNDS_H
#define KY_JA_KANJI_SOUNDS_H

#include "base/str.h"

/* True where two kanji have a reading in common: 館 and 官 (かん), 流 and 留 (りゅう). False for
 * whatever is no kanji, or stands in no noun of the dictionary.
 *  a, b     folded.
 *  threads  pure.
 *  cost     two searches in some 4,000 entries. */
bool ja_kanji_sound_alike(uint32_t a, uint32_t b);

enum { JA_MAX_KANJI_SOUNDS = 4 };

/* The readings of a kanji in words of two, in katakana, the most usual first; how many there are.
 * Pure, one search. */
size_t ja_kanji_sounds_of(uint32_t kanji, ky_str ret[JA_MAX_KANJI_SOUNDS]);

/* Identifies the table, which counts only when asking. */
uint64_t ja_kanji_sounds_version(void);

#endif
