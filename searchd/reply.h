/* An answer before it becomes a response of the HTTP library. */
#ifndef SEARCHD_REPLY_H
#define SEARCHD_REPLY_H

#include "base/json.h"
#include "etag.h"

typedef struct reply {
    unsigned status;
    bool problem;          /* the body is application/problem+json */
    bool from_index;       /* may be kept, and is asked for again by etag */
    char etag[ETAG_BYTES]; /* "" for none */
    ky_buf body;
} reply;

void reply_fini(reply *r); /* for KY_CLEANUP */

/* 200 with a JSON body; takes the reference. NULL is out of memory. */
ky_rc reply_json(reply *r, json_t *body, ky_err *err);

/* The status of a failure: one table for all paths. */
unsigned reply_status(ky_rc rc);

/* A problem of RFC 9457, whatever stood in the reply before. detail is shown to the client: for
 * anything but INVALID and NOT_FOUND pass NULL, and a general sentence stands there. */
void reply_problem(reply *r, unsigned status, const char *detail);

#endif
