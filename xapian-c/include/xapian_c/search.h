/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching. A search is one call: a database, a query and options give a plain result. Nothing is
 * kept between searches, so nothing of one can leak into the next (Xapian's Enquire object lives
 * inside the call). */
#ifndef XAPIAN_C_SEARCH_H
#define XAPIAN_C_SEARCH_H

#include "read.h"
#include "types.h"
#include "weighting.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- the question ---- */

typedef enum xapc_sort XAPC_UNSIGNED {
    XAPC_SORT_RELEVANCE = 0,
    XAPC_SORT_VALUE = 1,                /* by value only */
    XAPC_SORT_VALUE_THEN_RELEVANCE = 2, /* relevance decides between equal values */
    XAPC_SORT_RELEVANCE_THEN_VALUE = 3  /* the value decides between equal weights */
} xapc_sort;

/* What decides last: equal weights and values come in this order of document ids. */
typedef enum xapc_docid_order XAPC_UNSIGNED {
    XAPC_DOCID_ASCENDING = 0,
    XAPC_DOCID_DESCENDING = 1,
    XAPC_DOCID_DONT_CARE = 2 /* whatever is fastest */
} xapc_docid_order;

/* Called for every document the match looks at and accepts, in no particular order. */
typedef struct xapc_match_spy {
    /* NULL: no spy. */
    void (*match)(uint32_t docid, double weight, void *payload);
    /* Called before a rerun (see xapian_c.h), to forget what was seen. With NULL a search that has
     * a match function is not rerun but MODIFIED. */
    void (*restart)(void *payload);
    void *payload;
} xapc_match_spy;

/* Bits for fetch: what is copied for each hit besides its number and weight. */
#define XAPC_FETCH_DATA 1u
#define XAPC_FETCH_SORT_KEY 2u
#define XAPC_FETCH_MATCHING_TERMS 4u /* a look at the database for each hit */
#define XAPC_FETCH_TERM_WEIGHTS 8u   /* xapc_result.terms */

/* All zero (XAPC_SEARCH_OPTIONS_INIT) is: no hits, only the estimates, by relevance, BM25. */
typedef struct xapc_search_options {
    uint32_t first;          /* rank of the first hit wanted, from 0 */
    uint32_t max_items;      /* how many hits at most */
    uint32_t check_at_least; /* look at that many matches, if there are: estimates and counts are
                                exact when this is at least the number of documents */
    uint32_t query_length;   /* for schemes that use it; 0: the sum of the wqfs */

    xapc_weighting weighting;
    xapc_sort sort;
    uint32_t sort_slot; /* values compare in byte order; documents without one come first */
    bool sort_reverse;  /* greatest value first */
    xapc_docid_order docid_order;

    uint32_t collapse_max;  /* keep that many of the documents with the same value; 0: all */
    uint32_t collapse_slot; /* documents without a value here are never collapsed */
    int percent_cutoff;     /* 0..100: leave out hits below that share of the best;
                             UNIMPLEMENTED with a sort that begins with the value */
    double weight_cutoff;   /* leave out hits below that weight; >= 0 */

    const uint32_t *relevant; /* documents known to be relevant, for the weights; may be NULL */
    size_t relevant_count;

    unsigned fetch;              /* XAPC_FETCH_* joined by | */
    const uint32_t *value_slots; /* values to copy for each hit; may be NULL */
    size_t value_slot_count;
    const uint32_t *count_slots; /* slots whose values are counted over the matches; may be NULL */
    size_t count_slot_count;
    size_t count_top; /* 0: every value, in byte order; n: the n most frequent, then byte order */

    xapc_match_spy spy; /* UNIMPLEMENTED over remote databases and over more than one part */

    /* Microseconds of CLOCK_MONOTONIC (xapc_clock_us) past which the search ends with TIMEOUT; 0
     * for none. Looked at before and after the match and at each matching document, so a match
     * that finds nothing for long ends late. Remote parts are not interrupted: their connection's
     * timeout bounds them. */
    uint64_t deadline_us;
} xapc_search_options;

#define XAPC_SEARCH_OPTIONS_INIT XAPC_ZERO_INIT

/* Now, in the microseconds that deadline_us counts. */
XAPC_API xapc_status xapc_clock_us(uint64_t *ret, xapc_error *err);

/* ---- the answer; everything in it is freed by xapc_result_free() ---- */

typedef struct xapc_hit {
    uint32_t docid;
    uint32_t rank; /* from 0 */
    double weight;
    int percent;              /* of the best possible weight, 0..100 */
    uint32_t collapse_count;  /* lower bound on documents hidden behind this hit */
    xapc_bytes collapse_key;  /* empty without collapsing */
    xapc_bytes sort_key;      /* with XAPC_FETCH_SORT_KEY and a sort by value */
    xapc_bytes data;          /* with XAPC_FETCH_DATA */
    const xapc_bytes *values; /* value_slot_count, in the order asked; empty where unset */
    const xapc_bytes *terms;  /* with XAPC_FETCH_MATCHING_TERMS, in the question's order */
    size_t term_count;
} xapc_hit;

typedef struct xapc_value_count {
    xapc_bytes value;
    uint32_t count; /* matching documents with it */
} xapc_value_count;

typedef struct xapc_value_counts {
    uint32_t slot;
    uint32_t total; /* matching documents looked at, with a value or without */
    const xapc_value_count *items;
    size_t item_count;
} xapc_value_counts;

typedef struct xapc_term_weight {
    xapc_bytes term;
    uint32_t termfreq;
    double weight; /* the most the term can add to a document's weight */
} xapc_term_weight;

typedef struct xapc_result {
    uint32_t
        matches_lower; /* bounds on the number of matches, and the best guess; equal if exact */
    uint32_t matches_estimated;
    uint32_t matches_upper;
    uint32_t uncollapsed_lower; /* the same before collapsing */
    uint32_t uncollapsed_estimated;
    uint32_t uncollapsed_upper;
    double max_attained; /* greatest weight found */
    double max_possible;
    const xapc_hit *hits;
    size_t hit_count;
    const xapc_value_counts *counts; /* one for each of count_slots, in the order asked */
    size_t count_count;
    const xapc_term_weight *terms; /* with XAPC_FETCH_TERM_WEIGHTS: the query's, in byte order */
    size_t term_count;
} xapc_result;

/* Search.
 *  options   may be NULL for all zero.
 *  ret       the caller's; free with xapc_result_free(). It points to nothing but itself.
 *  errors    MODIFIED (twice), TIMEOUT, LIMIT (a wildcard), INVALID (options out of range),
 *            UNIMPLEMENTED.
 *  cost      one allocation for the result; with counts, every match is looked at only as far as
 *            check_at_least says. */
XAPC_API xapc_status xapc_search(xapc_database *db, const xapc_query *query,
                                 const xapc_search_options *options, xapc_result **ret,
                                 xapc_error *err);

/* result may be NULL. */
XAPC_API void xapc_result_free(xapc_result *result);

/* Visit the query's terms that document docid holds, by their position in the query.
 *  errors   NOT_FOUND, MODIFIED. */
XAPC_API xapc_status xapc_matching_terms(xapc_database *db, const xapc_query *query, uint32_t docid,
                                         xapc_bytes_visit visit, void *payload, xapc_error *err);

#ifdef __cplusplus
}
#endif
#endif
