/* A worker: one thread that runs libmicrohttpd, with everything it needs, shared with nobody.
 *
 * Connections come from the acceptor, a newer index from the loader; both may call while the
 * worker's thread runs. */
#ifndef SEARCHD_WORKER_H
#define SEARCHD_WORKER_H

#include <sys/socket.h>

#include "clients.h"
#include "handover.h"
#include "responder.h"

struct MHD_Daemon;

typedef struct worker {
    responder responder;
    struct MHD_Daemon *daemon;
    pthread_t thread;
    bool running; /* there is a thread to join, and a handover */
    handover handover;
    clients clients;
    atomic_uint connections; /* handed over and not yet closed */
    atomic_uint under_way;   /* requests from their first line to their last byte answered */
    atomic_uint requests;    /* ever begun; wraps round */
    atomic_bool answering;   /* the thread is inside respond() */
} worker;

/* Start the thread. *w stays where it is until worker_stop(). Errors IO. */
ky_rc worker_start(worker *w, const service *s, ky_err *err);

/* Close the connections, end the thread, free the index. A worker that never started is fine. */
void worker_stop(worker *w);

/* Hand a connection over; the descriptor is the worker's from now on, even on failure. */
void worker_take(worker *w, int fd, const struct sockaddr *peer, socklen_t peer_size);

/* The worker with the fewest of n connection counts, n > 0; among equals the first at or after
 * *turn, which then stands behind it. */
size_t worker_pick(const unsigned *connections, size_t n, size_t *turn);

#endif
