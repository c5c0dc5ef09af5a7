#include "exe.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>

/* path without its last component and the slash before it; "/" loses nothing more. */
static ky_str parent(ky_str path)
{
    const char *slash = path.n == 0 ? NULL : memrchr(path.p, '/', path.n);
    return (ky_str){path.p, slash == NULL ? 0 : (size_t) (slash - path.p)};
}

ky_rc ky_exe_datadir(ky_buf *out, ky_err *err)
{
    static const char self[] = "/proc/self/exe";
    char path[PATH_MAX];
    ssize_t n = readlink(self, path, sizeof path);
    if (n < 0)
        return ky_fail_errno(err, self);
    if ((size_t) n == sizeof path) {
        errno = ENAMETOOLONG;
        return ky_fail_errno(err, self);
    }
    ky_str prefix = parent(parent((ky_str){path, (size_t) n}));
    size_t before = out->n;
    ky_buf_put(out, prefix);
    ky_buf_puts(out, "/share/kyodo");
    if (!ky_buf_ok(out)) {
        out->n = before;
        return ky_nomem(err);
    }
    return KY_OK;
}
