/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Queries: immutable trees. Combining copies references, not trees, and leaves its inputs with the
 * caller, who may free them at once. Because subtrees are shared, a query, what it was made of and
 * what was made of it are one family for threads. */
#ifndef XAPIAN_C_QUERY_H
#define XAPIAN_C_QUERY_H

#include "read.h"
#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum xapc_op XAPC_UNSIGNED {
    XAPC_OP_AND = 0,
    XAPC_OP_OR = 1,
    XAPC_OP_AND_NOT = 2,   /* the first but none of the others */
    XAPC_OP_XOR = 3,       /* an odd number of them */
    XAPC_OP_AND_MAYBE = 4, /* the first; the others only add weight */
    XAPC_OP_FILTER = 5,    /* all; weight from the first only */
    XAPC_OP_NEAR = 6,      /* terms within a window, in any order */
    XAPC_OP_PHRASE = 7,    /* terms within a window, in this order */
    XAPC_OP_ELITE_SET = 8, /* OR of the terms with the highest weights only */
    XAPC_OP_SYNONYM = 9,   /* OR, weighted as if all were one term */
    XAPC_OP_MAX = 10,      /* OR with the highest weight instead of the sum */
    /* As kinds of queries only; each has a constructor of its own below. */
    XAPC_OP_VALUE_RANGE = 11,
    XAPC_OP_VALUE_GE = 12,
    XAPC_OP_VALUE_LE = 13,
    XAPC_OP_SCALE_WEIGHT = 14,
    XAPC_OP_WILDCARD = 15,
    XAPC_QUERY_TERM = 16,
    XAPC_QUERY_ALL = 17,
    XAPC_QUERY_NOTHING = 18,
    XAPC_QUERY_OTHER = 19 /* a posting source, from bytes made elsewhere */
} xapc_op;

/* What a wildcard does when it has more expansions than allowed. */
typedef enum xapc_wildcard_limit XAPC_UNSIGNED {
    XAPC_WILDCARD_ERROR = 0,        /* the search fails with XAPC_LIMIT; Xapian 1.4.22 then leaks
                                       about 100 bytes for each term of the query */
    XAPC_WILDCARD_FIRST = 1,        /* take the first ones in byte order */
    XAPC_WILDCARD_MOST_FREQUENT = 2 /* take those in the most documents */
} xapc_wildcard_limit;

/* query may be NULL. */
XAPC_API void xapc_query_free(xapc_query *query);

/* A second handle on the same query. */
XAPC_API xapc_status xapc_query_copy(const xapc_query *query, xapc_query **ret, xapc_error *err);

/* One term.
 *  term       not empty; a term no document can hold matches nothing.
 *  wqf        within-query frequency, 1 as a rule; 0 gives no weight.
 *  position   in the question, for the order of matching terms; 0 for none.
 *  ret        the caller's, here and below; free with xapc_query_free(). */
XAPC_API xapc_status xapc_query_term(xapc_bytes term, uint32_t wqf, uint32_t position,
                                     xapc_query **ret, xapc_error *err);

/* Every document, with weight 0. */
XAPC_API xapc_status xapc_query_all(xapc_query **ret, xapc_error *err);

/* No document. */
XAPC_API xapc_status xapc_query_nothing(xapc_query **ret, xapc_error *err);

/* Combine count queries.
 *  op          AND to MAX.
 *  queries     count of them, none NULL; may be NULL when count is 0, which gives no document.
 *  parameter   NEAR, PHRASE: the window in positions, 0 for count; ELITE_SET: how many terms to
 *              take, 0 for Xapian's choice (10); else 0.
 *  errors      INVALID, UNIMPLEMENTED (NEAR and PHRASE over queries that are no terms or ORs of
 *              terms).
 *  cost        linear in count. */
XAPC_API xapc_status xapc_query_combine(xapc_op op, const xapc_query *const *queries, size_t count,
                                        uint32_t parameter, xapc_query **ret, xapc_error *err);

/* The same with terms (none empty, wqf 1): cheaper than a query for each. */
XAPC_API xapc_status xapc_query_combine_terms(xapc_op op, const xapc_bytes *terms, size_t count,
                                              uint32_t parameter, xapc_query **ret,
                                              xapc_error *err);

/* The query with its weights multiplied.
 *  factor   0 or more; with 0 the query filters only.
 *  errors   INVALID (negative or NaN). */
XAPC_API xapc_status xapc_query_scale(const xapc_query *query, double factor, xapc_query **ret,
                                      xapc_error *err);

/* Documents whose value in slot is, in byte order, from lower to upper, both included; with weight
 * 0. A document without a value is in no range; only value_ge with an empty bound finds all. */
XAPC_API xapc_status xapc_query_value_range(uint32_t slot, xapc_bytes lower, xapc_bytes upper,
                                            xapc_query **ret, xapc_error *err);

XAPC_API xapc_status xapc_query_value_ge(uint32_t slot, xapc_bytes lower, xapc_query **ret,
                                         xapc_error *err);

XAPC_API xapc_status xapc_query_value_le(uint32_t slot, xapc_bytes upper, xapc_query **ret,
                                         xapc_error *err);

/* Documents with any term that begins with prefix; terms are looked up when searching.
 *  max_expansion   how many at most; 0 for no limit.
 *  combiner        OR, MAX or SYNONYM: how the terms are weighted together. */
XAPC_API xapc_status xapc_query_wildcard(xapc_bytes prefix, uint32_t max_expansion,
                                         xapc_wildcard_limit limit, xapc_op combiner,
                                         xapc_query **ret, xapc_error *err);

/* What the query is at its root. Xapian simplifies: an AND of one query is that query. */
XAPC_API xapc_status xapc_query_op(const xapc_query *query, xapc_op *ret, xapc_error *err);

XAPC_API xapc_status xapc_query_part_count(const xapc_query *query, size_t *ret, xapc_error *err);

/* Part index (from 0) as a query of its own.
 *  errors   INVALID (there is no such part). */
XAPC_API xapc_status xapc_query_part(const xapc_query *query, size_t index, xapc_query **ret,
                                     xapc_error *err);

/* The sum of the terms' wqfs. */
XAPC_API xapc_status xapc_query_length(const xapc_query *query, uint32_t *ret, xapc_error *err);

/* Visit the terms.
 *  unique   true: each once, in byte order; false: every occurrence, by position. */
XAPC_API xapc_status xapc_query_each_term(const xapc_query *query, bool unique,
                                          xapc_bytes_visit visit, void *payload, xapc_error *err);

/* The query in Xapian's notation, such as "Query((a@1 AND b@2))": for people and tests.
 *  ret      free with xapc_buffer_free(). */
XAPC_API xapc_status xapc_query_describe(const xapc_query *query, xapc_buffer *ret,
                                         xapc_error *err);

/* The query as bytes; they depend on the Xapian version.
 *  ret      free with xapc_buffer_free(). */
XAPC_API xapc_status xapc_query_serialise(const xapc_query *query, xapc_buffer *ret,
                                          xapc_error *err);

/* errors   CORRUPT, INVALID (not such bytes). */
XAPC_API xapc_status xapc_query_unserialise(xapc_bytes bytes, xapc_query **ret, xapc_error *err);

#ifdef __cplusplus
}
#endif
#endif
