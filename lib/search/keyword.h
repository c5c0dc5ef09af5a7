/* What was typed, taken apart: keywords, exact texts, exclusions.
 *
 * Whatever is typed means something: there is no syntax error. */
#ifndef KY_SEARCH_KEYWORD_H
#define KY_SEARCH_KEYWORD_H

#include "exact.h"
#include "expand.h"

/* One thing that must stand in a record. */
typedef enum ky_part_kind {
    KY_PART_WORDS, /* words standing together, by base form and by every other spelling */
    KY_PART_TEXT,  /* the same characters after folding, under the span rule */
} ky_part_kind;

typedef struct ky_value_list {
    const ky_facet_value *const *items;
    size_t n;
} ky_value_list;

enum { KY_MAX_PART_TEXTS = 16 };

typedef struct ky_part {
    ky_part_kind kind;
    ky_str text;         /* folded */
    ky_str plain;        /* TEXT that was quoted: by ja_fold_plain(); else empty */
    const ky_str *bases; /* WORDS, where the dictionary cuts it into content words alone */
    size_t n_bases;
    const ky_forms *forms;                  /* WORDS: its spellings in the index */
    ky_exact_text texts[KY_MAX_PART_TEXTS]; /* that count besides, however they are cut; the first
                                               is what was typed, or sounds like it */
    size_t n_texts;
    ky_value_list equal;   /* facet values that it is as a whole */
    ky_value_list holding; /* facet values that it is a proper part of */
    /* What a plan finds out: */
    bool apart;    /* its words count one by one, since they stand together nowhere */
    bool stood_in; /* nothing is found but by the values that hold it */
} ky_part;

/* True for a word that counts where a compound falls apart: more than one character. */
bool ky_counts_apart(ky_str base);

typedef struct ky_keyword {
    ky_str folded; /* the whole of it */
    ky_str typed;  /* the part of the question that it is, without minus and quotes */
    bool excluded;
    bool quoted;
    ky_part *parts; /* every one must stand in the record; at least one */
    size_t n_parts;
    const ky_str *quoted_words; /* base forms of the content words of a quoted one: for ranking */
    size_t n_quoted;
    ky_part *instead;      /* enough in place of the parts: email for e-mail; or NULL */
    const ky_forms *forms; /* of the whole, where it is more than one part; or NULL */
    ky_value_list equal;   /* the same of the whole, where it is more than one part */
    ky_value_list holding;
    bool stood_in; /* a plan finds that of the whole too */
} ky_keyword;

typedef struct ky_keywords {
    ky_keyword *items;
    size_t n;
} ky_keywords;

/* Take q apart.
 *  q       UTF-8 without control characters, at most KY_MAX_Q_BYTES.
 *  ret     everything in it lives in the index's scratch arena.
 *  errors  NOMEM, INVALID (not UTF-8). */
ky_rc ky_keywords_parse(ky_index *ix, ky_str q, ky_keywords *ret, ky_err *err);

/* True where some keyword that is not excluded is a proper part of v. */
bool ky_keywords_offer(const ky_keywords *ks, const ky_facet_value *v);

#endif
