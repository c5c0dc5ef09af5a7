#include "err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

static const char replacement[] = "\xEF\xBF\xBD";

/* Copy raw into msg character by character, so that neither a cut nor a quoted byte string leaves
 * anything but whole characters on one line. */
static void set_message(char *msg, const char *raw)
{
    size_t out = 0;
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *) raw;
    while (*p != '\0') {
        utf8proc_int32_t c;
        utf8proc_ssize_t n =
            utf8proc_iterate(p, (utf8proc_ssize_t) strnlen((const char *) p, 4), &c);
        bool bad = n <= 0 || utf8proc_category(c) == UTF8PROC_CATEGORY_CC;
        const char *from = bad ? replacement : (const char *) p;
        size_t len = bad ? sizeof replacement - 1 : (size_t) n;
        if (out + len >= KY_ERR_BYTES)
            break;
        memcpy(msg + out, from, len);
        out += len;
        p += n <= 0 ? 1 : n;
    }
    msg[out] = '\0';
}

ky_rc(ky_fail)(ky_err *err, ky_rc rc, const char *fmt, ...)
{
    if (err == NULL)
        return rc;
    char raw[2 * KY_ERR_BYTES];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(raw, sizeof raw, fmt, ap);
    va_end(ap);
    if (n < 0)
        raw[0] = '\0';
    set_message(err->msg, raw);
    err->rc = rc;
    return rc;
}

ky_rc(ky_nomem)(ky_err *err)
{
    return ky_fail(err, KY_E_NOMEM, "out of memory");
}

ky_rc(ky_fail_errno)(ky_err *err, const char *what)
{
    int saved = errno;
    char buf[128];
    const char *why = strerror_r(saved, buf, sizeof buf);
    return ky_fail(err, saved == ENOMEM ? KY_E_NOMEM : KY_E_IO, "%s: %s", what, why);
}

ky_rc(ky_prefix)(ky_err *err, ky_rc rc, const char *what)
{
    if (err == NULL)
        return rc;
    char tail[KY_ERR_BYTES];
    memcpy(tail, err->msg, sizeof tail);
    return ky_fail(err, rc, "%s: %s", what, tail);
}

const char *ky_rc_name(ky_rc rc)
{
    switch (rc) {
    case KY_OK:
        return "ok";
    case KY_E_NOMEM:
        return "out of memory";
    case KY_E_IO:
        return "input/output";
    case KY_E_INVALID:
        return "invalid";
    case KY_E_NOT_FOUND:
        return "not found";
    case KY_E_LOCKED:
        return "locked";
    case KY_E_CORRUPT:
        return "damaged or foreign";
    case KY_E_STALE:
        return "stale";
    case KY_E_TIMEOUT:
        return "time limit passed";
    case KY_E_INTERNAL:
        return "internal";
    }
    return "unknown";
}

int ky_rc_exit(ky_rc rc)
{
    switch (rc) {
    case KY_OK:
        return 0;
    case KY_E_INVALID:
    case KY_E_NOT_FOUND:
        return 1;
    default:
        return 3;
    }
}
