/* Asking over HTTP: with libcurl, or byte by byte over a socket. */
#ifndef TESTS_SEARCHD_HTTP_H
#define TESTS_SEARCHD_HTTP_H

#include "base/json.h"
#include "daemon.h"

typedef struct answer {
    long status; /* 0 where there was no answer at all */
    ky_buf head; /* header lines as they came */
    ky_buf body;
} answer;

void answer_fini(answer *a); /* for KY_CLEANUP */

typedef struct ask {
    const char *method;    /* NULL is GET */
    const char *header;    /* one more header line; or NULL */
    const char *body;      /* or NULL */
    const char *unix_path; /* connect there; or NULL */
} ask;

/* The target goes out as it is, unescaped and not normalised. */
answer http_ask(const daemon_child *d, const char *target, const ask *how);
answer http_get(const daemon_child *d, const char *target);

/* Only the status. */
long http_status(const daemon_child *d, const char *target);

/* The value of a header line, copied into out; false where there is none. */
bool answer_header(const answer *a, const char *name, char out[static PATH_BYTES]);
void assert_header(const answer *a, const char *name, const char *value);
void assert_no_header(const answer *a, const char *name);

/* The body as JSON; json_decref() it. */
json_t *answer_json(const answer *a);

/* The answer is a problem with this status, whose detail holds the text. */
void assert_problem(const answer *a, long status, const char *in_detail);

/* Ask until the status is there; ctest's time limit ends what never comes. */
void wait_for_status(const daemon_child *d, const char *target, long status);

/* A plain socket to the daemon. */
int raw_connect(const daemon_child *d);
void raw_send(int fd, const char *bytes, size_t n);
void raw_puts(int fd, const char *text);

/* Read one answer off the socket (Content-Length, or no body after a HEAD); *carry holds what was
 * read beyond it. Status 0 where the connection ended before. */
answer raw_answer(int fd, ky_buf *carry, bool head);

/* Everything up to the end of the connection. */
void raw_drain(int fd, ky_buf *out);

#endif
