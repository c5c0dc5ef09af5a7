#include "facets.h"

#include "layout.h"

/* The counts of one facet, being gathered. */
typedef struct tally {
    ky_str value; /* points into the schema, the request or a result */
    uint32_t count;
    bool selected;
} tally;

typedef struct tallies {
    tally *items;
    size_t n;
    size_t cap;
} tallies;

static void tallies_fini(tallies *t)
{
    free(t->items);
}

static tally *find(const tallies *t, ky_str value)
{
    for (size_t i = 0; i < t->n; i++)
        if (ky_str_eq(t->items[i].value, value))
            return &t->items[i];
    return NULL;
}

static tally *append(tallies *t, ky_str value, ky_err *err)
{
    if (!KY_GROW(t->items, t->cap, t->n + 1)) {
        (void) ky_nomem(err);
        return NULL;
    }
    t->items[t->n] = (tally){.value = value};
    return &t->items[t->n++];
}

static void list_slots(const ky_index *ix, size_t field, uint32_t *slots, size_t *n)
{
    for (size_t i = 0; i < ix->widths[field]; i++)
        slots[(*n)++] = ky_slot_facet(field, i);
}

ky_rc ky_facet_slots(ky_index *ix, const ky_request *rq, const uint32_t **ret, size_t *ret_n,
                     ky_err *err)
{
    size_t room = ix->schema->n_fields * KY_MAX_VALUES;
    uint32_t *slots = KY_ARENA_ARRAY(&ix->scratch, uint32_t, room);
    size_t n = 0;
    if (slots == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < ix->schema->n_fields; i++)
        if (rq->counted[i] && rq->chosen[i].n == 0)
            list_slots(ix, i, slots, &n);
    *ret = slots;
    *ret_n = n;
    return KY_OK;
}

static int by_value(const void *a, const void *b)
{
    return ky_str_cmp(((const tally *) a)->value, ((const tally *) b)->value);
}

static int by_frequency(const void *a, const void *b)
{
    const tally *x = a;
    const tally *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return ky_str_cmp(x->value, y->value);
}

/* Each slot's values come in byte order; together they are sorted and equal neighbours joined. */
static ky_rc gather(const ky_index *ix, size_t field, const xapc_result *result, tallies *t,
                    ky_err *err)
{
    for (size_t i = 0; i < result->count_count; i++) {
        const xapc_value_counts *c = &result->counts[i];
        if (c->slot < ky_slot_facet(field, 0) || c->slot >= ky_slot_facet(field, ix->widths[field]))
            continue;
        for (size_t k = 0; k < c->item_count; k++) {
            tally *v = append(t, ky_bytes_str(c->items[k].value), err);
            if (v == NULL)
                return KY_E_NOMEM;
            v->count = c->items[k].count;
        }
    }
    if (t->n == 0)
        return KY_OK;
    qsort(t->items, t->n, sizeof t->items[0], by_value);
    size_t n = 1;
    for (size_t i = 1; i < t->n; i++) {
        if (ky_str_eq(t->items[n - 1].value, t->items[i].value))
            t->items[n - 1].count += t->items[i].count;
        else
            t->items[n++] = t->items[i];
    }
    t->n = n;
    return KY_OK;
}

static bool put_value(json_t *list, const tally *t)
{
    json_t *item = json_object();
    return item != NULL && ky_json_append(list, item) &&
           ky_json_set(item, "value", ky_json_str(t->value)) &&
           ky_json_set(item, "count", json_integer(t->count)) &&
           ky_json_set(item, "selected", json_boolean(t->selected));
}

/* Take a value out of the tallies, or make one of count 0. */
static tally take(tallies *t, ky_str value)
{
    tally *found = find(t, value);
    tally taken = {.value = value};
    if (found == NULL)
        return taken;
    taken = *found;
    *found = t->items[--t->n];
    return taken;
}

static bool is_chosen(const ky_choice *c, ky_str value)
{
    for (size_t i = 0; i < c->n; i++)
        if (ky_str_eq(c->values[i], value))
            return true;
    return false;
}

static bool put_known(json_t *list, tallies *t, const ky_choice *c, ky_str value)
{
    tally v = take(t, value);
    v.selected = is_chosen(c, value);
    return put_value(list, &v);
}

/* A vocabulary stands whole and in its order; what was published outside it comes behind. */
static bool put_vocabulary(json_t *list, const ky_field *f, tallies *t, const ky_choice *c)
{
    static const ky_str flag_values[] = {{"true", 4}, {"false", 5}};
    if (f->kind == KY_FIELD_FLAG) {
        for (size_t i = 0; i < KY_LEN(flag_values); i++)
            if (!put_known(list, t, c, flag_values[i]))
                return false;
    }
    for (size_t i = 0; i < f->n_vocabulary; i++)
        if (!put_known(list, t, c, f->vocabulary[i].value))
            return false;
    return true;
}

static bool put_rest(json_t *list, tallies *t, const ky_choice *c, size_t limit)
{
    for (size_t i = 0; i < c->n; i++) {
        tally *v = find(t, c->values[i]);
        if (v != NULL)
            v->selected = true;
    }
    if (t->n > 0)
        qsort(t->items, t->n, sizeof t->items[0], by_frequency);
    for (size_t i = 0; i < t->n; i++)
        if ((i < limit || t->items[i].selected) && !put_value(list, &t->items[i]))
            return false;
    return true;
}

/* Chosen values that no record of this answer has. */
static bool put_missing(json_t *list, const ky_field *f, const tallies *t, const ky_choice *c)
{
    for (size_t i = 0; i < c->n; i++) {
        tally v = {.value = c->values[i], .selected = true};
        bool listed = find(t, v.value) != NULL || f->kind == KY_FIELD_FLAG ||
                      ky_field_find_value(f, v.value) < f->n_vocabulary;
        if (!listed && !put_value(list, &v))
            return false;
    }
    return true;
}

static ky_rc facet_list(const ky_index *ix, const ky_request *rq, size_t field,
                        const xapc_result *counted, json_t **ret, ky_err *err)
{
    KY_CLEANUP(tallies_fini) tallies t = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const ky_field *f = &ix->schema->fields[field];
    const ky_choice *c = &rq->chosen[field];
    bool open = f->n_vocabulary == 0 && f->kind != KY_FIELD_FLAG;
    ky_rc rc = gather(ix, field, counted, &t, err);
    if (rc != KY_OK)
        return rc;
    if (list == NULL || !put_vocabulary(list, f, &t, c) ||
        !put_rest(list, &t, c, open ? rq->facet_limit : SIZE_MAX) || !put_missing(list, f, &t, c))
        return ky_nomem(err);
    *ret = KY_STEAL(list);
    return KY_OK;
}

/* Count one facet as if nothing were chosen in it. */
static ky_rc count_without(ky_index *ix, const ky_plan *plan, const ky_request *rq, size_t field,
                           xapc_result **ret, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    uint32_t slots[KY_MAX_VALUES];
    size_t n = 0;
    xapc_error xe;
    list_slots(ix, field, slots, &n);
    const xapc_search_options options = {.check_at_least = ix->records,
                                         .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                         .count_slots = slots,
                                         .count_slot_count = n,
                                         .deadline_us = plan->deadline_us};
    ky_rc rc = ky_filter(ix, plan->query, rq, field, &q, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, q, &options, ret, &xe), &xe, err);
    return rc;
}

ky_rc ky_facets_answer(ky_index *ix, const ky_plan *plan, const ky_request *rq,
                       const xapc_result *narrowed, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    for (size_t i = 0; i < ix->schema->n_fields; i++) {
        KY_CLEANUP(xapc_result_free_p) xapc_result *without = NULL;
        json_t *list = NULL;
        ky_rc rc = KY_OK;
        if (!rq->counted[i])
            continue;
        if (rq->chosen[i].n > 0)
            rc = count_without(ix, plan, rq, i, &without, err);
        if (rc == KY_OK)
            rc = facet_list(ix, rq, i, without != NULL ? without : narrowed, &list, err);
        if (rc != KY_OK)
            return rc;
        if (!ky_json_set(out, ix->schema->fields[i].name.p, list))
            return ky_nomem(err);
    }
    if (out == NULL)
        return ky_nomem(err);
    *ret = KY_STEAL(out);
    return KY_OK;
}
