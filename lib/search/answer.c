#include "answer.h"

#include "facets.h"
#include "filter.h"
#include "furigana.h"
#include "hearing.h"
#include "hit.h"
#include "layout.h"
#include "offers.h"
#include "ranking.h"
#include "similar.h"
#include "why.h"

/* One question being answered. */
typedef struct asking {
    ky_index *ix;
    const ky_request *rq;
    ky_plan plan;
    ky_counts counts;
    xapc_query *narrowed; /* the plan's query with every chosen facet */
    ky_ranked ranked;     /* the hits asked for */
    uint64_t started_us;
    ky_err *err;
} asking;

static void asking_fini(asking *a)
{
    ky_ranked_fini(&a->ranked);
    xapc_query_free(a->narrowed);
    ky_plan_fini(&a->plan);
    ky_index_rest(a->ix);
}

static uint64_t now_us(void)
{
    uint64_t now = 0;
    (void) xapc_clock_us(&now, NULL);
    return now;
}

static ky_rc rank(const asking *a, uint32_t first, uint32_t n, ky_ranked *ret)
{
    const ky_ranking what = {&a->plan, a->narrowed, ky_effective_sort(a->rq, &a->plan), first, n};
    return ky_rank(a->ix, &what, ret, a->err);
}

/* Totals and facets come from a match without weights; the weighted one may then stop as soon as
 * the best hits are certain. */
static ky_rc search(asking *a)
{
    ky_rc rc = ky_counts_make(a->ix, &a->plan, a->rq, &a->counts, a->err);
    if (rc == KY_OK)
        rc = ky_filter(a->ix, a->plan.query, a->rq, a->ix->schema->n_fields, &a->narrowed, a->err);
    return rc == KY_OK ? rank(a, a->rq->offset, a->rq->limit, &a->ranked) : rc;
}

/* The id term of the record of rank 0 in the answer's own order; empty where nothing was found. */
static ky_rc first_hit(const asking *a, ky_buf *ret)
{
    KY_CLEANUP(ky_ranked_fini) ky_ranked first = {0};
    ky_rc rc = rank(a, 0, 1, &first);
    if (rc == KY_OK && first.n > 0)
        ky_term_id(first.hits[0].record->record.id, ret);
    return rc;
}

static ky_rc record_matches(const asking *a, const xapc_query *q, const ky_buf *id, bool *ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *one = NULL;
    KY_CLEANUP(xapc_query_free_p) xapc_query *both = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    xapc_error xe;
    const xapc_search_options o = {.max_items = 1,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .deadline_us = a->plan.deadline_us};
    ky_rc rc =
        ky_xapian_rc(xapc_query_term(ky_bytes(ky_buf_str(id)), 1, 0, &one, &xe), &xe, a->err);
    if (rc != KY_OK)
        return rc;
    const xapc_query *pair[] = {one, q};
    rc = ky_xapian_rc(xapc_query_combine(XAPC_OP_FILTER, pair, 2, 0, &both, &xe), &xe, a->err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(a->ix->db, both, &o, &found, &xe), &xe, a->err);
    if (rc == KY_OK)
        *ret = found->hit_count > 0;
    return rc;
}

/* The keywords that the first hit lacks. */
static ky_rc dropped(const asking *a, json_t **ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    KY_CLEANUP(ky_buf_fini) ky_buf id = {0};
    ky_rc rc = list == NULL ? ky_nomem(a->err) : KY_OK;
    if (rc == KY_OK && a->plan.relaxed)
        rc = first_hit(a, &id);
    if (rc == KY_OK)
        rc = ky_buf_check(&id, a->err);
    for (size_t i = 0; rc == KY_OK && id.n > 0 && i < a->plan.n_clauses; i++) {
        bool has = false;
        rc = record_matches(a, a->plan.clauses[i].query, &id, &has);
        if (rc == KY_OK && !has && !ky_json_append(list, ky_json_str(a->plan.clauses[i].text)))
            rc = ky_nomem(a->err);
    }
    if (rc == KY_OK)
        *ret = KY_STEAL(list);
    return rc;
}

static bool list_has(const json_t *list, ky_str s)
{
    for (size_t i = 0; i < json_array_size(list); i++)
        if (ky_str_eq(ky_json_get_str(json_array_get(list, i)), s))
            return true;
    return false;
}

static json_t *terms(const ky_keywords *ks)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < ks->n; i++) {
        const ky_keyword *k = &ks->items[i];
        for (size_t j = 0; j < k->n_parts && !k->excluded; j++) {
            ky_str text = k->parts[j].text;
            if (!list_has(list, text) && !ky_json_append(list, ky_json_str(text)))
                return NULL;
        }
    }
    return KY_STEAL(list);
}

static ky_rc query_member(const asking *a, json_t **ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *lost = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *better = NULL;
    bool relaxed = a->plan.relaxed && a->counts.total > 0;
    ky_rc rc = dropped(a, &lost);
    if (rc == KY_OK)
        rc = ky_offer_correction(a->ix, a->rq->q, a->rq->match, &a->plan, &better, a->err);
    if (rc != KY_OK)
        return rc;
    json_t *q = json_pack("{s:o, s:s, s:b, s:O, s:o, s:O}", "q", ky_json_str(a->rq->q), "match",
                          a->plan.match == KY_MATCH_ANY ? "any" : "all", "relaxed", (int) relaxed,
                          "dropped", lost, "terms", terms(&a->plan.keywords), "corrected", better);
    if (q == NULL)
        return ky_nomem(a->err);
    *ret = q;
    return KY_OK;
}

static ky_rc add_why(const asking *a, const ky_stored *st, json_t *hit)
{
    const ky_why w = {a->ix, &a->plan, &ky_weighting};
    json_t *why = NULL;
    ky_rc rc = ky_why_make(&w, st, &why, a->err);
    if (rc != KY_OK)
        return rc;
    return ky_json_set(hit, "why", why) ? KY_OK : ky_nomem(a->err);
}

static ky_rc hit_member(const asking *a, const ky_ranked_hit *h, json_t *list)
{
    KY_CLEANUP(ky_json_unref_p) json_t *hit = NULL;
    ky_stored st = *h->record;
    ky_rc rc = ky_hear(a->ix, &a->plan.keywords, h->docid, &st, a->err);
    if (rc == KY_OK)
        rc = ky_hit_make(a->ix, &a->plan.keywords, &st, h->score, &hit, a->err);
    if (rc == KY_OK && a->rq->furigana)
        rc = ky_furigana(a->ix, &st.record, hit, a->err);
    if (rc == KY_OK && a->rq->explain)
        rc = add_why(a, &st, hit);
    if (rc != KY_OK)
        return rc;
    return ky_json_append(list, KY_STEAL(hit)) ? KY_OK : ky_nomem(a->err);
}

static ky_rc hits(const asking *a, json_t **ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    ky_rc rc = list == NULL ? ky_nomem(a->err) : KY_OK;
    for (size_t i = 0; i < a->ranked.n && rc == KY_OK; i++)
        rc = hit_member(a, &a->ranked.hits[i], list);
    if (rc == KY_OK)
        *ret = KY_STEAL(list);
    return rc;
}

static json_t *index_member(const ky_index *ix)
{
    return json_pack("{s:s, s:i}", "generation", ix->generation, "records", (int) ix->records);
}

/* Members are made in the contract's order; each maker adds one. */
static ky_rc answer_members(asking *a, json_t *out)
{
    json_t *j = NULL;
    ky_rc rc = query_member(a, &j);
    if (rc != KY_OK)
        return rc;
    bool ok = ky_json_set(out, "query", j) &&
              ky_json_set(out, "total", json_integer(a->counts.total)) &&
              ky_json_set(out, "offset", json_integer(a->rq->offset)) &&
              ky_json_set(out, "limit", json_integer(a->rq->limit)) &&
              ky_json_set(out, "took_us", json_integer(0));
    if (!ok)
        return ky_nomem(a->err);
    rc = hits(a, &j);
    if (rc == KY_OK && !ky_json_set(out, "hits", j))
        rc = ky_nomem(a->err);
    if (rc == KY_OK)
        rc = ky_facets_answer(a->ix, a->rq, &a->counts, &j, a->err);
    if (rc == KY_OK && !ky_json_set(out, "facets", j))
        rc = ky_nomem(a->err);
    if (rc == KY_OK)
        rc = ky_offer_related(a->ix, &a->plan, &j, a->err);
    if (rc == KY_OK && !ky_json_set(out, "related", j))
        rc = ky_nomem(a->err);
    if (rc == KY_OK && !ky_json_set(out, "index", index_member(a->ix)))
        rc = ky_nomem(a->err);
    if (rc == KY_OK &&
        !ky_json_set(out, "took_us", json_integer((json_int_t) (now_us() - a->started_us))))
        rc = ky_nomem(a->err);
    return rc;
}

ky_rc ky_answer_search(ky_index *ix, const ky_request *rq, uint64_t limit_us, json_t **ret,
                       ky_err *err)
{
    KY_CLEANUP(asking_fini) asking a = {.ix = ix, .rq = rq, .started_us = now_us(), .err = err};
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    uint64_t deadline = limit_us == 0 ? 0 : a.started_us + limit_us;
    ky_rc rc =
        out == NULL ? ky_nomem(err) : ky_plan_make(ix, rq->q, rq->match, deadline, &a.plan, err);
    if (rc == KY_OK)
        rc = search(&a);
    if (rc == KY_OK)
        rc = answer_members(&a, out);
    if (rc == KY_OK)
        *ret = KY_STEAL(out);
    return rc == KY_E_NOT_FOUND ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
}
