/* The tables that widen a question (romaji, spellings, synonyms), and what furigana go by. */
#ifndef KY_JA_WORDS_H
#define KY_JA_WORDS_H

#include "base/buf.h"
#include "romaji.h"
#include "ruby_table.h"
#include "synonyms.h"
#include "variants.h"

enum { JA_WORDS_TABLES = 5 };

typedef struct ja_words {
    ky_buf tables[JA_WORDS_TABLES]; /* the files; everything below points into them */
    ja_romaji *romaji;
    ja_synonyms *synonyms;
    ja_variants *variants;
    ja_ruby_table *ruby;
    char version[17]; /* changes with the bytes of any of them */
} ja_words;

/* Read romaji.tsv, synonyms.tsv, spellings.tsv, variants.tsv and ruby.tsv from datadir.
 *  ret      free with ja_words_free().
 *  errors   NOT_FOUND, IO, INVALID (file, line, reason), NOMEM.
 *  threads  immutable.
 *  cost     20 ms. */
ky_rc ja_words_open(const char *datadir, ja_words **ret, ky_err *err);
void ja_words_free(ja_words *w);
KY_DEFINE_CLEANUP(ja_words, ja_words_free)

#endif
