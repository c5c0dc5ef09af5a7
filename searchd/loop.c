#include "loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "base/mem.h"

static unsigned connections_of(const loop *l, unsigned *each)
{
    unsigned sum = 0;
    for (size_t i = 0; i < l->n_workers; i++) {
        each[i] = atomic_load(&l->workers[i].connections);
        sum += each[i];
    }
    return sum;
}

static void close_refused(loop *l)
{
    for (size_t i = 0; i < l->n_refused; i++)
        (void) close(l->refused[i]);
    l->n_refused = 0;
}

/* Over the limit: say so and hang up. Nothing here waits for the client. */
static void refuse(loop *l, int fd)
{
    KY_CLEANUP(reply_fini) reply r = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf head = {0};
    reply_problem(&r, 503, "Too many connections are open. Please try again.");
    ky_buf_printf(&head,
                  "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n"
                  "Content-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\n"
                  "Cache-Control: no-store\r\nRetry-After: %d\r\nContent-Length: %zu\r\n\r\n",
                  SD_RETRY_SECONDS, r.body.n);
    ky_buf_put(&head, ky_buf_str(&r.body));
    if (ky_buf_ok(&head))
        (void) send(fd, head.p, head.n, MSG_NOSIGNAL | MSG_DONTWAIT);
    (void) shutdown(fd, SHUT_WR);
    if (l->n_refused == SD_MAX_REFUSED)
        close_refused(l);
    l->refused[l->n_refused++] = fd;
}

static void hand_out(loop *l, int fd, const struct sockaddr *peer, socklen_t size)
{
    unsigned each[SD_MAX_THREADS];
    if (connections_of(l, each) >= l->service->config->max_connections) {
        refuse(l, fd);
        return;
    }
    worker_take(&l->workers[worker_pick(each, l->n_workers, &l->turn)], fd, peer, size);
}

/* Accept what waits, up to `most`. False where descriptors or memory have run out: the connection
 * stays in the queue, and to look again at once would only spin. */
static bool accept_some(loop *l, const listener *from, size_t most)
{
    while (most-- > 0) {
        struct sockaddr_storage peer;
        socklen_t size = sizeof peer;
        int fd = accept4(from->fd, (struct sockaddr *) &peer, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0)
            hand_out(l, fd, (const struct sockaddr *) &peer, size);
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            return true;
        else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS)
            return false;
        /* Anything else is the fault of that one connection. */
    }
    return true;
}

/* True where a signal says to stop. */
static bool obey(loop *l)
{
    struct signalfd_siginfo info;
    while (read(l->signals, &info, sizeof info) == (ssize_t) sizeof info) {
        if (info.ssi_signo != SIGHUP)
            return true;
        uint64_t now_us = now_ms() * 1000;
        (void) sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%llu", (unsigned long long) now_us);
        loader_ask(l->loader);
    }
    return false;
}

static void look_after_clients(loop *l)
{
    close_refused(l);
    uint64_t limit_ms = (uint64_t) l->service->config->idle_seconds * 1000;
    for (size_t i = 0; i < l->n_workers; i++)
        clients_sweep(&l->workers[i].clients, limit_ms);
}

static ky_rc serve(loop *l, ky_err *err)
{
    struct pollfd fds[SD_MAX_LISTENERS + 1];
    bool accepting = true;
    uint64_t next_look = now_ms() + 1000 * SD_CHECK_SECONDS;
    for (;;) {
        size_t n = accepting ? l->n_listeners : 0;
        for (size_t i = 0; i < n; i++)
            fds[i] = (struct pollfd){.fd = l->listeners[i].fd, .events = POLLIN};
        fds[n] = (struct pollfd){.fd = l->signals, .events = POLLIN};
        uint64_t now = now_ms();
        int wait = now >= next_look ? 0 : (int) (next_look - now);
        if (poll(fds, n + 1, wait) < 0 && errno != EINTR)
            return ky_fail_errno(err, "poll");
        if (fds[n].revents != 0 && obey(l))
            return KY_OK;
        for (size_t i = 0; i < n && accepting; i++)
            if (fds[i].revents != 0)
                accepting = accept_some(l, &l->listeners[i], SD_ACCEPT_ROUND);
        if (now_ms() < next_look)
            continue;
        look_after_clients(l);
        next_look = now_ms() + 1000 * SD_CHECK_SECONDS;
        accepting = true;
    }
}

typedef struct activity {
    unsigned under_way;
    unsigned requests;
} activity;

static activity activity_of(const loop *l)
{
    activity a = {0};
    for (size_t i = 0; i < l->n_workers; i++) {
        a.under_way += atomic_load(&l->workers[i].under_way);
        a.requests += atomic_load(&l->workers[i].requests);
    }
    return a;
}

/* Wait until for SD_QUIET_MS no request has been begun or been under way, so that what had reached
 * the machine before the signal is answered too; SD_FINISH_MS at most, or a second signal. */
static void finish(const loop *l)
{
    enum { STEP_MS = 10 };
    uint64_t start = now_ms();
    uint64_t quiet_since = start;
    activity before = activity_of(l);
    struct pollfd fd = {.fd = l->signals, .events = POLLIN};
    for (uint64_t now = start; now - start < SD_FINISH_MS; now = now_ms()) {
        activity a = activity_of(l);
        if (a.under_way > 0 || a.requests != before.requests)
            quiet_since = now;
        before = a;
        if (now - quiet_since >= SD_QUIET_MS || poll(&fd, 1, STEP_MS) > 0)
            return;
    }
    log_line(l->service->log, LOG_WARN, "%u requests were cut off at the end",
             activity_of(l).under_way);
}

ky_rc loop_run(loop *l, ky_err *err)
{
    ky_rc rc = serve(l, err);
    (void) sd_notify(0, "STOPPING=1");
    atomic_store(&l->service->stopping, true);
    for (size_t i = 0; i < l->n_listeners; i++) {
        /* Whoever is in the queue had connected before the signal came. */
        if (rc == KY_OK)
            (void) accept_some(l, &l->listeners[i], SD_BACKLOG);
        listener_close(&l->listeners[i]);
    }
    if (rc == KY_OK)
        finish(l);
    close_refused(l);
    return rc;
}
