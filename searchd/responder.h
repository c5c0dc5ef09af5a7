/* From a request to a reply, on one thread, without a word of the HTTP library. */
#ifndef SEARCHD_RESPONDER_H
#define SEARCHD_RESPONDER_H

#include <stdatomic.h>

#include "options.h"
#include "reply.h"
#include "search/index.h"

/* What all threads share: immutable but for the two flags. */
typedef struct service {
    const config *config;
    const logger *log;
    const ja_model *model;
    const struct pages *pages;
    ky_str public_url;    /* what begins absolute addresses, without a slash at its end */
    atomic_bool ready;    /* an index has been handed out */
    atomic_bool stopping; /* answers close their connection */
} service;

typedef struct responder {
    const service *service;
    ky_index *index;          /* of this thread; NULL until one is published */
    _Atomic(ky_index *) next; /* one-slot mailbox: a newer one, opened by the loader */
    ky_arena arena;           /* of the request under way */
    const struct http_request *request;
} responder;

/* Header fields are empty where there are none. */
typedef struct http_request {
    ky_str method;
    ky_str target;
    ky_str if_none_match;
    ky_str accept;
    ky_str accept_encoding;
    ky_str accept_language;
} http_request;

/* Begin with `responder r = {.service = …};`; the index goes with it. */
void responder_fini(responder *r);

/* Hand an index over: the responder takes it up before its next request. From any thread; one that
 * was handed over before and not taken up is freed. */
void responder_hand(responder *r, ky_index *index);

/* Answer; never fails, since a failure is an answer too. *out begins as {0}. */
void respond(responder *r, const http_request *rq, reply *out);

#endif
