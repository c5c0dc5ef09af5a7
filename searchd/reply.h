/* An answer before it becomes a response of the HTTP library. */
#ifndef SEARCHD_REPLY_H
#define SEARCHD_REPLY_H

#include "base/json.h"
#include "etag.h"

typedef struct reply {
    unsigned status;
    const char *type;        /* of the body, for the program's life; NULL: application/json */
    const char *language;    /* that the request asked for, as a tag; NULL: it has none */
    const char *disposition; /* how a browser keeps it; NULL: shows it */
    bool page;               /* HTML: other headers guard it, and its errors are pages too */
    bool from_index;         /* may be kept, and is asked for again by etag */
    bool for_good;           /* its address names its content: never asked for again */
    bool compressed;         /* the body is gzip */
    bool worker;             /* a script that runs by itself, under its own reply's policy */
    bool shared;             /* other sites may embed it */
    char etag[ETAG_BYTES];   /* "" for none */
    ky_buf body;
    struct ky_export *stream; /* in place of the body: a file that is made while it is read */
    ky_str fixed;             /* in place of the body: bytes that live as long as the program */
} reply;

void reply_fini(reply *r); /* for KY_CLEANUP */

/* 200 with a JSON body; takes the reference. NULL is out of memory. */
ky_rc reply_json(reply *r, json_t *body, ky_err *err);

/* True where a list of codings (Accept-Encoding, RFC 9110, 12.5.3) takes gzip. */
bool reply_takes_gzip(ky_str accepted);

/* Compress the body where that makes it smaller. Errors NOMEM. */
ky_rc reply_compress(reply *r, ky_err *err);

/* The status of a failure: one table for all paths. */
unsigned reply_status(ky_rc rc);

/* A problem of RFC 9457, whatever stood in the reply before. detail is shown to the client: for
 * anything but INVALID and NOT_FOUND pass NULL, and a general sentence stands there. */
void reply_problem(reply *r, unsigned status, const char *detail);

#endif
