/* The spellings that a part of a question asks for, as the index has them. */
#ifndef KY_SEARCH_FORMS_H
#define KY_SEARCH_FORMS_H

#include "index_priv.h"
#include "ja/match.h"

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

/* False without memory. */
bool ky_forms_init(ky_forms *f, ky_arena *arena);

/* Add a form, unless there is one of the same terms, or no room. */
void ky_forms_add(ky_forms *f, ky_form form);

/* The kana key that the form must be read by where it stands; empty where its spelling says all. */
ky_str ky_form_key(const ky_form *f);

/* True where a token, or a word heard, that is this span may be read as the form must, or nobody
 * knows: a restored analysis has no readings (hearing.h). */
bool ky_form_sounds_so(const ky_form *f, const ja_analysis *a, ja_span s);

/* Where the form stands at or after folded byte `from` of a text: its spelling, as its terms have
 * it (a word as a whole, a part of a word inside one). False where it does not. Words that stand in
 * another form than the base that is asked for are not found here. */
bool ky_form_find(const ky_form *f, const ja_analysis *a, uint32_t from, ja_span *ret);

/* True where words of which the form is the base form stand for it in any of their forms. */
bool ky_form_is_base(const ky_form *f);

/* What the form weighs in the ranking, beside the word itself: docs/relevance.md. Words side by
 * side that are spelled as typed weigh nothing here, since each of the words weighs by itself. */
double ky_form_scale(const ky_form *f);

/* True where some form is the very text that was asked for. */
bool ky_forms_have(const ky_forms *f, ky_str text);

/* The same, not only as a part of a word: such a text may also stand where the dictionary tears it.
 */
bool ky_forms_stand(const ky_forms *f, ky_str text);

/* True where a facet's value is, as a whole, what the forms were made from. */
bool ky_forms_mean(const ky_forms *f, ky_str text, const ky_facet_value *v);

/* True where a facet's value holds it as a part: under the span rule, or kana by how it sounds. */
bool ky_forms_are_in(const ky_forms *f, ky_str text, const ky_facet_value *v);

#endif
