/* The answers that are not searches: one record, how it is read, and the schema with its index. */
#include "answer.h"
#include "base/num.h"
#include "furigana.h"
#include "index_priv.h"
#include "layout.h"
#include "similar.h"
#include "stored.h"

static ky_rc find_document(ky_index *ix, const ky_buf *term, uint32_t *ret_docid, ky_record *ret,
                           ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    xapc_error xe;
    const xapc_search_options two = {
        .max_items = 2, .weighting = {.scheme = XAPC_SCHEME_BOOL}, .fetch = XAPC_FETCH_DATA};
    ky_rc rc = ky_buf_check(term, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_term(ky_bytes(ky_buf_str(term)), 1, 0, &q, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, q, &two, &found, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    if (found->hit_count == 0)
        return ky_fail(err, KY_E_NOT_FOUND, "there is no such record");
    if (found->hit_count > 1)
        return ky_fail(err, KY_E_INVALID, "several records have this number, give the id");
    rc = ky_stored_record(ky_bytes_str(found->hits[0].data), ix->schema, &ix->scratch, ret, err);
    if (rc == KY_OK)
        *ret_docid = found->hits[0].docid;
    return rc;
}

static ky_rc find_record(ky_index *ix, ky_str id, bool bare_number, uint32_t *ret_docid,
                         ky_record *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    uint32_t number = 0;
    ky_term_id(id, &term);
    ky_rc rc = find_document(ix, &term, ret_docid, ret, err);
    if (rc != KY_E_NOT_FOUND || !bare_number ||
        ky_parse_u32(id, 0, UINT32_MAX, &number, NULL) != KY_OK)
        return rc;
    ky_buf_clear(&term);
    ky_term_number(number, &term);
    return find_document(ix, &term, ret_docid, ret, err);
}

static void clear_scratch(ky_index **ix)
{
    ky_index_rest(*ix);
}

static ky_rc answer_record(ky_index *ix, ky_str id, bool bare_number, bool furigana, json_t **ret,
                           ky_err *err)
{
    KY_CLEANUP(clear_scratch) ky_index *used = ix;
    KY_CLEANUP(ky_json_unref_p) json_t *out = NULL;
    json_t *similar = NULL;
    ky_record r;
    uint32_t docid = 0;
    ky_rc rc = find_record(used, id, bare_number, &docid, &r, err);
    if (rc == KY_OK)
        rc = ky_record_to_json(&r, ix->schema, &out, err);
    if (rc == KY_OK)
        rc = ky_similar(ix, docid, &r, furigana, &similar, err);
    if (rc == KY_OK && !ky_json_set(out, "similar", similar))
        rc = ky_nomem(err);
    if (rc == KY_OK && furigana)
        rc = ky_furigana(ix, &r, out, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(out);
    return rc;
}

ky_rc ky_answer_record(ky_index *ix, ky_str id, bool bare_number, json_t **ret, ky_err *err)
{
    return answer_record(ix, id, bare_number, false, ret, err);
}

ky_rc ky_answer_record_read(ky_index *ix, ky_str id, bool bare_number, json_t **ret, ky_err *err)
{
    return answer_record(ix, id, bare_number, true, ret, err);
}

ky_rc ky_answer_furigana(ky_index *ix, ky_str id, bool bare_number, json_t **ret, ky_err *err)
{
    KY_CLEANUP(clear_scratch) ky_index *used = ix;
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    ky_record r;
    uint32_t docid = 0;
    ky_rc rc = find_record(used, id, bare_number, &docid, &r, err);
    if (rc == KY_OK && !ky_json_set(out, "id", ky_json_str(r.id)))
        rc = ky_nomem(err);
    if (rc == KY_OK)
        rc = ky_furigana(used, &r, out, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(out);
    return rc;
}

static json_t *labels(const ky_labels *l)
{
    return json_pack("{s:o, s:o, s:o}", "ja", ky_json_str(l->ja), "en", ky_json_str(l->en), "easy",
                     ky_json_str(l->easy));
}

static json_t *vocabulary(const ky_field *f)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const ky_vocab_value *values = f->kind == KY_FIELD_FLAG ? f->flag_values : f->vocabulary;
    const size_t n = f->kind == KY_FIELD_FLAG ? 2 : f->n_vocabulary;
    for (size_t i = 0; i < n; i++) {
        const ky_vocab_value *v = &values[i];
        json_t *value = json_pack("{s:o, s:o, s:o*}", "value", ky_json_str(v->value), "labels",
                                  labels(&v->labels), "note", v->note ? json_true() : NULL);
        if (!ky_json_append(list, value))
            return NULL;
    }
    return KY_STEAL(list);
}

static json_t *field(const ky_field *f)
{
    static const char *const kinds[] = {"text", "facet", "flag", "number"};
    static const char *const roles[] = {NULL, "number", "year", "title"};
    KY_CLEANUP(ky_json_unref_p) json_t *j = json_object();
    bool ok = j != NULL && ky_json_set(j, "name", ky_json_str(f->name)) &&
              ky_json_set(j, "kind", json_string(kinds[f->kind])) &&
              (f->role == KY_ROLE_NONE || ky_json_set(j, "role", json_string(roles[f->role]))) &&
              ky_json_set(j, "labels", labels(&f->labels)) &&
              (f->split.n == 0 || ky_json_set(j, "split", ky_json_str(f->split)));
    return ok ? KY_STEAL(j) : NULL;
}

static json_t *facet(const ky_field *f)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = field(f);
    bool open = f->n_vocabulary == 0 && f->kind != KY_FIELD_FLAG;
    bool ok = j != NULL && ky_json_set(j, "open", json_boolean(open)) &&
              ky_json_set(j, "max_values", json_integer(f->max_values)) &&
              ky_json_set(j, "values", vocabulary(f));
    return ok ? KY_STEAL(j) : NULL;
}

static json_t *list_fields(const ky_schema *s, bool facets)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < s->n_fields; i++) {
        const ky_field *f = &s->fields[i];
        if (facets && !f->facet)
            continue;
        if (!ky_json_append(list, facets ? facet(f) : field(f)))
            return NULL;
    }
    return KY_STEAL(list);
}

static json_t *facts(const ky_index *ix)
{
    return json_pack("{s:s, s:i, s:o, s:o, s:s, s:s}", "generation", ix->generation, "records",
                     (int) ix->records, "built", ky_json_str(ix->built), "program",
                     ky_json_str(ix->program), "layout", KY_LAYOUT_VERSION, "fingerprint",
                     ja_model_fingerprint(ix->model));
}

ky_rc ky_answer_schema(ky_index *ix, json_t **ret, ky_err *err)
{
    json_t *j = json_pack("{s:o, s:o, s:O, s:o, s:s}", "facets", list_fields(ix->schema, true),
                          "fields", list_fields(ix->schema, false), "datasets", ix->datasets,
                          "index", facts(ix), "words", ja_model_words_version(ix->model));
    if (j == NULL)
        return ky_nomem(err);
    *ret = j;
    return KY_OK;
}
