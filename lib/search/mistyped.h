/* How easily one text is typed for another: a text against many, one behind the other.
 *
 * Optimal string alignment with costs (L. Boytsov, Indexing methods for approximate dictionary
 * searching, ACM JEA 16, 2011): a changed character or two swapped ones cost KY_MISTYPED_CHANGE;
 * less kana that differ in voicing, size or script alone (か が カ, つ っ), and kanji that sound
 * alike; one that is left out or too many a little more, but less what is hardly heard (ー, small
 * kana, い and う). */
#ifndef KY_SEARCH_MISTYPED_H
#define KY_SEARCH_MISTYPED_H

#include "base/str.h"

enum {
    KY_MISTYPED_CHARACTERS = 40, /* longer texts are near to nothing */
    KY_MISTYPED_DEPTH = KY_MISTYPED_CHARACTERS + 8,
    KY_MISTYPED_CHANGE = 4,
    KY_MISTYPED_MISSING = 5,
    KY_MISTYPED_MOST = 255, /* more than any limit */
};

typedef struct ky_mistyped {
    uint32_t typed[KY_MISTYPED_CHARACTERS];
    bool small[KY_MISTYPED_CHARACTERS]; /* those that are small kana */
    size_t n;
    unsigned limit;
    ky_str text;   /* the one before; it must still be there */
    size_t depth;  /* characters of it that have a row */
    bool given_up; /* behind them: nothing that begins so is near */
    uint32_t characters[KY_MISTYPED_DEPTH];
    size_t ends[KY_MISTYPED_DEPTH + 1]; /* bytes */
    uint8_t rows[KY_MISTYPED_DEPTH + 1][KY_MISTYPED_CHARACTERS + 1];
    uint8_t best[KY_MISTYPED_DEPTH + 1]; /* the least of each row */
} ky_mistyped;

/* Begin with what was typed, folded; limit: the most that is worth telling, below KY_MISTYPED_MOST.
 * False where it has more than KY_MISTYPED_CHARACTERS. */
bool ky_mistyped_start(ky_mistyped *m, ky_str typed, unsigned limit);

/* True where the text begins as the one before, and what it shares with it is near to nothing: then
 * it needs no look. */
bool ky_mistyped_skips(const ky_mistyped *m, ky_str text);

/* Called with each beginning of the text, in bytes, of which what was typed may be meant, but for
 * those that the text before began with too; with the whole text always. */
typedef void ky_mistyped_visit(void *payload, size_t bytes, bool whole, unsigned cost);

/* Compare the next text. Texts in an order of bytes are quickest: what begins as the one before is
 * not compared again. */
void ky_mistyped_next(ky_mistyped *m, ky_str text, ky_mistyped_visit *visit, void *payload);

/* The cost of one text alone; KY_MISTYPED_MOST where it is over the limit. */
unsigned ky_mistyped_cost(ky_str typed, ky_str text, unsigned limit);

#endif
