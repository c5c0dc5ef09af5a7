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

ky_rc ky_furigana(ky_index *ix, const ky_record *r, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    ky_rc rc = out == NULL ? ky_nomem(err) : KY_OK;
    for (size_t i = 0; i < ix->schema->n_fields && rc == KY_OK; i++) {
        const ky_field *f = &ix->schema->fields[i];
        const ky_cell *c = &r->cells[i];
        json_t *list = NULL;
        if (f->kind != KY_FIELD_TEXT)
            continue;
        rc = pieces(ix, c->n > 0 ? c->values[0] : (ky_str){0}, &list, err);
        if (rc == KY_OK && !ky_json_set(out, f->name.p, list))
            rc = ky_nomem(err);
    }
    if (rc == KY_OK)
        *ret = KY_STEAL(out);
    return rc;
}
