#include "reply.h"

#include "base/mem.h"

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

void reply_problem(reply *r, unsigned status, const char *detail)
{
    size_t i = 0;
    while (i + 1 < KY_LEN(problems) && problems[i].status != status)
        i++;
    KY_CLEANUP(ky_json_unref_p)
    json_t *j = json_pack("{s:s, s:s, s:i, s:s}", "type", "about:blank", "title", problems[i].title,
                          "status", (int) problems[i].status, "detail",
                          detail == NULL ? problems[i].detail : detail);
    ky_buf_clear(&r->body);
    r->status = problems[i].status;
    r->problem = true;
    r->from_index = false;
    r->etag[0] = '\0';
    /* Without memory for the body the status still goes out. */
    if (ky_json_write(j, 0, &r->body, NULL) != KY_OK)
        ky_buf_fini(&r->body);
}
