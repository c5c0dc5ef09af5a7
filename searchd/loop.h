/* The main thread's loop: accepts connections, hands them out evenly, obeys signals. */
#ifndef SEARCHD_LOOP_H
#define SEARCHD_LOOP_H

#include "listener.h"
#include "loader.h"

typedef struct loop {
    service *service;
    loader *loader;
    worker *workers;
    size_t n_workers;
    listener *listeners;
    size_t n_listeners;
    int signals; /* a signalfd for HUP, TERM and INT, which every thread blocks */
    size_t turn; /* of the worker that comes next among equals */
    /* Connections over the limit: they were answered, and are kept a moment so that the answer
     * arrives before the connection is reset. */
    int refused[SD_MAX_REFUSED];
    size_t n_refused;
} loop;

/* Serve until told to stop, then finish what is under way. Errors IO, NOMEM. */
ky_rc loop_run(loop *l, ky_err *err);

#endif
