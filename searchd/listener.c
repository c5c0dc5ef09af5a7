#include "listener.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "base/mem.h"
#include "sd_limits.h"

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void) close(*fd);
}

static int steal_fd(int *fd)
{
    int taken = *fd;
    *fd = -1;
    return taken;
}

static ky_rc bind_failed(const char *what, ky_err *err)
{
    if (errno == EADDRINUSE)
        return ky_fail(err, KY_E_LOCKED, "%s: is in use", what);
    return ky_fail_errno(err, what);
}

static struct sockaddr_un unix_address(const char *path)
{
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    memcpy(a.sun_path, path, strnlen(path, sizeof a.sun_path - 1));
    return a;
}

/* True where path is a socket that nobody answers on: its daemon has died. */
static bool is_stale(const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0 || !S_ISSOCK(st.st_mode))
        return false;
    KY_CLEANUP(close_fd) int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return false;
    struct sockaddr_un a = unix_address(path);
    return connect(fd, (const struct sockaddr *) &a, sizeof a) != 0 && errno == ECONNREFUSED;
}

static bool bind_unix(int fd, const char *path)
{
    struct sockaddr_un a = unix_address(path);
    if (bind(fd, (const struct sockaddr *) &a, sizeof a) == 0)
        return true;
    if (errno != EADDRINUSE)
        return false;
    if (is_stale(path) && unlink(path) == 0)
        return bind(fd, (const struct sockaddr *) &a, sizeof a) == 0;
    errno = EADDRINUSE;
    return false;
}

static ky_rc open_unix(const address *a, listener *ret, ky_err *err)
{
    char what[sizeof a->path + 8];
    (void) snprintf(what, sizeof what, "unix:%s", a->path);
    KY_CLEANUP(close_fd) int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0 || !bind_unix(fd, a->path))
        return bind_failed(what, err);
    KY_CLEANUP(ky_free_p) char *path = strdup(a->path);
    struct stat st;
    /* Before listen(), so that nobody connects under another mode. */
    if (path == NULL || chmod(path, 0660) != 0 || stat(path, &st) != 0 ||
        listen(fd, SD_BACKLOG) != 0) {
        int saved = errno;
        (void) unlink(a->path);
        errno = saved;
        return ky_fail_errno(err, what);
    }
    *ret = (listener){
        .fd = steal_fd(&fd),
        .unlink_path = KY_STEAL(path),
        .dev = st.st_dev,
        .ino = st.st_ino,
    };
    return KY_OK;
}

static bool listen_on(int fd, const struct addrinfo *ai)
{
    const int on = 1;
    bool ok = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0;
    /* [::] means IPv6 alone, so that 0.0.0.0 may stand beside it */
    if (ok && ai->ai_family == AF_INET6)
        ok = setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) == 0;
    return ok && bind(fd, ai->ai_addr, ai->ai_addrlen) == 0 && listen(fd, SD_BACKLOG) == 0;
}

static void free_addresses(struct addrinfo **list)
{
    if (*list != NULL)
        freeaddrinfo(*list);
}

static ky_rc open_tcp(const address *a, listener *ret, ky_err *err)
{
    char what[sizeof a->host + sizeof a->port + 16];
    bool v6 = strchr(a->host, ':') != NULL;
    (void) snprintf(what, sizeof what, v6 ? "http://[%s]:%s" : "http://%s:%s", a->host, a->port);
    const struct addrinfo hints = {
        .ai_socktype = SOCK_STREAM,
        .ai_flags = AI_PASSIVE | AI_NUMERICSERV,
    };
    KY_CLEANUP(free_addresses) struct addrinfo *list = NULL;
    int why = getaddrinfo(a->host, a->port, &hints, &list);
    if (why != 0)
        return ky_fail(err, KY_E_IO, "%s: %s", what, gai_strerror(why));
    errno = EADDRNOTAVAIL;
    for (const struct addrinfo *ai = list; ai != NULL; ai = ai->ai_next) {
        KY_CLEANUP(close_fd)
        int fd = socket(ai->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (fd < 0 || !listen_on(fd, ai))
            continue;
        *ret = (listener){.fd = steal_fd(&fd)};
        return KY_OK;
    }
    return bind_failed(what, err);
}

ky_rc listener_open(const address *a, listener *ret, ky_err *err)
{
    return a->is_unix ? open_unix(a, ret, err) : open_tcp(a, ret, err);
}

ky_rc listener_adopt(int fd, listener *ret, ky_err *err)
{
    if (sd_is_socket(fd, AF_UNSPEC, SOCK_STREAM, 1) <= 0)
        return ky_fail(err, KY_E_INVALID,
                       "descriptor %d: systemd must pass listening stream sockets", fd);
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 ||
        fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
        return ky_fail_errno(err, "a socket from systemd");
    *ret = (listener){.fd = fd};
    return KY_OK;
}

void listener_close(listener *l)
{
    struct stat st;
    if (l->unlink_path != NULL && lstat(l->unlink_path, &st) == 0 && st.st_dev == l->dev &&
        st.st_ino == l->ino)
        (void) unlink(l->unlink_path);
    free(l->unlink_path);
    l->unlink_path = NULL;
    close_fd(&l->fd);
    l->fd = -1;
}

static ky_rc put_unix_name(const struct sockaddr_storage *a, socklen_t size, ky_buf *out,
                           ky_err *err)
{
    struct sockaddr_un u = {0};
    memcpy(&u, a, size < sizeof u ? size : sizeof u);
    size_t n = size - offsetof(struct sockaddr_un, sun_path);
    /* An abstract name begins with a NUL, which is written as systemd writes it. */
    if (n > 0 && u.sun_path[0] == '\0') {
        ky_buf_puts(out, "unix:@");
        ky_buf_put(out, (ky_str){u.sun_path + 1, n - 1});
    } else {
        ky_buf_printf(out, "unix:%.*s", (int) strnlen(u.sun_path, n), u.sun_path);
    }
    return ky_buf_check(out, err);
}

ky_rc listener_name(const listener *l, ky_buf *out, ky_err *err)
{
    struct sockaddr_storage a = {0};
    socklen_t size = sizeof a;
    if (getsockname(l->fd, (struct sockaddr *) &a, &size) != 0)
        return ky_fail_errno(err, "getsockname");
    if (a.ss_family == AF_UNIX)
        return put_unix_name(&a, size, out, err);
    char host[NI_MAXHOST];
    char port[NI_MAXSERV];
    int why = getnameinfo((const struct sockaddr *) &a, size, host, sizeof host, port, sizeof port,
                          NI_NUMERICHOST | NI_NUMERICSERV);
    if (why != 0)
        return ky_fail(err, KY_E_IO, "getnameinfo: %s", gai_strerror(why));
    bool v6 = a.ss_family == AF_INET6;
    ky_buf_printf(out, v6 ? "http://[%s]:%s" : "http://%s:%s", host, port);
    return ky_buf_check(out, err);
}
