/* An analysis as bytes, so that what was analysed once need not be analysed again.
 *
 * What is kept: the cuts, classes, positions and base forms, and the words that begin or end inside
 * a token (JA_HOLD_RAGGED). Readings are not: a restored token's reading is empty, and it has no
 * keys. The text itself is not kept either and must be given again; folding it is cheap, MeCab is
 * not. */
#ifndef KY_JA_SAVED_H
#define KY_JA_SAVED_H

#include "analyser.h"
#include "base/buf.h"

/* Append the analysis to out: some 1.3 bytes a token, and the base forms that differ from their
 * surface. */
void ja_save(const ja_analysis *a, ky_buf *out);

/* Restore it.
 *  text    the very text that was analysed; borrowed, must outlive *ret.
 *  saved   exactly what ja_save() appended; borrowed, must outlive *ret.
 *  arena   holds everything else in *ret, which has a filter of its characters.
 *  errors  CORRUPT (the bytes do not fit the text), INVALID (the text is not UTF-8), NOMEM.
 *  cost    linear; no dictionary. */
ky_rc ja_restore(ky_str text, ky_str saved, ky_arena *arena, ja_analysis *ret, ky_err *err);

#endif
