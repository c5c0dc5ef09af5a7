#include "walk.h"

#include "filter.h"
#include "layout.h"
#include "ranking.h"
#include "stored.h"

struct ky_walk {
    ky_index *ix;
    uint32_t *docids; /* in order */
    size_t n;
    size_t next;
    ky_arena arena;   /* of the present record */
    xapc_buffer data; /* which may point here */
    ky_record record;
};

void ky_walk_free(ky_walk *w)
{
    if (w == NULL)
        return;
    xapc_buffer_free(&w->data);
    ky_arena_fini(&w->arena);
    free(w->docids);
    ky_index_free(w->ix);
    free(w);
}

size_t ky_walk_records(const ky_walk *w)
{
    return w->n;
}

const ky_schema *ky_walk_schema(const ky_walk *w)
{
    return w->ix->schema;
}

static uint64_t deadline_of(uint64_t limit_us)
{
    uint64_t now = 0;
    (void) xapc_clock_us(&now, NULL);
    return limit_us == 0 ? 0 : now + limit_us;
}

static ky_rc new_walk(ky_index *ix, ky_walk **ret, ky_err *err)
{
    ky_walk *w = calloc(1, sizeof *w);
    if (w == NULL)
        return ky_nomem(err);
    w->ix = ky_index_hold(ix);
    *ret = w;
    return KY_OK;
}

static bool has_dataset(const ky_index *ix, ky_str id)
{
    for (size_t i = 0; i < json_array_size(ix->datasets); i++) {
        const json_t *d = json_array_get(ix->datasets, i);
        if (ky_str_eq(ky_json_get_str(json_object_get(d, "id")), id))
            return true;
    }
    return false;
}

static ky_rc dataset_query(ky_str id, xapc_query **ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    xapc_error xe;
    ky_term_dataset(id, &term);
    ky_rc rc = ky_buf_check(&term, err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_query_term(ky_bytes(ky_buf_str(&term)), 1, 0, ret, &xe), &xe, err);
}

/* The order of ties has the last year first. The key of a hit begins with the year. */
static bool same_year(const xapc_hit *a, const xapc_hit *b)
{
    enum { YEAR_BYTES = 4 };
    return a->sort_key.size >= YEAR_BYTES && b->sort_key.size >= YEAR_BYTES &&
           memcmp(a->sort_key.data, b->sort_key.data, YEAR_BYTES) == 0;
}

static ky_rc take_years(ky_walk *w, const xapc_result *found, ky_err *err)
{
    w->docids = calloc(found->hit_count + 1, sizeof *w->docids);
    if (w->docids == NULL)
        return ky_nomem(err);
    for (size_t end = found->hit_count; end > 0;) {
        size_t begin = end - 1;
        while (begin > 0 && same_year(&found->hits[begin - 1], &found->hits[begin]))
            begin--;
        for (size_t i = begin; i < end; i++)
            w->docids[w->n++] = found->hits[i].docid;
        end = begin;
    }
    return KY_OK;
}

static ky_rc find_dataset(ky_walk *w, ky_str id, uint64_t deadline_us, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    xapc_error xe;
    const xapc_search_options o = {.max_items = w->ix->records,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .sort = XAPC_SORT_VALUE,
                                   .sort_slot = KY_SLOT_TIES,
                                   .fetch = XAPC_FETCH_SORT_KEY,
                                   .deadline_us = deadline_us};
    ky_rc rc = dataset_query(id, &q, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(w->ix->db, q, &o, &found, &xe), &xe, err);
    return rc == KY_OK ? take_years(w, found, err) : rc;
}

static ky_rc damaged(ky_rc rc, ky_err *err)
{
    return rc == KY_E_NOT_FOUND ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
}

ky_rc ky_walk_dataset(ky_index *ix, ky_str id, uint64_t limit_us, ky_walk **ret, ky_err *err)
{
    KY_CLEANUP(ky_walk_free_p) ky_walk *w = NULL;
    if (!has_dataset(ix, id))
        return ky_fail(err, KY_E_NOT_FOUND, "there is no such data set");
    ky_rc rc = new_walk(ix, &w, err);
    if (rc == KY_OK)
        rc = find_dataset(w, id, deadline_of(limit_us), err);
    if (rc == KY_OK)
        *ret = KY_STEAL(w);
    return rc;
}

/* What a question needs only until its hits are known. */
typedef struct asked {
    ky_index *ix;
    ky_plan plan;
    xapc_query *narrowed;
} asked;

static void asked_fini(asked *a)
{
    xapc_query_free(a->narrowed);
    ky_plan_fini(&a->plan);
    ky_index_rest(a->ix);
}

static ky_rc find_hits(ky_walk *w, const ky_request *rq, uint64_t deadline_us, ky_err *err)
{
    KY_CLEANUP(asked_fini) asked a = {.ix = w->ix};
    ky_rc rc = ky_plan_make(w->ix, rq->q, rq->match, deadline_us, &a.plan, err);
    if (rc == KY_OK)
        rc = ky_filter(w->ix, a.plan.query, rq, w->ix->schema->n_fields, &a.narrowed, err);
    if (rc != KY_OK)
        return rc;
    const ky_ranking what = {.plan = &a.plan,
                             .query = a.narrowed,
                             .sort = ky_effective_sort(rq, &a.plan),
                             .n = w->ix->records};
    return ky_rank_all(w->ix, &what, &w->docids, &w->n, err);
}

ky_rc ky_walk_search(ky_index *ix, const ky_request *rq, uint64_t limit_us, ky_walk **ret,
                     ky_err *err)
{
    KY_CLEANUP(ky_walk_free_p) ky_walk *w = NULL;
    ky_rc rc = new_walk(ix, &w, err);
    if (rc == KY_OK)
        rc = find_hits(w, rq, deadline_of(limit_us), err);
    if (rc == KY_OK)
        *ret = KY_STEAL(w);
    return damaged(rc, err);
}

ky_rc ky_walk_next(ky_walk *w, const ky_record **ret, ky_err *err)
{
    xapc_error xe;
    if (w->next == w->n) {
        *ret = NULL;
        return KY_OK;
    }
    ky_arena_clear(&w->arena);
    xapc_buffer_free(&w->data);
    ky_rc rc = ky_xapian_rc(
        xapc_database_document_data(w->ix->db, w->docids[w->next], &w->data, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_stored_record((ky_str){w->data.data, w->data.size}, w->ix->schema, &w->arena,
                              &w->record, err);
    if (rc != KY_OK)
        return damaged(rc, err);
    w->next++;
    *ret = &w->record;
    return KY_OK;
}
