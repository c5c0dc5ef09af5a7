#include "pages/page_data.h"

#include "base/mem.h"
#include "pages/json_ld.h"
#include "pages/page.h"
#include "search/answer.h"
#include "search/export.h"

static const char *const endings[] = {"csv", "json", "jsonl"};

/* ---- files ---- */

/* The walk becomes the reply's. */
static ky_rc stream(ky_walk *walk, ky_export_format format, const char *disposition, reply *out,
                    ky_err *err)
{
    ky_rc rc = ky_export_new(walk, format, &out->stream, err);
    if (rc != KY_OK)
        return rc;
    ky_buf_clear(&out->body);
    out->status = 200;
    out->type = ky_export_type(format);
    out->disposition = disposition;
    return KY_OK;
}

ky_rc data_file(responder *r, const target *t, reply *out, ky_err *err)
{
    ky_str name = t->segments[1];
    size_t dot = name.n;
    ky_export_format format;
    ky_walk *walk = NULL;
    while (dot > 0 && name.p[dot - 1] != '.')
        dot--;
    if (dot == 0 || !ky_utf8_valid(name, NULL) ||
        !ky_export_format_of(ky_str_from(name, dot), &format))
        return ky_fail(err, KY_E_NOT_FOUND, "there is no such file");
    ky_rc rc = ky_walk_dataset(r->index, (ky_str){name.p, dot - 1}, r->service->config->query_us,
                               &walk, err);
    return rc == KY_OK ? stream(walk, format, "attachment", out, err) : rc;
}

ky_rc data_search(responder *r, const target *t, reply *out, ky_err *err)
{
    ky_param *params = NULL;
    size_t n = 0;
    size_t kept = 0;
    ky_request rq;
    ky_walk *walk = NULL;
    ky_rc rc = params_parse(t->raw_query, &r->arena, &params, &n, err);
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        if (!ky_str_eq(params[i].name, KY_LIT("lang")))
            params[kept++] = params[i];
    if (rc == KY_OK)
        rc = ky_request_parse(ky_index_schema(r->index), params, kept, &r->arena, &rq, err);
    if (rc == KY_OK)
        rc = ky_walk_search(r->index, &rq, r->service->config->query_us, &walk, err);
    return rc == KY_OK
               ? stream(walk, KY_EXPORT_CSV, "attachment; filename=\"search.csv\"", out, err)
               : rc;
}

/* ---- the page ---- */

static json_t *file_address(const page *p, ky_str id, const char *ending, bool absolute)
{
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    ky_buf_puts(&path, "/data/");
    link_put_encoded(id, &path);
    ky_buf_putc(&path, '.');
    ky_buf_puts(&path, ending);
    if (!ky_buf_ok(&path))
        return NULL;
    return absolute ? page_absolute(p, path.p, (ky_str){0}) : ky_json_str(ky_buf_str(&path));
}

static json_t *files(const page *p, ky_str id)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < KY_LEN(endings); i++) {
        json_t *one = json_pack("{s:s, s:o}", "format", endings[i], "href",
                                file_address(p, id, endings[i], false));
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

static json_t *downloads(const page *p, ky_str id)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < KY_LEN(endings); i++) {
        ky_export_format format = KY_EXPORT_CSV;
        (void) ky_export_format_of(ky_str_of(endings[i]), &format);
        json_t *one =
            json_pack("{s:s, s:s, s:o}", "@type", "DataDownload", "encodingFormat",
                      ky_export_type(format), "contentUrl", file_address(p, id, endings[i], true));
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

/* schema.org/Dataset. */
static json_t *described(const page *p, const json_t *set)
{
    const json_t *licence = json_object_get(set, "licence");
    const json_t *terms = json_object_get(licence, "url");
    const json_t *source = json_object_get(set, "source");
    ky_str id = ky_json_get_str(json_object_get(set, "id"));
    KY_CLEANUP(ky_json_unref_p)
    json_t *ld = json_pack(
        "{s:s, s:s, s:O?, s:O?, s:o, s:o}", "@context", "https://schema.org", "@type", "Dataset",
        "name", json_object_get(set, "title"), "identifier", json_object_get(set, "id"), "url",
        page_absolute(p, "/data", (ky_str){0}), "distribution", downloads(p, id));
    if (ld == NULL)
        return NULL;
    if (ky_json_get_str(terms).n == 0)
        terms = json_object_get(licence, "name");
    bool ok = (terms == NULL || json_object_set(ld, "license", (json_t *) terms) == 0) &&
              ky_json_set(ld, "description", json_incref(json_object_get(set, "title"))) &&
              ky_json_set(ld, "temporalCoverage",
                          json_sprintf("%" JSON_INTEGER_FORMAT,
                                       json_integer_value(json_object_get(set, "year")))) &&
              (ky_json_get_str(source).n == 0 ||
               ky_json_set(ld, "publisher",
                           json_pack("{s:s, s:O}", "@type", "Organization", "name", source)));
    return ok ? json_ld_text(ld) : NULL;
}

static json_t *data_set(const page *p, const json_t *set)
{
    KY_CLEANUP(ky_json_unref_p) json_t *shown = json_copy((json_t *) set);
    ky_str id = ky_json_get_str(json_object_get(set, "id"));
    if (shown == NULL || !ky_json_set(shown, "formats", files(p, id)) ||
        !ky_json_set(shown, "ld", described(p, set)))
        return NULL;
    return KY_STEAL(shown);
}

static json_t *data_sets(const page *p, const json_t *schema)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const json_t *sets = json_object_get(schema, "datasets");
    for (size_t i = 0; i < json_array_size(sets); i++)
        if (!ky_json_append(list, data_set(p, json_array_get(sets, i))))
            return NULL;
    return KY_STEAL(list);
}

ky_rc page_data(responder *r, const target *t, reply *out, ky_err *err)
{
    KY_CLEANUP(page_fini) page p = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *schema = NULL;
    const link_to self = {.path = "/data"};
    ky_rc rc = page_begin(&p, r, t, err);
    if (rc == KY_OK)
        rc = ky_answer_schema(r->index, &schema, err);
    if (rc == KY_OK)
        rc = page_set(&p, "sets", data_sets(&p, schema));
    if (rc == KY_OK)
        rc = page_set(&p, "front", json_true());
    if (rc == KY_OK)
        rc = page_set(&p, "canonical", page_absolute(&p, "/data", (ky_str){0}));
    return rc == KY_OK ? page_finish(&p, "data", &self, 200, out) : rc;
}
