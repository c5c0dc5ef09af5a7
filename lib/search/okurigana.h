/* Spellings of a text with other okurigana, as far as the index may hold them: 払い戻し金 for
 * 払戻金, 現金払 for 現金払い. What the dictionary has as one word the readings tell already
 * (expand.h); this is for the others, and for what stands in compounds. */
#ifndef KY_SEARCH_OKURIGANA_H
#define KY_SEARCH_OKURIGANA_H

#include "index_priv.h"

/* Called for each; the spelling lives in the index's scratch arena.
 *  cut_off  the text without the kana at its end: it counts as words of its own, since inside a
 *           word it is the beginning of another (手作 of 手作業). */
typedef ky_rc ky_okurigana_visit(void *payload, ky_str spelling, bool cut_off, ky_err *err);

/* Put in, leave out and change the okurigana of the verbs in a text (ja/okurigana.h), where the
 * characters then stand side by side in some record. Where what has fewer kana is a word of the
 * dictionary, both must sound alike, but for voicing: 行方 is no 行き方.
 *  text    folded.
 *  a       its analysis.
 *  keys    kana keys of the text, n of them.
 *  errors  STALE, CORRUPT, IO, NOMEM, INTERNAL, and what visit returns.
 *  cost    two look-ups for each kana that may be put in; an analysis of each spelling. */
ky_rc ky_okurigana_spellings(ky_index *ix, ky_str text, const ja_analysis *a, const ky_str *keys,
                             size_t n, ky_okurigana_visit *visit, void *payload, ky_err *err);

#endif
