/* A growable byte buffer whose failure sticks: append freely, check once at the end.
 *
 * Begin with `ky_buf b = {0};`. After an append that found no memory every further append does
 * nothing and ky_buf_ok() is false. */
#ifndef KY_BASE_BUF_H
#define KY_BASE_BUF_H

#include "err.h"
#include "str.h"

typedef struct ky_buf {
    char *p;  /* NUL-terminated where p is not NULL; the NUL is not counted in n */
    size_t n; /* bytes */
    size_t cap;
    bool failed;
} ky_buf;

void ky_buf_fini(ky_buf *b);  /* for KY_CLEANUP; the buffer is empty afterwards */
void ky_buf_clear(ky_buf *b); /* keep the memory, drop the bytes and a failure */
void ky_buf_put(ky_buf *b, ky_str s);
void ky_buf_puts(ky_buf *b, const char *text);
void ky_buf_putc(ky_buf *b, char c);
void ky_buf_printf(ky_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void ky_buf_put_utf8(ky_buf *b, uint32_t code_point);

static inline bool ky_buf_ok(const ky_buf *b)
{
    return !b->failed;
}

/* The bytes so far; valid until the next append. */
static inline ky_str ky_buf_str(const ky_buf *b)
{
    return (ky_str){b->p == NULL ? "" : b->p, b->n};
}

/* KY_OK, or KY_E_NOMEM where an append failed. */
ky_rc ky_buf_check(const ky_buf *b, ky_err *err);

/* Hand the NUL-terminated bytes to the caller, who frees them with free(); the buffer is empty
 * afterwards. NULL where an append failed. An empty buffer gives "". */
char *ky_buf_take(ky_buf *b);

/* Append the whole of a file. Errors: NOT_FOUND, IO, NOMEM, and INVALID beyond max bytes. */
ky_rc ky_buf_read_file(ky_buf *b, const char *path, size_t max, ky_err *err);

#endif
