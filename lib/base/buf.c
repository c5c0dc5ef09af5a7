#include "buf.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <utf8proc.h>

#include "mem.h"

void ky_buf_fini(ky_buf *b)
{
    free(b->p);
    *b = (ky_buf){0};
}

void ky_buf_clear(ky_buf *b)
{
    b->n = 0;
    b->failed = false;
    if (b->p != NULL)
        b->p[0] = '\0';
}

static bool reserve(ky_buf *b, size_t more)
{
    if (b->failed)
        return false;
    if (more >= SIZE_MAX - b->n || !KY_GROW(b->p, b->cap, b->n + more + 1))
        b->failed = true;
    return !b->failed;
}

void ky_buf_put(ky_buf *b, ky_str s)
{
    if (!reserve(b, s.n))
        return;
    if (s.n > 0)
        memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
    b->p[b->n] = '\0';
}

void ky_buf_puts(ky_buf *b, const char *text)
{
    ky_buf_put(b, ky_str_of(text));
}

void ky_buf_putc(ky_buf *b, char c)
{
    ky_buf_put(b, (ky_str){&c, 1});
}

void ky_buf_printf(ky_buf *b, const char *fmt, ...)
{
    va_list ap;
    va_list again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    if (n >= 0 && reserve(b, (size_t) n)) {
        (void) vsnprintf(b->p + b->n, (size_t) n + 1, fmt, again);
        b->n += (size_t) n;
    } else {
        b->failed = true;
    }
    va_end(again);
}

void ky_buf_put_utf8(ky_buf *b, uint32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t) code_point, bytes);
    ky_buf_put(b, (ky_str){(const char *) bytes, n < 0 ? 0 : (size_t) n});
}

ky_rc ky_buf_check(const ky_buf *b, ky_err *err)
{
    return b->failed ? ky_nomem(err) : KY_OK;
}

char *ky_buf_take(ky_buf *b)
{
    ky_buf_put(b, KY_LIT(""));
    if (b->failed)
        return NULL;
    char *taken = b->p;
    *b = (ky_buf){0};
    return taken;
}

static void close_file(FILE **f)
{
    if (*f != NULL)
        (void) fclose(*f);
}

ky_rc ky_buf_read_file(ky_buf *b, const char *path, size_t max, ky_err *err)
{
    KY_CLEANUP(close_file) FILE *f = fopen(path, "re");
    if (f == NULL && (errno == ENOENT || errno == ENOTDIR))
        return ky_fail(err, KY_E_NOT_FOUND, "%s: no such file", path);
    if (f == NULL)
        return ky_fail_errno(err, path);
    char chunk[65536];
    size_t total = 0;
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;) {
        total += n;
        if (total > max)
            return ky_fail(err, KY_E_INVALID, "%s: larger than %zu bytes", path, max);
        ky_buf_put(b, (ky_str){chunk, n});
    }
    if (ferror(f))
        return ky_fail_errno(err, path);
    return ky_buf_check(b, err);
}
