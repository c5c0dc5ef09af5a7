/* Spellings that the dictionary tears in a text, so that no term of the index has them: 食べあるき,
 * cut 食べ|ある|き, for 食べ歩き. They are looked for as texts (exact.h). */
#ifndef KY_SEARCH_TORN_H
#define KY_SEARCH_TORN_H

#include "forms.h"

/* List such spellings of a part of a question: those that the table of variants has for it, for a
 * word with okurigana that is made of two, those with one of the two in kana, and for a number what
 * it counts in kana. Of a part in kana, spellings of what it was found to mean; of one that ends in
 * a stop word in kana and was not found, that with the stop word in kanji.
 *  text    the part, folded.
 *  forms   what was found of it.
 *  ret     room for `max`; each once, none of a form that was found.
 *  errors  as for ky_expand().
 *  cost    an analysis of each spelling that is thought of. */
ky_rc ky_torn_spellings(ky_index *ix, ky_str text, const ky_forms *forms, ky_str *ret, size_t max,
                        size_t *ret_n, ky_err *err);

#endif
