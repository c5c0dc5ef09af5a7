/* Hyphens and other dashes inside what was typed: they are no syntax, and whoever types one does
 * not know whether the texts have it, another mark, or none. */
#ifndef KY_SEARCH_HYPHENS_H
#define KY_SEARCH_HYPHENS_H

#include "index_priv.h"

/* A dash between two kana is taken for ー by folding. Where nothing stands in the index so, and
 * something does without the dash, it was typed for ・: フル-アクション.
 *  typed   as it was typed.
 *  ret     typed itself, or the same without such dashes in the index's scratch arena.
 *  errors  as ky_expand().
 *  cost    nothing where there is no such dash, else the look-ups of two keywords. */
ky_rc ky_without_dashes(ky_index *ix, ky_str typed, ky_str *ret, ky_err *err);

/* `folded` without the hyphens between letters and digits of ASCII, in the index's scratch arena:
 * email for e-mail, and the digits of a phone number or a postal code. Empty where there are none,
 * and for shorter numbers, which mean something else so: 2-3. Errors NOMEM. */
ky_rc ky_closed_up(ky_index *ix, ky_str folded, ky_str *ret, ky_err *err);

/* Two short numbers with a hyphen between them with a wave instead, in the index's scratch arena: a
 * range is written so, 3～4 for 3-4. Empty for anything else. Errors NOMEM. */
ky_rc ky_as_range(ky_index *ix, ky_str folded, ky_str *ret, ky_err *err);

/* Where the phone number, postal code or the like that begins with token i ends: numbers with a
 * dash between, which folding has made a hyphen. i where none begins before `to`. */
size_t ky_number_end(const ja_analysis *a, size_t i, size_t to);

#endif
