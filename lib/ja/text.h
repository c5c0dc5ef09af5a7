/* Text in normal form, with the way back to what was published.
 *
 * Folding is NFKC, Unicode case folding, and the removal of default-ignorable code points
 * (utf8proc's NFKC_Casefold); it is done by extended grapheme cluster, so that each folded byte
 * comes from one cluster of the original and a mark never splits one. */
#ifndef KY_JA_TEXT_H
#define KY_JA_TEXT_H

#include "base/arena.h"
#include "base/err.h"

enum { JA_MAX_TEXT_BYTES = 1 << 20 }; /* of one field of one record */

typedef struct ja_text {
    ky_str original;
    ky_str folded;
    /* For folded byte i: where the cluster that made it starts and ends in the original. */
    const uint32_t *starts; /* folded.n of each */
    const uint32_t *ends;
} ja_text;

/* Fold text.
 *  text    UTF-8, at most JA_MAX_TEXT_BYTES; borrowed, must outlive *ret.
 *  arena   holds everything in *ret.
 *  errors  INVALID (not UTF-8, too long), NOMEM.
 *  cost    linear. */
ky_rc ja_text_fold(ky_str text, ky_arena *arena, ja_text *ret, ky_err *err);

/* The part of the original behind folded bytes [start, end), start < end. */
ky_str ja_text_original(const ja_text *t, uint32_t start, uint32_t end);

/* NFC alone, for facet values; copied into arena. Errors INVALID, NOMEM. */
ky_rc ja_nfc(ky_str text, ky_arena *arena, ky_str *ret, ky_err *err);

#endif
