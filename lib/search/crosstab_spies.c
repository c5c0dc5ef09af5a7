#include "crosstab_priv.h"
#include "layout.h"

ky_rc ky_crossing_totals_from_spies(ky_crossing *x, ky_counts *ret)
{
    const size_t fields[] = {x->row.field, x->column.field};
    size_t n = fields[0] == fields[1] ? 1 : 2;
    ky_rc rc = ky_counts_of_query(x->ix, x->narrowed, x->plan.deadline_us, fields, n, ret, x->err);
    x->total = ret->total;
    return rc;
}

/* The records to count that carry a value. */
static ky_rc narrow(const ky_crossing *x, const ky_axis *axis, ky_str value, xapc_query **ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    KY_CLEANUP(xapc_query_free_p) xapc_query *one = NULL;
    xapc_error xe;
    ky_term_facet(&x->ix->schema->fields[axis->field], value, &term);
    ky_rc rc = ky_buf_check(&term, x->err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_term(ky_bytes(ky_buf_str(&term)), 1, 0, &one, &xe), &xe,
                          x->err);
    if (rc != KY_OK)
        return rc;
    const xapc_query *pair[] = {x->narrowed, one};
    return ky_xapian_rc(xapc_query_combine(XAPC_OP_FILTER, pair, 2, 0, ret, &xe), &xe, x->err);
}

static int by_value(const void *a, const void *b)
{
    return ky_str_cmp(((const ky_count *) a)->value, ((const ky_count *) b)->value);
}

static uint32_t count_of(const ky_field_counts *counts, ky_str value)
{
    const ky_count key = {.value = value};
    const ky_count *found =
        counts->n == 0 ? NULL
                       : bsearch(&key, counts->items, counts->n, sizeof counts->items[0], by_value);
    return found == NULL ? 0 : found->count;
}

/* Count the values of `across` over the records that carry value i of `along`. */
static ky_rc count_line(ky_crossing *x, const ky_axis *along, const ky_axis *across, size_t i,
                        ky_counts *room)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    ky_rc rc = narrow(x, along, along->listed.items[i].value, &q);
    if (rc == KY_OK)
        rc = ky_counts_of_query(x->ix, q, x->plan.deadline_us, &across->field, 1, room, x->err);
    for (size_t k = 0; k < across->listed.n && rc == KY_OK; k++) {
        uint32_t n = count_of(&room->fields[across->field], across->listed.items[k].value);
        *(along == &x->row ? ky_crossing_cell(x, i, k) : ky_crossing_cell(x, k, i)) = n;
    }
    return rc;
}

ky_rc ky_crossing_cells_from_spies(ky_crossing *x)
{
    bool by_row = x->row.listed.n <= x->column.listed.n;
    const ky_axis *along = by_row ? &x->row : &x->column;
    const ky_axis *across = by_row ? &x->column : &x->row;
    ky_counts room = {
        .fields = KY_ARENA_ARRAY(&x->ix->scratch, ky_field_counts, x->ix->schema->n_fields)};
    ky_rc rc = room.fields == NULL ? ky_nomem(x->err) : KY_OK;
    for (size_t i = 0; i < along->listed.n && rc == KY_OK; i++)
        if (along->listed.items[i].count > 0)
            rc = count_line(x, along, across, i, &room);
    return rc;
}
