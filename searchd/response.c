#include "response.h"

#include <stdio.h>

#include "base/mem.h"
#include "search/export.h"

static void destroy(struct MHD_Response **r)
{
    if (*r != NULL)
        MHD_destroy_response(*r);
}

static bool add(struct MHD_Response *r, const char *name, const char *value)
{
    return MHD_add_response_header(r, name, value) == MHD_YES;
}

static bool is_allowed(const config *c, const char *origin)
{
    for (size_t i = 0; origin != NULL && i < c->n_origins; i++)
        if (ky_str_eq(c->origins[i], ky_str_of(origin)))
            return true;
    return false;
}

static bool add_cross_origin(struct MHD_Response *to, struct MHD_Connection *con, const config *c)
{
    if (c->n_origins == 0)
        return true;
    const char *origin = MHD_lookup_connection_value(con, MHD_HEADER_KIND, "Origin");
    return !is_allowed(c, origin) || (add(to, "Access-Control-Allow-Origin", origin) &&
                                      add(to, "Access-Control-Expose-Headers", "ETag"));
}

static bool add_status_headers(struct MHD_Response *to, unsigned status)
{
    if (status == 405)
        return add(to, "Allow", "GET, HEAD");
    char seconds[16];
    (void) snprintf(seconds, sizeof seconds, "%d", SD_RETRY_SECONDS);
    return status != 503 || add(to, "Retry-After", seconds);
}

static bool add_some(struct MHD_Response *to, const char *name, const char *value)
{
    return value == NULL || add(to, name, value);
}

static const char *cache_control(const reply *r)
{
    if (r->for_good)
        return "public, max-age=31536000, immutable";
    return r->from_index ? "no-cache" : "no-store";
}

/* Pages load what this daemon serves and nothing else; what is no page loads nothing. A worker has
 * the policy of its own script, not of the page that started it: it fetches, and that is all. */
static const char *policy(const reply *r)
{
    if (r->worker)
        return "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";
    if (!r->page)
        return "default-src 'none'; frame-ancestors 'none'";
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
           "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri "
           "'none'; "
           "form-action 'self'; frame-ancestors 'none'";
}

/* What in a request's head decides about the answer besides its target. */
static bool add_vary(struct MHD_Response *to, const config *c, const reply *r)
{
    char names[64];
    bool coding = r->page || r->fixed.p != NULL;
    int n =
        snprintf(names, sizeof names, "%s%s%s", c->n_origins > 0 ? ", Origin" : "",
                 coding ? ", Accept-Encoding" : "", r->language != NULL ? ", Accept-Language" : "");
    return n == 0 || add(to, "Vary", names + 2);
}

static ssize_t read_stream(void *cls, uint64_t pos, char *to, size_t max)
{
    size_t n = 0;
    (void) pos;
    if (ky_export_read(cls, to, max, &n, NULL) != KY_OK)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    return n == 0 ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t) n;
}

static void free_stream(void *cls)
{
    ky_export_free(cls);
}

/* The stream is the response's where there is one. */
static struct MHD_Response *make_streamed(reply *r)
{
    struct MHD_Response *response = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, SD_STREAM_BYTES, read_stream, r->stream, free_stream);
    if (response != NULL)
        r->stream = NULL;
    return response;
}

static struct MHD_Response *make(reply *r)
{
    if (r->stream != NULL)
        return make_streamed(r);
    if (r->fixed.p != NULL)
        return MHD_create_response_from_buffer(r->fixed.n, (void *) r->fixed.p,
                                               MHD_RESPMEM_PERSISTENT);
    size_t n = r->body.n;
    char *body = ky_buf_take(&r->body);
    struct MHD_Response *response =
        body == NULL ? NULL : MHD_create_response_from_buffer(n, body, MHD_RESPMEM_MUST_FREE);
    if (response == NULL)
        free(body);
    return response;
}

static bool add_headers(struct MHD_Response *to, struct MHD_Connection *con, const service *s,
                        const reply *r)
{
    /* A 304 has no body for the type to speak of. */
    return (r->status == 304 ||
            add(to, "Content-Type", r->type == NULL ? "application/json" : r->type)) &&
           add(to, "X-Content-Type-Options", "nosniff") &&
           add(to, "Referrer-Policy", "same-origin") &&
           add(to, "Cache-Control", cache_control(r)) &&
           add_some(to, "ETag", r->etag[0] == '\0' ? NULL : r->etag) &&
           add_some(to, "Content-Language", r->language) &&
           add_some(to, "Content-Disposition", r->disposition) &&
           add_some(to, "Content-Encoding", r->compressed ? "gzip" : NULL) &&
           add_some(to, "Content-Security-Policy", policy(r)) &&
           add(to, "Cross-Origin-Resource-Policy", r->shared ? "cross-origin" : "same-origin") &&
           add_vary(to, s->config, r) &&
           (!atomic_load(&s->stopping) || add(to, "Connection", "close")) &&
           add_cross_origin(to, con, s->config) && add_status_headers(to, r->status);
}

enum MHD_Result response_queue(struct MHD_Connection *con, const service *s, reply *r)
{
    KY_CLEANUP(destroy) struct MHD_Response *response = make(r);
    if (response == NULL || !add_headers(response, con, s, r))
        return MHD_NO;
    return MHD_queue_response(con, r->status, response);
}
