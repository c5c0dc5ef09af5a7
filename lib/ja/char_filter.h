/* Which characters a text has, as a Bloom filter of one bit each: it tells in a few steps that most
 * of what a question asks for does not stand in a text. */
#ifndef KY_JA_CHAR_FILTER_H
#define KY_JA_CHAR_FILTER_H

#include "base/str.h"

enum { JA_CHAR_FILTER_WORDS = 16 }; /* 1,024 bits: a text of 200 characters sets some 100 */

/* Begin with zeros. */
typedef struct ja_char_filter {
    uint64_t bits[JA_CHAR_FILTER_WORDS];
    bool repeats; /* has iteration marks, which sound like any kana */
} ja_char_filter;

/* Add every character of folded text, kana also as what they sound like. Linear. */
void ja_char_filter_add(ja_char_filter *f, ky_str folded);

/* True where some character of the text is certain not to have been added; false says nothing. */
bool ja_char_filter_lacks(const ja_char_filter *f, ky_str folded);

/* The same for kana, which stand where the text has the same kana key (kana.h). */
bool ja_char_filter_lacks_kana(const ja_char_filter *f, ky_str kana);

#endif
