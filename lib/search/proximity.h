/* How near to each other the words of a question stand in a record, and whether its title has them
 * all. */
#ifndef KY_SEARCH_PROXIMITY_H
#define KY_SEARCH_PROXIMITY_H

#include "keyword.h"
#include "stored.h"

/* A base form that stands for a word of the question. */
typedef struct ky_near_base {
    ky_str base;
    size_t word;
} ky_near_base;

/* What of a question can stand near each other. Lives in the index's scratch arena. */
typedef struct ky_near_words {
    const ky_near_base *bases; /* sorted */
    size_t n_bases;
    const double *weights; /* of each word, by how rare it is */
    size_t n;
    bool complete; /* nothing was asked for that is no word of the index */
} ky_near_words;

/* The words of the keywords that are not excluded, those of exact texts too, each with the other
 * spellings that it was widened by.
 *  errors  STALE, CORRUPT, IO, NOMEM.
 *  cost    a look-up for each base form. */
ky_rc ky_near_words_make(ky_index *ix, const ky_keywords *ks, ky_near_words *ret, ky_err *err);

/* What nearness adds to a record's weight: of all places where a word stands, the best; there the
 * word counts its weight and each other word its own less a fifteenth for each position between.
 * 0 where no two words stand within fifteen positions in one text. The kernel is the triangle of
 * Y. Lv and C. Zhai, Positional language models for information retrieval, SIGIR 2009;
 * docs/relevance.md has the measurements.
 *  ret     untouched but on KY_OK.
 *  errors  NOMEM.
 *  cost    linear in the record's words. */
ky_rc ky_proximity(const ky_near_words *w, const ky_stored *st, ky_arena *arena, double *ret,
                   ky_err *err);

/* What is added where all that was asked for stands in the text of one field, the title: more than
 * any other text can gain by nearness or by frequency as a rule; else 0. Linear in the text. */
double ky_all_in_field(const ky_near_words *w, const ky_stored *st, size_t field);

#endif
