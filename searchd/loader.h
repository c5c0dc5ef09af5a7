/* Takes up newly published generations, in a thread of its own, so that neither a request nor a
 * new connection waits while an index is opened. */
#ifndef SEARCHD_LOADER_H
#define SEARCHD_LOADER_H

#include <sys/stat.h>

#include "worker.h"

/* A generation's folder, which may be removed and made again under the same name. */
typedef struct folder_id {
    dev_t dev;
    ino_t ino;
    struct timespec changed;
} folder_id;

typedef struct loader {
    service *service;
    worker *workers;
    size_t n_workers;
    char serving[KY_GENERATION_BYTES]; /* what the workers were given last; "" for nothing */
    folder_id serving_folder;
    char refused[KY_GENERATION_BYTES]; /* what the last complaint was about */
    bool complained;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool asked; /* to look now, whatever was seen before */
    bool stopping;
    bool running;
} loader;

/* The first look, before any thread runs. Where nothing is published that is no failure.
 * Errors CORRUPT, IO, NOMEM. */
ky_rc loader_first(loader *l, ky_err *err);

/* Look every SD_CHECK_SECONDS from now on. Errors IO. */
ky_rc loader_start(loader *l, ky_err *err);

/* Open what is published now, even where it is served already: SIGHUP. systemd is told when it is
 * done. */
void loader_ask(loader *l);

/* Waits for an opening under way. A loader that never started is fine. */
void loader_stop(loader *l);

#endif
