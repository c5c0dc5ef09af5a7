/* kyodo-searchd: serves a published index over HTTP. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include "base/exe.h"
#include "base/mem.h"
#include "loop.h"
#include "pages/pages.h"

enum { EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3 };

/* All that main() owns, in the order in which it comes to be. */
typedef struct searchd {
    config config;
    logger log;
    service service;
    ja_model *model;
    pages *pages;
    ky_buf public_url;
    listener listeners[SD_MAX_LISTENERS];
    size_t n_listeners;
    worker *workers;
    size_t n_workers; /* started */
    loader loader;
    int signals;
} searchd;

static void searchd_fini(searchd *d)
{
    loader_stop(&d->loader);
    for (size_t i = 0; i < d->n_listeners; i++)
        listener_close(&d->listeners[i]);
    for (size_t i = 0; d->workers != NULL && i < d->config.threads; i++)
        worker_stop(&d->workers[i]);
    free(d->workers);
    ja_model_free(d->model);
    pages_free(d->pages);
    ky_buf_fini(&d->public_url);
    if (d->signals >= 0)
        (void) close(d->signals);
}

/* Blocked before any thread starts, so that they all inherit it and the loop alone hears them. */
static ky_rc open_signals(searchd *d, ky_err *err)
{
    sigset_t set;
    (void) sigemptyset(&set);
    (void) sigaddset(&set, SIGHUP);
    (void) sigaddset(&set, SIGTERM);
    (void) sigaddset(&set, SIGINT);
    if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0)
        return ky_fail(err, KY_E_IO, "signals cannot be blocked");
    (void) signal(SIGPIPE, SIG_IGN);
    d->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    return d->signals >= 0 ? KY_OK : ky_fail_errno(err, "signalfd");
}

/* A connection is a descriptor; the usual soft limit of 1024 is less than the default needs. */
static void raise_descriptors(const searchd *d)
{
    rlim_t need = (rlim_t) d->config.max_connections + SD_SPARE_DESCRIPTORS +
                  (rlim_t) d->config.threads * SD_DESCRIPTORS_PER_WORKER;
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= need)
        return;
    limit.rlim_cur = need < limit.rlim_max ? need : limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < need)
        log_line(&d->log, LOG_WARN, "max-connections: the system allows only %llu descriptors",
                 (unsigned long long) limit.rlim_cur);
}

static ky_rc open_model(searchd *d, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf beside = {0};
    const char *data = d->config.data;
    if (data == NULL) {
        ky_rc rc = ky_exe_datadir(&beside, err);
        if (rc != KY_OK)
            return rc;
        data = beside.p;
    }
    ky_rc rc = ja_model_open(d->config.dictionary, data, &d->model, err);
    d->service.model = d->model;
    return rc;
}

static ky_rc open_pages(searchd *d, ky_err *err)
{
    ky_rc rc = pages_open(&d->pages, err);
    d->service.pages = d->pages;
    return rc;
}

/* Where nobody says what the service is called outside, it is called what it listens on. */
static ky_rc choose_public_url(searchd *d, ky_err *err)
{
    ky_rc rc = KY_OK;
    if (d->config.public_url != NULL)
        ky_buf_puts(&d->public_url, d->config.public_url);
    for (size_t i = 0; i < d->n_listeners && d->public_url.n == 0 && rc == KY_OK; i++) {
        rc = listener_name(&d->listeners[i], &d->public_url, err);
        if (!ky_str_starts(ky_buf_str(&d->public_url), KY_LIT("http")))
            ky_buf_clear(&d->public_url);
    }
    while (d->public_url.n > 0 && d->public_url.p[d->public_url.n - 1] == '/')
        d->public_url.n--;
    d->service.public_url = ky_buf_str(&d->public_url);
    return rc == KY_OK ? ky_buf_check(&d->public_url, err) : rc;
}

static ky_rc open_listeners(searchd *d, ky_err *err)
{
    int passed = sd_listen_fds(1);
    for (int i = 0; i < passed && d->n_listeners < SD_MAX_LISTENERS; i++) {
        ky_rc rc = listener_adopt(SD_LISTEN_FDS_START + i, &d->listeners[d->n_listeners], err);
        if (rc != KY_OK)
            return rc;
        d->n_listeners++;
    }
    if (passed > 0 && !d->config.listen_given)
        return KY_OK;
    for (size_t i = 0; i < d->config.n_listen; i++) {
        if (d->n_listeners == SD_MAX_LISTENERS)
            return ky_fail(err, KY_E_INVALID, "more than %d listeners", SD_MAX_LISTENERS);
        ky_rc rc = listener_open(&d->config.listen[i], &d->listeners[d->n_listeners], err);
        if (rc != KY_OK)
            return rc;
        d->n_listeners++;
    }
    return KY_OK;
}

static ky_rc start_workers(searchd *d, ky_err *err)
{
    d->workers = calloc(d->config.threads, sizeof *d->workers);
    if (d->workers == NULL)
        return ky_nomem(err);
    d->loader.service = &d->service;
    d->loader.workers = d->workers;
    d->loader.n_workers = d->config.threads;
    ky_rc rc = loader_first(&d->loader, err);
    for (size_t i = 0; rc == KY_OK && i < d->config.threads; i++)
        rc = worker_start(&d->workers[i], &d->service, err);
    return rc == KY_OK ? loader_start(&d->loader, err) : rc;
}

/* What an address of this machine alone begins with. */
static bool is_own_address(ky_str url)
{
    return ky_str_starts(url, KY_LIT("http://127.")) ||
           ky_str_starts(url, KY_LIT("http://[::1]")) ||
           ky_str_starts(url, KY_LIT("http://localhost"));
}

static void warn_of_public_url(const searchd *d)
{
    ky_str url = d->service.public_url;
    if (url.n == 0)
        log_line(&d->log, LOG_WARN, "no public-url is set: QR codes and the sitemap name no host");
    else if (d->config.public_url == NULL && is_own_address(url))
        log_line(&d->log, LOG_INFO,
                 "no public-url is set: QR codes lead to %.*s, which no telephone reaches",
                 KY_FMT(url));
}

/* Tell whoever waits that connections are taken from now on. */
static ky_rc announce(const searchd *d, ky_err *err)
{
    for (size_t i = 0; i < d->n_listeners; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf name = {0};
        ky_rc rc = listener_name(&d->listeners[i], &name, err);
        if (rc != KY_OK)
            return rc;
        (void) printf("listening on %s\n", name.p);
    }
    /* Nobody may be reading; that is no reason not to serve. */
    (void) fflush(stdout);
    (void) sd_notify(0, "READY=1");
    return KY_OK;
}

static ky_rc start(searchd *d, ky_err *err)
{
    ky_rc rc = open_signals(d, err);
    if (rc == KY_OK)
        rc = open_model(d, err);
    if (rc == KY_OK)
        rc = open_pages(d, err);
    if (rc == KY_OK)
        rc = open_listeners(d, err);
    if (rc == KY_OK)
        rc = choose_public_url(d, err);
    raise_descriptors(d);
    if (rc == KY_OK)
        rc = start_workers(d, err);
    if (rc != KY_OK)
        return rc;
    warn_of_public_url(d);
    return announce(d, err);
}

static ky_rc run(searchd *d, ky_err *err)
{
    ky_rc rc = start(d, err);
    if (rc != KY_OK)
        return rc;
    loop l = {
        .service = &d->service,
        .loader = &d->loader,
        .workers = d->workers,
        .n_workers = d->config.threads,
        .listeners = d->listeners,
        .n_listeners = d->n_listeners,
        .signals = d->signals,
    };
    return loop_run(&l, err);
}

/* A search that has outlived the time for finishing would keep its thread from being joined. */
static void leave_at_once_if_stuck(const searchd *d)
{
    for (size_t i = 0; d->workers != NULL && i < d->config.threads; i++)
        if (atomic_load(&d->workers[i].answering))
            _exit(0);
}

static int print(ky_rc (*put)(ky_buf *, ky_err *))
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    if (put(&text, NULL) != KY_OK || fputs(text.p, stdout) < 0 || fflush(stdout) != 0)
        return EXIT_ENVIRONMENT;
    return 0;
}

static ky_rc put_help(ky_buf *out, ky_err *err)
{
    return ky_opts_help(&config_options, out, err);
}

static ky_rc put_version(ky_buf *out, ky_err *err)
{
    ky_buf_puts(out, "kyodo-searchd " KYODO_VERSION "\n");
    return ky_buf_check(out, err);
}

static ky_rc put_ok(ky_buf *out, ky_err *err)
{
    ky_buf_puts(out, "configuration ok\n");
    return ky_buf_check(out, err);
}

int main(int argc, char **argv)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(searchd_fini) searchd d = {.signals = -1, .log = {LOG_INFO}};
    ky_err err;
    if (config_read(argc, argv, &arena, &d.config, &err) != KY_OK) {
        log_line(&d.log, LOG_ERROR, "%s", err.msg);
        return EXIT_USAGE;
    }
    if (d.config.help || d.config.version)
        return print(d.config.help ? put_help : put_version);
    if (d.config.check_only)
        return print(put_ok);
    d.log.level = d.config.level;
    d.service.config = &d.config;
    d.service.log = &d.log;
    if (run(&d, &err) != KY_OK) {
        log_line(&d.log, LOG_ERROR, "%s", err.msg);
        return EXIT_ENVIRONMENT;
    }
    leave_at_once_if_stuck(&d);
    return 0;
}
