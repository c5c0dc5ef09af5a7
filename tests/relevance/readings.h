/* Noun runs of a table, and how each of its records can be heard: worked out from the analysis of
 * the texts alone, so that it shares nothing with the index. */
#ifndef TESTS_READINGS_H
#define TESTS_READINGS_H

#include "index.h"

/* One to three neighbouring nouns as they stand, and their reading there. */
typedef struct noun_run {
    ky_str text;
    ky_str key; /* kana key: hiragana */
} noun_run;

/* Every run of the searched texts whose reading has two kana or more, each text once, in the order
 * of their first places. A noun is a content word that stands in its base form, has a reading of
 * the dictionary, and does not end as verbs and adjectives do. Lives in arena. */
const noun_run *noun_runs(const table *t, ky_arena *arena, size_t *ret_n);

/* The readings of a record: of each word, of each run of up to MAX_HEARD_WORDS words, of each
 * dictionary word inside a word that is read there so; facet values included. */
enum { MAX_HEARD_WORDS = 6 };

typedef struct heard {
    uint64_t *hashes; /* ascending */
    size_t n;
    size_t cap;
} heard;

heard heard_in(const table *t, size_t record);
bool heard_has(const heard *h, ky_str key);
void heard_fini(heard *h);

#endif
