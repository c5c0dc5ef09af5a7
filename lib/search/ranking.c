#include "ranking.h"

#include "fetch.h"
#include "layout.h"
#include "proximity.h"

const xapc_weighting ky_weighting = {
    .scheme = XAPC_SCHEME_BM25PLUS,
    .with.bm25 = {.k1 = 0.5, .k2 = 0, .k3 = 1, .b = 0.75, .min_normlen = 0.5, .delta = 1},
};

ky_sort ky_effective_sort(const ky_request *rq, const ky_plan *plan)
{
    bool by_weight = rq->sort == KY_SORT_RELEVANCE;
    return by_weight && !rq->sort_given && !plan->ranked ? KY_SORT_NUMBER : rq->sort;
}

void ky_ranked_fini(ky_ranked *r)
{
    xapc_result_free(r->result);
}

static void set_sort(const ky_ranking *what, xapc_search_options *o)
{
    static const uint32_t slots[] = {
        [KY_SORT_RELEVANCE] = KY_SLOT_TIES,
        [KY_SORT_NUMBER] = KY_SLOT_NUMBER,
        [KY_SORT_NUMBER_DESC] = KY_SLOT_NUMBER_DESC,
        [KY_SORT_NAME] = KY_SLOT_NAME,
    };
    o->sort_slot = slots[what->sort];
    if (!what->plan->ranked)
        o->sort = XAPC_SORT_VALUE;
    else if (what->sort == KY_SORT_RELEVANCE)
        o->sort = XAPC_SORT_RELEVANCE_THEN_VALUE;
    else
        o->sort = XAPC_SORT_VALUE_THEN_RELEVANCE;
}

static ky_rc search(ky_index *ix, const ky_ranking *what, uint32_t first, uint32_t n,
                    xapc_result **ret, ky_err *err)
{
    xapc_error xe;
    xapc_search_options o = {.first = first,
                             .max_items = n,
                             .check_at_least = KY_MOST_LOOKED_AT,
                             .weighting = ky_weighting,
                             .deadline_us = what->plan->deadline_us};
    set_sort(what, &o);
    return ky_xapian_rc(xapc_search(ix->db, what->query, &o, ret, &xe), &xe, err);
}

static ky_rc read_hit(ky_index *ix, const ky_plan *plan, const xapc_hit *from, ky_ranked_hit *ret,
                      ky_err *err)
{
    const ky_stored *st = NULL;
    ky_rc rc = ky_fetch(ix, from->docid, &ix->scratch, &st, err);
    *ret = (ky_ranked_hit){st, from->docid, plan->ranked ? from->weight : 0};
    return rc;
}

/* Read hits [from, to) of the result. */
static ky_rc read_hits(ky_index *ix, const ky_plan *plan, ky_ranked *r, size_t from, size_t to,
                       ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = from; i < to && rc == KY_OK; i++)
        rc = read_hit(ix, plan, &r->result->hits[i], &r->hits[i], err);
    return rc;
}

/* Stable, so that equal scores keep the order of ties. */
static void sort_by_score(ky_ranked_hit *hits, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        ky_ranked_hit hit = hits[i];
        size_t at = i;
        for (; at > 0 && hits[at - 1].score < hit.score; at--)
            hits[at] = hits[at - 1];
        hits[at] = hit;
    }
}

static ky_rc rescore(ky_index *ix, const ky_near_words *words, ky_ranked *r, ky_err *err)
{
    size_t n = r->n < KY_RESCORED ? r->n : KY_RESCORED;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < n && rc == KY_OK; i++) {
        double more = 0;
        const ky_stored *st = r->hits[i].record;
        rc = ky_proximity(words, st, &ix->scratch, &more, err);
        r->hits[i].score += more + ky_all_in_field(words, st, ix->schema->title);
    }
    sort_by_score(r->hits, n);
    return rc;
}

/* Room for the first of them, at most so many. */
static ky_rc make_hits(ky_index *ix, ky_ranked *r, size_t most, ky_err *err)
{
    r->n = r->result->hit_count < most ? r->result->hit_count : most;
    r->hits = KY_ARENA_ARRAY(&ix->scratch, ky_ranked_hit, r->n);
    return r->hits == NULL ? ky_nomem(err) : KY_OK;
}

/* From the first record on, so that the second phase sees all that it is for. */
static ky_rc rank_by_both(ky_index *ix, const ky_ranking *what, const ky_near_words *words,
                          ky_ranked *ret, ky_err *err)
{
    uint32_t end = what->first + what->n;
    ky_rc rc = search(ix, what, 0, end < KY_RESCORED ? KY_RESCORED : end, &ret->result, err);
    if (rc == KY_OK)
        rc = make_hits(ix, ret, SIZE_MAX, err);
    size_t rescored = ret->n < KY_RESCORED ? ret->n : KY_RESCORED;
    if (rc == KY_OK)
        rc = read_hits(ix, what->plan, ret, 0, rescored, err);
    if (rc == KY_OK)
        rc = rescore(ix, words, ret, err);
    if (rc == KY_OK)
        rc = read_hits(ix, what->plan, ret, rescored, ret->n, err);
    if (rc != KY_OK)
        return rc;
    size_t skipped = what->first < ret->n ? what->first : ret->n;
    ret->hits += skipped;
    ret->n = ret->n - skipped < what->n ? ret->n - skipped : what->n;
    return KY_OK;
}

/* Empty where there is no second phase. */
static ky_rc near_words(ky_index *ix, const ky_ranking *what, ky_near_words *ret, ky_err *err)
{
    bool near = what->plan->ranked && what->sort == KY_SORT_RELEVANCE &&
                what->first < KY_RESCORED && what->n > 0;
    return near ? ky_near_words_make(ix, &what->plan->keywords, ret, err) : KY_OK;
}

ky_rc ky_rank(ky_index *ix, const ky_ranking *what, ky_ranked *ret, ky_err *err)
{
    ky_near_words words = {0};
    ky_rc rc = near_words(ix, what, &words, err);
    if (rc == KY_OK && words.n > 0)
        return rank_by_both(ix, what, &words, ret, err);
    if (rc == KY_OK)
        rc = search(ix, what, what->first, what->n, &ret->result, err);
    if (rc == KY_OK)
        rc = make_hits(ix, ret, SIZE_MAX, err);
    return rc == KY_OK ? read_hits(ix, what->plan, ret, 0, ret->n, err) : rc;
}

static ky_rc take_docids(const ky_ranked *r, uint32_t **ret, size_t *ret_n, ky_err *err)
{
    const xapc_result *all = r->result;
    uint32_t *docids = calloc((size_t) all->hit_count + 1, sizeof *docids);
    if (docids == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < all->hit_count; i++)
        docids[i] = i < r->n ? r->hits[i].docid : all->hits[i].docid;
    *ret = docids;
    *ret_n = all->hit_count;
    return KY_OK;
}

ky_rc ky_rank_all(ky_index *ix, const ky_ranking *what, uint32_t **ret, size_t *ret_n, ky_err *err)
{
    KY_CLEANUP(ky_ranked_fini) ky_ranked r = {0};
    ky_near_words words = {0};
    ky_rc rc = near_words(ix, what, &words, err);
    if (rc == KY_OK)
        rc = search(ix, what, 0, what->n, &r.result, err);
    if (rc == KY_OK && words.n > 0) {
        rc = make_hits(ix, &r, KY_RESCORED, err);
        if (rc == KY_OK)
            rc = read_hits(ix, what->plan, &r, 0, r.n, err);
        if (rc == KY_OK)
            rc = rescore(ix, &words, &r, err);
    }
    return rc == KY_OK ? take_docids(&r, ret, ret_n, err) : rc;
}
