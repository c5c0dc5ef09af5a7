/* Letters of the Latin script with and without marks: Café is cafe. */
#ifndef KY_JA_LATIN_H
#define KY_JA_LATIN_H

#include "base/buf.h"
#include "base/err.h"

/* The length, up to n, that is left of n code points in NFKC_Casefold when those that decompose
 * into an ASCII letter and combining marks have become the letter, and combining marks U+0300 to
 * U+036F behind an ASCII letter are left out. A vowel with nothing but a macron or a circumflex
 * stays: that is romaji, and says how long it is (romaji.h). Folding again changes nothing.
 *  after_letter  the points go on behind an ASCII letter. */
size_t ja_fold_latin(int32_t *points, size_t n, bool after_letter);

/* Called with each spelling, which dies with the call; return true to have no more. */
typedef bool ja_latin_fn(void *payload, ky_str spelling);

/* Visit the spellings of a folded text without the macrons and circumflexes that folding leaves
 * (crêpe: crepe), or where it has none with them: macrons on its o and u, any of the first
 * JA_MAX_MACRONS, and a circumflex on one vowel. At most 31 and the vowels. Errors NOMEM. */
enum { JA_MAX_MACRONS = 5 };
ky_rc ja_latin_spellings(ky_str folded, ja_latin_fn *visit, void *payload, ky_err *err);

#endif
