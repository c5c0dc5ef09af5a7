/* Kanji that are one character in several shapes: the table dict/kanji.tsv, compiled in.
 *
 * Sources: the old forms in brackets of the 常用漢字表 (Cabinet Notification No. 2 of 2010) and the
 * variants in names of people and places; dict/README.md tells what is listed and what is not. */
#ifndef KY_JA_KANJI_H
#define KY_JA_KANJI_H

#include "base/str.h"

/* The form in use of an old or variant form: 邊 邉 give 辺. Any other character, and anything that
 * is no code point, gives itself. Idempotent.
 *  threads  pure.
 *  cost     one bit of a map of 2.6 KB for nearly all kanji, else a search in the table. */
uint32_t ja_kanji_fold(uint32_t c);

/* Identifies the table of ja_kanji_fold, for the analysis fingerprint: another table folds indexed
 * text differently. */
uint64_t ja_kanji_version(void);

enum { JA_MAX_KANJI_ALIKE = 6 };

/* The characters that may stand for the one at byte `at` when a question is asked: 斎 for 斉, ケ
 * and が for ヶ. They are characters of their own, so this widens longer words only, never a word
 * of one character. Kana have alternatives only between two kanji (自由が丘 自由ヶ丘).
 *  folded   text as ja_fold gives it; at < folded.n is the start of a character.
 *  ret      JA_MAX_KANJI_ALIKE places; the count comes back, mostly 0.
 *  threads  pure.
 *  cost     a search in some sixty entries. */
size_t ja_kanji_alike(ky_str folded, size_t at, uint32_t ret[JA_MAX_KANJI_ALIKE]);

/* Identifies the table of ja_kanji_alike, which counts only when asking. */
uint64_t ja_kanji_alike_version(void);

#endif
