/* Words that ask for the same thing, or for something near: the table synonyms.tsv.
 *
 * A question is widened as text, before it is analysed: a term of the table, alone or as a part of
 * a compound, gives way to another one (公園掃除 to 公園清掃), and the new text is asked for like
 * what was typed. The relations are those of a thesaurus (ISO 25964-1: equivalence, hierarchy,
 * association); dict/README.md describes the file. */
#ifndef KY_JA_SYNONYMS_H
#define KY_JA_SYNONYMS_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

typedef struct ja_synonyms ja_synonyms;

typedef enum ja_relation {
    JA_EQUAL,   /* each finds the others' records as if they had been typed */
    JA_FINDS,   /* one finds the other and is not found by it: the wider what it takes in */
    JA_RELATED, /* offered to whoever asks, never searched unasked */
} ja_relation;

/* Another term, seen from the one looked up. */
typedef struct ja_synonym {
    ky_str text;    /* folded */
    ky_str reading; /* hiragana and ー; the first where the table gives several */
    ja_relation relation;
} ja_synonym;

/* What the table says about one spelling or one reading. */
typedef struct ja_synonym_entry {
    ky_str key;
    const ja_synonym *others; /* each text once: equal ones, found ones, related ones */
    size_t n;                 /* at least 1 */
} ja_synonym_entry;

/* What is looked up. */
typedef enum ja_synonym_key {
    JA_BY_SPELLING, /* folded text, as ja_fold() leaves it */
    JA_BY_READING,  /* hiragana and ー, for a question typed in kana or romaji */
} ja_synonym_key;

/* Read the table.
 *  text     the file's bytes, borrowed, must outlive *ret.
 *  name     of the file, for messages.
 *  errors   INVALID (file, line, reason: a line that cannot be read; a relation, term or reading
 *           that is none; a term twice in one line, in two lines of equal ones, or read in two
 *           ways; two terms related twice; terms that find each other in a loop), NOMEM.
 *  threads  the table is immutable.
 *  cost     n log n; 1 ms for the table of dict/. */
ky_rc ja_synonyms_parse(ky_str text, const char *name, ja_synonyms **ret, ky_err *err);
void ja_synonyms_free(ja_synonyms *s);
KY_DEFINE_CLEANUP(ja_synonyms, ja_synonyms_free)

/* The entry whose key is `key` as a whole, or NULL. Hiragana and katakana are one here (ごみ置き場
 * stands for ゴミ置き場); every other difference of spelling is for the table of variants. What is
 * equal to a term counts for it: it finds, and is offered, what its equals are, and who finds a
 * term finds its equals. By reading, terms of that same reading are left out of the others, since
 * the reading finds them already; a reading shared by terms that are not equal gives related ones
 * only, since nobody knows which was meant; and one that the table has in parentheses gives none.
 *  ret      borrowed from s.
 *  cost     log n. */
const ja_synonym_entry *ja_synonyms_find(const ja_synonyms *s, ja_synonym_key by, ky_str key);

/* The longest key of at most `max` bytes that begins at byte `at` of `text`, or NULL. The next
 * shorter one is asked for with max = ret->key.n - 1. Whether words begin and end there is the
 * caller's to know, but no key ends inside a mora (before a small kana or ー).
 *  text     folded, or a reading; at is where a character begins, at most text.n.
 *  ret      borrowed from s.
 *  cost     log n, and the depth of keys that begin with one another. */
const ja_synonym_entry *ja_synonyms_at(const ja_synonyms *s, ja_synonym_key by, ky_str text,
                                       size_t at, size_t max);

/* All entries in the order of their keys, *ret_n of them; borrowed from s. For reports and tests.
 */
const ja_synonym_entry *ja_synonyms_all(const ja_synonyms *s, ja_synonym_key by, size_t *ret_n);

#endif
