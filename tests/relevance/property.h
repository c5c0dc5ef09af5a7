/* What is lost and what is gained by typing a noun run in kana or romaji instead of kanji. */
#ifndef TESTS_PROPERTY_H
#define TESTS_PROPERTY_H

#include "index.h"

/* The ways to type a reading. The first four are bound by the promise, the others reported. */
typedef enum typed {
    TYPED_HIRAGANA,
    TYPED_KATAKANA,
    TYPED_ROMAJI, /* Hepburn, vowels as in kana: kyoudou */
    TYPED_SIGN,   /* Hepburn, long vowels shortened: kyodo */
    TYPED_MACRON,
    TYPED_KUNREI,
    TYPED_IME,
    TYPED_WAYS,
    TYPED_BOUND = TYPED_MACRON, /* how many are bound */
} typed;

extern const char *const typed_names[TYPED_WAYS];

typedef struct property {
    size_t runs;   /* asked */
    size_t silent; /* of these, which the kanji query itself does not find; they do not count */
    struct {
        size_t n;       /* counted runs; fewer where a reading cannot be typed so */
        double found;   /* mean share of what the kanji query finds */
        double surplus; /* mean share of what is found that has no word of that reading */
    } by[TYPED_WAYS];
} property;

/* Ask for the noun runs of a table.
 *  max_runs  at most so many, evenly spread; 0 for all.
 *  n_ways    the first so many ways to type.
 *  worst     how many of the worst runs to print on standard error. */
property measure_property(const place *p, size_t max_runs, size_t n_ways, size_t worst);

#endif
