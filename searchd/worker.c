#include "worker.h"

#include <limits.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/num.h"
#include "response.h"

/* One request, from its first line to its completion. */
typedef struct exchange {
    uint64_t body_bytes; /* read and thrown away so far */
    bool headers_seen;
    ky_str target;
    char bytes[];
} exchange;

__attribute__((format(printf, 2, 0))) static void log_of_library(void *cls, const char *fmt,
                                                                 va_list ap)
{
    const worker *w = cls;
    char text[KY_ERR_BYTES];
    (void) vsnprintf(text, sizeof text, fmt, ap);
    text[strcspn(text, "\n")] = '\0';
    log_line(w->responder.service->log, LOG_DEBUG, "http: %s", text);
}

static client *client_of(struct MHD_Connection *con)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(con, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == NULL ? NULL : info->socket_context;
}

/* Keep the library from taking the query apart. It makes a list of the parameters in the memory of
 * the connection, and where that runs out (thousands of `&`) it forgets to answer: libmicrohttpd
 * 0.9.75. The target lies in the connection's own buffer, which is no constant. */
static void hide_query(const char *uri)
{
    char *query = strchr((char *) uri, '?');
    if (query != NULL)
        query[1] = '\0';
}

/* Called with the request line's target as it came; what it returns is the exchange of the
 * request. */
static void *begin_exchange(void *cls, const char *uri, struct MHD_Connection *con)
{
    worker *w = cls;
    size_t n = strlen(uri);
    exchange *x = malloc(sizeof *x + n + 1);
    if (x == NULL)
        return NULL;
    memcpy(x->bytes, uri, n + 1);
    hide_query(uri);
    x->body_bytes = 0;
    x->headers_seen = false;
    x->target = (ky_str){x->bytes, n};
    clients_note(&w->clients, client_of(con), true);
    (void) atomic_fetch_add(&w->under_way, 1);
    (void) atomic_fetch_add(&w->requests, 1);
    return x;
}

static void end_exchange(void *cls, struct MHD_Connection *con, void **con_cls,
                         enum MHD_RequestTerminationCode why)
{
    (void) why;
    worker *w = cls;
    if (*con_cls == NULL)
        return;
    free(*con_cls);
    *con_cls = NULL;
    clients_note(&w->clients, client_of(con), false);
    (void) atomic_fetch_sub(&w->under_way, 1);
}

static void note_connection(void *cls, struct MHD_Connection *con, void **socket_context,
                            enum MHD_ConnectionNotificationCode what)
{
    worker *w = cls;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(con, MHD_CONNECTION_INFO_CONNECTION_FD);
        *socket_context = info == NULL ? NULL : clients_add(&w->clients, info->connect_fd);
        return;
    }
    clients_remove(&w->clients, *socket_context);
    *socket_context = NULL;
    (void) atomic_fetch_sub(&w->connections, 1);
}

static ky_str header_of(struct MHD_Connection *con, const char *name)
{
    return ky_str_of(MHD_lookup_connection_value(con, MHD_HEADER_KIND, name));
}

static enum MHD_Result answer(worker *w, struct MHD_Connection *con, const exchange *x,
                              const char *method)
{
    KY_CLEANUP(reply_fini) reply r = {0};
    const http_request rq = {
        .method = ky_str_of(method),
        .target = x->target,
        .if_none_match = header_of(con, "If-None-Match"),
        .accept = header_of(con, "Accept"),
        .accept_encoding = header_of(con, "Accept-Encoding"),
        .accept_language = header_of(con, "Accept-Language"),
    };
    atomic_store(&w->answering, true);
    respond(&w->responder, &rq, &r);
    atomic_store(&w->answering, false);
    return response_queue(con, w->responder.service, &r);
}

static bool announces_large_body(struct MHD_Connection *con)
{
    ky_str length = header_of(con, "Content-Length");
    uint64_t n;
    return length.p != NULL && ky_parse_u64(length, 0, SD_MAX_BODY_BYTES, &n, NULL) != KY_OK;
}

/* Called once with the headers, then with each piece of a body, then once to answer. */
static enum MHD_Result handle(void *cls, struct MHD_Connection *con, const char *url,
                              const char *method, const char *version, const char *piece,
                              size_t *piece_bytes, void **con_cls)
{
    (void) url;
    (void) version;
    (void) piece;
    worker *w = cls;
    exchange *x = *con_cls;
    if (x == NULL)
        return MHD_NO;
    if (!x->headers_seen) {
        x->headers_seen = true;
        clients_note(&w->clients, client_of(con), true);
        /* To answer now makes the library close the connection behind the answer. */
        return announces_large_body(con) ? answer(w, con, x, method) : MHD_YES;
    }
    if (*piece_bytes > 0) {
        x->body_bytes += *piece_bytes;
        *piece_bytes = 0;
        return x->body_bytes <= SD_MAX_BODY_BYTES ? MHD_YES : MHD_NO;
    }
    return answer(w, con, x, method);
}

/* How long poll() may wait: until the library has to look at a connection that went silent. */
static int patience(const worker *w)
{
    MHD_UNSIGNED_LONG_LONG ms;
    if (MHD_get_timeout(w->daemon, &ms) != MHD_YES)
        return -1;
    return ms > INT_MAX ? INT_MAX : (int) ms;
}

static int epoll_of(const worker *w)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(w->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    return info == NULL ? -1 : info->epoll_fd;
}

/* Here and not in the acceptor's thread, since only a library that runs its own thread would keep
 * the two apart. False where it is time to end. */
static bool take_newcomers(worker *w)
{
    newcomer *who = NULL;
    size_t n = 0;
    bool going_on = handover_take(&w->handover, &who, &n);
    for (size_t i = 0; i < n; i++) {
        const struct sockaddr *peer = (const struct sockaddr *) &who[i].peer;
        /* On failure the library has closed the descriptor. */
        if (MHD_add_connection(w->daemon, who[i].fd, peer, who[i].peer_size) != MHD_YES)
            (void) atomic_fetch_sub(&w->connections, 1);
    }
    free(who);
    return going_on;
}

/* The library's own thread would hang now and then: where exactly as many connections are ready as
 * it takes at once, 128, it waits for more before it answers these (libmicrohttpd 0.9.75,
 * MHD_epoll). MHD_run() never waits. */
static void *serve(void *arg)
{
    worker *w = arg;
    struct pollfd fds[] = {{.fd = epoll_of(w), .events = POLLIN},
                           {.fd = w->handover.wake, .events = POLLIN}};
    for (bool going_on = true; going_on;) {
        fds[1].revents = 0;
        (void) poll(fds, KY_LEN(fds), patience(w)); /* interrupted: there is nothing to do then */
        if (fds[1].revents != 0)
            going_on = take_newcomers(w);
        (void) MHD_run(w->daemon);
    }
    return NULL;
}

static ky_rc start_thread(worker *w, ky_err *err)
{
    ky_rc rc = handover_init(&w->handover, err);
    if (rc != KY_OK)
        return rc;
    w->running = pthread_create(&w->thread, NULL, serve, w) == 0;
    if (w->running)
        return KY_OK;
    handover_fini(&w->handover);
    return ky_fail(err, KY_E_IO, "a worker thread cannot be started");
}

static void stop_thread(worker *w)
{
    if (!w->running)
        return;
    handover_end(&w->handover);
    (void) pthread_join(w->thread, NULL);
    handover_fini(&w->handover);
    w->running = false;
}

ky_rc worker_start(worker *w, const service *s, ky_err *err)
{
    w->responder.service = s;
    clients_init(&w->clients);
    /* The logger comes first, so that what is said about the other options reaches it. The
     * acceptor keeps to the connection limit; the library's own is only above it. */
    w->daemon = MHD_start_daemon(
        MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ERROR_LOG, 0, NULL, NULL, handle, w,
        MHD_OPTION_EXTERNAL_LOGGER, log_of_library, w, MHD_OPTION_URI_LOG_CALLBACK, begin_exchange,
        w, MHD_OPTION_NOTIFY_COMPLETED, end_exchange, w, MHD_OPTION_NOTIFY_CONNECTION,
        note_connection, w, MHD_OPTION_CONNECTION_LIMIT, (unsigned) s->config->max_connections + 1,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned) s->config->idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) SD_CONNECTION_BYTES,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    if (w->daemon != NULL)
        return start_thread(w, err);
    clients_fini(&w->clients);
    return ky_fail(err, KY_E_IO, "a worker cannot be started");
}

void worker_stop(worker *w)
{
    stop_thread(w);
    if (w->daemon != NULL) {
        MHD_stop_daemon(w->daemon);
        clients_fini(&w->clients);
    }
    w->daemon = NULL;
    responder_fini(&w->responder);
}

void worker_take(worker *w, int fd, const struct sockaddr *peer, socklen_t peer_size)
{
    (void) atomic_fetch_add(&w->connections, 1);
    if (!handover_put(&w->handover, fd, peer, peer_size))
        (void) atomic_fetch_sub(&w->connections, 1);
}

size_t worker_pick(const unsigned *connections, size_t n, size_t *turn)
{
    size_t best = *turn % n;
    for (size_t i = 1; i < n; i++) {
        size_t at = (*turn + i) % n;
        if (connections[at] < connections[best])
            best = at;
    }
    *turn = (best + 1) % n;
    return best;
}
