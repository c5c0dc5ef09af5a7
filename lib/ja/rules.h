/* Which words mean something to a search, and which stand behind bodies and places: the table
 * stopwords.tsv. */
#ifndef KY_JA_RULES_H
#define KY_JA_RULES_H

#include "analyser.h"

typedef struct ja_rules ja_rules;

/* Read the table; dict/README.md describes it.
 *  text     the file's bytes, borrowed, must outlive *ret.
 *  name     of the file, for messages.
 *  errors   INVALID (file, line, reason), NOMEM.
 *  threads  the rules are immutable. */
ky_rc ja_rules_parse(ky_str text, const char *name, ja_rules **ret, ky_err *err);
void ja_rules_free(ja_rules *r);
KY_DEFINE_CLEANUP(ja_rules, ja_rules_free)

/* The class of a dictionary word: by the longest rule its part of speech begins with, JA_WORD
 * where there is none; a word may then be a stop word by its base form. Never JA_MARK.
 *  feature  the dictionary's columns as they stand.
 *  base     the base form, folded. */
ja_class ja_rules_class(const ja_rules *r, ky_str feature, ky_str base);

/* True for a word that stands behind the name of a body or a place though the dictionary has it
 * together with the end of that name: 長 in 消防|団長, 前 in 小金井|駅前. word: folded. */
bool ja_rules_is_tail(const ja_rules *r, ky_str word);

/* True for a word that stands before a compound though the dictionary has it together with the
 * beginning of that: 西 in 西中|学校, 市 in 市警|察|署. word: folded. */
bool ja_rules_is_head(const ja_rules *r, ky_str word);

/* True for a character that a word has behind the kind of a place, and that kind still means the
 * place: 立 in 三鷹|市立, but not 場 in 三鷹|市場. word: folded. */
bool ja_rules_is_rest_of_area(const ja_rules *r, ky_str word);

/* True for what an authority's place is called behind its name: 市 of 東村山市, which is no 村山市;
 * but not 駅. word: folded. */
bool ja_rules_is_district(const ja_rules *r, ky_str word);

#endif
