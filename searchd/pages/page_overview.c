#include "pages/page_overview.h"

#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "pages/chips.h"
#include "pages/lenient.h"
#include "search/crosstab.h"

/* The picture's measures, in its own units: a unit is a pixel at 100 %. */
enum {
    CELL = 48,
    MOST_VALUES = 40, /* of a facet, besides its vocabulary and what is chosen */
    MAX_VIEWS = 16,
};

static const double largest = 22; /* radius of the greatest number */
static const double least = 12;   /* of 1: its number has to fit */

/* Two facets. */
typedef struct view {
    size_t row;
    size_t column;
} view;

/* The values that one side of the picture shows. */
typedef struct side {
    size_t field;
    const char *values; /* members of a crosstab */
    const char *totals;
    size_t *shown; /* places in `whole` */
    size_t n;
    bool cut; /* there are more values than are shown */
} side;

/* One picture being made. */
typedef struct overview_page {
    page page;
    ky_request rq;
    view views[MAX_VIEWS];
    size_t n_views;
    size_t view;   /* the one at hand */
    json_t *found; /* ky_answer_crosstab() of the records that are found: the totals */
    json_t *whole; /* the same without what is chosen in the two facets: the cells */
    side rows;
    side columns;
} overview_page;

static void overview_page_fini(overview_page *s)
{
    json_decref(s->found);
    json_decref(s->whole);
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

bool page_overview_exists(const ky_schema *schema)
{
    size_t closed = 0;
    size_t facets = 0;
    for (size_t i = 0; schema != NULL && i < schema->n_fields; i++) {
        closed += is_closed(&schema->fields[i]);
        facets += is_closed(&schema->fields[i]) || is_open(&schema->fields[i]);
    }
    return closed > 0 && facets > 1;
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

static bool find_view(const overview_page *s, ky_str name, size_t *ret)
{
    for (size_t i = 0; i < s->n_views; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf known = {0};
        put_view(s, &s->views[i], &known);
        if (!ky_str_eq(name, ky_buf_str(&known)))
            continue;
        *ret = i;
        return true;
    }
    return false;
}

static ky_rc choose_view(overview_page *s)
{
    ky_rc rc = KY_OK;
    s->view = 0;
    for (size_t i = 0; i < s->page.n_params && rc == KY_OK; i++) {
        const ky_param *param = &s->page.params[i];
        if (ky_str_eq(param->name, KY_LIT("view")) && ky_str_trim(param->value).n > 0 &&
            !find_view(s, param->value, &s->view))
            rc = page_note(&s->page, param);
    }
    const view *v = &s->views[s->view];
    s->rows = (side){.field = v->row, .values = "rows", .totals = "row_totals"};
    s->columns = (side){.field = v->column, .values = "columns", .totals = "column_totals"};
    return rc;
}

static link_to search_link(const overview_page *s)
{
    return (link_to){.path = "/", .schema = s->page.schema, .rq = &s->rq, .lang = s->page.lang};
}

/* The same records in another view. The first one needs no name. */
static json_t *view_link(const overview_page *s, const view *v)
{
    KY_CLEANUP(ky_buf_fini) ky_buf name = {0};
    link_to to = search_link(s);
    put_view(s, v, &name);
    to.path = "/overview";
    to.view = v == s->views ? (ky_str){0} : ky_buf_str(&name);
    return ky_buf_ok(&name) ? page_link(&to) : NULL;
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
        json_t *one =
            json_pack("{s:o, s:o, s:b, s:o}", "row", label_of(s, v->row), "column",
                      label_of(s, v->column), "current", i == s->view, "href", view_link(s, v));
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

/* ---- counting ---- */

static ky_rc count(const overview_page *s, const ky_request *rq, json_t **ret)
{
    const responder *r = s->page.r;
    const ky_field *fields = s->page.schema->fields;
    return ky_answer_crosstab(r->index, rq, fields[s->rows.field].name,
                              fields[s->columns.field].name, r->service->config->query_us, ret,
                              s->page.err);
}

/* A cell's number is what one gets by choosing its two values alone in their facets. */
static ky_rc count_whole(overview_page *s, ky_request rq)
{
    size_t n = s->page.schema->n_fields;
    ky_choice *chosen = KY_ARENA_ARRAY(&s->page.r->arena, ky_choice, n);
    if (chosen == NULL)
        return ky_nomem(s->page.err);
    memcpy(chosen, rq.chosen, n * sizeof *chosen);
    chosen[s->rows.field] = (ky_choice){0};
    chosen[s->columns.field] = (ky_choice){0};
    rq.chosen = chosen;
    return count(s, &rq, &s->whole);
}

static ky_str value_at(const overview_page *s, const side *a, size_t i)
{
    return ky_json_get_str(json_array_get(json_object_get(s->whole, a->values), a->shown[i]));
}

/* Where something is chosen in the facet, but not this. */
static bool is_left_out(const overview_page *s, const side *a, ky_str value)
{
    const ky_choice *c = &s->rq.chosen[a->field];
    for (size_t i = 0; i < c->n; i++)
        if (ky_str_eq(c->values[i], value))
            return false;
    return c->n > 0;
}

/* What is chosen is shown however rare it is. */
static ky_rc choose_values(const overview_page *s, side *a)
{
    const json_t *all = json_object_get(s->whole, a->values);
    size_t most = s->page.schema->fields[a->field].n_vocabulary + MOST_VALUES;
    a->shown = KY_ARENA_ARRAY(&s->page.r->arena, size_t, json_array_size(all));
    if (a->shown == NULL)
        return ky_nomem(s->page.err);
    for (size_t i = 0; i < json_array_size(all); i++) {
        ky_str value = ky_json_get_str(json_array_get(all, i));
        bool chosen = s->rq.chosen[a->field].n > 0 && !is_left_out(s, a, value);
        if (i < most || chosen)
            a->shown[a->n++] = i;
    }
    a->cut = a->n < json_array_size(all);
    return KY_OK;
}

static ky_rc count_all(overview_page *s)
{
    ky_request rq = s->rq;
    bool narrowed = rq.chosen[s->rows.field].n > 0 || rq.chosen[s->columns.field].n > 0;
    rq.facet_limit = narrowed ? KY_MAX_FACET_LIMIT : MOST_VALUES + 1; /* one more tells */
    ky_rc rc = count(s, &rq, &s->found);
    if (rc == KY_OK && narrowed)
        rc = count_whole(s, rq);
    else if (rc == KY_OK)
        s->whole = json_incref(s->found);
    if (rc == KY_OK)
        rc = choose_values(s, &s->rows);
    return rc == KY_OK ? choose_values(s, &s->columns) : rc;
}

/* Of the records that are found, those with this value. */
static json_int_t total_of(const overview_page *s, const side *a, ky_str value)
{
    const json_t *values = json_object_get(s->found, a->values);
    for (size_t i = 0; i < json_array_size(values) && !is_left_out(s, a, value); i++)
        if (ky_str_eq(ky_json_get_str(json_array_get(values, i)), value))
            return json_integer_value(json_array_get(json_object_get(s->found, a->totals), i));
    return 0;
}

/* ---- cells ---- */

static json_int_t number_at(const overview_page *s, size_t row, size_t column)
{
    const json_t *cells = json_array_get(json_object_get(s->whole, "cells"), s->rows.shown[row]);
    return json_integer_value(json_array_get(cells, s->columns.shown[column]));
}

static bool is_outside(const overview_page *s, size_t row, size_t column)
{
    return is_left_out(s, &s->rows, value_at(s, &s->rows, row)) ||
           is_left_out(s, &s->columns, value_at(s, &s->columns, column));
}

static json_int_t greatest(const overview_page *s)
{
    json_int_t most = 1;
    for (size_t i = 0; i < s->rows.n; i++)
        for (size_t k = 0; k < s->columns.n; k++) {
            json_int_t n = is_outside(s, i, k) ? 0 : number_at(s, i, k);
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

static json_t *middle(size_t i)
{
    return coordinate(CELL * ((double) i + .5));
}

static json_t *side_label(const overview_page *s, const side *a, size_t i)
{
    return page_value_label(&s->page, &s->page.schema->fields[a->field], value_at(s, a, i));
}

/* The records that have a row's value, and a column's where one is given. */
static json_t *cell_link(const overview_page *s, const side *a, size_t i, size_t column)
{
    link_to to = search_link(s);
    to.field = a->field;
    to.value = value_at(s, a, i);
    to.only = true;
    if (column != SIZE_MAX) {
        to.also = &s->page.schema->fields[s->columns.field];
        to.also_value = value_at(s, &s->columns, column);
    }
    return page_link(&to);
}

static json_t *cell(const overview_page *s, size_t row, size_t column, json_int_t most)
{
    json_int_t n = number_at(s, row, column);
    bool outside = is_outside(s, row, column);
    if (n == 0)
        return json_pack("{s:i}", "count", 0);
    json_t *one = json_pack("{s:I, s:o, s:o, s:o, s:o, s:o}", "count", outside ? 0 : n, "href",
                            cell_link(s, &s->rows, row, column), "column",
                            side_label(s, &s->columns, column), "x", middle(column), "y",
                            middle(row), "r", coordinate(radius(outside ? 0 : n, most)));
    if (outside && !ky_json_set(one, "instead", json_integer(n)))
        json_decref(KY_STEAL(one));
    return one;
}

static json_t *row(const overview_page *s, size_t i, json_int_t most)
{
    KY_CLEANUP(ky_json_unref_p) json_t *cells = json_array();
    ky_str value = value_at(s, &s->rows, i);
    for (size_t k = 0; k < s->columns.n; k++)
        if (!ky_json_append(cells, cell(s, i, k, most)))
            return NULL;
    return json_pack("{s:o, s:b, s:o, s:o, s:I, s:O}", "label", side_label(s, &s->rows, i),
                     "outside", is_left_out(s, &s->rows, value), "href",
                     cell_link(s, &s->rows, i, SIZE_MAX), "y", middle(i), "total",
                     total_of(s, &s->rows, value), "cells", cells);
}

static json_t *rows(const overview_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    json_int_t most = greatest(s);
    for (size_t i = 0; i < s->rows.n; i++)
        if (!ky_json_append(list, row(s, i, most)))
            return NULL;
    return KY_STEAL(list);
}

static json_t *columns(const overview_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < s->columns.n; i++) {
        ky_str value = value_at(s, &s->columns, i);
        json_t *one = json_pack("{s:o, s:b, s:o, s:o, s:I}", "label", side_label(s, &s->columns, i),
                                "outside", is_left_out(s, &s->columns, value), "href",
                                cell_link(s, &s->columns, i, SIZE_MAX), "x", middle(i), "total",
                                total_of(s, &s->columns, value));
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

static json_t *measures(const overview_page *s)
{
    return json_pack("{s:i, s:i, s:i}", "cell", CELL, "width", (int) (s->columns.n * CELL),
                     "height", (int) (s->rows.n * CELL));
}

/* ---- the page ---- */

static ky_rc set_picture(const overview_page *s)
{
    const page *p = &s->page;
    ky_rc rc = page_set(p, "views", views(s));
    if (rc == KY_OK)
        rc = page_set(p, "row", label_of(s, s->rows.field));
    if (rc == KY_OK)
        rc = page_set(p, "column", label_of(s, s->columns.field));
    if (rc == KY_OK)
        rc = page_set(p, "rows", rows(s));
    if (rc == KY_OK)
        rc = page_set(p, "columns", columns(s));
    if (rc == KY_OK && (s->rows.cut || s->columns.cut))
        rc = page_set(p, "cut", json_integer(MOST_VALUES));
    return rc == KY_OK ? page_set(p, "measures", measures(s)) : rc;
}

/* Pictures of a question or of a choice are for people, not for search engines. */
static bool is_front(const overview_page *s)
{
    bool any = s->rq.q.n > 0 || s->view > 0;
    for (size_t i = 0; i < s->page.schema->n_fields; i++)
        any = any || s->rq.chosen[i].n > 0;
    return !any;
}

static ky_rc set_facts(const overview_page *s, const link_to *self)
{
    const page *p = &s->page;
    const link_to list = search_link(s);
    ky_rc rc = chips_set(p, self, true);
    if (rc == KY_OK)
        rc = page_set(p, "total", json_incref(json_object_get(s->found, "total")));
    if (rc == KY_OK)
        rc = page_set(p, "relaxed", json_incref(json_object_get(s->found, "relaxed")));
    if (rc == KY_OK)
        rc = page_set(p, "list", page_link(&list));
    if (rc == KY_OK)
        rc = page_set(p, "front", json_boolean(is_front(s)));
    return rc == KY_OK ? page_set(p, "canonical", page_absolute(p, "/overview", (ky_str){0})) : rc;
}

static ky_rc finish(overview_page *s, reply *out)
{
    KY_CLEANUP(ky_buf_fini) ky_buf name = {0};
    link_to self = search_link(s);
    put_view(s, &s->views[s->view], &name);
    ky_rc rc = ky_buf_check(&name, s->page.err);
    self.path = "/overview";
    self.view = s->view == 0 ? (ky_str){0} : ky_buf_str(&name);
    if (rc == KY_OK)
        rc = set_picture(s);
    if (rc == KY_OK)
        rc = set_facts(s, &self);
    return rc == KY_OK ? page_finish(&s->page, "overview", &self, 200, out) : rc;
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
    rc = choose_view(&s);
    if (rc == KY_OK)
        rc = count_all(&s);
    return rc == KY_OK ? finish(&s, out) : rc;
}
