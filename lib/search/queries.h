/* Small steps of making Xapian queries, for the files that plan a question. */
#ifndef KY_SEARCH_QUERIES_H
#define KY_SEARCH_QUERIES_H

#include "index_priv.h"
#include "ja/terms.h"

/* Whom queries are made for. */
typedef struct ky_maker {
    ky_index *ix;
    ky_err *err;
} ky_maker;

/* Queries to be combined. Begin with {0}. */
typedef struct ky_query_set {
    xapc_query **items; /* in the scratch arena; the queries are owned */
    size_t n;
} ky_query_set;

void ky_query_set_fini(ky_query_set *s); /* for KY_CLEANUP */

/* Room for so many; the caller fills items[n] and counts. Errors NOMEM, as for all below. */
ky_rc ky_query_set_init(const ky_maker *m, ky_query_set *s, size_t room);

/* Count items[n] in where rc, of making it, is KY_OK; gives rc. */
ky_rc ky_query_set_add(ky_query_set *s, ky_rc rc);

/* One query of all; of none one that matches nothing. *ret is the caller's. */
ky_rc ky_queries_combine(const ky_maker *m, xapc_op op, const ky_query_set *s, xapc_query **ret);

/* *a op b in the place of *a. */
ky_rc ky_query_fold_in(const ky_maker *m, xapc_op op, xapc_query **a, const xapc_query *b);

/* *q with its weights times factor in the place of *q. */
ky_rc ky_query_scale(const ky_maker *m, double factor, xapc_query **q);

/* A term of a text, in the scratch arena. */
ky_rc ky_query_term(const ky_maker *m, ja_term_kind kind, ky_str text, ky_str *ret);

/* Words by base form: any of them, or a phrase of terms at consecutive positions. */
ky_rc ky_query_bases(const ky_maker *m, xapc_op op, const ky_str *bases, size_t n,
                     xapc_query **ret);

#endif
