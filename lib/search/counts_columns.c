#include "counts.h"

#include "columns.h"

/* One facet during the match. */
typedef struct lane {
    const ky_column *column;
    uint32_t *counts; /* by value id; NULL where the facet is not asked for */
    bool *chosen;     /* by value id; NULL where nothing is chosen in it */
} lane;

typedef struct tally {
    lane *lanes;
    size_t n;
    uint32_t total;
} tally;

static bool passes(const lane *l, uint32_t docid)
{
    for (uint32_t i = l->column->starts[docid]; i < l->column->starts[docid + 1]; i++)
        if (l->chosen[l->column->ids[i]])
            return true;
    return false;
}

static void count(const lane *l, uint32_t docid)
{
    if (l->counts == NULL)
        return;
    for (uint32_t i = l->column->starts[docid]; i < l->column->starts[docid + 1]; i++)
        l->counts[l->column->ids[i]]++;
}

/* A record that fails in one facet alone still counts there: choosing another value of that facet
 * would bring it back. */
static void see(uint32_t docid, double weight, void *payload)
{
    tally *t = payload;
    const lane *failed = NULL;
    (void) weight;
    for (size_t i = 0; i < t->n; i++) {
        const lane *l = &t->lanes[i];
        if (l->chosen == NULL || passes(l, docid))
            continue;
        if (failed != NULL)
            return;
        failed = l;
    }
    if (failed != NULL) {
        count(failed, docid);
        return;
    }
    t->total++;
    for (size_t i = 0; i < t->n; i++)
        count(&t->lanes[i], docid);
}

static void forget(void *payload)
{
    tally *t = payload;
    t->total = 0;
    for (size_t i = 0; i < t->n; i++) {
        lane *l = &t->lanes[i];
        if (l->counts != NULL && l->column->n_values > 0)
            memset(l->counts, 0, l->column->n_values * sizeof *l->counts);
    }
}

static bool make_lane(ky_index *ix, const ky_request *rq, size_t field, lane *l)
{
    const ky_choice *c = &rq->chosen[field];
    l->column = &ix->columns.fields[field];
    if (rq->counted[field]) {
        l->counts = KY_ARENA_ARRAY(&ix->scratch, uint32_t, l->column->n_values);
        if (l->counts == NULL)
            return false;
    }
    if (c->n == 0)
        return true;
    l->chosen = KY_ARENA_ARRAY(&ix->scratch, bool, (size_t) l->column->n_values + 1);
    for (size_t i = 0; l->chosen != NULL && i < c->n; i++)
        l->chosen[ky_column_find(l->column, c->values[i])] = true;
    return l->chosen != NULL;
}

static bool hand_out(ky_index *ix, const lane *l, ky_field_counts *ret)
{
    ky_count *items = KY_ARENA_ARRAY(&ix->scratch, ky_count, l->column->n_values);
    if (items == NULL)
        return false;
    size_t n = 0;
    for (uint32_t i = 0; i < l->column->n_values; i++)
        if (l->counts[i] > 0)
            items[n++] = (ky_count){l->column->values[i], l->counts[i]};
    *ret = (ky_field_counts){items, n};
    return true;
}

static ky_rc run(ky_index *ix, const ky_plan *plan, tally *t, ky_err *err)
{
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    xapc_error xe;
    const xapc_search_options o = {.check_at_least = ix->records,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .spy = {see, forget, t},
                                   .deadline_us = plan->deadline_us};
    return ky_xapian_rc(xapc_search(ix->db, plan->matching, &o, &found, &xe), &xe, err);
}

ky_rc ky_counts_from_columns(ky_index *ix, const ky_plan *plan, const ky_request *rq,
                             ky_counts *ret, ky_err *err)
{
    const size_t n = ix->schema->n_fields;
    tally t = {.lanes = KY_ARENA_ARRAY(&ix->scratch, lane, n)};
    size_t *fields = KY_ARENA_ARRAY(&ix->scratch, size_t, n);
    if (t.lanes == NULL || fields == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (!rq->counted[i] && rq->chosen[i].n == 0)
            continue;
        fields[t.n] = i;
        if (!make_lane(ix, rq, i, &t.lanes[t.n++]))
            return ky_nomem(err);
    }
    ky_rc rc = run(ix, plan, &t, err);
    if (rc != KY_OK)
        return rc;
    ret->total = t.total;
    for (size_t i = 0; i < t.n; i++)
        if (t.lanes[i].counts != NULL && !hand_out(ix, &t.lanes[i], &ret->fields[fields[i]]))
            return ky_nomem(err);
    return KY_OK;
}
