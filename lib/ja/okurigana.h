/* Okurigana: how verbs go on behind a kanji where they join another word (引き, 引け; 引込 is
 * 引き込み). Learned from IPADIC's verbs when kyodo is built (okurigana_table.c), and compiled in.
 */
#ifndef KY_JA_OKURIGANA_H
#define KY_JA_OKURIGANA_H

#include "base/str.h"

enum { JA_MAX_OKURIGANA = 16 }; /* of one kanji */

/* List the kana of one or two characters that follow a kanji in such forms; how many there are, at
 * most JA_MAX_OKURIGANA. Pure; a search in some 3,000 entries. */
size_t ja_okurigana_of(uint32_t kanji, ky_str ret[JA_MAX_OKURIGANA]);

/* Identifies the table, which counts only when asking. */
uint64_t ja_okurigana_version(void);

#endif
