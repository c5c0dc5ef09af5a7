/* THE definition of a term: what the index holds for a text and what a query looks for.
 *
 * No other file makes or reads the prefix of a text term. */
#ifndef KY_JA_TERMS_H
#define KY_JA_TERMS_H

#include "analyser.h"
#include "base/buf.h"

enum {
    JA_MAX_TERM_BYTES = 240, /* longer words are not indexed as terms; Xapian's limit is 245 */
    JA_MAX_PIECE_CHARS = 8,  /* of a part of a word */
};

typedef enum ja_term_kind {
    JA_TERM_WORD,      /* base form of a content word; has positions; prefix W */
    JA_TERM_FUNCTION,  /* folded surface of any other token but a mark (stop words too); no
                          positions; prefix F */
    JA_TERM_GRAM,      /* two characters (code points) that stand side by side, neither of them a
                          mark, or the last character of such a run and a blank: every character
                          but a mark begins exactly one gram wherever it stands; no positions;
                          prefix G */
    JA_TERM_INFLECTED, /* a content word that is not its own base form, as it stands; has positions;
                          prefix I */
    JA_TERM_SPELLING,  /* what stands in a text without being a word: a part of one (of a stop word
                          too, unless that is kana alone: 上 of 以上), of up to JA_MAX_PIECE_CHARS
                          characters, letters and digits not torn apart; or a word across the
                          dictionary's cut (JA_HOLD_RAGGED); no positions; prefix S */
    JA_TERM_READING,   /* a word that is read so at this place but not everywhere (sounds.h): kana
                          key, \x01, spelling; no positions; prefix R */
    JA_TERM_PART,      /* the same for a word inside a word; prefix P */
} ja_term_kind;

typedef struct ja_term {
    ja_term_kind kind;
    ky_str text;       /* with its prefix, ready for the index; valid during the visit */
    uint32_t position; /* of a WORD or an INFLECTED one; 0 for the others */
} ja_term;

/* Called for each term; anything but KY_OK stops the walk and is returned by ja_terms(). */
typedef ky_rc ja_term_visit(void *payload, const ja_term *term, ky_err *err);

/* Every term of an analysed text: those of the tokens in text order, then the grams in text order,
 * then spellings and readings. A term may come more than once.
 * Tokens of more than JA_MAX_TERM_BYTES give no term of their own; their grams are there.
 * Errors NOMEM, and whatever visit returns. */
ky_rc ja_terms(const ja_analysis *a, ja_term_visit *visit, void *payload, ky_err *err);

/* Append a term's bytes to out: the prefix of its kind and the text, which is folded already. */
void ja_term_make(ja_term_kind kind, ky_str text, ky_buf *out);

/* The same for a GRAM of two characters; an empty `after` stands for the end of a run. */
void ja_term_make_gram(ky_str character, ky_str after, ky_buf *out);

/* The same for INFLECTED and SPELLING, whose kana stand in the index as their key. */
void ja_term_make_spelling(ja_term_kind kind, ky_str folded, ky_buf *out);

/* The same for READING and PART; an empty spelling gives what all spellings of the key begin with.
 */
void ja_term_make_reading(ja_term_kind kind, ky_str key, ky_str spelling, ky_buf *out);

/* Take a READING or PART term apart; what comes back is borrowed from it. False for any other. */
bool ja_term_reading(ky_str term, ky_str *ret_key, ky_str *ret_spelling);

/* The text behind a term's prefix, borrowed from it; empty where the term is of another kind. */
ky_str ja_term_text(ja_term_kind kind, ky_str term);

/* The grams that every text which holds `piece` (folded) has: one for each character but marks,
 * except the last of a piece that does not end in a mark, since what follows it is not known. A
 * text that lacks one of them does not hold the piece; one that has them all may. A piece of one
 * character has none: look for the terms that begin with ja_term_make(JA_TERM_GRAM, piece).
 * Errors as for ja_terms(). */
ky_rc ja_grams(ky_str piece, ja_term_visit *visit, void *payload, ky_err *err);

/* Whether a term is a gram worth ranking by: a pair of characters that are not both hiragana. Grams
 * of hiragana alone are too common, and the last character of a run is no pair: such grams only
 * narrow exact searches. */
bool ja_gram_ranks(ky_str term);

/* Whether a term counts in a text's length and by how often it stands there: words and the grams
 * that rank. What only tells that a text matches would lengthen every text by its compounds. */
bool ja_term_ranks(const ja_term *t);

/* Append how the text is read, in hiragana, marks left out: the key for sort=name. */
void ja_reading(const ja_analysis *a, ky_buf *out);

#endif
