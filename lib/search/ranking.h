/* The hits of a question, in order, by two phases: every record that matches is weighed by its
 * terms, the first few of them then also by how near the words of the question stand to each other,
 * and whether the title has them all.
 *
 * Nearness is no part of the first phase: libxapian 1.4.22 gives wrong weights where the right side
 * of OP_AND_MAYBE, or an OP_OR that it turns into one, holds OP_NEAR (6 % of random queries;
 * docs/relevance.md). */
#ifndef KY_SEARCH_RANKING_H
#define KY_SEARCH_RANKING_H

#include "plan.h"
#include "stored.h"

enum { KY_RESCORED = 30 }; /* records of the second phase */

typedef struct ky_ranked_hit {
    const ky_stored *record;
    uint32_t docid;
    double score; /* 0 where the question has no keyword */
} ky_ranked_hit;

/* What is asked for. */
typedef struct ky_ranking {
    const ky_plan *plan;
    const xapc_query *query; /* the plan's, with the chosen facets */
    ky_sort sort;
    uint32_t first; /* rank from 0 */
    uint32_t n;     /* hits at most */
} ky_ranking;

/* The order that a request asks for, or that goes without saying. */
ky_sort ky_effective_sort(const ky_request *rq, const ky_plan *plan);

typedef struct ky_ranked {
    xapc_result *result; /* owns what the records point to */
    ky_ranked_hit *hits; /* in the index's scratch arena, as the records are */
    size_t n;
} ky_ranked;

void ky_ranked_fini(ky_ranked *r); /* for KY_CLEANUP */

/* Rank. By relevance, the order of the first KY_RESCORED is the same whatever stretch is asked for.
 *  ret      initialise with {0}; free with ky_ranked_fini() before the arena is cleared.
 *  errors   TIMEOUT, STALE, CORRUPT, IO, NOMEM.
 *  cost     a search, and reading each record asked for; where the stretch begins among the first
 *           KY_RESCORED and a word was typed, all of these. */
ky_rc ky_rank(ky_index *ix, const ky_ranking *what, ky_ranked *ret, ky_err *err);

/* The documents of all hits in the order that ky_rank() gives, however many there are.
 *  what     first is 0; n as for ky_rank().
 *  ret      free with free(); never NULL on success.
 *  errors   as ky_rank().
 *  cost     a search, some 400 bytes a hit while it runs, and reading the first KY_RESCORED. */
ky_rc ky_rank_all(ky_index *ix, const ky_ranking *what, uint32_t **ret, size_t *ret_n, ky_err *err);

/* How terms are weighed: BM25+, its parameters measured on judged questions. */
extern const xapc_weighting ky_weighting;

#endif
