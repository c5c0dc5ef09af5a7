#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "limits.h"

enum { READ_BYTES = 1 << 16 };

struct ky_source {
    char *path; /* for messages; NULL for memory */
    int fd;     /* -1 for memory */
    bool regular;
    bool eof;
    ky_str memory; /* what is not read yet of it */
    char *buf;
    size_t cap;
    size_t from; /* buf[from…to) is read and not given out */
    size_t to;
    size_t lines;
};

void ky_source_free(ky_source *s)
{
    if (s == NULL)
        return;
    if (s->fd > STDERR_FILENO)
        (void) close(s->fd);
    free(s->path);
    free(s->buf);
    free(s);
}

static ky_rc check_kind(ky_source *s, ky_err *err)
{
    struct stat st;
    if (fstat(s->fd, &st) != 0)
        return ky_fail_errno(err, s->path);
    if (S_ISDIR(st.st_mode))
        return ky_fail(err, KY_E_INVALID, "%s: a directory, not a table", s->path);
    s->regular = S_ISREG(st.st_mode);
    return KY_OK;
}

static ky_rc open_fd(const char *path, ky_source *s, ky_err *err)
{
    bool standard = strcmp(path, "-") == 0;
    s->fd = -1;
    s->path = strdup(standard ? "standard input" : path);
    if (s->path == NULL)
        return ky_nomem(err);
    s->fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    return s->fd < 0 ? ky_fail_errno(err, path) : check_kind(s, err);
}

ky_rc ky_source_open(const char *path, ky_source **ret, ky_err *err)
{
    ky_source *s = calloc(1, sizeof *s);
    ky_rc rc = s == NULL ? ky_nomem(err) : open_fd(path, s, err);
    if (rc == KY_OK)
        *ret = s;
    else
        ky_source_free(s);
    return rc;
}

ky_rc ky_source_memory(ky_str bytes, ky_source **ret, ky_err *err)
{
    ky_source *s = calloc(1, sizeof *s);
    if (s == NULL)
        return ky_nomem(err);
    s->fd = -1;
    s->memory = bytes;
    *ret = s;
    return KY_OK;
}

/* read(2) from wherever the bytes are. */
static ssize_t read_some(ky_source *s, char *to, size_t n)
{
    if (s->fd < 0) {
        n = n < s->memory.n ? n : s->memory.n;
        if (n > 0)
            memcpy(to, s->memory.p, n);
        s->memory = ky_str_from(s->memory, n);
        return (ssize_t) n;
    }
    ssize_t got;
    do
        got = read(s->fd, to, n);
    while (got < 0 && errno == EINTR);
    return got;
}

static ky_rc fill(ky_source *s, ky_err *err)
{
    if (s->from > 0) {
        memmove(s->buf, s->buf + s->from, s->to - s->from);
        s->to -= s->from;
        s->from = 0;
    }
    if (!KY_GROW(s->buf, s->cap, s->to + READ_BYTES))
        return ky_nomem(err);
    ssize_t got = read_some(s, s->buf + s->to, READ_BYTES);
    if (got < 0)
        return ky_fail_errno(err, s->path);
    s->eof = got == 0;
    s->to += (size_t) got;
    return KY_OK;
}

static void put_hex(struct sha256_ctx *ctx, char *ret)
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(ctx, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        (void) snprintf(ret + 2 * i, 3, "%02x", digest[i]);
}

/* A regular file is read once more, from where the reader stands, so it may be of any size. */
static ky_rc hash_file(const ky_source *s, struct sha256_ctx *ctx, ky_err *err)
{
    char chunk[1 << 14];
    off_t at = lseek(s->fd, 0, SEEK_CUR);
    if (at < 0)
        return ky_fail_errno(err, s->path);
    for (ssize_t n; (n = pread(s->fd, chunk, sizeof chunk, at)) != 0; at += n) {
        if (n < 0 && errno == EINTR)
            n = 0;
        else if (n < 0)
            return ky_fail_errno(err, s->path);
        sha256_update(ctx, (size_t) n, (const uint8_t *) chunk);
    }
    return KY_OK;
}

ky_rc ky_source_sha256(ky_source *s, char ret[static KY_SHA256_HEX_BYTES], ky_err *err)
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    if (s->regular) {
        ky_rc rc = hash_file(s, &ctx, err);
        if (rc == KY_OK)
            put_hex(&ctx, ret);
        return rc;
    }
    while (!s->eof && s->to <= KY_MAX_KNOWN_BYTES) {
        ky_rc rc = fill(s, err);
        if (rc != KY_OK)
            return rc;
    }
    ret[0] = '\0';
    if (s->eof && s->to <= KY_MAX_KNOWN_BYTES) {
        sha256_update(&ctx, s->to, (const uint8_t *) (s->buf == NULL ? "" : s->buf));
        put_hex(&ctx, ret);
    }
    return KY_OK;
}

/* Where the line's LF stands, counted from `from`; reads on as far as needed. *ret_end is the
 * number of bytes left where the input ends without one. */
static ky_rc find_end(ky_source *s, size_t *ret_end, bool *ret_lf, ky_err *err)
{
    size_t seen = 0;
    for (;;) {
        size_t have = s->to - s->from;
        const char *lf = have > seen ? memchr(s->buf + s->from + seen, '\n', have - seen) : NULL;
        size_t end = lf == NULL ? have : (size_t) (lf - (s->buf + s->from));
        if (end > KY_MAX_LINE_BYTES)
            return ky_fail(err, KY_E_INVALID, "line %zu is longer than %d bytes", s->lines + 1,
                           KY_MAX_LINE_BYTES);
        if (lf != NULL || s->eof) {
            *ret_end = end;
            *ret_lf = lf != NULL;
            return KY_OK;
        }
        seen = have;
        ky_rc rc = fill(s, err);
        if (rc != KY_OK)
            return rc;
    }
}

ky_rc ky_source_line(ky_source *s, ky_line *ret, bool *ret_more, ky_err *err)
{
    size_t end = 0;
    bool lf = false;
    ky_rc rc = find_end(s, &end, &lf, err);
    if (rc != KY_OK)
        return rc;
    *ret_more = lf || end > 0;
    if (!*ret_more)
        return KY_OK;
    ky_line line = {.text = {s->buf + s->from, end}, .number = ++s->lines, .unfinished = !lf};
    s->from += end + (lf ? 1 : 0);
    if (lf && end > 0 && line.text.p[end - 1] == '\r') {
        line.crlf = true;
        line.text.n--;
    }
    if (line.number == 1 && ky_str_starts(line.text, KY_LIT("\xEF\xBB\xBF"))) {
        line.bom = true;
        line.text = ky_str_from(line.text, 3);
    }
    *ret = line;
    return KY_OK;
}

size_t ky_source_lines(const ky_source *s)
{
    return s->lines;
}

double ky_source_fraction(const ky_source *s)
{
    struct stat st;
    off_t at = s->regular ? lseek(s->fd, 0, SEEK_CUR) : -1;
    if (at < 0 || fstat(s->fd, &st) != 0 || st.st_size <= 0)
        return -1;
    return (double) at / (double) st.st_size;
}
