#include "testing.h"

#include "daemon.h"

#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "search/generation.h"

enum { MAX_ARGS = 32 };

void workdir_make(workdir *w)
{
    (void) snprintf(w->path, sizeof w->path, "/tmp/kyodo-searchd-XXXXXX");
    assert_non_null(mkdtemp(w->path));
    (void) snprintf(w->index, sizeof w->index, "%s/index", w->path);
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void) st;
    (void) kind;
    (void) ftw;
    return remove(path);
}

void workdir_remove(workdir *w)
{
    assert_int_equal(nftw(w->path, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

static int wait_for(pid_t pid)
{
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void take_in(const workdir *w, const char *program, const char *const *args)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        char log[PATH_BYTES];
        (void) snprintf(log, sizeof log, "%s/indexer.log", w->path);
        int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        (void) dup2(fd, STDOUT_FILENO);
        (void) execvp(program, (char *const *) args);
        _exit(127);
    }
    assert_int_equal(wait_for(pid), 0);
}

void publish_built(const workdir *w)
{
    const char *const args[] = {"kyodo-indexer", "build",  "--schema",  KYODO_SCHEMA,
                                "--index",       w->index, KYODO_TABLE, NULL};
    take_in(w, KYODO_INDEXER, args);
}

void publish(const workdir *w)
{
    ky_err err = {0};
    KY_CLEANUP(ky_lock_free_p) ky_lock *lock = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf staged = {0};
    char generation[KY_GENERATION_BYTES];
    if (ky_lock_take(w->index, &lock, &err) != KY_OK ||
        ky_generation_stage(w->index, &staged, &err) != KY_OK)
        fail_msg("%s", err.msg);
    static const char built[] = KYODO_INDEX "/current/.";
    const char *const args[] = {"cp", "-R", built, staged.p, NULL};
    take_in(w, "cp", args);
    if (ky_generation_publish(w->index, staged.p, generation, &err) != KY_OK ||
        ky_generation_prune(w->index, 3, &err) != KY_OK)
        fail_msg("%s", err.msg);
}

void current_generation(const workdir *w, char ret[static PATH_BYTES])
{
    char path[PATH_BYTES];
    (void) snprintf(path, sizeof path, "%s/current", w->index);
    ssize_t n = readlink(path, ret, PATH_BYTES - 1);
    assert_true(n > 0);
    ret[n] = '\0';
}

/* Descriptors from 3 on are the passed ones, whatever numbers they have here. */
static void pass_sockets(const daemon_options *o)
{
    int high[MAX_LISTENERS];
    for (size_t i = 0; i < o->n_passed; i++)
        high[i] = fcntl(o->passed[i], F_DUPFD, 100);
    for (size_t i = 0; i < o->n_passed; i++)
        (void) dup2(high[i], 3 + (int) i);
    char number[32];
    (void) snprintf(number, sizeof number, "%d", (int) getpid());
    (void) setenv("LISTEN_PID", number, 1);
    (void) snprintf(number, sizeof number, "%zu", o->n_passed);
    (void) setenv("LISTEN_FDS", number, 1);
}

static void run_child(const daemon_child *d, const daemon_options *o, int out)
{
    char *args[MAX_ARGS] = {"kyodo-searchd"};
    for (size_t i = 0; o->args[i] != NULL && i + 2 < MAX_ARGS; i++)
        args[i + 1] = (char *) o->args[i];
    int log = open(d->log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    (void) dup2(out, STDOUT_FILENO);
    (void) dup2(log, STDERR_FILENO);
    if (o->notify != NULL)
        (void) setenv("NOTIFY_SOCKET", o->notify, 1);
    if (o->n_passed > 0)
        pass_sockets(o);
    (void) execv(KYODO_SEARCHD, args);
    _exit(127);
}

static bool read_line(int fd, char *line, size_t size)
{
    size_t n = 0;
    for (char c; read(fd, &c, 1) == 1;) {
        if (c == '\n') {
            line[n] = '\0';
            return true;
        }
        assert_true(n + 1 < size);
        line[n++] = c;
    }
    return false;
}

static bool read_listening(daemon_child *d, size_t n)
{
    static const char begin[] = "listening on ";
    while (d->n_listening < n) {
        char line[PATH_BYTES + sizeof begin];
        if (!read_line(d->out, line, sizeof line))
            return false;
        assert_int_equal(strncmp(line, begin, sizeof begin - 1), 0);
        const char *address = line + sizeof begin - 1;
        char *to = d->listening[d->n_listening++];
        assert_true(strlen(address) < PATH_BYTES);
        memcpy(to, address, strlen(address) + 1);
        if (d->port == 0 && strncmp(address, "http://", 7) == 0)
            d->port = (int) strtol(strrchr(address, ':') + 1, NULL, 10);
    }
    return true;
}

static void fork_child(daemon_child *d, const workdir *w, const daemon_options *o)
{
    int fds[2];
    assert_int_equal(pipe2(fds, O_CLOEXEC), 0);
    *d = (daemon_child){.out = fds[0]};
    (void) snprintf(d->log, sizeof d->log, "%s/log", w->path);
    d->pid = fork();
    assert_true(d->pid >= 0);
    if (d->pid == 0)
        run_child(d, o, fds[1]);
    (void) close(fds[1]);
}

bool daemon_start(daemon_child *d, const workdir *w, const daemon_options *o)
{
    fork_child(d, w, o);
    return read_listening(d, o->listeners == 0 ? 1 : o->listeners);
}

int daemon_run(const workdir *w, const char *const *args, char **out, char **err)
{
    char log[PATH_BYTES];
    (void) snprintf(log, sizeof log, "%s/log", w->path);
    (void) unlink(log);
    daemon_child d;
    const daemon_options o = {.args = args};
    fork_child(&d, w, &o);
    ky_buf text = {0};
    char chunk[4096];
    for (ssize_t n; (n = read(d.out, chunk, sizeof chunk)) > 0;)
        ky_buf_put(&text, (ky_str){chunk, (size_t) n});
    *out = ky_buf_take(&text);
    assert_non_null(*out);
    int status = wait_for(d.pid);
    (void) close(d.out);
    *err = daemon_log(&d);
    return status;
}

void daemon_start_plain(daemon_child *d, const workdir *w, const char *const *more)
{
    const char *args[MAX_ARGS] = {"--index", w->index, "--listen", "http://127.0.0.1:0"};
    for (size_t n = 4; more != NULL && *more != NULL && n + 1 < MAX_ARGS; n++)
        args[n] = *more++;
    const daemon_options o = {.args = args};
    if (!daemon_start(d, w, &o))
        fail_msg("the daemon did not start: %s", daemon_log(d));
}

int daemon_wait(daemon_child *d)
{
    int status = wait_for(d->pid);
    (void) close(d->out);
    *d = (daemon_child){0};
    return status;
}

int daemon_stop(daemon_child *d, int sig)
{
    assert_int_equal(kill(d->pid, sig), 0);
    return daemon_wait(d);
}

char *daemon_log(const daemon_child *d)
{
    ky_buf log = {0};
    assert_int_equal(ky_buf_read_file(&log, d->log, 1 << 20, NULL), KY_OK);
    char *text = ky_buf_take(&log);
    assert_non_null(text);
    return text;
}
