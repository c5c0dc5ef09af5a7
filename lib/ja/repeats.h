/* Iteration marks of kana, folded: こゝろ, みすゞ, イスヾ. */
#ifndef KY_JA_REPEATS_H
#define KY_JA_REPEATS_H

#include "marks.h"

/* True where the character that begins with three bytes of UTF-8 is ゝ ゞ ヽ or ヾ. */
static inline bool ja_is_repeat(const unsigned char *p)
{
    return p[0] == 0xE3 && ((p[1] == 0x82 && (p[2] == 0x9D || p[2] == 0x9E)) ||
                            (p[1] == 0x83 && (p[2] == 0xBD || p[2] == 0xBE)));
}

/* Write the kana that each mark repeats in its place (kana.h); a mark before a combining character
 * stays, since folding again must change nothing.
 *  text   with voicing marks folded.
 *  cost   linear. */
void ja_fold_repeats(ja_folded *text);

#endif
