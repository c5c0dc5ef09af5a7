#include "out.h"

#include <errno.h>
#include <unistd.h>

ky_rc cli_write(int fd, ky_str text, ky_err *err)
{
    for (size_t at = 0; at < text.n;) {
        ssize_t n = write(fd, text.p + at, text.n - at);
        if (n >= 0)
            at += (size_t) n;
        else if (errno == EPIPE)
            return KY_OK;
        else if (errno != EINTR)
            return ky_fail_errno(err, "standard output");
    }
    return KY_OK;
}
