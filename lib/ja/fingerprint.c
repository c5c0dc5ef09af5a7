#include "fingerprint.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <mecab.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/mem.h"

enum { PAGE = 4096, PAGES = 64 };

static void close_fd(const int *fd)
{
    if (*fd >= 0)
        (void) close(*fd);
}

static ky_rc fail_open(const char *path, ky_err *err)
{
    if (errno == ENOENT || errno == ENOTDIR)
        return ky_fail(err, KY_E_NOT_FOUND, "%s: no such file", path);
    return ky_fail_errno(err, path);
}

/* Hash [at, at + n) of the file, n <= PAGE. */
static ky_rc hash_page(int fd, const char *path, off_t at, size_t n, uint64_t *hash, ky_err *err)
{
    char page[PAGE];
    size_t got = 0;
    while (got < n) {
        ssize_t r = pread(fd, page + got, n - got, at + (off_t) got);
        if (r < 0 && errno == EINTR)
            continue;
        if (r < 0)
            return ky_fail_errno(err, path);
        if (r == 0)
            return ky_fail(err, KY_E_IO, "%s: shrank while it was read", path);
        got += (size_t) r;
    }
    *hash = ky_hash((ky_str){page, n}, *hash);
    return KY_OK;
}

static uint64_t hash_number(uint64_t number, uint64_t seed)
{
    char bytes[sizeof number];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char) (number >> (8 * i) & 0xFF);
    return ky_hash((ky_str){bytes, sizeof bytes}, seed);
}

static ky_rc hash_file(const char *path, bool whole, uint64_t seed, uint64_t *ret, ky_err *err)
{
    KY_CLEANUP(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail_open(path, err);
    struct stat st;
    if (fstat(fd, &st) != 0)
        return ky_fail_errno(err, path);
    if (!S_ISREG(st.st_mode))
        return ky_fail(err, KY_E_INVALID, "%s: not a regular file", path);
    off_t size = st.st_size;
    uint64_t hash = hash_number((uint64_t) size, seed);
    if (!whole && size > (off_t) PAGE * PAGES) {
        for (off_t i = 0; i < PAGES; i++) {
            ky_rc rc = hash_page(fd, path, (size - PAGE) / (PAGES - 1) * i, PAGE, &hash, err);
            if (rc != KY_OK)
                return rc;
        }
        off_t last = size - PAGE;
        ky_rc rc = hash_page(fd, path, last, PAGE, &hash, err);
        if (rc == KY_OK)
            *ret = hash;
        return rc;
    }
    for (off_t at = 0; at < size; at += PAGE) {
        size_t n = size - at < PAGE ? (size_t) (size - at) : PAGE;
        ky_rc rc = hash_page(fd, path, at, n, &hash, err);
        if (rc != KY_OK)
            return rc;
    }
    *ret = hash;
    return KY_OK;
}

ky_rc ja_fingerprint_file(const char *path, uint64_t *ret, ky_err *err)
{
    return hash_file(path, true, KY_HASH_SEED, ret, err);
}

ky_rc ja_fingerprint_sysdic(const char *dicdir, uint64_t *ret, ky_err *err)
{
    static const char *const names[] = {"dicrc", "sys.dic", "matrix.bin", "unk.dic", "char.bin"};
    uint64_t hash = KY_HASH_SEED;
    for (size_t i = 0; i < KY_LEN(names); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
        ky_buf_printf(&path, "%s/%s", dicdir, names[i]);
        if (!ky_buf_ok(&path))
            return ky_nomem(err);
        ky_rc rc = hash_file(path.p, false, hash, &hash, err);
        if (rc != KY_OK)
            return rc;
    }
    *ret = hash;
    return KY_OK;
}

void ja_fingerprint_line(uint64_t sysdic, uint64_t userdic, uint64_t tables, ky_buf *out)
{
    ky_buf_printf(out,
                  "kyodo-ja/" JA_ANALYSER_VERSION " mecab:%s ipadic:%016" PRIx64 " user:%016" PRIx64
                  " tables:%016" PRIx64 " utf8proc:%s unicode:%s",
                  mecab_version(), sysdic, userdic, tables, utf8proc_version(),
                  utf8proc_unicode_version());
}
