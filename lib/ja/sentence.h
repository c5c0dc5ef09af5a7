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
    bool blank; /* white space and control characters only: nothing to analyse */
} ja_piece;

/* The piece that starts at byte `at` < folded.n. A piece ends before white space, after a sentence
 * end and the punctuation that follows it, and at the cap: there after the last punctuation, or
 * else after the last whole character. So what stands in one sentence or on one line never changes
 * how another is analysed. */
ja_piece ja_piece_at(ky_str folded, size_t at);

#endif
