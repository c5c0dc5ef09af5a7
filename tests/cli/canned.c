#include "canned.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "testing.h"

static bool ends_head(const char *request, size_t n)
{
    return n >= 4 && memcmp(request + n - 4, "\r\n\r\n", 4) == 0;
}

static void serve(const canned *c, int socket)
{
    char request[8192];
    size_t n = 0;
    while (n < sizeof request && !ends_head(request, n)) {
        ssize_t got = read(socket, request + n, sizeof request - n);
        if (got <= 0)
            return;
        n += (size_t) got;
    }
    bool schema = strncmp(request, "GET /v1/schema ", strlen("GET /v1/schema ")) == 0;
    const char *response = schema ? c->schema : c->other;
    if (response != NULL)
        (void) send(socket, response, strlen(response), MSG_NOSIGNAL);
}

static void *work(void *payload)
{
    const canned *c = payload;
    for (;;) {
        int socket = accept(c->listener, NULL, NULL);
        if (socket < 0)
            return NULL;
        serve(c, socket);
        (void) close(socket);
    }
}

void canned_start(canned *c)
{
    struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof place;
    c->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->listener < 0 || bind(c->listener, (struct sockaddr *) &place, size) != 0 ||
        listen(c->listener, 8) != 0 ||
        getsockname(c->listener, (struct sockaddr *) &place, &size) != 0)
        fail_msg("cannot listen");
    (void) snprintf(c->address, sizeof c->address, "http://127.0.0.1:%u",
                    (unsigned) ntohs(place.sin_port));
    if (pthread_create(&c->thread, NULL, work, c) != 0)
        fail_msg("no thread");
}

void canned_stop(canned *c)
{
    (void) shutdown(c->listener, SHUT_RDWR);
    (void) pthread_join(c->thread, NULL);
    (void) close(c->listener);
}
