/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Terms that tell relevant documents from the others (RSet to ESet). */
#ifndef XAPIAN_C_EXPAND_H
#define XAPIAN_C_EXPAND_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum xapc_expand_scheme XAPC_UNSIGNED {
    XAPC_EXPAND_TRAD = 0,
    XAPC_EXPAND_BO1 = 1 /* Bose-Einstein 1 */
} xapc_expand_scheme;

/* All zero (XAPC_EXPAND_OPTIONS_INIT) is: no terms, so set max_items at least. */
typedef struct xapc_expand_options {
    uint32_t max_items;
    xapc_expand_scheme scheme;
    double k;                 /* TRAD: influence of wdf; 0 for the usual 1 */
    double min_weight;        /* leave out terms of this weight or less */
    bool include_query_terms; /* offer the query's own terms too */
    bool exact_termfreq;      /* several parts: exact frequencies instead of an approximation */
    xapc_bytes prefix;        /* only terms that begin so; empty: all */
    bool (*accept)(xapc_bytes term, void *payload); /* only terms it is true for; NULL: all */
    void *payload;
} xapc_expand_options;

#define XAPC_EXPAND_OPTIONS_INIT XAPC_ZERO_INIT

typedef struct xapc_expand_term {
    xapc_bytes term;
    double weight;
} xapc_expand_term;

/* Freed as a whole by xapc_expansion_free(). */
typedef struct xapc_expansion {
    uint32_t bound;                /* on the number of terms there would be without max_items */
    const xapc_expand_term *terms; /* heaviest first */
    size_t term_count;
} xapc_expansion;

/* Find the terms that the relevant documents have in common.
 *  query      whose terms are left out; may be NULL.
 *  relevant   relevant_count document ids; with none the result is empty.
 *  options    may be NULL for all zero.
 *  ret        the caller's; free with xapc_expansion_free().
 *  errors     NOT_FOUND (an id that is not there), INVALID, MODIFIED. A rerun calls accept again.
 *  cost       reads the term list of every relevant document. */
XAPC_API xapc_status xapc_expand(xapc_database *db, const xapc_query *query,
                                 const uint32_t *relevant, size_t relevant_count,
                                 const xapc_expand_options *options, xapc_expansion **ret,
                                 xapc_error *err);

/* expansion may be NULL. */
XAPC_API void xapc_expansion_free(xapc_expansion *expansion);

#ifdef __cplusplus
}
#endif
#endif
