#include "clients.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

uint64_t now_ms(void)
{
    struct timespec t;
    (void) clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t) t.tv_sec * 1000 + (uint64_t) t.tv_nsec / 1000000;
}

void clients_init(clients *c)
{
    c->first = NULL;
    (void) pthread_mutex_init(&c->lock, NULL);
}

void clients_fini(clients *c)
{
    (void) pthread_mutex_destroy(&c->lock);
}

client *clients_add(clients *c, int fd)
{
    client *cl = calloc(1, sizeof *cl);
    if (cl == NULL)
        return NULL;
    cl->fd = fd;
    cl->since_ms = now_ms();
    (void) pthread_mutex_lock(&c->lock);
    cl->next = c->first;
    if (cl->next != NULL)
        cl->next->prev = cl;
    c->first = cl;
    (void) pthread_mutex_unlock(&c->lock);
    return cl;
}

void clients_remove(clients *c, client *cl)
{
    if (cl == NULL)
        return;
    (void) pthread_mutex_lock(&c->lock);
    if (cl->prev != NULL)
        cl->prev->next = cl->next;
    else
        c->first = cl->next;
    if (cl->next != NULL)
        cl->next->prev = cl->prev;
    (void) pthread_mutex_unlock(&c->lock);
    free(cl);
}

void clients_note(clients *c, client *cl, bool asking)
{
    if (cl == NULL)
        return;
    uint64_t now = now_ms();
    (void) pthread_mutex_lock(&c->lock);
    cl->since_ms = now;
    cl->asking = asking;
    cl->ended = false;
    (void) pthread_mutex_unlock(&c->lock);
}

/* Two sweeps must see the end: at the first, the worker may just have read the last request. */
static bool is_over(client *cl)
{
    char byte;
    bool before = cl->ended;
    cl->ended = !cl->asking && recv(cl->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
    return before && cl->ended;
}

void clients_sweep(clients *c, uint64_t limit_ms)
{
    uint64_t now = now_ms();
    (void) pthread_mutex_lock(&c->lock);
    for (client *cl = c->first; cl != NULL; cl = cl->next) {
        bool overdue = now > cl->since_ms && now - cl->since_ms > limit_ms;
        if (overdue || is_over(cl))
            (void) shutdown(cl->fd, SHUT_RDWR);
    }
    (void) pthread_mutex_unlock(&c->lock);
}
