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

static ky_rc run(ky_index *ix, const xapc_query *q, uint64_t deadline_us, const uint32_t *slots,
                 size_t n, xapc_result **ret, ky_err *err)
{
    xapc_error xe;
    const xapc_search_options o = {.check_at_least = ix->records,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .count_slots = slots,
                                   .count_slot_count = n,
                                   .deadline_us = deadline_us};
    return ky_xapian_rc(xapc_search(ix->db, q, &o, ret, &xe), &xe, err);
}

ky_rc ky_counts_of_query(ky_index *ix, const xapc_query *q, uint64_t deadline_us,
                         const size_t *fields, size_t n, ky_counts *ret, ky_err *err)
{
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    uint32_t *slots = KY_ARENA_ARRAY(&ix->scratch, uint32_t, n * KY_MAX_VALUES);
    size_t n_slots = 0;
    if (slots == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < n; i++)
        list_slots(ix, fields[i], slots, &n_slots);
    ky_rc rc = run(ix, q, deadline_us, slots, n_slots, &found, err);
    if (rc == KY_OK)
        ret->total = found->matches_estimated;
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        rc = gather(ix, fields[i], found, &ret->fields[fields[i]], err);
    return rc;
}

/* Count facets as if nothing were chosen in `except` (n_fields for none). */
static ky_rc count(ky_index *ix, const ky_plan *plan, const ky_request *rq, size_t except,
                   const size_t *fields, size_t n, ky_counts *ret, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    ky_rc rc = ky_filter(ix, plan->matching, rq, except, &q, err);
    return rc == KY_OK ? ky_counts_of_query(ix, q, plan->deadline_us, fields, n, ret, err) : rc;
}

ky_rc ky_counts_from_spies(ky_index *ix, const ky_plan *plan, const ky_request *rq, ky_counts *ret,
                           ky_err *err)
{
    const size_t n_fields = ix->schema->n_fields;
    size_t *fields = KY_ARENA_ARRAY(&ix->scratch, size_t, n_fields);
    size_t n = 0;
    if (fields == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < n_fields; i++)
        if (rq->counted[i] && rq->chosen[i].n == 0)
            fields[n++] = i;
    ky_rc rc = count(ix, plan, rq, n_fields, fields, n, ret, err);
    for (size_t i = 0; i < n_fields && rc == KY_OK; i++) {
        ky_counts alone = {.fields = ret->fields};
        if (rq->counted[i] && rq->chosen[i].n > 0)
            rc = count(ix, plan, rq, i, &i, 1, &alone, err);
    }
    return rc;
}
