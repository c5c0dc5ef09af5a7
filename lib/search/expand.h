/* A part of a question widened: every spelling in the index that it asks for, and why. */
#ifndef KY_SEARCH_EXPAND_H
#define KY_SEARCH_EXPAND_H

#include "index_priv.h"

/* Of what kind a match is, as docs/api.md names them. */
typedef enum ky_by {
    KY_BY_WORD,    /* as it was typed, but for folding and kana */
    KY_BY_FORM,    /* another form of the same base form */
    KY_BY_VARIANT, /* another spelling of the same word */
    KY_BY_READING, /* typed in kana or romaji, spelled otherwise */
    KY_BY_PART,    /* inside a word */
    KY_BY_SYNONYM,
    KY_BY_FACET,
} ky_by;

/* One spelling that stands in some record: under one term of the index, or as words side by side.
 */
typedef struct ky_form {
    ky_by by;
    ky_str spelling; /* folded */
    const ky_str *terms;
    size_t n_terms;
} ky_form;

/* Everything lives in the index's scratch arena. */
typedef struct ky_forms {
    ky_form *items;
    size_t n;
    ky_str *spellings; /* all that were thought of, in the index or not: for facet values */
    size_t n_spellings;
    ky_str *keys; /* kana keys under which any spelling is meant: the text is kana or romaji */
    size_t n_keys;
    ky_str *own_keys; /* kana keys of the text itself, for spellings that agree with it */
    size_t n_own_keys;
} ky_forms;

enum {
    KY_MAX_FORMS = 256,
    KY_MAX_SPELLINGS = 64,
    KY_MAX_FORM_KEYS = 16,
};

/* Widen a text: its own spelling, spellings of the same reading that agree with it, the tables of
 * variants and synonyms; kana stand for every spelling of that reading, romaji for kana where they
 * are no word of the index; where nothing is found, kana near to what was typed.
 *  text     folded, without marks at its ends.
 *  loose    also look for near kana.
 *  errors   NOMEM, STALE, CORRUPT, IO, TIMEOUT.
 *  cost     some look-ups of terms, and a search for each way to cut it into words (cuts.h). */
ky_rc ky_expand(ky_index *ix, ky_str text, bool loose, ky_forms *ret, ky_err *err);

/* True where a facet's value is, as a whole, what the forms were made from. */
bool ky_forms_mean(const ky_forms *f, ky_str text, const ky_facet_value *v);

#endif
