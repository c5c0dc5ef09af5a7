/* What a character is to the analysis. */
#ifndef KY_JA_CHARS_H
#define KY_JA_CHARS_H

#include "base/str.h"

typedef enum ja_char {
    JA_CHAR_TEXT,  /* letters, digits, combining marks, symbols, emoji */
    JA_CHAR_PUNCT, /* Unicode P */
    JA_CHAR_BLANK, /* Unicode Z and C: white space, control characters */
    JA_CHAR_BREAK, /* a line or paragraph ends here */
} ja_char;

/* Unicode's general category decides (P, Z and C are marks), with one exception: unassigned code
 * points that Unicode sets aside for ideographs and for emoji are text, since a newer Unicode than
 * utf8proc's may have given them a meaning. */
ja_char ja_char_of(uint32_t c);

static inline bool ja_is_mark(uint32_t c)
{
    return ja_char_of(c) != JA_CHAR_TEXT;
}

/* True where byte `at` of folded text stands between two letters of an alphabet, or two digits: no
 * part of a word begins or ends there, or 25 would stand in 2025 and art in party. Letters are
 * those before U+2000: Latin, Greek, Cyrillic and the like. */
bool ja_tears_letters(ky_str folded, size_t at);

/* True where the character at byte `at` of folded text ends a sentence: 。 ! ? and a full stop that
 * does not stand between two ASCII letters or digits, as in 3.5. */
bool ja_ends_sentence(ky_str folded, size_t at);

/* How far the words on both sides of the marks [start, end) of folded text are kept apart, beyond
 * the one position that any token takes. */
enum {
    JA_GAP_NONE = 0,      /* 、 「 ・ */
    JA_GAP_BLANK = 1,     /* white space */
    JA_GAP_SENTENCE = 15, /* a sentence or a line ends: farther than any window words are near in */
};
uint32_t ja_gap(ky_str folded, size_t start, size_t end);

#endif
