#include "log.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/err.h"

void log_line(const logger *l, log_level level, const char *fmt, ...)
{
    if (level > l->level)
        return;
    char text[KY_ERR_BYTES];
    va_list ap;
    va_start(ap, fmt);
    (void) vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    ky_err clean; /* ky_fail() is what makes one line of whole characters */
    (void) ky_fail(&clean, KY_E_INTERNAL, "%s", text);
    char line[KY_ERR_BYTES + 32];
    int n = snprintf(line, sizeof line, "kyodo-searchd: %s\n", clean.msg);
    /* Nobody is left to tell where standard error is closed. */
    if (n > 0 && write(STDERR_FILENO, line, (size_t) n) < 0)
        return;
}
