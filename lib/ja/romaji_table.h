/* The syllables of romaji.tsv; for lib/ja alone. */
#ifndef KY_JA_ROMAJI_TABLE_H
#define KY_JA_ROMAJI_TABLE_H

#include "romaji.h"

enum { JA_MAX_SYLLABLE = 4 }; /* letters */

typedef struct ja_syllable {
    ky_str romaji;
    ky_str kana; /* a kana key */
} ja_syllable;

/* The syllables written so, likeliest first; *ret_n of them, borrowed from r. */
const ja_syllable *const *ja_romaji_find(const ja_romaji *r, ky_str romaji, size_t *ret_n);

/* The longest syllable that a kana key begins with, written as the table has it first; NULL where
 * it begins with none. *ret_len is the bytes of the key that it stands for. */
const ja_syllable *ja_romaji_spell(const ja_romaji *r, ky_str key, size_t *ret_len);

/* All, in the order of the table. */
const ja_syllable *ja_romaji_all(const ja_romaji *r, size_t *ret_n);

#endif
