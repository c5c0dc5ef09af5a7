#include "facets.h"

/* One facet's list being written; values leave the counts as they are put. */
typedef struct listing {
    ky_count *out; /* has room for all */
    size_t n_out;
    ky_count *left;
    size_t n;
    const ky_choice *chosen;
} listing;

static bool is_chosen(const ky_choice *chosen, ky_str value)
{
    for (size_t i = 0; i < chosen->n; i++)
        if (ky_str_eq(chosen->values[i], value))
            return true;
    return false;
}

static void put(listing *l, ky_str value, uint32_t count)
{
    l->out[l->n_out++] = (ky_count){value, count};
}

/* Put a value with the count it has, if any. */
static void put_known(listing *l, ky_str value)
{
    for (size_t i = 0; i < l->n; i++) {
        if (!ky_str_eq(l->left[i].value, value))
            continue;
        uint32_t count = l->left[i].count;
        l->left[i] = l->left[--l->n];
        put(l, value, count);
        return;
    }
    put(l, value, 0);
}

static size_t vocabulary_size(const ky_field *f)
{
    return f->kind == KY_FIELD_FLAG ? 2 : f->n_vocabulary;
}

static void put_vocabulary(listing *l, const ky_field *f)
{
    const ky_vocab_value *values = f->kind == KY_FIELD_FLAG ? f->flag_values : f->vocabulary;
    for (size_t i = 0; i < vocabulary_size(f); i++)
        put_known(l, values[i].value);
}

static int by_frequency(const void *a, const void *b)
{
    const ky_count *x = a;
    const ky_count *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return ky_str_cmp(x->value, y->value);
}

static void put_most_frequent(listing *l, size_t limit)
{
    if (l->n > 0)
        qsort(l->left, l->n, sizeof l->left[0], by_frequency);
    for (size_t i = 0; i < l->n; i++)
        if (i < limit || is_chosen(l->chosen, l->left[i].value))
            put(l, l->left[i].value, l->left[i].count);
}

/* Chosen values that no record of the answer has. */
static void put_missing(listing *l, const ky_field *f)
{
    for (size_t i = 0; i < l->chosen->n; i++) {
        ky_str value = l->chosen->values[i];
        bool listed = f->kind == KY_FIELD_FLAG || ky_field_find_value(f, value) < f->n_vocabulary;
        for (size_t k = 0; k < l->n && !listed; k++)
            listed = ky_str_eq(l->left[k].value, value);
        if (!listed)
            put(l, value, 0);
    }
}

ky_rc ky_facet_order(ky_index *ix, const ky_request *rq, size_t field, size_t limit,
                     ky_field_counts *counts, ky_field_counts *ret, ky_err *err)
{
    const ky_field *f = &ix->schema->fields[field];
    size_t room = counts->n + vocabulary_size(f) + rq->chosen[field].n;
    listing l = {.out = KY_ARENA_ARRAY(&ix->scratch, ky_count, room),
                 .left = counts->items,
                 .n = counts->n,
                 .chosen = &rq->chosen[field]};
    if (l.out == NULL)
        return ky_nomem(err);
    put_vocabulary(&l, f);
    put_most_frequent(&l, limit);
    put_missing(&l, f);
    *ret = (ky_field_counts){l.out, l.n_out};
    return KY_OK;
}

static json_t *facet_list(const ky_field_counts *listed, const ky_choice *chosen)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_array();
    for (size_t i = 0; i < listed->n; i++) {
        const ky_count *c = &listed->items[i];
        json_t *item = json_object();
        bool ok = item != NULL && ky_json_append(out, item) &&
                  ky_json_set(item, "value", ky_json_str(c->value)) &&
                  ky_json_set(item, "count", json_integer(c->count)) &&
                  ky_json_set(item, "selected", json_boolean(is_chosen(chosen, c->value)));
        if (!ok)
            return NULL;
    }
    return KY_STEAL(out);
}

ky_rc ky_facets_answer(ky_index *ix, const ky_request *rq, const ky_counts *counts, json_t **ret,
                       ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    const ky_schema *s = ix->schema;
    ky_rc rc = out == NULL ? ky_nomem(err) : KY_OK;
    for (size_t i = 0; i < s->n_fields && rc == KY_OK; i++) {
        const ky_field *f = &s->fields[i];
        bool open = f->n_vocabulary == 0 && f->kind != KY_FIELD_FLAG;
        ky_field_counts listed;
        if (!rq->counted[i])
            continue;
        rc = ky_facet_order(ix, rq, i, open ? rq->facet_limit : SIZE_MAX, &counts->fields[i],
                            &listed, err);
        if (rc == KY_OK && !ky_json_set(out, f->name.p, facet_list(&listed, &rq->chosen[i])))
            rc = ky_nomem(err);
    }
    if (rc == KY_OK)
        *ret = KY_STEAL(out);
    return rc;
}
