/* Folded text cut into the pieces that MeCab is given one by one. */
#ifndef KY_JA_SENTENCE_H
#define KY_JA_SENTENCE_H

#include "base/str.h"

/* The most MeCab is given at once. Its work on a run of letters grows with the square of the run,
 * so the cap bounds what a hostile text can cost; Japanese sentences hardly ever reach it. */
enum { JA_MAX_PIECE_BYTES = 1024 };

typedef struct ja_piece {
    size_t start;
    size_t end;
    bool marks; /* nothing but marks: not for MeCab */
} ja_piece;

/* The piece that starts at byte `at` < folded.n: a run of marks, or text up to white space, to the
 * end of its sentence, or to the cap (there after the last mark, or else after the last whole
 * character). Marks inside a sentence stay in it, since they tell MeCab much; those at its two ends
 * are left out, so that a word is analysed the same alone, in brackets, or before a full stop. What
 * stands in one sentence or on one line never changes how another is analysed. */
ja_piece ja_piece_at(ky_str folded, size_t at);

#endif
