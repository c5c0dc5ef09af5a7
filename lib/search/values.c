#include "values.h"

#include "ja/kana.h"
#include "ja/terms.h"
#include "layout.h"

/* The term of a value that is too long to be one. */
typedef struct hashed_term {
    ky_str term;
    uint32_t records;
} hashed_term;

typedef struct value_list {
    ky_index *ix;
    ky_arena *arena;
    size_t field;
    size_t prefix; /* bytes of the term before the value */
    ky_facet_value *items;
    size_t n;
    size_t cap;
    hashed_term *hashed; /* of the field */
    size_t n_hashed;
    size_t hashed_cap;
    bool failed;
} value_list;

static void value_list_fini(value_list *l)
{
    free(l->items);
    free(l->hashed);
}

static bool add_value(value_list *l, ky_str value, uint32_t records)
{
    ky_str copy = ky_arena_str(l->arena, value);
    if (copy.p == NULL || !KY_GROW(l->items, l->cap, l->n + 1)) {
        l->failed = true;
        return false;
    }
    l->items[l->n++] = (ky_facet_value){.field = l->field, .value = copy, .records = records};
    return true;
}

static bool add_hashed(value_list *l, ky_str term, uint32_t records)
{
    ky_str copy = ky_arena_str(l->arena, term);
    if (copy.p == NULL || !KY_GROW(l->hashed, l->hashed_cap, l->n_hashed + 1)) {
        l->failed = true;
        return false;
    }
    l->hashed[l->n_hashed++] = (hashed_term){copy, records};
    return true;
}

/* A value of the field: a new one, or one of its vocabulary, which is listed already. */
static bool count_value(value_list *l, ky_str value, uint32_t records)
{
    const ky_field *f = &l->ix->schema->fields[l->field];
    if (ky_field_find_value(f, value) == f->n_vocabulary)
        return add_value(l, value, records);
    for (size_t i = 0; i < l->n; i++)
        if (l->items[i].field == l->field && ky_str_eq(l->items[i].value, value))
            l->items[i].records = records;
    return true;
}

static bool visit_value(const xapc_term *t, void *payload)
{
    value_list *l = payload;
    ky_str term = ky_bytes_str(t->term);
    ky_str value = ky_str_from(term, l->prefix);
    if (value.n == 0)
        return true;
    return ky_term_is_hashed(value) ? add_hashed(l, term, t->termfreq)
                                    : count_value(l, value, t->termfreq);
}

/* The value behind a hashed term, among those of a record that has the term. */
static ky_rc count_hashed(value_list *l, const hashed_term *h, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    uint32_t slots[KY_MAX_VALUES];
    xapc_error xe;
    for (size_t i = 0; i < KY_MAX_VALUES; i++)
        slots[i] = ky_slot_facet(l->field, i);
    const xapc_search_options one = {.max_items = 1,
                                     .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                     .value_slots = slots,
                                     .value_slot_count = KY_MAX_VALUES};
    ky_rc rc = ky_xapian_rc(xapc_query_term(ky_bytes(h->term), 1, 0, &q, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(l->ix->db, q, &one, &found, &xe), &xe, err);
    for (size_t i = 0; rc == KY_OK && found->hit_count > 0 && i < KY_MAX_VALUES; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
        ky_str value = ky_bytes_str(found->hits[0].values[i]);
        ky_term_facet(&l->ix->schema->fields[l->field], value, &term);
        rc = ky_buf_check(&term, err);
        if (rc != KY_OK || !ky_str_eq(ky_buf_str(&term), h->term))
            continue;
        return count_value(l, value, h->records) ? KY_OK : ky_nomem(err);
    }
    return rc;
}

static ky_rc list_field_values(value_list *l, size_t field, ky_err *err)
{
    const ky_field *f = &l->ix->schema->fields[field];
    KY_CLEANUP(ky_buf_fini) ky_buf prefix = {0};
    xapc_error xe;
    l->field = field;
    l->n_hashed = 0;
    for (size_t i = 0; i < f->n_vocabulary; i++)
        if (!add_value(l, f->vocabulary[i].value, 0))
            return ky_nomem(err);
    ky_term_facet_prefix(f, &prefix);
    ky_rc rc = ky_buf_check(&prefix, err);
    l->prefix = prefix.n;
    if (rc == KY_OK)
        rc = ky_xapian_rc(
            xapc_database_each_term(l->ix->db, ky_bytes(ky_buf_str(&prefix)), visit_value, l, &xe),
            &xe, err);
    if (rc == KY_OK && l->failed)
        rc = ky_nomem(err);
    for (size_t i = 0; i < l->n_hashed && rc == KY_OK; i++)
        rc = count_hashed(l, &l->hashed[i], err);
    return rc;
}

/* The values of every facet that is words: what a keyword may mean besides the text. */
static ky_rc hear_value(ky_index *ix, ky_facet_value *v, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf reading = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ky_rc rc = ja_analyse(ix->ja, v->value, &ix->arena, &v->text, err);
    if (rc != KY_OK)
        return rc;
    ja_reading(&v->text, &reading);
    if (ky_buf_ok(&reading))
        ja_kana_key(ky_buf_str(&reading), &key);
    v->key = ky_arena_str(&ix->arena, ky_buf_str(&key));
    return !ky_buf_ok(&reading) || !ky_buf_ok(&key) || v->key.p == NULL ? ky_nomem(err) : KY_OK;
}

ky_rc ky_values_read(ky_index *ix, ky_err *err)
{
    KY_CLEANUP(value_list_fini) value_list l = {.ix = ix, .arena = &ix->arena};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < ix->schema->n_fields && rc == KY_OK; i++)
        if (ix->schema->fields[i].kind == KY_FIELD_FACET && ix->schema->fields[i].facet)
            rc = list_field_values(&l, i, err);
    if (rc != KY_OK)
        return rc;
    ix->values = KY_ARENA_ARRAY(&ix->arena, ky_facet_value, l.n);
    if (ix->values == NULL)
        return ky_nomem(err);
    if (l.n > 0)
        memcpy(ix->values, l.items, l.n * sizeof l.items[0]);
    ix->n_values = l.n;
    for (size_t i = 0; i < ix->n_values && rc == KY_OK; i++)
        rc = hear_value(ix, &ix->values[i], err);
    return rc;
}
