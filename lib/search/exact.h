/* Exact texts: the records in which the very characters stand, particles and all.
 *
 * The index narrows them by grams, which loses none; the stored text of each candidate decides. */
#ifndef KY_SEARCH_EXACT_H
#define KY_SEARCH_EXACT_H

#include "index_priv.h"
#include "ja/match.h"

typedef struct ky_exact_text {
    ky_str folded; /* folded text, not empty, not only marks */
    ky_str plain;  /* the same by ja_fold_plain(), where only the very characters count; or empty */
    bool words; /* several tokens only where no particle begins them: of に|おい|て, for all that it
                   knows, nothing begins with に */
    uint32_t most;       /* candidates that are looked at; beyond, nothing is found; 0: all */
    uint32_t kana_start; /* the part of it that is in kana for kanji: words end at both its ends, */
    uint32_t kana_end;   /* and some token of it is a content word; both 0: none */
} ky_exact_text;

/* A query for the records whose searched texts hold it under the span rule, with weight 0.
 *  found    a query whose records need not be looked at, since they are found already; or NULL.
 *  ret      the caller's.
 *  errors   TIMEOUT (the question's deadline), STALE, CORRUPT, IO, NOMEM.
 *  cost     fetches every candidate. */
ky_rc ky_exact_query(ky_index *ix, const ky_exact_text *t, const xapc_query *found,
                     xapc_query **ret, ky_err *err);

/* The next place at or after folded byte `from` of a text. False where there is none; *ret is then
 * as it was. */
bool ky_exact_find(const ky_exact_text *t, const ja_analysis *a, uint32_t from, ja_span *ret);

#endif
