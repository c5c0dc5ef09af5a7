/* A server that answers with given bytes: what a daemon never sends, or a machine between. */
#ifndef KY_TESTS_CLI_CANNED_H
#define KY_TESTS_CLI_CANNED_H

#include <pthread.h>

typedef struct canned {
    const char *schema; /* the whole response to GET /v1/schema; NULL closes without one */
    const char *other;  /* to every other request */
    int listener;
    char address[64]; /* http://127.0.0.1:port */
    pthread_t thread;
} canned;

/* Listen on a free port of 127.0.0.1 and answer from a thread until canned_stop(). */
void canned_start(canned *c);
void canned_stop(canned *c); /* for KY_CLEANUP */

#endif
