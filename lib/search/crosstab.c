#include "crosstab.h"

#include "crosstab_priv.h"
#include "filter.h"

static void crossing_fini(ky_crossing *x)
{
    xapc_query_free(x->narrowed);
    ky_plan_fini(&x->plan);
    ky_index_rest(x->ix);
}

static ky_rc find_facet(const ky_index *ix, const char *what, ky_str name, size_t *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf known = {0};
    size_t field = ky_schema_find(ix->schema, name);
    if (field < ix->schema->n_fields && ix->schema->fields[field].facet) {
        *ret = field;
        return KY_OK;
    }
    ky_schema_facet_names(ix->schema, &known);
    ky_rc rc = ky_buf_check(&known, err);
    return rc == KY_OK ? ky_fail(err, KY_E_INVALID, "%s: '%.*s' is not one of: %s", what,
                                 KY_FMT(name), known.n == 0 ? "" : known.p)
                       : rc;
}

static ky_rc list_axis(const ky_crossing *x, ky_counts *counts, ky_axis *axis)
{
    /* the same facet twice: its counts are put in order once for each */
    ky_field_counts *all = &counts->fields[axis->field];
    ky_field_counts copy = {KY_ARENA_ARRAY(&x->ix->scratch, ky_count, all->n), all->n};
    if (copy.items == NULL)
        return ky_nomem(x->err);
    if (all->n > 0)
        memcpy(copy.items, all->items, all->n * sizeof *copy.items);
    return ky_facet_order(x->ix, x->rq, axis->field, x->rq->facet_limit, &copy, &axis->listed,
                          x->err);
}

static ky_rc count(ky_crossing *x)
{
    ky_counts counts = {
        .fields = KY_ARENA_ARRAY(&x->ix->scratch, ky_field_counts, x->ix->schema->n_fields)};
    bool columns = x->ix->columns.fields != NULL;
    if (counts.fields == NULL)
        return ky_nomem(x->err);
    ky_rc rc = columns ? ky_crossing_totals_from_columns(x, &counts)
                       : ky_crossing_totals_from_spies(x, &counts);
    if (rc == KY_OK)
        rc = list_axis(x, &counts, &x->row);
    if (rc == KY_OK)
        rc = list_axis(x, &counts, &x->column);
    if (rc != KY_OK)
        return rc;
    x->cells = KY_ARENA_ARRAY(&x->ix->scratch, uint32_t, x->row.listed.n * x->column.listed.n);
    if (x->cells == NULL)
        return ky_nomem(x->err);
    return columns ? ky_crossing_cells_from_columns(x) : ky_crossing_cells_from_spies(x);
}

static json_t *values(const ky_axis *axis)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < axis->listed.n; i++)
        if (!ky_json_append(list, ky_json_str(axis->listed.items[i].value)))
            return NULL;
    return KY_STEAL(list);
}

static json_t *totals(const ky_axis *axis)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < axis->listed.n; i++)
        if (!ky_json_append(list, json_integer(axis->listed.items[i].count)))
            return NULL;
    return KY_STEAL(list);
}

static json_t *cells_of_row(const ky_crossing *x, size_t row)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < x->column.listed.n; i++)
        if (!ky_json_append(list, json_integer(*ky_crossing_cell(x, row, i))))
            return NULL;
    return KY_STEAL(list);
}

static json_t *cells(const ky_crossing *x)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < x->row.listed.n; i++)
        if (!ky_json_append(list, cells_of_row(x, i)))
            return NULL;
    return KY_STEAL(list);
}

static json_t *answer(const ky_crossing *x)
{
    const ky_field *fields = x->ix->schema->fields;
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:I, s:b}", "row",
                     ky_json_str(fields[x->row.field].name), "column",
                     ky_json_str(fields[x->column.field].name), "rows", values(&x->row), "columns",
                     values(&x->column), "cells", cells(x), "row_totals", totals(&x->row),
                     "column_totals", totals(&x->column), "total", (json_int_t) x->total, "relaxed",
                     x->plan.relaxed && x->total > 0);
}

static ky_rc deadline_of(uint64_t limit_us, uint64_t *ret, ky_err *err)
{
    uint64_t now = 0;
    xapc_error xe;
    ky_rc rc = limit_us == 0 ? KY_OK : ky_xapian_rc(xapc_clock_us(&now, &xe), &xe, err);
    if (rc == KY_OK)
        *ret = limit_us == 0 ? 0 : now + limit_us;
    return rc;
}

ky_rc ky_answer_crosstab(ky_index *ix, const ky_request *rq, ky_str row, ky_str column,
                         uint64_t limit_us, json_t **ret, ky_err *err)
{
    KY_CLEANUP(crossing_fini) ky_crossing x = {.ix = ix, .rq = rq, .err = err};
    uint64_t deadline = 0;
    ky_rc rc = find_facet(ix, "row", row, &x.row.field, err);
    if (rc == KY_OK)
        rc = find_facet(ix, "column", column, &x.column.field, err);
    if (rc == KY_OK)
        rc = deadline_of(limit_us, &deadline, err);
    if (rc == KY_OK)
        rc = ky_plan_make(ix, rq->q, rq->match, deadline, &x.plan, err);
    if (rc == KY_OK)
        rc = ky_filter(ix, x.plan.matching, rq, ix->schema->n_fields, &x.narrowed, err);
    if (rc == KY_OK)
        rc = count(&x);
    if (rc != KY_OK)
        return rc == KY_E_NOT_FOUND ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
    json_t *out = answer(&x);
    if (out == NULL)
        return ky_nomem(err);
    *ret = out;
    return KY_OK;
}
