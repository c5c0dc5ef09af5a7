#include "pages/site_files.h"

#include "base/escape.h"
#include "base/mem.h"
#include "pages/page.h"
#include "pages/page_overview.h"
#include "search/answer.h"
#include "search/suggest.h"

enum { MOST_IN_MAP = 50000, AT_ONCE = KY_MAX_LIMIT };

static ky_rc finish(reply *out, const char *type, ky_err *err)
{
    out->status = 200;
    out->type = type;
    return ky_buf_check(&out->body, err);
}

static void put_address(const responder *r, const char *path, ky_buf *out)
{
    ky_put_escaped(r->service->public_url, out);
    ky_put_escaped(ky_str_of(path), out);
}

/* ---- OpenSearch ---- */

static void put_url(const page *p, const char *type, const char *template, ky_buf *out)
{
    ky_buf_printf(out, "  <Url type=\"%s\" template=\"", type);
    put_address(p->r, template, out);
    ky_buf_puts(out, "\"/>\n");
}

/* A page in the language of the description, where the address of that says one. */
static void put_page_url(const page *p, ky_buf *out)
{
    ky_buf_puts(out, "  <Url type=\"text/html\" template=\"");
    put_address(p->r, "/?q={searchTerms}", out);
    if (p->lang != NULL)
        ky_buf_printf(out, "&amp;lang=%s", p->lang);
    ky_buf_puts(out, "\"/>\n");
}

static ky_rc put_description(const page *p, ky_buf *b)
{
    const struct pages *texts = p->r->service->pages;
    ky_buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
                   "  <ShortName>");
    ky_put_escaped(pages_text(texts, p->language, "site.short"), b);
    ky_buf_puts(b, "</ShortName>\n  <Description>");
    ky_put_escaped(pages_text(texts, p->language, "site.about"), b);
    ky_buf_puts(b, "</Description>\n  <InputEncoding>UTF-8</InputEncoding>\n"
                   "  <Language>ja</Language>\n  <Image height=\"32\" width=\"32\" "
                   "type=\"image/svg+xml\">");
    put_address(p->r, "/assets/icon.svg", b);
    ky_buf_puts(b, "</Image>\n");
    put_page_url(p, b);
    put_url(p, "application/x-suggestions+json", "/suggestions?q={searchTerms}", b);
    put_url(p, "application/json", "/v1/search?q={searchTerms}", b);
    ky_buf_puts(b, "</OpenSearchDescription>\n");
    return ky_buf_check(b, p->err);
}

/* The records are Japanese, whatever language describes them. */
ky_rc site_opensearch(responder *r, const target *t, reply *out, ky_err *err)
{
    KY_CLEANUP(page_fini) page p = {0};
    ky_buf_clear(&out->body);
    ky_rc rc = page_begin(&p, r, t, err);
    if (rc == KY_OK)
        rc = put_description(&p, &out->body);
    out->language = language_tag(p.language);
    return rc == KY_OK ? finish(out, "application/opensearchdescription+xml", err) : rc;
}

static ky_rc suggested_texts(const json_t *answer, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *texts = json_array();
    const json_t *all = json_object_get(answer, "suggestions");
    for (size_t i = 0; i < json_array_size(all); i++)
        if (!ky_json_append(texts, json_incref(json_object_get(json_array_get(all, i), "text"))))
            return ky_nomem(err);
    *ret = KY_STEAL(texts);
    return KY_OK;
}

ky_rc site_suggestions(responder *r, const target *t, reply *out, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *answer = NULL;
    json_t *texts = NULL;
    ky_param *params = NULL;
    size_t n = 0;
    ky_suggest_request rq;
    ky_rc rc = params_parse(t->raw_query, &r->arena, &params, &n, err);
    if (rc == KY_OK)
        rc = ky_suggest_parse(params, n, &r->arena, &rq, err);
    if (rc == KY_OK)
        rc = ky_suggest(r->index, &rq, &answer, err);
    if (rc == KY_OK)
        rc = suggested_texts(answer, &texts, err);
    if (rc == KY_OK)
        rc = reply_json(out, json_pack("[o, o]", ky_json_str(rq.q), texts), err);
    out->type = "application/x-suggestions+json";
    return rc;
}

/* ---- for search engines ---- */

static void put_location(const responder *r, const char *path, ky_str id, ky_buf *out)
{
    ky_buf_puts(out, "  <url><loc>");
    put_address(r, path, out);
    link_put_encoded(id, out);
    ky_buf_puts(out, "</loc></url>\n");
}

/* The records from one place on. *ret_n is how many there were. */
static ky_rc put_records(responder *r, uint32_t offset, ky_buf *out, size_t *ret_n, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *answer = NULL;
    ky_request rq;
    const ky_param params[] = {{KY_LIT("sort"), KY_LIT("number")},
                               {KY_LIT("facets"), KY_LIT("none")}};
    ky_rc rc =
        ky_request_parse(ky_index_schema(r->index), params, KY_LEN(params), &r->arena, &rq, err);
    if (rc != KY_OK)
        return rc;
    rq.offset = offset;
    rq.limit = AT_ONCE;
    rc = ky_answer_search(r->index, &rq, r->service->config->query_us, &answer, err);
    const json_t *hits = json_object_get(answer, "hits");
    *ret_n = json_array_size(hits);
    for (size_t i = 0; i < *ret_n; i++)
        put_location(r, "/projects/",
                     ky_json_get_str(json_object_get(json_array_get(hits, i), "id")), out);
    return rc;
}

ky_rc site_map(responder *r, const target *t, reply *out, ky_err *err)
{
    (void) t;
    ky_rc rc = KY_OK;
    size_t n = AT_ONCE;
    ky_buf_clear(&out->body);
    ky_buf_puts(&out->body, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    put_location(r, "/", (ky_str){0}, &out->body);
    if (page_overview_exists(ky_index_schema(r->index)))
        put_location(r, "/overview", (ky_str){0}, &out->body);
    put_location(r, "/data", (ky_str){0}, &out->body);
    for (uint32_t offset = 0; n == AT_ONCE && offset < MOST_IN_MAP && rc == KY_OK;
         offset += AT_ONCE)
        rc = put_records(r, offset, &out->body, &n, err);
    ky_buf_puts(&out->body, "</urlset>\n");
    return rc == KY_OK ? finish(out, "application/xml", err) : rc;
}

ky_rc site_robots(responder *r, const target *t, reply *out, ky_err *err)
{
    (void) t;
    ky_buf_clear(&out->body);
    ky_buf_puts(&out->body, "User-agent: *\nDisallow: /v1/\nDisallow: /suggestions\n"
                            "Disallow: /search.csv\nSitemap: ");
    ky_buf_put(&out->body, r->service->public_url);
    ky_buf_puts(&out->body, "/sitemap.xml\n");
    return finish(out, "text/plain; charset=utf-8", err);
}

/* The front page in the language of the manifest, where the address of that says one. */
static json_t *start_url(const page *p)
{
    const link_to to = {.path = "/", .lang = p->lang};
    return page_link(&to);
}

ky_rc site_manifest(responder *r, const target *t, reply *out, ky_err *err)
{
    KY_CLEANUP(page_fini) page p = {0};
    const struct pages *texts = r->service->pages;
    ky_rc rc = page_begin(&p, r, t, err);
    if (rc != KY_OK)
        return rc;
    rc = reply_json(
        out,
        json_pack("{s:o, s:o, s:s, s:o, s:s, s:s, s:s, s:[{s:s, s:s, s:s}, {s:s, s:s, s:s}]}",
                  "name", ky_json_str(pages_text(texts, p.language, "site.name")), "description",
                  ky_json_str(pages_text(texts, p.language, "site.about")), "lang",
                  language_tag(p.language), "start_url", start_url(&p), "display", "browser",
                  "background_color", "#fbfaf6", "theme_color", "#14532d", "icons", "src",
                  "/assets/icon.svg", "sizes", "any", "type", "image/svg+xml", "src",
                  "/assets/apple-touch-icon.png", "sizes", "180x180", "type", "image/png"),
        err);
    out->type = "application/manifest+json";
    out->language = language_tag(p.language);
    return rc;
}
