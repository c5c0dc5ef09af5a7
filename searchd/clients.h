/* The connections of one worker, so that none is kept for ever by a client that sends, or takes,
 * one byte at a time: the HTTP library's own timeout begins anew with every byte.
 *
 * The worker's thread adds, notes and removes; the acceptor's thread sweeps. */
#ifndef SEARCHD_CLIENTS_H
#define SEARCHD_CLIENTS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct client {
    struct client *prev;
    struct client *next;
    int fd;
    bool asking;       /* a request is under way */
    bool ended;        /* the last sweep saw that nothing more will come from it */
    uint64_t since_ms; /* when it came, last sent a whole request head, or took a whole answer */
} client;

typedef struct clients {
    pthread_mutex_t lock;
    client *first;
} clients;

void clients_init(clients *c);
void clients_fini(clients *c); /* after the last client has gone */

/* NULL without memory; the client is then left to the library's timeout alone. */
client *clients_add(clients *c, int fd);
void clients_remove(clients *c, client *cl); /* before its descriptor is closed; frees; NULL-safe */

/* Its step is done: the time for the next one begins. NULL-safe. */
void clients_note(clients *c, client *cl, bool asking);

/* Shut down every connection whose step takes longer than this, and those that nothing more will
 * come from: where the end of a client's stream arrives together with its last request, the
 * library's edge-triggered loop never hears of it. */
void clients_sweep(clients *c, uint64_t limit_ms);

/* Milliseconds of a clock that only goes forward. */
uint64_t now_ms(void);

#endif
