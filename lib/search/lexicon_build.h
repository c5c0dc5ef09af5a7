/* Making a lexicon: entries in, in any number and order; the most frequent of them out, sorted.
 *
 * What it holds depends on what was added alone, and where memory is short (LEXICON_ROOM of
 * lexicon_build.c) on the order too. One thread at a time. */
#ifndef KY_SEARCH_LEXICON_BUILD_H
#define KY_SEARCH_LEXICON_BUILD_H

#include "base/arena.h"
#include "lexicon.h"

typedef struct ky_lexicon_draft_entry ky_lexicon_draft_entry;

/* Begin with `ky_lexicon_draft d = {0};`. */
typedef struct ky_lexicon_draft {
    ky_arena arena;
    ky_lexicon_draft_entry *items;
    size_t n;
    size_t cap;
    uint32_t least; /* terms of a smaller count are not kept */
} ky_lexicon_draft;

void ky_lexicon_draft_fini(ky_lexicon_draft *d); /* for KY_CLEANUP */

/* Where a later word of a name or of a facet value begins, in bytes. */
typedef struct ky_lexicon_word {
    uint16_t folded_at;
    uint16_t reading_at;
} ky_lexicon_word;

typedef struct ky_lexicon_input {
    ky_str text;
    ky_str folded;
    ky_str reading; /* kana key; where the word has none, whatever stands for it */
    ky_str shown;   /* the reading as people see it; empty where it is the key */
    uint16_t kind;
    uint32_t count;  /* 0: passed over */
    uint32_t likely; /* how often this is the likeliest reading of the text where it stands */
    bool run;        /* of several words: passed over where it only begins a longer one */
    const ky_lexicon_word *words; /* the later ones of a name or a facet value */
    size_t n_words;
} ky_lexicon_input;

/* Take a copy of an entry. What is added again with the same kind, folded text and reading is one
 * entry with the greater count. Passed over is what nobody would pick from a list: a term of digits
 * or symbols alone, or of one character that is no kanji; and what is too long for a lexicon.
 *  errors  NOMEM. */
ky_rc ky_lexicon_draft_add(ky_lexicon_draft *d, const ky_lexicon_input *in, ky_err *err);

/* Make the lexicon. Facet values come first, then names, both together at most half of what a
 * lexicon holds; then terms. In each the most frequent come first, then the shorter, then by code
 * point.
 *  ret     free with ky_lexicon_fini().
 *  errors  NOMEM.
 *  cost    a few sorts of all entries. */
ky_rc ky_lexicon_draft_finish(ky_lexicon_draft *d, ky_lexicon *ret, ky_err *err);

#endif
