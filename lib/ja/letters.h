/* Latin letters as they are heard: what is typed in any romaji, or as a foreign word is spelled,
 * and what kana sound like, in letters that can be compared. */
#ifndef KY_JA_LETTERS_H
#define KY_JA_LETTERS_H

#include "base/buf.h"
#include "romaji.h"

enum { JA_MAX_LETTERS = 64 };

/* Append the letters of folded Latin text: Hepburn as Kunrei (shi: si), m before b, m, p as n, l as
 * r, v as b, f as h and whatever else Japanese does not tell apart; vowels short, ou as o; er, or,
 * ar at the end as a (trainer: traina). False, and out as it was, where the text is not of the
 * letters a to z with macrons, circumflexes, apostrophes and hyphens, or is too long. Errors stick
 * to out. */
bool ja_letters_of_latin(ky_str folded, ky_buf *out);

/* How a kana key sounds in such letters. */
typedef struct ja_letters {
    char text[JA_MAX_LETTERS];
    size_t n;
    struct {
        uint16_t letters; /* bytes of text before this border of two kana */
        uint16_t kana;    /* bytes of the key before it */
    } borders[JA_MAX_LETTERS];
    size_t n_borders; /* the last is the end of the key */
} ja_letters;

/* False where the key is not kana alone, or too long. Some 100 ns. */
bool ja_letters_of_kana(const ja_romaji *r, ky_str key, ja_letters *ret);

#endif
