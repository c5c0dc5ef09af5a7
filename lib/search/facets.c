#include "facets.h"

/* One facet's list being written; values leave the counts as they are put. */
typedef struct listing {
    json_t *out;
    ky_count *left;
    size_t n;
    const ky_choice *chosen;
} listing;

static bool is_chosen(const listing *l, ky_str value)
{
    for (size_t i = 0; i < l->chosen->n; i++)
        if (ky_str_eq(l->chosen->values[i], value))
            return true;
    return false;
}

static bool put(listing *l, ky_str value, uint32_t count)
{
    json_t *item = json_object();
    return item != NULL && ky_json_append(l->out, item) &&
           ky_json_set(item, "value", ky_json_str(value)) &&
           ky_json_set(item, "count", json_integer(count)) &&
           ky_json_set(item, "selected", json_boolean(is_chosen(l, value)));
}

/* Put a value with the count it has, if any. */
static bool put_known(listing *l, ky_str value)
{
    for (size_t i = 0; i < l->n; i++) {
        if (!ky_str_eq(l->left[i].value, value))
            continue;
        uint32_t count = l->left[i].count;
        l->left[i] = l->left[--l->n];
        return put(l, value, count);
    }
    return put(l, value, 0);
}

static bool put_vocabulary(listing *l, const ky_field *f)
{
    if (f->kind == KY_FIELD_FLAG)
        return put_known(l, f->flag_values[0].value) && put_known(l, f->flag_values[1].value);
    for (size_t i = 0; i < f->n_vocabulary; i++)
        if (!put_known(l, f->vocabulary[i].value))
            return false;
    return true;
}

static int by_frequency(const void *a, const void *b)
{
    const ky_count *x = a;
    const ky_count *y = b;
    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return ky_str_cmp(x->value, y->value);
}

static bool put_most_frequent(listing *l, size_t limit)
{
    if (l->n > 0)
        qsort(l->left, l->n, sizeof l->left[0], by_frequency);
    for (size_t i = 0; i < l->n; i++)
        if ((i < limit || is_chosen(l, l->left[i].value)) &&
            !put(l, l->left[i].value, l->left[i].count))
            return false;
    return true;
}

/* Chosen values that no record of the answer has. */
static bool put_missing(listing *l, const ky_field *f)
{
    for (size_t i = 0; i < l->chosen->n; i++) {
        ky_str value = l->chosen->values[i];
        bool listed = f->kind == KY_FIELD_FLAG || ky_field_find_value(f, value) < f->n_vocabulary;
        for (size_t k = 0; k < l->n && !listed; k++)
            listed = ky_str_eq(l->left[k].value, value);
        if (!listed && !put(l, value, 0))
            return false;
    }
    return true;
}

static json_t *facet_list(const ky_field *f, const ky_request *rq, size_t field,
                          const ky_field_counts *counts)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_array();
    listing l = {out, counts->items, counts->n, &rq->chosen[field]};
    bool open = f->n_vocabulary == 0 && f->kind != KY_FIELD_FLAG;
    if (out == NULL || !put_vocabulary(&l, f) ||
        !put_most_frequent(&l, open ? rq->facet_limit : SIZE_MAX) || !put_missing(&l, f))
        return NULL;
    return KY_STEAL(out);
}

ky_rc ky_facets_answer(const ky_index *ix, const ky_request *rq, const ky_counts *counts,
                       json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    const ky_schema *s = ix->schema;
    for (size_t i = 0; i < s->n_fields; i++)
        if (rq->counted[i] && !ky_json_set(out, s->fields[i].name.p,
                                           facet_list(&s->fields[i], rq, i, &counts->fields[i])))
            return ky_nomem(err);
    if (out == NULL)
        return ky_nomem(err);
    *ret = KY_STEAL(out);
    return KY_OK;
}
