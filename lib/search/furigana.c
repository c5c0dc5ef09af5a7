#include "furigana.h"

#include "ja/ruby.h"

static json_t *piece(const ja_ruby *r)
{
    KY_CLEANUP(ky_json_unref_p) json_t *pair = json_array();
    bool ok = pair != NULL && ky_json_append(pair, ky_json_str(r->text)) &&
              (r->reading.n == 0 || ky_json_append(pair, ky_json_str(r->reading)));
    return ok ? KY_STEAL(pair) : NULL;
}

static ky_rc pieces(ky_index *ix, ky_str text, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    ja_analysis a;
    ja_ruby *items = NULL;
    size_t n = 0;
    ky_rc rc = list == NULL ? ky_nomem(err) : ja_cut(ix->ja, text, &ix->scratch, &a, err);
    if (rc == KY_OK)
        rc = ja_ruby_make(ix->model, &a, &ix->scratch, &items, &n, err);
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        if (!ky_json_append(list, piece(&items[i])))
            rc = ky_nomem(err);
    if (rc == KY_OK)
        *ret = KY_STEAL(list);
    return rc;
}

/* Of each text: values, or their notes. */
static ky_rc pieces_of_all(ky_index *ix, const ky_str *texts, size_t n, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    ky_rc rc = list == NULL ? ky_nomem(err) : KY_OK;
    for (size_t i = 0; i < n && rc == KY_OK; i++) {
        json_t *one = NULL;
        rc = pieces(ix, texts[i], &one, err);
        if (rc == KY_OK && !ky_json_append(list, one))
            rc = ky_nomem(err);
    }
    if (rc == KY_OK)
        *ret = KY_STEAL(list);
    return rc;
}

static ky_rc put(json_t *to, const ky_field *f, ky_rc rc, json_t *list, ky_err *err)
{
    if (rc == KY_OK && !ky_json_set(to, f->name.p, list))
        return ky_nomem(err);
    return rc;
}

static ky_rc add_text(ky_index *ix, const ky_field *f, const ky_cell *c, json_t *ruby, ky_err *err)
{
    json_t *list = NULL;
    ky_rc rc = pieces(ix, c->n > 0 ? c->values[0] : (ky_str){0}, &list, err);
    return put(ruby, f, rc, list, err);
}

static ky_rc add_facet(ky_index *ix, const ky_field *f, const ky_cell *c, json_t *values,
                       json_t *notes, ky_err *err)
{
    json_t *list = NULL;
    ky_rc rc = pieces_of_all(ix, c->values, c->n, &list, err);
    rc = put(values, f, rc, list, err);
    if (rc != KY_OK || c->notes == NULL)
        return rc;
    rc = pieces_of_all(ix, c->notes, c->n, &list, err);
    return put(notes, f, rc, list, err);
}

ky_rc ky_furigana(ky_index *ix, const ky_record *r, json_t *out, ky_err *err)
{
    json_t *ruby = json_object();
    json_t *values = json_object();
    json_t *notes = json_object();
    bool ok = ky_json_set(out, "ruby", ruby);
    ok = ky_json_set(out, "values", values) && ok;
    ok = ky_json_set(out, "notes", notes) && ok;
    ky_rc rc = ok ? KY_OK : ky_nomem(err);
    for (size_t i = 0; i < ix->schema->n_fields && rc == KY_OK; i++) {
        const ky_field *f = &ix->schema->fields[i];
        if (f->kind == KY_FIELD_TEXT)
            rc = add_text(ix, f, &r->cells[i], ruby, err);
        else if (f->kind == KY_FIELD_FACET)
            rc = add_facet(ix, f, &r->cells[i], values, notes, err);
    }
    return rc;
}
