/* THE definition of a term: what the index holds for a text and what a query looks for.
 *
 * No other file makes or reads the prefix of a text term. */
#ifndef KY_JA_TERMS_H
#define KY_JA_TERMS_H

#include "analyser.h"
#include "base/buf.h"

enum { JA_MAX_TERM_BYTES = 240 }; /* longer words are not indexed as terms; Xapian's limit is 245 */

typedef enum ja_term_kind {
    JA_TERM_WORD,     /* base form of a content word; has positions */
    JA_TERM_FUNCTION, /* folded surface of any other token but a mark; no positions */
    JA_TERM_GRAM,     /* two characters that stand side by side; no positions */
} ja_term_kind;

typedef struct ja_term {
    ja_term_kind kind;
    ky_str text;       /* with its prefix, ready for the index; valid during the visit */
    uint32_t position; /* of a WORD; 0 for the others */
} ja_term;

/* Called for each term; anything but KY_OK stops the walk and is returned by ja_terms(). */
typedef ky_rc ja_term_visit(void *payload, const ja_term *term, ky_err *err);

/* Every term of an analysed text, in text order. Errors NOMEM, and whatever visit returns. */
ky_rc ja_terms(const ja_analysis *a, ja_term_visit *visit, void *payload, ky_err *err);

/* Append a term's bytes to out: the prefix of its kind and the text, which is folded already. */
void ja_term_make(ja_term_kind kind, ky_str text, ky_buf *out);

/* The text behind a term's prefix; empty where the term is of another kind. */
ky_str ja_term_text(ja_term_kind kind, ky_str term);

/* The grams of a folded piece of text, as in ja_terms() but for `piece` alone: every two
 * neighbouring characters that are neither marks nor white space. */
ky_rc ja_grams(ky_str piece, ja_term_visit *visit, void *payload, ky_err *err);

/* Append how the text is read, in hiragana, marks left out: the key for sort=name. */
void ja_reading(const ja_analysis *a, ky_buf *out);

#endif
