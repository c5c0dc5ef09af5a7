#include "run.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "testing.h"

void outcome_fini(outcome *o)
{
    ky_buf_fini(&o->out);
    ky_buf_fini(&o->err);
}

static void make_pipe(int ends[2])
{
    if (pipe2(ends, O_CLOEXEC) != 0)
        fail_msg("no pipe");
}

static void exec_program(const char *program, const char *const *args, const char *const *env)
{
    char *argv[RUN_MAX_ARGS + 2] = {(char *) program};
    for (size_t i = 0; args[i] != NULL; i++)
        argv[i + 1] = (char *) args[i];
    for (size_t i = 0; env != NULL && env[i] != NULL; i++)
        (void) putenv((char *) env[i]);
    execv(program, argv);
    _exit(127);
}

/* True until the end of what fd gives; the other side of a closed pseudo-terminal gives EIO. */
static bool drain(int fd, ky_buf *into)
{
    char bytes[4096];
    ssize_t n = read(fd, bytes, sizeof bytes);
    if (n <= 0)
        return false;
    ky_buf_put(into, (ky_str){bytes, (size_t) n});
    return true;
}

static void drain_both(int out, int err, outcome *o)
{
    struct pollfd fds[] = {{.fd = out, .events = POLLIN}, {.fd = err, .events = POLLIN}};
    while (fds[0].fd >= 0 || fds[1].fd >= 0) {
        if (poll(fds, 2, -1) < 0)
            continue;
        if (fds[0].fd >= 0 && fds[0].revents != 0 && !drain(out, &o->out))
            fds[0].fd = -1;
        if (fds[1].fd >= 0 && fds[1].revents != 0 && !drain(err, &o->err))
            fds[1].fd = -1;
    }
}

static int wait_for(pid_t pid)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        continue;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* The two ends of the program's standard output: ours to read, its own to write. */
static void open_output(const run *r, int *ours, int *its)
{
    int ends[2] = {-1, -1};
    if (r->columns > 0) {
        struct winsize size = {.ws_row = 24, .ws_col = (unsigned short) r->columns};
        if (openpty(&ends[0], &ends[1], NULL, NULL, &size) != 0)
            fail_msg("no pseudo-terminal");
        (void) fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    } else if (r->out_path != NULL) {
        ends[1] = open(r->out_path, O_WRONLY | O_CLOEXEC);
        if (ends[1] < 0)
            fail_msg("cannot open %s", r->out_path);
    } else {
        make_pipe(ends);
    }
    *ours = ends[0];
    *its = ends[1];
    if (r->out_closed) {
        (void) close(*ours);
        *ours = -1;
    }
}

outcome run_program(const char *program, const run *r)
{
    outcome o = {0};
    int out[2];
    int err[2];
    open_output(r, &out[0], &out[1]);
    make_pipe(err);
    pid_t pid = fork();
    if (pid == 0) {
        if (dup2(out[1], STDOUT_FILENO) < 0 || dup2(err[1], STDERR_FILENO) < 0)
            _exit(126);
        exec_program(program, r->args, r->env);
    }
    (void) close(out[1]);
    (void) close(err[1]);
    drain_both(out[0], err[0], &o);
    o.status = wait_for(pid);
    if (out[0] >= 0)
        (void) close(out[0]);
    (void) close(err[0]);
    return o;
}

background run_in_background(const char *program, const char *const *args)
{
    background b = {0};
    int out[2];
    make_pipe(out);
    b.pid = fork();
    if (b.pid == 0) {
        if (dup2(out[1], STDOUT_FILENO) < 0)
            _exit(126);
        exec_program(program, args, NULL);
    }
    (void) close(out[1]);
    b.out = out[0];
    background_line(&b, &b.line);
    return b;
}

void background_line(const background *b, ky_buf *ret)
{
    char c = '\0';
    while (read(b->out, &c, 1) == 1 && c != '\n')
        ky_buf_putc(ret, c);
    if (c != '\n')
        fail_msg("the program in the background has ended");
}

void background_stop(background *b)
{
    if (b->pid > 0) {
        (void) kill(b->pid, SIGTERM);
        (void) wait_for(b->pid);
        (void) close(b->out);
    }
    ky_buf_fini(&b->line);
    b->pid = 0;
}
