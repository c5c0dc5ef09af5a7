#include "nearest.h"

#include "fetch.h"
#include "hit.h"
#include "ja/terms.h"
#include "layout.h"
#include "queries.h"
#include "ranking.h"

static void rest(ky_index **ix)
{
    ky_index_rest(*ix);
}

/* Pairs of characters under way to a query. */
typedef struct pairs {
    ky_index *ix;
    xapc_bytes *terms;
    size_t n;
} pairs;

static ky_rc add_pair(void *payload, const ja_term *t, ky_err *err)
{
    pairs *p = payload;
    ky_str kept = ky_arena_str(&p->ix->scratch, t->text);
    if (kept.p == NULL)
        return ky_nomem(err);
    p->terms[p->n++] = ky_bytes(kept);
    return KY_OK;
}

static ky_rc make_query(ky_index *ix, ky_str q, xapc_query **ret, ky_err *err)
{
    ky_str folded;
    xapc_error xe;
    ky_rc rc = ja_fold(q, &ix->scratch, &folded, err);
    pairs p = {.ix = ix, .terms = KY_ARENA_ARRAY(&ix->scratch, xapc_bytes, folded.n + 1)};
    if (rc == KY_OK && p.terms == NULL)
        rc = ky_nomem(err);
    if (rc == KY_OK)
        rc = ja_grams(folded, add_pair, &p, err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_query_combine_terms(XAPC_OP_OR, p.terms, p.n, 0, ret, &xe), &xe, err);
}

static ky_rc add_hit(ky_index *ix, const xapc_hit *found, json_t *list, ky_err *err)
{
    static const ky_keywords nothing = {0};
    const ky_stored *st = NULL;
    json_t *hit = NULL;
    ky_rc rc = ky_fetch(ix, found->docid, &ix->scratch, &st, err);
    if (rc == KY_OK)
        rc = ky_hit_make(ix, &nothing, st, found->weight, &hit, err);
    if (rc != KY_OK)
        return rc;
    return ky_json_append(list, hit) ? KY_OK : ky_nomem(err);
}

ky_rc ky_answer_nearest(ky_index *ix, ky_str q, uint32_t n, uint64_t limit_us, json_t **ret,
                        ky_err *err)
{
    KY_CLEANUP(rest) ky_index *used = ix;
    KY_CLEANUP(xapc_query_free_p) xapc_query *query = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    uint64_t now = 0;
    xapc_error xe;
    if (list == NULL)
        return ky_nomem(err);
    (void) xapc_clock_us(&now, NULL);
    const xapc_search_options o = {.max_items = n,
                                   .check_at_least = KY_MOST_LOOKED_AT,
                                   .weighting = ky_weighting,
                                   .sort = XAPC_SORT_RELEVANCE_THEN_VALUE,
                                   .sort_slot = KY_SLOT_TIES,
                                   .deadline_us = limit_us == 0 ? 0 : now + limit_us};
    ky_rc rc = make_query(used, q, &query, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, query, &o, &found, &xe), &xe, err);
    for (size_t i = 0; rc == KY_OK && i < found->hit_count; i++)
        rc = add_hit(ix, &found->hits[i], list, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(list);
    return rc == KY_E_NOT_FOUND ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
}
