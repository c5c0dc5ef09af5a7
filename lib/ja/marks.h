/* What folding does beyond NFKC_Casefold: voicing marks that stand apart, iteration marks, commas
 * in numbers, brackets in phone numbers, dashes and waves. */
#ifndef KY_JA_MARKS_H
#define KY_JA_MARKS_H

#include "base/arena.h"
#include "base/err.h"

/* Folded text while it is being made: see ja_text. starts and ends are both NULL where nobody asks
 * for the way back. */
typedef struct ja_folded {
    char *bytes;
    uint32_t *starts;
    uint32_t *ends;
    size_t n;
} ja_folded;

/* Fold the marks of text in place, or into the arena where it grows; text.h has the rules. Folding
 * again changes nothing.
 *  text    NFKC_Casefold by cluster.
 *  errors  NOMEM.
 *  cost    linear; one look at each byte where there is nothing to do. */
ky_rc ja_fold_marks(ky_arena *arena, ja_folded *text, ky_err *err);

/* True for the marks that are typed for ー, folded or not. */
bool ja_is_dash_or_wave(uint32_t c);

#endif
