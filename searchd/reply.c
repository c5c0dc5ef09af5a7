#include "reply.h"

#include <limits.h>
#include <zlib.h>

#include "base/mem.h"
#include "search/export.h"

enum { LEAST_COMPRESSED = 1024 }; /* bytes; fewer fit a packet anyway */

/* What each status is called, and what it says where nothing better is known. No text here names
 * a path, a library or a part of the program. */
static const struct {
    unsigned status;
    const char *title;
    const char *detail;
} problems[] = {
    {400, "Bad Request", "The request cannot be understood."},
    {404, "Not Found", "There is nothing at this address."},
    {405, "Method Not Allowed", "Only GET and HEAD are answered here."},
    {414, "URI Too Long", "The target of a request may have at most 8192 bytes."},
    {500, "Internal Server Error", "The question could not be answered."},
    {503, "Service Unavailable", "The service cannot answer now. Please try again."},
};

static const struct {
    ky_rc rc;
    unsigned status;
} statuses[] = {
    {KY_OK, 200},          {KY_E_NOMEM, 503},    {KY_E_IO, 500},      {KY_E_INVALID, 400},
    {KY_E_NOT_FOUND, 404}, {KY_E_LOCKED, 503},   {KY_E_CORRUPT, 500}, {KY_E_STALE, 503},
    {KY_E_TIMEOUT, 503},   {KY_E_INTERNAL, 500},
};

void reply_fini(reply *r)
{
    ky_export_free(r->stream);
    r->stream = NULL;
    ky_buf_fini(&r->body);
}

unsigned reply_status(ky_rc rc)
{
    for (size_t i = 0; i < KY_LEN(statuses); i++)
        if (statuses[i].rc == rc)
            return statuses[i].status;
    return 500;
}

ky_rc reply_json(reply *r, json_t *body, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *owned = body;
    ky_buf_clear(&r->body);
    ky_rc rc = ky_json_write(owned, 0, &r->body, err);
    if (rc == KY_OK)
        r->status = 200;
    return rc;
}

bool reply_takes_gzip(ky_str accepted)
{
    size_t at = ky_str_find(accepted, KY_LIT("gzip"));
    if (at == SIZE_MAX)
        return false;
    ky_str rest = ky_str_from(accepted, at + 4);
    return !ky_str_starts(rest, KY_LIT(";q=0")) || ky_str_starts(rest, KY_LIT(";q=0."));
}

ky_rc reply_compress(reply *r, ky_err *err)
{
    enum { GZIP = 15 + 16, MEMORY = 8, QUICK = 5 };
    z_stream z = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    if (r->body.n < LEAST_COMPRESSED || r->body.n > UINT_MAX)
        return KY_OK;
    if (deflateInit2(&z, QUICK, Z_DEFLATED, GZIP, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return ky_nomem(err);
    size_t most = deflateBound(&z, r->body.n);
    out.p = malloc(most + 1);
    out.cap = most + 1;
    z.next_in = (unsigned char *) r->body.p;
    z.avail_in = (unsigned) r->body.n;
    z.next_out = (unsigned char *) out.p;
    z.avail_out = (unsigned) most;
    bool done = out.p != NULL && deflate(&z, Z_FINISH) == Z_STREAM_END;
    out.n = done ? z.total_out : 0;
    (void) deflateEnd(&z);
    if (!done)
        return ky_nomem(err);
    if (out.n >= r->body.n)
        return KY_OK;
    out.p[out.n] = '\0';
    ky_buf_fini(&r->body);
    r->body = out;
    out = (ky_buf){0};
    r->compressed = true;
    return KY_OK;
}

void reply_problem(reply *r, unsigned status, const char *detail)
{
    size_t i = 0;
    while (i + 1 < KY_LEN(problems) && problems[i].status != status)
        i++;
    KY_CLEANUP(ky_json_unref_p)
    json_t *j = json_pack("{s:s, s:s, s:i, s:s}", "type", "about:blank", "title", problems[i].title,
                          "status", (int) problems[i].status, "detail",
                          detail == NULL ? problems[i].detail : detail);
    ky_export_free(r->stream);
    r->stream = NULL;
    ky_buf_clear(&r->body);
    r->status = problems[i].status;
    r->type = "application/problem+json";
    r->page = false;
    r->language = NULL;
    r->disposition = NULL;
    r->from_index = false;
    r->for_good = false;
    r->compressed = false;
    r->worker = false;
    r->shared = false;
    r->fixed = (ky_str){0};
    r->etag[0] = '\0';
    /* Without memory for the body the status still goes out. */
    if (ky_json_write(j, 0, &r->body, NULL) != KY_OK)
        ky_buf_fini(&r->body);
}
