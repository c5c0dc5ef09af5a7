#include "pages/page_overview.h"

#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "pages/lenient.h"
#include "search/crosstab.h"

/* The picture's measures, in its own units: a unit is a pixel at 100 %. */
enum {
    CELL = 56,
    LEFT = 290, /* for the labels of rows */
    TOP = 230,  /* for those of columns, which run downwards */
    MARGIN = 12,
    MOST_ROWS = 40, /* of an open facet */
    MAX_VIEWS = 16,
};

static const double largest = 25; /* radius of the greatest number */
static const double least = 9;    /* of 1: a finger has to hit it */

/* Two facets. */
typedef struct view {
    size_t row;
    size_t column;
} view;

/* One picture being made. */
typedef struct overview_page {
    page page;
    ky_request rq;
    view views[MAX_VIEWS];
    size_t n_views;
    view view;
    json_t *table; /* ky_answer_crosstab() */
} overview_page;

static void overview_page_fini(overview_page *s)
{
    json_decref(s->table);
    page_fini(&s->page);
}

/* ---- views ---- */

static void add_view(overview_page *s, size_t row, size_t column)
{
    if (s->n_views < MAX_VIEWS)
        s->views[s->n_views++] = (view){row, column};
}

static bool is_closed(const ky_field *f)
{
    return f->kind == KY_FIELD_FACET && f->n_vocabulary > 0;
}

static bool is_open(const ky_field *f)
{
    return f->kind == KY_FIELD_FACET && f->n_vocabulary == 0;
}

/* The first facet with a vocabulary by each other one, then each open one by it. */
static void list_views(overview_page *s)
{
    const ky_schema *schema = s->page.schema;
    size_t first = 0;
    while (first < schema->n_fields && !is_closed(&schema->fields[first]))
        first++;
    if (first == schema->n_fields)
        return;
    for (size_t i = first + 1; i < schema->n_fields; i++)
        if (is_closed(&schema->fields[i]))
            add_view(s, first, i);
    for (size_t i = 0; i < schema->n_fields; i++)
        if (is_open(&schema->fields[i]))
            add_view(s, i, first);
}

static void put_view(const overview_page *s, const view *v, ky_buf *out)
{
    ky_buf_put(out, s->page.schema->fields[v->row].name);
    ky_buf_putc(out, '-');
    ky_buf_put(out, s->page.schema->fields[v->column].name);
}

static void choose_view(overview_page *s)
{
    s->view = s->views[0];
    for (size_t i = 0; i < s->n_views; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf name = {0};
        put_view(s, &s->views[i], &name);
        for (size_t k = 0; k < s->page.n_params; k++)
            if (ky_str_eq(s->page.params[k].name, KY_LIT("view")) &&
                ky_str_eq(s->page.params[k].value, ky_buf_str(&name)))
                s->view = s->views[i];
    }
}

static link_to search_link(const overview_page *s)
{
    return (link_to){.path = "/", .schema = s->page.schema, .rq = &s->rq, .lang = s->page.lang};
}

/* The same records in another view. A view is a parameter that no search has. */
static json_t *view_link(const overview_page *s, const view *v)
{
    KY_CLEANUP(ky_buf_fini) ky_buf href = {0};
    link_to to = search_link(s);
    to.path = "/overview";
    link_put(&to, &href);
    bool any = memchr(ky_buf_str(&href).p, '?', href.n) != NULL;
    ky_buf_puts(&href, any ? "&view=" : "?view=");
    put_view(s, v, &href);
    return ky_buf_ok(&href) ? ky_json_str(ky_buf_str(&href)) : NULL;
}

static json_t *label_of(const overview_page *s, size_t field)
{
    const ky_field *f = &s->page.schema->fields[field];
    return page_label(&s->page, &f->labels, f->name);
}

static json_t *views(const overview_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < s->n_views; i++) {
        const view *v = &s->views[i];
        bool current = v->row == s->view.row && v->column == s->view.column;
        json_t *one =
            json_pack("{s:o, s:o, s:b, s:o}", "row", label_of(s, v->row), "column",
                      label_of(s, v->column), "current", current, "href", view_link(s, v));
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

/* ---- cells ---- */

static json_int_t greatest(const json_t *cells)
{
    json_int_t most = 1;
    for (size_t i = 0; i < json_array_size(cells); i++)
        for (size_t k = 0; k < json_array_size(json_array_get(cells, i)); k++) {
            json_int_t n = json_integer_value(json_array_get(json_array_get(cells, i), k));
            most = n > most ? n : most;
        }
    return most;
}

/* Areas are as the numbers, but for the smallest. */
static double radius(json_int_t count, json_int_t most)
{
    double r = largest * sqrt((double) count / (double) most);
    return r > least ? r : least;
}

static json_t *coordinate(double value)
{
    char digits[16];
    (void) snprintf(digits, sizeof digits, "%.1f", value);
    return json_string(digits);
}

static ky_str value_at(const overview_page *s, const char *side, size_t i)
{
    return ky_json_get_str(json_array_get(json_object_get(s->table, side), i));
}

static json_t *side_label(const overview_page *s, size_t field, const char *side, size_t i)
{
    return page_value_label(&s->page, &s->page.schema->fields[field], value_at(s, side, i));
}

/* The records that have a row's value, and a column's where one is given. */
static json_t *cell_link(const overview_page *s, size_t field, ky_str value, size_t column)
{
    link_to to = search_link(s);
    to.field = field;
    to.value = value;
    to.only = true;
    if (column != SIZE_MAX) {
        to.also = &s->page.schema->fields[s->view.column];
        to.also_value = value_at(s, "columns", column);
    }
    return page_link(&to);
}

static json_t *cell(const overview_page *s, size_t row, size_t column, json_int_t most)
{
    const json_t *line = json_array_get(json_object_get(s->table, "cells"), row);
    json_int_t n = json_integer_value(json_array_get(line, column));
    if (n == 0)
        return json_pack("{s:i}", "count", 0);
    return json_pack("{s:I, s:o, s:o, s:o, s:o, s:o}", "count", n, "href",
                     cell_link(s, s->view.row, value_at(s, "rows", row), column), "column",
                     side_label(s, s->view.column, "columns", column), "x",
                     coordinate(LEFT + (double) CELL * ((double) column + .5)), "y",
                     coordinate(TOP + (double) CELL * ((double) row + .5)), "r",
                     coordinate(radius(n, most)));
}

static json_t *row(const overview_page *s, size_t i, json_int_t most)
{
    KY_CLEANUP(ky_json_unref_p) json_t *cells = json_array();
    size_t n = json_array_size(json_object_get(s->table, "columns"));
    for (size_t k = 0; k < n; k++)
        if (!ky_json_append(cells, cell(s, i, k, most)))
            return NULL;
    const json_t *totals = json_object_get(s->table, "row_totals");
    return json_pack("{s:o, s:o, s:o, s:O, s:O}", "label", side_label(s, s->view.row, "rows", i),
                     "href", cell_link(s, s->view.row, value_at(s, "rows", i), SIZE_MAX), "y",
                     coordinate(TOP + (double) CELL * ((double) i + .5)), "total",
                     json_array_get(totals, i), "cells", cells);
}

static json_t *rows(const overview_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    json_int_t most = greatest(json_object_get(s->table, "cells"));
    size_t n = json_array_size(json_object_get(s->table, "rows"));
    for (size_t i = 0; i < n; i++)
        if (!ky_json_append(list, row(s, i, most)))
            return NULL;
    return KY_STEAL(list);
}

static json_t *columns(const overview_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const json_t *totals = json_object_get(s->table, "column_totals");
    size_t n = json_array_size(json_object_get(s->table, "columns"));
    for (size_t i = 0; i < n; i++) {
        json_t *one =
            json_pack("{s:o, s:o, s:o, s:O}", "label", side_label(s, s->view.column, "columns", i),
                      "href", cell_link(s, s->view.column, value_at(s, "columns", i), SIZE_MAX),
                      "x", coordinate(LEFT + (double) CELL * ((double) i + .5)), "total",
                      json_array_get(totals, i));
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

static json_t *measures(const overview_page *s)
{
    size_t n_rows = json_array_size(json_object_get(s->table, "rows"));
    size_t n_columns = json_array_size(json_object_get(s->table, "columns"));
    return json_pack("{s:i, s:i, s:i, s:i}", "width", (int) (LEFT + n_columns * CELL + MARGIN),
                     "height", (int) (TOP + n_rows * CELL + MARGIN), "left", LEFT - MARGIN, "top",
                     TOP - MARGIN);
}

/* ---- the page ---- */

static ky_rc set_all(const overview_page *s)
{
    const page *p = &s->page;
    const link_to list = search_link(s);
    ky_rc rc = page_set(p, "views", views(s));
    if (rc == KY_OK)
        rc = page_set(p, "row", label_of(s, s->view.row));
    if (rc == KY_OK)
        rc = page_set(p, "column", label_of(s, s->view.column));
    if (rc == KY_OK)
        rc = page_set(p, "rows", rows(s));
    if (rc == KY_OK)
        rc = page_set(p, "columns", columns(s));
    if (rc == KY_OK)
        rc = page_set(p, "measures", measures(s));
    if (rc == KY_OK)
        rc = page_set(p, "total", json_incref(json_object_get(s->table, "total")));
    if (rc == KY_OK)
        rc = page_set(p, "list", page_link(&list));
    return rc == KY_OK ? page_set(p, "canonical", page_absolute(p, "/overview", (ky_str){0})) : rc;
}

/* As everywhere, a value's count is what one gets by choosing it alone in its facet. */
static ky_rc without_own_choices(const overview_page *s, ky_request *rq)
{
    size_t n = s->page.schema->n_fields;
    ky_choice *chosen = KY_ARENA_ARRAY(&s->page.r->arena, ky_choice, n);
    if (chosen == NULL)
        return ky_nomem(s->page.err);
    memcpy(chosen, rq->chosen, n * sizeof *chosen);
    chosen[s->view.row] = (ky_choice){0};
    chosen[s->view.column] = (ky_choice){0};
    rq->chosen = chosen;
    rq->facet_limit = MOST_ROWS;
    return KY_OK;
}

ky_rc page_overview(responder *r, const target *t, reply *out, ky_err *err)
{
    KY_CLEANUP(overview_page_fini) overview_page s = {0};
    ky_rc rc = page_begin(&s.page, r, t, err);
    if (rc == KY_OK)
        rc = lenient_parse(&s.page, &s.rq);
    if (rc != KY_OK)
        return rc;
    list_views(&s);
    if (s.n_views == 0)
        return ky_fail(err, KY_E_NOT_FOUND, "this table has nothing to count by");
    choose_view(&s);
    ky_request counted = s.rq;
    rc = without_own_choices(&s, &counted);
    if (rc != KY_OK)
        return rc;
    rc = ky_answer_crosstab(r->index, &counted, s.page.schema->fields[s.view.row].name,
                            s.page.schema->fields[s.view.column].name, r->service->config->query_us,
                            &s.table, err);
    if (rc == KY_OK)
        rc = set_all(&s);
    if (rc != KY_OK)
        return rc;
    link_to self = search_link(&s);
    self.path = "/overview";
    return page_finish(&s.page, "overview", &self, 200, out);
}
