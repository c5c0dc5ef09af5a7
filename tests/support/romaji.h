/* Kana written as a person would type it in romaji: for tests, which then read it back. */
#ifndef TESTS_ROMAJI_H
#define TESTS_ROMAJI_H

#include "base/buf.h"

typedef enum romaji_style {
    ROMAJI_HEPBURN, /* as on signs: kyodo, toshokan, shimin; long vowels a o u shortened */
    ROMAJI_MACRON,  /* kyōdō, kōhī, kin'en */
    ROMAJI_SPELLED, /* Hepburn letters, vowels as in kana, ー as a hyphen: kyoudou, ko-hi- */
    ROMAJI_KUNREI,  /* kyôdô, tosyokan, simin */
    ROMAJI_IME, /* what an input method takes, shortest: kyoudou, tosyokann, simin'you, ko-hi- */
    ROMAJI_STYLES,
} romaji_style;

/* Append kana, a kana key, to out. False, with out in any state, where a character is no kana or
 * has no romaji in the style (っ at the end, a lone small kana). */
bool romaji_of(ky_str kana, romaji_style style, ky_buf *out);

#endif
