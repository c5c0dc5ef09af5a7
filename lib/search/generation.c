#include "generation.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/num.h"

static const char prefix[] = "gen-";
static const char staging[] = "staging";

struct ky_lock {
    int fd;
};

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void) close(*fd);
}

static void close_dir(DIR **d)
{
    if (*d != NULL)
        (void) closedir(*d);
}

static ky_rc make_dirs(const char *dir, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    ky_buf_puts(&path, dir);
    ky_rc rc = ky_buf_check(&path, err);
    if (rc != KY_OK)
        return rc;
    for (char *p = path.p + 1; path.n > 0; p++) {
        bool last = *p == '\0';
        if (!last && *p != '/')
            continue;
        *p = '\0';
        if (mkdir(path.p, 0777) != 0 && errno != EEXIST)
            return ky_fail_errno(err, path.p);
        if (last)
            return KY_OK;
        *p = '/';
    }
    return ky_fail(err, KY_E_INVALID, "the index directory has no name");
}

ky_rc ky_lock_take(const char *dir, ky_lock **ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    KY_CLEANUP(ky_free_p) ky_lock *lock = malloc(sizeof *lock);
    if (lock == NULL)
        return ky_nomem(err);
    ky_rc rc = make_dirs(dir, err);
    ky_buf_printf(&path, "%s/lock", dir);
    if (rc == KY_OK)
        rc = ky_buf_check(&path, err);
    if (rc != KY_OK)
        return rc;
    KY_CLEANUP(close_fd) int fd = open(path.p, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return ky_fail_errno(err, path.p);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK
                   ? ky_fail(err, KY_E_LOCKED, "%s: another indexer is at work there", dir)
                   : ky_fail_errno(err, path.p);
    lock->fd = fd;
    fd = -1;
    *ret = KY_STEAL(lock);
    return KY_OK;
}

void ky_lock_free(ky_lock *lock)
{
    if (lock == NULL)
        return;
    (void) close(lock->fd);
    free(lock);
}

/* nftw wants a function; it removes children before their folder (FTW_DEPTH). */
static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void) st;
    (void) type;
    (void) at;
    return remove(path);
}

ky_rc ky_remove_tree(const char *path, ky_err *err)
{
    if (nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT)
        return KY_OK;
    return ky_fail_errno(err, path);
}

ky_rc ky_generation_stage(const char *dir, ky_buf *out, ky_err *err)
{
    size_t start = out->n;
    ky_buf_printf(out, "%s/%s", dir, staging);
    ky_rc rc = ky_buf_check(out, err);
    if (rc == KY_OK)
        rc = ky_remove_tree(out->p + start, err);
    if (rc == KY_OK && mkdir(out->p + start, 0777) != 0)
        rc = ky_fail_errno(err, out->p + start);
    return rc;
}

/* The number in a generation's name, or 0 where the name is none. */
static uint32_t number_of(const char *name)
{
    uint32_t n = 0;
    ky_str s = ky_str_of(name);
    if (!ky_str_starts(s, ky_str_of(prefix)))
        return 0;
    if (ky_parse_u32(ky_str_from(s, sizeof prefix - 1), 1, UINT32_MAX - 1, &n, NULL) != KY_OK)
        return 0;
    return n;
}

/* Append the path of a generation's shard. */
static ky_rc shard_path(const char *folder, size_t i, ky_buf *out, ky_err *err)
{
    ky_buf_printf(out, "%s/shard-%zu", folder, i);
    return ky_buf_check(out, err);
}

static ky_rc folder_bytes(const char *path, uint64_t *bytes, ky_err *err)
{
    KY_CLEANUP(close_dir) DIR *d = opendir(path);
    if (d == NULL)
        return ky_fail_errno(err, path);
    for (const struct dirent *e; (e = readdir(d)) != NULL;) {
        struct stat st;
        if (fstatat(dirfd(d), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode))
            *bytes += (uint64_t) st.st_size;
    }
    return KY_OK;
}

ky_rc ky_shards_size(const char *folder, size_t *ret_shards, uint64_t *ret_bytes, ky_err *err)
{
    uint64_t bytes = 0;
    size_t n = 0;
    for (; n < KY_MAX_SHARDS; n++) {
        KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
        ky_rc rc = shard_path(folder, n, &path, err);
        if (rc != KY_OK)
            return rc;
        if (access(path.p, F_OK) != 0)
            break;
        rc = folder_bytes(path.p, &bytes, err);
        if (rc != KY_OK)
            return rc;
    }
    *ret_shards = n;
    *ret_bytes = bytes;
    return KY_OK;
}

typedef struct generations {
    uint32_t *numbers;
    size_t n;
    size_t cap;
} generations;

static void generations_fini(generations *g)
{
    free(g->numbers);
}

static int newest_first(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a;
    uint32_t y = *(const uint32_t *) b;
    return (x < y) - (x > y);
}

static ky_rc list_generations(const char *dir, generations *g, ky_err *err)
{
    KY_CLEANUP(close_dir) DIR *d = opendir(dir);
    if (d == NULL)
        return ky_fail_errno(err, dir);
    for (const struct dirent *e; (e = readdir(d)) != NULL;) {
        uint32_t number = number_of(e->d_name);
        if (number == 0)
            continue;
        if (!KY_GROW(g->numbers, g->cap, g->n + 1))
            return ky_nomem(err);
        g->numbers[g->n++] = number;
    }
    if (g->n > 0)
        qsort(g->numbers, g->n, sizeof g->numbers[0], newest_first);
    return KY_OK;
}

ky_rc ky_generation_list(const char *dir, json_t **ret, ky_err *err)
{
    KY_CLEANUP(generations_fini) generations g = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    ky_rc rc = list_generations(dir, &g, err);
    if (rc != KY_OK)
        return rc;
    for (size_t i = 0; i < g.n; i++)
        if (!ky_json_append(list, json_sprintf("%s%06u", prefix, g.numbers[i])))
            return ky_nomem(err);
    *ret = KY_STEAL(list);
    return KY_OK;
}

static ky_rc sync_path(const char *path, ky_err *err)
{
    KY_CLEANUP(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0)
        return ky_fail_errno(err, path);
    return KY_OK;
}

static int sync_entry(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void) st;
    (void) at;
    return (type == FTW_F || type == FTW_DP) && sync_path(path, NULL) != KY_OK ? -1 : 0;
}

static ky_rc point_current(const char *dir, const char *name, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf fresh = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf current = {0};
    ky_buf_printf(&fresh, "%s/current.new", dir);
    ky_buf_printf(&current, "%s/current", dir);
    if (!ky_buf_ok(&fresh) || !ky_buf_ok(&current))
        return ky_nomem(err);
    if (unlink(fresh.p) != 0 && errno != ENOENT)
        return ky_fail_errno(err, fresh.p);
    if (symlink(name, fresh.p) != 0)
        return ky_fail_errno(err, fresh.p);
    if (rename(fresh.p, current.p) != 0)
        return ky_fail_errno(err, current.p);
    return sync_path(dir, err);
}

ky_rc ky_generation_publish(const char *dir, const char *staged,
                            char ret[static KY_GENERATION_BYTES], ky_err *err)
{
    KY_CLEANUP(generations_fini) generations g = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    char name[KY_GENERATION_BYTES];
    ky_rc rc = list_generations(dir, &g, err);
    if (rc != KY_OK)
        return rc;
    (void) snprintf(name, sizeof name, "%s%06u", prefix, g.n == 0 ? 1 : g.numbers[0] + 1);
    ky_buf_printf(&path, "%s/%s", dir, name);
    rc = ky_buf_check(&path, err);
    if (rc != KY_OK)
        return rc;
    if (nftw(staged, sync_entry, 16, FTW_DEPTH | FTW_PHYS) != 0)
        return ky_fail_errno(err, staged);
    if (rename(staged, path.p) != 0)
        return ky_fail_errno(err, path.p);
    rc = point_current(dir, name, err);
    if (rc == KY_OK)
        memcpy(ret, name, sizeof name);
    return rc;
}

ky_rc ky_generation_current(const char *dir, char ret[static KY_GENERATION_BYTES], ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    char name[KY_GENERATION_BYTES];
    ky_buf_printf(&path, "%s/current", dir);
    ky_rc rc = ky_buf_check(&path, err);
    if (rc != KY_OK)
        return rc;
    ssize_t n = readlink(path.p, name, sizeof name - 1);
    if (n < 0 && errno == ENOENT)
        return ky_fail(err, KY_E_NOT_FOUND, "%s: no index is published there", dir);
    if (n < 0 && errno != EINVAL)
        return ky_fail_errno(err, path.p);
    if (n >= 0)
        name[n] = '\0';
    if (n < 0 || number_of(name) == 0)
        return ky_fail(err, KY_E_CORRUPT, "%s: does not name a generation", path.p);
    memcpy(ret, name, (size_t) n + 1);
    return KY_OK;
}

ky_rc ky_generation_prune(const char *dir, uint32_t keep, ky_err *err)
{
    KY_CLEANUP(generations_fini) generations g = {0};
    char current[KY_GENERATION_BYTES] = "";
    ky_rc rc = list_generations(dir, &g, err);
    if (rc == KY_OK)
        rc = ky_generation_current(dir, current, err);
    uint32_t serving = number_of(current);
    for (size_t i = keep; i < g.n && rc == KY_OK; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
        if (g.numbers[i] == serving)
            continue;
        ky_buf_printf(&path, "%s/%s%06u", dir, prefix, g.numbers[i]);
        rc = ky_buf_check(&path, err);
        if (rc == KY_OK)
            rc = ky_remove_tree(path.p, err);
    }
    return rc;
}
