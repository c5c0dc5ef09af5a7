#include "response.h"

#include <stdio.h>

#include "base/mem.h"

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
    if (!add(to, "Vary", "Origin"))
        return false;
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

static bool add_headers(struct MHD_Response *to, struct MHD_Connection *con, const service *s,
                        const reply *r)
{
    const char *type = r->problem ? "application/problem+json" : "application/json";
    /* A 304 has no body for the type to speak of. */
    return (r->status == 304 || add(to, "Content-Type", type)) &&
           add(to, "X-Content-Type-Options", "nosniff") &&
           add(to, "Cache-Control", r->from_index ? "no-cache" : "no-store") &&
           (r->etag[0] == '\0' || add(to, "ETag", r->etag)) &&
           (!atomic_load(&s->stopping) || add(to, "Connection", "close")) &&
           add_cross_origin(to, con, s->config) && add_status_headers(to, r->status);
}

enum MHD_Result response_queue(struct MHD_Connection *con, const service *s, reply *r)
{
    size_t n = r->body.n;
    char *body = ky_buf_take(&r->body);
    if (body == NULL)
        return MHD_NO;
    KY_CLEANUP(destroy)
    struct MHD_Response *response = MHD_create_response_from_buffer(n, body, MHD_RESPMEM_MUST_FREE);
    if (response == NULL) {
        free(body);
        return MHD_NO;
    }
    if (!add_headers(response, con, s, r))
        return MHD_NO;
    return MHD_queue_response(con, r->status, response);
}
