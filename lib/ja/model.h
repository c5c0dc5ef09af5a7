/* What is inside a model; for lib/ja alone. */
#ifndef KY_JA_MODEL_H
#define KY_JA_MODEL_H

#include <mecab.h>

#include "base/buf.h"
#include "rules.h"
#include "words.h"

struct ja_model {
    mecab_model_t *mecab;
    mecab_t *tagger; /* analyses one lattice at a time, for any number of threads */
    ky_buf table;    /* stopwords.tsv; the rules point into it */
    ja_rules *rules;
    ja_words *words; /* the tables that count when asking and showing */
    char *fingerprint;
};

#endif
