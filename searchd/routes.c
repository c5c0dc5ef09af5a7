#include "routes.h"

#include <stdio.h>

#include "assets.h"
#include "base/mem.h"
#include "pages/page_data.h"
#include "pages/page_kiosk.h"
#include "pages/page_overview.h"
#include "pages/page_project.h"
#include "pages/page_search.h"
#include "pages/site_files.h"
#include "search/answer.h"
#include "search/suggest.h"

static ky_rc take_no_params(responder *r, const target *t, ky_err *err)
{
    ky_param *params = NULL;
    size_t n = 0;
    ky_rc rc = params_parse(t->raw_query, &r->arena, &params, &n, err);
    if (rc != KY_OK || n == 0)
        return rc;
    return ky_fail(err, KY_E_INVALID, "unknown parameter '%.*s'; known here: none",
                   KY_FMT(params[0].name));
}

/* The time taken has more digits one day than another; blanks after the document level that, so
 * that HEAD tells the length of GET. */
static ky_rc level_length(json_int_t took_us, reply *out, ky_err *err)
{
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, took_us);
    for (; n < (int) sizeof digits; n++)
        ky_buf_putc(&out->body, ' ');
    ky_buf_putc(&out->body, '\n');
    return ky_buf_check(&out->body, err);
}

static ky_rc answer_search(responder *r, const target *t, reply *out, ky_err *err)
{
    ky_param *params = NULL;
    size_t n = 0;
    ky_rc rc = params_parse(t->raw_query, &r->arena, &params, &n, err);
    if (rc != KY_OK)
        return rc;
    ky_request rq;
    rc = ky_request_parse(ky_index_schema(r->index), params, n, &r->arena, &rq, err);
    if (rc != KY_OK)
        return rc;
    json_t *body = NULL;
    rc = ky_answer_search(r->index, &rq, r->service->config->query_us, &body, err);
    if (rc != KY_OK)
        return rc;
    json_int_t took = json_integer_value(json_object_get(body, "took_us"));
    rc = reply_json(out, body, err);
    return rc == KY_OK ? level_length(took, out, err) : rc;
}

static ky_rc answer_suggest(responder *r, const target *t, reply *out, ky_err *err)
{
    ky_param *params = NULL;
    size_t n = 0;
    ky_suggest_request rq;
    ky_rc rc = params_parse(t->raw_query, &r->arena, &params, &n, err);
    if (rc == KY_OK)
        rc = ky_suggest_parse(params, n, &r->arena, &rq, err);
    if (rc != KY_OK)
        return rc;
    json_t *body = NULL;
    rc = ky_suggest(r->index, &rq, &body, err);
    return rc == KY_OK ? reply_json(out, body, err) : rc;
}

static ky_rc answer_project(responder *r, const target *t, reply *out, ky_err *err)
{
    json_t *body = NULL;
    ky_param *params = NULL;
    size_t n = 0;
    bool furigana = false;
    ky_rc rc = params_parse(t->raw_query, &r->arena, &params, &n, err);
    if (rc == KY_OK)
        rc = ky_record_request_parse(params, n, &r->arena, &furigana, err);
    if (rc != KY_OK)
        return rc;
    ky_str id = t->segments[t->n_segments - 1];
    if (!ky_utf8_valid(id, NULL))
        return ky_fail(err, KY_E_NOT_FOUND, "there is no record '%.*s'", KY_FMT(id));
    rc = furigana ? ky_answer_record_read(r->index, id, true, &body, err)
                  : ky_answer_record(r->index, id, true, &body, err);
    return rc == KY_OK ? reply_json(out, body, err) : rc;
}

static ky_rc answer_schema(responder *r, const target *t, reply *out, ky_err *err)
{
    ky_rc rc = take_no_params(r, t, err);
    if (rc != KY_OK)
        return rc;
    json_t *body = NULL;
    rc = ky_answer_schema(r->index, &body, err);
    return rc == KY_OK ? reply_json(out, body, err) : rc;
}

static ky_rc answer_health(responder *r, const target *t, reply *out, ky_err *err)
{
    (void) r;
    (void) t;
    return reply_json(out, json_pack("{s:s}", "status", "serving"), err);
}

static ky_rc answer_ready(responder *r, const target *t, reply *out, ky_err *err)
{
    (void) t;
    if (!atomic_load(&r->service->ready))
        return ky_fail(err, KY_E_LOCKED, "no index is open");
    return reply_json(out, json_pack("{s:s}", "status", "ready"), err);
}

/* The path as it came, without the slash in front: no file of ours needs decoding. */
static ky_str path_of(const target *t)
{
    ky_str path = t->whole;
    size_t end = ky_str_find(path, KY_LIT("?"));
    if (end != SIZE_MAX)
        path.n = end;
    return ky_str_starts(path, KY_LIT("/")) ? ky_str_from(path, 1) : path;
}

/* An address that names the content it had when it was made may be kept for good. */
static bool names_content(const target *t, const asset *a)
{
    return ky_str_starts(t->raw_query, KY_LIT("v=")) &&
           ky_str_eq(ky_str_from(t->raw_query, 2), ky_str_of(a->hash));
}

static ky_rc answer_asset(responder *r, const target *t, reply *out, ky_err *err)
{
    const asset *a = asset_find(path_of(t));
    if (a == NULL)
        return ky_fail(err, KY_E_NOT_FOUND, "there is no such file");
    bool gzip = a->gzip != NULL && reply_takes_gzip(r->request->accept_encoding);
    const ky_str parts[] = {ky_str_of(a->hash), gzip ? KY_LIT("gzip") : KY_LIT("")};
    etag_make(parts, KY_LEN(parts), out->etag);
    out->status = etag_matches(r->request->if_none_match, out->etag) ? 304 : 200;
    out->type = a->type;
    out->page = ky_str_starts(ky_str_of(a->type), KY_LIT("text/html"));
    out->fixed = gzip ? (ky_str){(const char *) a->gzip, a->gzip_n}
                      : (ky_str){(const char *) a->bytes, a->n};
    out->compressed = gzip;
    out->from_index = true;
    out->for_good = names_content(t, a);
    out->shared = true;
    return KY_OK;
}

/* The page with the search box on it, as docs/embed.md calls it. */
static ky_rc answer_example(responder *r, const target *t, reply *out, ky_err *err)
{
    target page = *t;
    page.whole = KY_LIT("/embed-example.html");
    return answer_asset(r, &page, out, err);
}

/* The script behind the kiosk when the daemon is away: browsers look at each start whether it has
 * changed, and no other site has a use for it. */
static ky_rc answer_worker(responder *r, const target *t, reply *out, ky_err *err)
{
    ky_rc rc = answer_asset(r, t, out, err);
    out->worker = true;
    out->for_good = false;
    out->shared = false;
    return rc;
}

static const route asset_route = {.answer = answer_asset};

static const route routes[] = {
    {.path = "", .answer = page_search, .needs_index = true, .page = true},
    {.path = "embed-example", .answer = answer_example, .page = true},
    {.path = "data", .answer = page_data, .needs_index = true, .page = true},
    {.path = "data/*", .answer = data_file, .needs_index = true},
    {.path = "search.csv", .answer = data_search, .needs_index = true},
    {.path = "overview", .answer = page_overview, .needs_index = true, .page = true},
    {.path = "projects/*", .answer = page_project, .needs_index = true, .page = true},
    {.path = "projects/*/qr.svg", .answer = page_project_qr, .needs_index = true},
    {.path = "kiosk", .answer = page_kiosk, .page = true},
    {.path = "kiosk-worker.js", .answer = answer_worker},
    {.path = "opensearch.xml", .answer = site_opensearch},
    {.path = "suggestions", .answer = site_suggestions, .needs_index = true},
    {.path = "sitemap.xml", .answer = site_map, .needs_index = true},
    {.path = "robots.txt", .answer = site_robots},
    {.path = "manifest.webmanifest", .answer = site_manifest},
    {.path = "v1/search", .answer = answer_search, .needs_index = true},
    {.path = "v1/suggest", .answer = answer_suggest, .needs_index = true},
    {.path = "v1/projects/*", .answer = answer_project, .needs_index = true},
    {.path = "v1/schema", .answer = answer_schema, .needs_index = true},
    {.path = "healthz", .answer = answer_health},
    {.path = "readyz", .answer = answer_ready},
};

/* "" is the root, whose path is one empty segment. */
static bool matches(const char *path, const target *t)
{
    if (*path == '\0')
        return t->n_segments == 1 && t->segments[0].n == 0;
    for (size_t i = 0; i < t->n_segments; i++) {
        ky_str wanted = {path, strcspn(path, "/")};
        bool any = ky_str_eq(wanted, KY_LIT("*")) && t->segments[i].n > 0;
        if (wanted.n == 0 || !(any || ky_str_eq(wanted, t->segments[i])))
            return false;
        path += wanted.n;
        path += *path == '/';
    }
    return *path == '\0';
}

const route *route_find(const target *t)
{
    for (size_t i = 0; i < KY_LEN(routes); i++)
        if (!t->too_deep && matches(routes[i].path, t))
            return &routes[i];
    return asset_find(path_of(t)) == NULL ? NULL : &asset_route;
}
