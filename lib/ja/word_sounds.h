/* Which kana are how some noun is read: learned from IPADIC when kyodo is built
 * (word_sounds_table.c), and compiled in. */
#ifndef KY_JA_WORD_SOUNDS_H
#define KY_JA_WORD_SOUNDS_H

#include "base/str.h"

/* True where a noun of the dictionary is read so; for other kana in one of two hundred cases too,
 * since a Bloom filter is what is kept (B. H. Bloom, Space/time trade-offs in hash coding with
 * allowable errors, CACM 13, 1970).
 *  key      a kana key.
 *  threads  pure. */
bool ja_sounds_like_word(ky_str key);

#endif
