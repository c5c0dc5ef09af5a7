#include "counts.h"

#include "filter.h"
#include "layout.h"

static void list_slots(const ky_index *ix, size_t field, uint32_t *slots, size_t *n)
{
    for (size_t i = 0; i < ix->widths[field]; i++)
        slots[(*n)++] = ky_slot_facet(field, i);
}

static int by_value(const void *a, const void *b)
{
    return ky_str_cmp(((const ky_count *) a)->value, ((const ky_count *) b)->value);
}

/* A value may stand in several slots: sorted, equal neighbours are joined. */
static size_t join(ky_count *items, size_t n)
{
    size_t kept = 0;
    if (n > 0)
        qsort(items, n, sizeof items[0], by_value);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && ky_str_eq(items[kept - 1].value, items[i].value))
            items[kept - 1].count += items[i].count;
        else
            items[kept++] = items[i];
    }
    return kept;
}

static bool of_field(const ky_index *ix, size_t field, uint32_t slot)
{
    return slot >= ky_slot_facet(field, 0) && slot < ky_slot_facet(field, ix->widths[field]);
}

static ky_rc gather(ky_index *ix, size_t field, const xapc_result *result, ky_field_counts *ret,
                    ky_err *err)
{
    size_t room = 0;
    size_t n = 0;
    for (size_t i = 0; i < result->count_count; i++)
        room += of_field(ix, field, result->counts[i].slot) ? result->counts[i].item_count : 0;
    ky_count *items = KY_ARENA_ARRAY(&ix->scratch, ky_count, room);
    if (items == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < result->count_count; i++) {
        const xapc_value_counts *c = &result->counts[i];
        for (size_t k = 0; of_field(ix, field, c->slot) && k < c->item_count; k++) {
            ky_str value = ky_arena_str(&ix->scratch, ky_bytes_str(c->items[k].value));
            if (value.p == NULL)
                return ky_nomem(err);
            items[n++] = (ky_count){value, c->items[k].count};
        }
    }
    *ret = (ky_field_counts){items, join(items, n)};
    return KY_OK;
}

static ky_rc run(ky_index *ix, const ky_plan *plan, const ky_request *rq, size_t except,
                 const uint32_t *slots, size_t n, xapc_result **ret, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    xapc_error xe;
    const xapc_search_options o = {.check_at_least = ix->records,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .count_slots = slots,
                                   .count_slot_count = n,
                                   .deadline_us = plan->deadline_us};
    ky_rc rc = ky_filter(ix, plan->matching, rq, except, &q, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, q, &o, ret, &xe), &xe, err);
    return rc;
}

/* Count one facet as if nothing were chosen in it. */
static ky_rc count_chosen(ky_index *ix, const ky_plan *plan, const ky_request *rq, size_t field,
                          ky_field_counts *ret, ky_err *err)
{
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    uint32_t slots[KY_MAX_VALUES];
    size_t n = 0;
    list_slots(ix, field, slots, &n);
    ky_rc rc = run(ix, plan, rq, field, slots, n, &found, err);
    return rc == KY_OK ? gather(ix, field, found, ret, err) : rc;
}

ky_rc ky_counts_from_spies(ky_index *ix, const ky_plan *plan, const ky_request *rq, ky_counts *ret,
                           ky_err *err)
{
    const size_t n_fields = ix->schema->n_fields;
    KY_CLEANUP(xapc_result_free_p) xapc_result *narrowed = NULL;
    uint32_t *slots = KY_ARENA_ARRAY(&ix->scratch, uint32_t, n_fields * KY_MAX_VALUES);
    size_t n = 0;
    if (slots == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < n_fields; i++)
        if (rq->counted[i] && rq->chosen[i].n == 0)
            list_slots(ix, i, slots, &n);
    ky_rc rc = run(ix, plan, rq, n_fields, slots, n, &narrowed, err);
    if (rc == KY_OK)
        ret->total = narrowed->matches_estimated;
    for (size_t i = 0; i < n_fields && rc == KY_OK; i++) {
        if (!rq->counted[i])
            continue;
        rc = rq->chosen[i].n > 0 ? count_chosen(ix, plan, rq, i, &ret->fields[i], err)
                                 : gather(ix, i, narrowed, &ret->fields[i], err);
    }
    return rc;
}
