#include "columns.h"
#include "crosstab_priv.h"

static void see(uint32_t docid, double weight, void *payload)
{
    ky_crossing *x = payload;
    (void) weight;
    x->docids[x->total++] = docid;
}

static void forget(void *payload)
{
    ((ky_crossing *) payload)->total = 0;
}

static ky_rc match(ky_crossing *x)
{
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    xapc_error xe;
    const xapc_search_options o = {.check_at_least = x->ix->records,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .spy = {see, forget, x},
                                   .deadline_us = x->plan.deadline_us};
    return ky_xapian_rc(xapc_search(x->ix->db, x->narrowed, &o, &found, &xe), &xe, x->err);
}

static const ky_column *column_of(const ky_crossing *x, const ky_axis *axis)
{
    return &x->ix->columns.fields[axis->field];
}

static ky_rc count(const ky_crossing *x, const ky_axis *axis, ky_field_counts *ret)
{
    const ky_column *c = column_of(x, axis);
    ky_count *items = KY_ARENA_ARRAY(&x->ix->scratch, ky_count, c->n_values);
    if (items == NULL)
        return ky_nomem(x->err);
    for (uint32_t i = 0; i < c->n_values; i++)
        items[i].value = c->values[i];
    for (size_t i = 0; i < x->total; i++)
        for (uint32_t k = c->starts[x->docids[i]]; k < c->starts[x->docids[i] + 1]; k++)
            items[c->ids[k]].count++;
    size_t n = 0;
    for (uint32_t i = 0; i < c->n_values; i++)
        if (items[i].count > 0)
            items[n++] = items[i];
    *ret = (ky_field_counts){items, n};
    return KY_OK;
}

ky_rc ky_crossing_totals_from_columns(ky_crossing *x, ky_counts *ret)
{
    x->docids = KY_ARENA_ARRAY(&x->ix->scratch, uint32_t, (size_t) x->ix->columns.last_docid + 1);
    if (x->docids == NULL)
        return ky_nomem(x->err);
    ky_rc rc = match(x);
    if (rc == KY_OK)
        rc = count(x, &x->row, &ret->fields[x->row.field]);
    return rc == KY_OK ? count(x, &x->column, &ret->fields[x->column.field]) : rc;
}

/* Where a value of the column is listed, by id: 1 more, or 0 where it is not. */
static uint32_t *places(const ky_crossing *x, const ky_axis *axis)
{
    const ky_column *c = column_of(x, axis);
    uint32_t *ret = KY_ARENA_ARRAY(&x->ix->scratch, uint32_t, (size_t) c->n_values + 1);
    for (size_t i = 0; ret != NULL && i < axis->listed.n; i++)
        ret[ky_column_find(c, axis->listed.items[i].value)] = (uint32_t) i + 1;
    return ret;
}

ky_rc ky_crossing_cells_from_columns(ky_crossing *x)
{
    const ky_column *rows = column_of(x, &x->row);
    const ky_column *columns = column_of(x, &x->column);
    const uint32_t *row_places = places(x, &x->row);
    const uint32_t *column_places = places(x, &x->column);
    if (row_places == NULL || column_places == NULL)
        return ky_nomem(x->err);
    for (size_t d = 0; d < x->total; d++) {
        uint32_t docid = x->docids[d];
        for (uint32_t i = rows->starts[docid]; i < rows->starts[docid + 1]; i++) {
            uint32_t row = row_places[rows->ids[i]];
            for (uint32_t k = columns->starts[docid]; row > 0 && k < columns->starts[docid + 1];
                 k++) {
                uint32_t column = column_places[columns->ids[k]];
                if (column > 0)
                    ++*ky_crossing_cell(x, row - 1, column - 1);
            }
        }
    }
    return KY_OK;
}
