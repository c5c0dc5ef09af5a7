#include "hit.h"

#include "highlight.h"

/* One hit being made. */
typedef struct maker {
    ky_index *ix;
    const ky_keywords *keywords;
    const ky_stored *st;
    ky_err *err;
} maker;

/* A text that is empty or not searched has no analysis: nothing stands in it. */
static ky_rc plain(const ky_record *r, size_t field, json_t **ret, ky_err *err)
{
    const ky_cell *c = &r->cells[field];
    return ky_highlight_plain(c->n == 0 ? KY_LIT("") : c->values[0], ret, err);
}

static ky_rc highlight_text(const maker *m, size_t field, json_t **ret)
{
    bool snippet = field != m->ix->schema->title;
    for (size_t i = 0; i < m->st->n_texts; i++)
        if (m->st->texts[i].field == field)
            return ky_highlight(m->keywords, &m->st->texts[i].analysis, snippet, &m->ix->scratch,
                                ret, m->err);
    return plain(&m->st->record, field, ret, m->err);
}

static ky_rc highlight(const maker *m, json_t *hit)
{
    const ky_schema *s = m->ix->schema;
    json_t *out = json_object();
    if (!ky_json_set(hit, "highlight", out))
        return ky_nomem(m->err);
    for (size_t i = 0; i < s->n_fields; i++) {
        const ky_field *f = &s->fields[i];
        json_t *marked = NULL;
        if (f->kind != KY_FIELD_TEXT || (f->weight == 0 && i != s->title))
            continue;
        ky_rc rc = highlight_text(m, i, &marked);
        if (rc != KY_OK)
            return rc;
        if (!ky_json_set(out, f->name.p, marked))
            return ky_nomem(m->err);
    }
    return KY_OK;
}

/* The record's members with the score behind its identity. */
static ky_rc with_score(const json_t *record, double score, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *hit = json_object();
    const char *key;
    json_t *value;
    bool scored = false;
    json_object_foreach((json_t *) record, key, value)
    {
        bool identity =
            strcmp(key, "id") == 0 || strcmp(key, "number") == 0 || strcmp(key, "year") == 0;
        if (!identity && !scored) {
            scored = true;
            if (!ky_json_set(hit, "score", json_real(score)))
                return ky_nomem(err);
        }
        if (json_object_set(hit, key, value) != 0)
            return ky_nomem(err);
    }
    *ret = KY_STEAL(hit);
    return KY_OK;
}

ky_rc ky_hit_make(ky_index *ix, const ky_keywords *ks, const ky_stored *st, double score,
                  json_t **ret, ky_err *err)
{
    const maker m = {ix, ks, st, err};
    KY_CLEANUP(ky_json_unref_p) json_t *record = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *hit = NULL;
    ky_rc rc = ky_record_to_json(&st->record, ix->schema, &record, err);
    if (rc == KY_OK)
        rc = with_score(record, score, &hit, err);
    if (rc == KY_OK)
        rc = highlight(&m, hit);
    if (rc == KY_OK)
        *ret = KY_STEAL(hit);
    return rc;
}
