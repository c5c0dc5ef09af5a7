#include "offers.h"

#include "correct.h"
#include "ja/synonyms.h"
#include "total.h"

/* ---- did you mean ---- */

static ky_rc finds_nothing(ky_index *ix, const ky_plan *plan, bool *ret, ky_err *err)
{
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    xapc_error xe;
    const xapc_search_options o = {.max_items = 1,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .docid_order = XAPC_DOCID_DONT_CARE,
                                   .deadline_us = plan->deadline_us};
    ky_rc rc = ky_xapian_rc(xapc_search(ix->db, plan->matching, &o, &found, &xe), &xe, err);
    if (rc == KY_OK)
        *ret = found->hit_count == 0;
    return rc;
}

ky_rc ky_offer_correction(ky_index *ix, ky_str q, ky_match match, const ky_plan *plan, json_t **ret,
                          ky_err *err)
{
    bool wanted = plan->relaxed;
    bool auto_finds = match == KY_MATCH_AUTO && !plan->relaxed;
    ky_str better = {0};
    ky_rc rc = wanted ? KY_OK : finds_nothing(ix, plan, &wanted, err);
    if (rc == KY_OK && wanted)
        rc = ky_correct_question(ix, q, auto_finds ? KY_MATCH_AUTO : KY_MATCH_ALL,
                                 plan->deadline_us, &ix->scratch, &better, err);
    if (rc != KY_OK)
        return rc;
    json_t *j = better.n > 0 ? ky_json_str(better) : json_null();
    if (j == NULL)
        return ky_nomem(err);
    *ret = j;
    return KY_OK;
}

/* ---- facet values ---- */

static bool add_value(json_t *list, const ky_schema *s, const ky_facet_value *v)
{
    json_t *item = json_object();
    return item != NULL && ky_json_append(list, item) &&
           ky_json_set(item, "facet", ky_json_str(s->fields[v->field].name)) &&
           ky_json_set(item, "value", ky_json_str(v->value)) &&
           ky_json_set(item, "count", json_integer(v->records));
}

/* Most records first; equals in the order of the schema and its vocabularies. */
static int by_records(const void *a, const void *b)
{
    const ky_facet_value *x = *(const ky_facet_value *const *) a;
    const ky_facet_value *y = *(const ky_facet_value *const *) b;
    if (x->records != y->records)
        return x->records < y->records ? 1 : -1;
    return (x > y) - (x < y);
}

static ky_rc add_values(ky_index *ix, const ky_keywords *ks, json_t *list, ky_err *err)
{
    const ky_facet_value **found =
        KY_ARENA_ARRAY(&ix->scratch, const ky_facet_value *, ix->n_values);
    size_t n = 0;
    if (found == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < ix->n_values; i++)
        if (ix->values[i].records > 0 && ky_keywords_offer(ks, &ix->values[i]))
            found[n++] = &ix->values[i];
    if (n > 0)
        qsort(found, n, sizeof found[0], by_records);
    for (size_t i = 0; i < n && i < KY_MAX_RELATED_VALUES; i++)
        if (!add_value(list, ix->schema, found[i]))
            return ky_nomem(err);
    return KY_OK;
}

/* ---- related words ---- */

/* A question of hundreds of keywords may be related to more than anyone reads. */
enum { TRIES = 64 };

typedef struct offering {
    ky_index *ix;
    const ky_keywords *keywords;
    uint64_t deadline_us;
    json_t *list;
    ky_str tried[TRIES];
    size_t n_tried;
    size_t n_offered;
    ky_err *err;
} offering;

static bool is_among(const ky_str *items, size_t n, ky_str s)
{
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(items[i], s))
            return true;
    return false;
}

static bool forms_ask(const ky_forms *f, ky_str s)
{
    return f != NULL && is_among(f->spellings, f->n_spellings, s);
}

static bool keyword_asks(const ky_keyword *k, ky_str s)
{
    if (ky_str_eq(k->folded, s) || forms_ask(k->forms, s))
        return true;
    for (size_t i = 0; i < k->n_parts; i++)
        if (ky_str_eq(k->parts[i].text, s) || forms_ask(k->parts[i].forms, s))
            return true;
    return false;
}

/* What is asked for, or excluded, is no news. */
static bool question_names(const ky_keywords *ks, ky_str s)
{
    for (size_t i = 0; i < ks->n; i++)
        if (keyword_asks(&ks->items[i], s))
            return true;
    return false;
}

static ky_rc offer_word(offering *o, ky_str text)
{
    uint32_t count = 0;
    if (o->n_offered == KY_MAX_RELATED_WORDS || o->n_tried == TRIES ||
        is_among(o->tried, o->n_tried, text) || question_names(o->keywords, text))
        return KY_OK;
    o->tried[o->n_tried++] = text;
    ky_rc rc = ky_total(o->ix, text, o->ix->records, o->deadline_us, &count, o->err);
    if (rc != KY_OK || count == 0)
        return rc;
    o->n_offered++;
    json_t *item = json_object();
    bool ok = item != NULL && ky_json_append(o->list, item) &&
              ky_json_set(item, "query", ky_json_str(text)) &&
              ky_json_set(item, "count", json_integer(count));
    return ok ? KY_OK : ky_nomem(o->err);
}

static ky_rc offer_entry(offering *o, ja_synonym_key by, ky_str key)
{
    const ja_synonym_entry *e = ja_synonyms_find(ja_model_synonyms(o->ix->model), by, key);
    ky_rc rc = KY_OK;
    for (size_t i = 0; e != NULL && i < e->n && rc == KY_OK; i++)
        if (e->others[i].relation == JA_RELATED)
            rc = offer_word(o, e->others[i].text);
    return rc;
}

static ky_rc offer_text(offering *o, ky_str text, const ky_forms *f)
{
    ky_rc rc = offer_entry(o, JA_BY_SPELLING, text);
    for (size_t i = 0; f != NULL && i < f->n_spellings && rc == KY_OK; i++)
        rc = offer_entry(o, JA_BY_SPELLING, f->spellings[i]);
    for (size_t i = 0; f != NULL && i < f->n_keys && rc == KY_OK; i++)
        rc = offer_entry(o, JA_BY_READING, f->keys[i]);
    return rc;
}

static ky_rc add_words(ky_index *ix, const ky_plan *plan, json_t *list, ky_err *err)
{
    const ky_keywords *ks = &plan->keywords;
    offering o = {
        .ix = ix, .keywords = ks, .deadline_us = plan->deadline_us, .list = list, .err = err};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < ks->n && rc == KY_OK; i++) {
        const ky_keyword *k = &ks->items[i];
        if (k->excluded)
            continue;
        rc = offer_text(&o, k->folded, k->forms);
        for (size_t j = 0; j < k->n_parts && rc == KY_OK; j++)
            rc = offer_text(&o, k->parts[j].text, k->parts[j].forms);
    }
    return rc;
}

ky_rc ky_offer_related(ky_index *ix, const ky_plan *plan, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    ky_rc rc = list == NULL ? ky_nomem(err) : add_values(ix, &plan->keywords, list, err);
    if (rc == KY_OK)
        rc = add_words(ix, plan, list, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(list);
    return rc;
}
