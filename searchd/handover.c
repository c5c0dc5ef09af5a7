#include "handover.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/mem.h"

ky_rc handover_init(handover *h, ky_err *err)
{
    *h = (handover){.wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    if (h->wake < 0)
        return ky_fail_errno(err, "eventfd");
    (void) pthread_mutex_init(&h->lock, NULL);
    return KY_OK;
}

void handover_fini(handover *h)
{
    for (size_t i = 0; i < h->n; i++)
        (void) close(h->waiting[i].fd);
    free(h->waiting);
    (void) pthread_mutex_destroy(&h->lock);
    (void) close(h->wake);
}

/* It fails only where it is readable anyway. */
static void wake(const handover *h)
{
    const uint64_t one = 1;
    ssize_t written = write(h->wake, &one, sizeof one);
    (void) written;
}

bool handover_put(handover *h, int fd, const struct sockaddr *peer, socklen_t peer_size)
{
    newcomer who = {.fd = fd, .peer_size = peer_size};
    memcpy(&who.peer, peer, peer_size < sizeof who.peer ? peer_size : sizeof who.peer);
    (void) pthread_mutex_lock(&h->lock);
    bool room = KY_GROW(h->waiting, h->cap, h->n + 1);
    if (room)
        h->waiting[h->n++] = who;
    (void) pthread_mutex_unlock(&h->lock);
    if (room)
        wake(h);
    else
        (void) close(fd);
    return room;
}

void handover_end(handover *h)
{
    (void) pthread_mutex_lock(&h->lock);
    h->ended = true;
    (void) pthread_mutex_unlock(&h->lock);
    wake(h);
}

bool handover_take(handover *h, newcomer **ret, size_t *ret_n)
{
    uint64_t times;
    ssize_t got = read(h->wake, &times, sizeof times);
    (void) got;
    (void) pthread_mutex_lock(&h->lock);
    bool going_on = !h->ended;
    *ret = KY_STEAL(h->waiting);
    *ret_n = h->n;
    h->n = 0;
    h->cap = 0;
    (void) pthread_mutex_unlock(&h->lock);
    return going_on;
}
