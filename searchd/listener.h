/* Listening sockets: opened from addresses, or handed over by systemd. */
#ifndef SEARCHD_LISTENER_H
#define SEARCHD_LISTENER_H

#include <sys/stat.h>

#include "address.h"
#include "base/buf.h"

typedef struct listener {
    int fd;
    char *unlink_path; /* of a Unix socket that we made; NULL for anything else */
    dev_t dev;         /* its file, so that a successor's is not removed */
    ino_t ino;
} listener;

/* Open a listening socket. A Unix socket whose daemon has died is replaced; its mode is 0660.
 *  ret     close with listener_close().
 *  errors  LOCKED (somebody listens there), IO (anything else the system refuses), NOMEM. */
ky_rc listener_open(const address *a, listener *ret, ky_err *err);

/* Take over a socket that systemd passed. Errors INVALID (no listening stream socket), IO. */
ky_rc listener_adopt(int fd, listener *ret, ky_err *err);

/* Stop listening; removes the file of a Unix socket that is still ours. */
void listener_close(listener *l);

/* Append the address really bound: http://127.0.0.1:8080, unix:/path. Errors IO, NOMEM. */
ky_rc listener_name(const listener *l, ky_buf *out, ky_err *err);

#endif
