/* The ways to cut what was typed into words of the index that stand side by side in some record:
 * how the dictionary cuts the question alone is no reason to miss what it cuts otherwise in a text,
 * and compounds typed in kana are found by the readings of their words. */
#ifndef KY_SEARCH_CUTS_H
#define KY_SEARCH_CUTS_H

#include "index_priv.h"

/* Words side by side. */
typedef struct ky_cut {
    ky_str spelling;     /* of all together */
    const ky_str *terms; /* of the index, at consecutive positions */
    size_t n;            /* at least 2 */
    bool literal;        /* the spelling is the text that was cut */
} ky_cut;

/* Called for each; everything in it lives in the index's scratch arena. */
typedef ky_rc ky_cut_visit(void *payload, const ky_cut *cut, ky_err *err);

enum {
    KY_MAX_CUT_WORDS = 12,
    KY_MAX_CUT_BYTES = 96, /* of a text or a key; longer ones have no cuts */
};

/* Cut a spelling.
 *  asked   its analysis, for words of other spellings that agree with those of the text; or NULL.
 *  errors  TIMEOUT, STALE, CORRUPT, IO, NOMEM, and what visit returns.
 *  cost    a look-up for each part of the text that begins where a word ends, and a search for each
 *          cut, of which there are few. */
ky_rc ky_cut_spelling(ky_index *ix, ky_str text, const ja_analysis *asked, ky_cut_visit *visit,
                      void *payload, ky_err *err);

/* Cut a kana key into the keys of words. Errors and cost as above; the words that sound so are
 * tried as far as the characters on both sides of a border stand side by side in some record.
 *  kana  only words written in kana. */
ky_rc ky_cut_key(ky_index *ix, ky_str key, bool kana, ky_cut_visit *visit, void *payload,
                 ky_err *err);

/* The same for a key without its long vowels, as Hepburn without macrons leaves them out:
 * こりゅかつど is 交流|活動. Each word may have them or not. */
ky_rc ky_cut_lengthened(ky_index *ix, ky_str key, ky_cut_visit *visit, void *payload, ky_err *err);

#endif
