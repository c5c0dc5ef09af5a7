/* Words of several kanji, some or all of them written in kana: 拿捕 as だ捕, 進捗 as 進ちょく, 門松
 * as かどまつ. The dictionary knows few of them, so that no term of the index has them: they are
 * looked for as texts (exact.h). */
#ifndef KY_SEARCH_MIXED_H
#define KY_SEARCH_MIXED_H

#include "exact.h"
#include "forms.h"

/* List such spellings of a part of a question, as far as the characters on both sides of each
 * border of kana and kanji stand side by side in some record.
 *  text    the part, folded.
 *  forms   what was found of it.
 *  ret     room for `max`, *n of them there before; none is added that stands there.
 *  errors  STALE, CORRUPT, IO, NOMEM, INTERNAL.
 *  cost    an analysis, and a look-up for each mora of each word. */
ky_rc ky_mixed_spellings(ky_index *ix, ky_str text, const ky_forms *forms, ky_exact_text *ret,
                         size_t max, size_t *n, ky_err *err);

/* Token i of a text, with every reading that a kanji beside kana may have: the dictionary reads 捕
 * of だ捕 as a word by itself. The keys live in the arena; without memory those of the token stay.
 */
ja_token ky_mixed_token(const ja_analysis *a, size_t i, ky_arena *arena);

#endif
