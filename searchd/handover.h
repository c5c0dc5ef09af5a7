/* Connections on their way from the acceptor to a worker. */
#ifndef SEARCHD_HANDOVER_H
#define SEARCHD_HANDOVER_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "base/err.h"

typedef struct newcomer {
    int fd;
    struct sockaddr_storage peer;
    socklen_t peer_size;
} newcomer;

typedef struct handover {
    pthread_mutex_t lock;
    newcomer *waiting; /* in the order in which they came */
    size_t n;
    size_t cap;
    bool ended;
    int wake; /* an eventfd: readable while something waits, or the end was said */
} handover;

/* Errors IO. */
ky_rc handover_init(handover *h, ky_err *err);

/* Close whoever still waits. Nobody else may be in a function of this file any more. */
void handover_fini(handover *h);

/* From any thread. The descriptor is the handover's from now on; false without memory: it is closed
 * then. */
bool handover_put(handover *h, int fd, const struct sockaddr *peer, socklen_t peer_size);

/* Say that nobody else will come. From any thread. */
void handover_end(handover *h);

/* Take all that wait, for the caller to free(): *ret_n of them, NULL where there are none. False
 * where the end was said. For the worker's thread, when h->wake is readable. */
bool handover_take(handover *h, newcomer **ret, size_t *ret_n);

#endif
