/* Where a keyword stands in an analysed text.
 *
 * Spans are byte offsets of the folded text; ja_text_original() leads back to what was published.
 */
#ifndef KY_JA_MATCH_H
#define KY_JA_MATCH_H

#include "analyser.h"

typedef struct ja_span {
    uint32_t start;
    uint32_t end;
} ja_span;

/* The span rule: both ends on word borders, or wholly inside one word; a word that the dictionary's
 * cut tears may begin and end inside others (JA_HOLD_RAGGED). 図書 stands in 図書館, 議会 not in
 * 協議|会. Letters of an alphabet and digits are not torn
 * apart: 25 stands in 25年, not in 2025. Every place beside a mark is a border. False for an empty
 * span and one past the end. O(log tokens). */
bool ja_span_stands(const ja_analysis *a, ja_span s);

/* The next place at or after folded byte `from` where `needle` (folded, not empty) stands under the
 * span rule. False where there is none; *ret is then as it was. Linear in the text. */
bool ja_find_text(const ja_analysis *a, ky_str needle, uint32_t from, ja_span *ret);

/* The same for a spelling as the index has it (JA_TERM_SPELLING): a ・ or - between words of the
 * text is left out, and 々 stands for the character before it; kana stand where the text has the
 * same kana key. */
bool ja_find_spelling(const ja_analysis *a, ky_str needle, uint32_t from, ja_span *ret);

/* The next place at or after token `from` where content words with these base forms stand together,
 * at consecutive positions, what joins them left out. *ret_token is the first of them. False where
 * there is none; the results are then as they were. */
bool ja_find_words(const ja_analysis *a, const ky_str *bases, size_t n, size_t from, ja_span *ret,
                   size_t *ret_token);

/* False where no token can have this base form. A few steps where the analysis was restored. */
bool ja_may_have_base(const ja_analysis *a, ky_str base);

#endif
