#include "pages/page_search.h"

#include <stdio.h>

#include "base/mem.h"
#include "pages/chips.h"
#include "pages/hits.h"
#include "pages/lenient.h"
#include "pages/nearest.h"
#include "search/answer.h"

enum { PAGES_AROUND = 2 }; /* numbers shown on each side of the page at hand */

/* One search page being made. */
typedef struct search_page {
    page page;
    ky_request rq;
    json_t *answer;
    json_t *whole; /* the facets of all records: what open ones have, found or not; or NULL */
} search_page;

static void search_page_fini(search_page *s)
{
    json_decref(s->answer);
    json_decref(s->whole);
    page_fini(&s->page);
}

/* The state itself, to be changed. */
static link_to here(const search_page *s)
{
    return (link_to){.path = "/", .schema = s->page.schema, .rq = &s->rq, .lang = s->page.lang};
}

/* ---- the form ---- */

static bool add_hidden(json_t *list, ky_str name, ky_str value)
{
    return ky_json_append(
        list, json_pack("{s:o, s:o}", "name", ky_json_str(name), "value", ky_json_str(value)));
}

/* How the words must match, the order, and how many at once. */
static bool add_settings(const search_page *s, json_t *list)
{
    char limit[12];
    (void) snprintf(limit, sizeof limit, "%u", (unsigned) s->rq.limit);
    return (s->rq.match == KY_MATCH_AUTO ||
            add_hidden(list, KY_LIT("match"), link_match(s->rq.match))) &&
           (!s->rq.sort_given || add_hidden(list, KY_LIT("sort"), link_sort(s->rq.sort))) &&
           (s->rq.limit == KY_DEFAULT_LIMIT || add_hidden(list, KY_LIT("limit"), ky_str_of(limit)));
}

/* What a form sends besides its words: the choices stay. */
static json_t *hidden(const search_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const ky_schema *schema = s->page.schema;
    for (size_t i = 0; i < schema->n_fields; i++)
        for (size_t k = 0; k < s->rq.chosen[i].n; k++)
            if (!add_hidden(list, schema->fields[i].name, s->rq.chosen[i].values[k]))
                return NULL;
    if (!add_settings(s, list))
        return NULL;
    if (s->page.lang != NULL && !add_hidden(list, KY_LIT("lang"), ky_str_of(s->page.lang)))
        return NULL;
    return KY_STEAL(list);
}

/* ---- facets ---- */

static json_t *facet_value(const search_page *s, size_t field, const json_t *from)
{
    ky_str value = ky_json_get_str(json_object_get(from, "value"));
    link_to toggled = here(s);
    toggled.field = field;
    toggled.value = value;
    return json_pack("{s:o, s:O, s:O, s:o}", "label",
                     page_value_label(&s->page, &s->page.schema->fields[field], value), "count",
                     json_object_get(from, "count"), "selected", json_object_get(from, "selected"),
                     "href", page_link(&toggled));
}

static bool is_listed(const json_t *values, ky_str value)
{
    for (size_t i = 0; i < json_array_size(values); i++)
        if (ky_str_eq(ky_json_get_str(json_object_get(json_array_get(values, i), "value")), value))
            return true;
    return false;
}

/* Values of an open facet that none of the records found has, where it has few. */
static bool add_unfound(const search_page *s, size_t field, const json_t *values, json_t *list)
{
    const ky_field *f = &s->page.schema->fields[field];
    const json_t *all = json_object_get(json_object_get(s->whole, "facets"), f->name.p);
    size_t n = json_array_size(all);
    for (size_t i = 0; i < n && n < KY_DEFAULT_FACET_LIMIT; i++) {
        json_t *value = json_object_get(json_array_get(all, i), "value");
        KY_CLEANUP(ky_json_unref_p)
        json_t *none = json_pack("{s:O, s:i, s:b}", "value", value, "count", 0, "selected", false);
        if (none == NULL || (!is_listed(values, ky_json_get_str(value)) &&
                             !ky_json_append(list, facet_value(s, field, none))))
            return false;
    }
    return true;
}

static json_t *facet(const search_page *s, size_t field, const json_t *values)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const ky_field *f = &s->page.schema->fields[field];
    for (size_t i = 0; i < json_array_size(values); i++)
        if (!ky_json_append(list, facet_value(s, field, json_array_get(values, i))))
            return NULL;
    if (!add_unfound(s, field, values, list))
        return NULL;
    return json_pack("{s:s, s:o, s:b, s:O}", "name", f->name.p, "label",
                     page_label(&s->page, &f->labels, f->name), "chosen", s->rq.chosen[field].n > 0,
                     "values", list);
}

static json_t *facets(const search_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const json_t *all = json_object_get(s->answer, "facets");
    for (size_t i = 0; i < s->page.schema->n_fields; i++) {
        const json_t *values = json_object_get(all, s->page.schema->fields[i].name.p);
        if (values != NULL && !ky_json_append(list, facet(s, i, values)))
            return NULL;
    }
    return KY_STEAL(list);
}

/* ---- order and stretch ---- */

static json_t *sorts(const search_page *s)
{
    static const char *const keys[] = {[KY_SORT_RELEVANCE] = "relevance",
                                       [KY_SORT_NUMBER] = "number",
                                       [KY_SORT_NUMBER_DESC] = "newest",
                                       [KY_SORT_NAME] = "name"};
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    bool asked = s->rq.q.n > 0;
    ky_sort current = s->rq.sort_given || asked ? s->rq.sort : KY_SORT_NUMBER;
    for (size_t i = asked ? 0 : 1; i < KY_LEN(keys); i++) {
        const ky_sort sort = (ky_sort) i;
        link_to to = here(s);
        to.sort = &sort;
        json_t *one = json_pack("{s:s, s:b, s:o}", "key", keys[i], "current", sort == current,
                                "href", page_link(&to));
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

static json_t *page_from(const search_page *s, uint32_t offset)
{
    link_to to = here(s);
    to.offset = offset;
    return to.offset > KY_MAX_OFFSET ? json_null() : page_link(&to);
}

/* The numbered pages round the one that holds the first record shown. */
static json_t *numbers(const search_page *s, uint32_t at, uint32_t last)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    uint32_t from = at > PAGES_AROUND ? at - PAGES_AROUND : 1;
    for (uint32_t n = from; n <= last && n <= at + PAGES_AROUND; n++) {
        uint32_t offset = (n - 1) * s->rq.limit;
        json_t *one = json_pack("{s:i, s:b, s:o}", "number", (int) n, "current",
                                offset == s->rq.offset, "href", page_from(s, offset));
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

/* The pages round this one; none where all fits one. What comes before and after joins the records
 * shown, wherever they begin. */
static json_t *stretches(const search_page *s)
{
    uint32_t total = (uint32_t) json_integer_value(json_object_get(s->answer, "total"));
    uint32_t limit = s->rq.limit;
    uint32_t offset = s->rq.offset;
    if (limit == 0 || offset >= total || (total <= limit && offset == 0))
        return json_pack("{s:[]}", "numbers");
    uint32_t last = (total + limit - 1) / limit;
    uint32_t at = offset / limit + 1;
    json_t *previous = offset > 0 ? page_from(s, offset > limit ? offset - limit : 0) : json_null();
    json_t *next = total - offset > limit ? page_from(s, offset + limit) : json_null();
    return json_pack("{s:o, s:o, s:o, s:o}", "numbers", numbers(s, at, last), "previous", previous,
                     "next", next, "last", json_integer(last));
}

/* ---- what else there is ---- */

static json_t *corrected(const search_page *s)
{
    ky_str q = ky_json_get_str(json_object_get(json_object_get(s->answer, "query"), "corrected"));
    link_to to = here(s);
    to.q = &q;
    return q.n == 0 ? json_null()
                    : json_pack("{s:o, s:o}", "q", ky_json_str(q), "href", page_link(&to));
}

static json_t *related_one(const search_page *s, const json_t *from)
{
    link_to to = here(s);
    ky_str none = {0};
    ky_str q = ky_json_get_str(json_object_get(from, "query"));
    ky_str name = ky_json_get_str(json_object_get(from, "facet"));
    if (name.n == 0) {
        to.q = &q;
        return json_pack("{s:o, s:O, s:o}", "word", ky_json_str(q), "count",
                         json_object_get(from, "count"), "href", page_link(&to));
    }
    to.field = ky_schema_find(s->page.schema, name);
    to.value = ky_json_get_str(json_object_get(from, "value"));
    to.only = true;
    to.no_filters = true;
    to.q = &none;
    const ky_field *f = &s->page.schema->fields[to.field];
    return json_pack("{s:o, s:o, s:O, s:o}", "label", page_label(&s->page, &f->labels, f->name),
                     "value", page_value_label(&s->page, f, to.value), "count",
                     json_object_get(from, "count"), "href", page_link(&to));
}

static json_t *related(const search_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const json_t *all = json_object_get(s->answer, "related");
    for (size_t i = 0; i < json_array_size(all); i++)
        if (!ky_json_append(list, related_one(s, json_array_get(all, i))))
            return NULL;
    return KY_STEAL(list);
}

static json_t *dropped(const search_page *s)
{
    const json_t *query = json_object_get(s->answer, "query");
    return json_pack("{s:O, s:O}", "relaxed", json_object_get(query, "relaxed"), "words",
                     json_object_get(query, "dropped"));
}

static json_t *address_of(const search_page *s, const char *path)
{
    link_to to = here(s);
    to.path = path;
    return page_link(&to);
}

/* Pages of a question or of a choice are for people, not for search engines. */
static bool is_front(const search_page *s)
{
    bool any = s->rq.q.n > 0 || s->rq.offset > 0 || s->rq.sort_given;
    for (size_t i = 0; i < s->page.schema->n_fields; i++)
        any = any || s->rq.chosen[i].n > 0;
    return !any;
}

static ky_rc set_lists(const search_page *s)
{
    const page *p = &s->page;
    ky_rc rc = page_set(p, "hits", hits_all(p, json_object_get(s->answer, "hits")));
    if (rc == KY_OK)
        rc = page_set(p, "facets", facets(s));
    if (rc == KY_OK)
        rc = page_set(p, "hidden", hidden(s));
    if (rc == KY_OK)
        rc = page_set(p, "sorts", sorts(s));
    if (rc == KY_OK)
        rc = page_set(p, "pages", stretches(s));
    if (rc == KY_OK)
        rc = page_set(p, "related", related(s));
    if (rc == KY_OK)
        rc = page_set(p, "corrected", corrected(s));
    return rc == KY_OK ? page_set(p, "relaxing", dropped(s)) : rc;
}

static ky_rc set_facts(const search_page *s)
{
    const page *p = &s->page;
    const link_to state = here(s);
    ky_rc rc = page_set(p, "q", ky_json_str(s->rq.q));
    if (rc == KY_OK)
        rc = page_set(p, "total", json_incref(json_object_get(s->answer, "total")));
    if (rc == KY_OK)
        rc = page_set(p, "first", json_integer((json_int_t) s->rq.offset + 1));
    if (rc == KY_OK)
        rc = page_set(p, "front", json_boolean(is_front(s)));
    if (rc == KY_OK)
        rc = chips_set(p, &state, false);
    if (rc == KY_OK)
        rc = page_set(p, "picture", address_of(s, "/overview"));
    if (rc == KY_OK)
        rc = page_set(p, "csv", address_of(s, "/search.csv"));
    return rc == KY_OK ? page_set(p, "canonical", page_absolute(p, "/", (ky_str){0})) : rc;
}

static ky_rc set_nearest(const search_page *s)
{
    json_t *nearest = NULL;
    if (json_integer_value(json_object_get(s->answer, "total")) > 0)
        return KY_OK;
    ky_rc rc = nearest_find(&s->page, &s->rq, &nearest);
    return rc == KY_OK ? page_set(&s->page, "nearest", nearest) : rc;
}

/* The facets of all records, where those found may be fewer. */
static ky_rc find_whole(search_page *s)
{
    static const ky_param none = {{"limit", 5}, {"0", 1}};
    const responder *r = s->page.r;
    ky_request all;
    if (is_front(s))
        return KY_OK;
    ky_rc rc = ky_request_parse(s->page.schema, &none, 1, &s->page.r->arena, &all, s->page.err);
    return rc == KY_OK ? ky_answer_search(r->index, &all, r->service->config->query_us, &s->whole,
                                          s->page.err)
                       : rc;
}

ky_rc page_search(responder *r, const target *t, reply *out, ky_err *err)
{
    KY_CLEANUP(search_page_fini) search_page s = {0};
    ky_rc rc = page_begin(&s.page, r, t, err);
    if (rc == KY_OK)
        rc = lenient_parse(&s.page, &s.rq);
    if (rc == KY_OK)
        rc = ky_answer_search(r->index, &s.rq, r->service->config->query_us, &s.answer, err);
    if (rc == KY_OK)
        rc = find_whole(&s);
    if (rc == KY_OK)
        rc = set_facts(&s);
    if (rc == KY_OK)
        rc = set_lists(&s);
    if (rc == KY_OK)
        rc = set_nearest(&s);
    if (rc != KY_OK)
        return rc;
    link_to self = here(&s);
    self.offset = s.rq.offset;
    return page_finish(&s.page, "search", &self, 200, out);
}
