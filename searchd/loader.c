#include "loader.h"

#include <stdio.h>
#include <systemd/sd-daemon.h>

#include "base/mem.h"

static void free_indexes(ky_index **all, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ky_index_free(all[i]);
    free(all);
}

static bool same_generation(const ky_index *a, const ky_index *b)
{
    return ky_str_eq(ky_index_generation(a), ky_index_generation(b)) &&
           ky_str_eq(ky_index_built(a), ky_index_built(b));
}

/* The folder that `current` leads to now; all 0 where there is none. */
static folder_id current_folder(const loader *l)
{
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    struct stat st;
    ky_buf_printf(&path, "%s/current", l->service->config->index);
    if (!ky_buf_ok(&path) || stat(path.p, &st) != 0)
        return (folder_id){0};
    return (folder_id){st.st_dev, st.st_ino, st.st_ctim};
}

static bool same_folder(const folder_id *a, const folder_id *b)
{
    return a->dev == b->dev && a->ino == b->ino && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

/* Put the index's folder in front of a message that does not begin with it. */
static ky_rc name_index(const loader *l, ky_rc rc, ky_err *err)
{
    const char *dir = l->service->config->index;
    return strncmp(err->msg, dir, strlen(dir)) == 0 ? rc : ky_prefix(err, rc, dir);
}

/* One index for each worker, all of one generation: the second may have been published between
 * two openings, so that is tried again. */
static ky_rc open_all(const loader *l, ky_index **all, ky_err *err)
{
    for (size_t i = 0; i < l->n_workers;) {
        ky_index *opened = NULL;
        ky_rc rc = ky_index_open(l->service->config->index, l->service->model, &opened, err);
        if (rc != KY_OK)
            return name_index(l, rc, err);
        ky_index_free(all[i]);
        all[i] = opened;
        i = same_generation(all[0], all[i]) ? i + 1 : 0;
    }
    return KY_OK;
}

static ky_rc load(loader *l, ky_err *err)
{
    ky_index **all = calloc(l->n_workers, sizeof *all);
    if (all == NULL)
        return ky_nomem(err);
    folder_id folder = current_folder(l); /* before it is opened: a later one is looked at again */
    ky_rc rc = open_all(l, all, err);
    if (rc != KY_OK) {
        free_indexes(all, l->n_workers);
        return rc;
    }
    ky_str generation = ky_index_generation(all[0]);
    uint32_t records = ky_index_records(all[0]);
    (void) snprintf(l->serving, sizeof l->serving, "%.*s", KY_FMT(generation));
    l->serving_folder = folder;
    for (size_t i = 0; i < l->n_workers; i++)
        responder_hand(&l->workers[i].responder, all[i]);
    free(all);
    l->complained = false;
    atomic_store(&l->service->ready, true);
    log_line(l->service->log, LOG_INFO, "serving generation %s: %u records", l->serving, records);
    return KY_OK;
}

ky_rc loader_first(loader *l, ky_err *err)
{
    ky_rc rc = load(l, err);
    if (rc != KY_E_NOT_FOUND)
        return rc;
    log_line(l->service->log, LOG_WARN, "no index is published yet; answering 503 until one is");
    return KY_OK;
}

/* Say why the published index is not served, once for each generation and each SIGHUP. */
static void complain(loader *l, const char *generation, bool asked, const ky_err *err)
{
    if (l->complained && strcmp(generation, l->refused) == 0 && !asked)
        return;
    l->complained = true;
    (void) snprintf(l->refused, sizeof l->refused, "%s", generation);
    log_line(l->service->log, LOG_WARN, "the published index was not taken up, %s: %s",
             l->serving[0] == '\0' ? "none is served" : "the old one is still served", err->msg);
}

static bool is_serving(const loader *l, const char *generation)
{
    folder_id now = current_folder(l);
    return strcmp(generation, l->serving) == 0 && same_folder(&now, &l->serving_folder);
}

/* Look for another generation than the one in service; where asked for, open it in any case. */
static void look(loader *l, bool asked)
{
    char current[KY_GENERATION_BYTES] = "";
    ky_err err;
    ky_rc rc = ky_generation_current(l->service->config->index, current, &err);
    if (rc == KY_E_NOT_FOUND && !asked)
        return;
    if (rc == KY_OK && !asked && is_serving(l, current)) {
        l->complained = false;
        return;
    }
    if (rc == KY_OK)
        rc = load(l, &err);
    if (rc != KY_OK)
        complain(l, current, asked, &err);
}

static bool wait_turn(loader *l, bool *asked)
{
    struct timespec until;
    (void) clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += SD_CHECK_SECONDS;
    (void) pthread_mutex_lock(&l->lock);
    int woken = 0;
    while (!l->asked && !l->stopping && woken == 0)
        woken = pthread_cond_clockwait(&l->wake, &l->lock, CLOCK_MONOTONIC, &until);
    *asked = l->asked;
    l->asked = false;
    bool go_on = !l->stopping;
    (void) pthread_mutex_unlock(&l->lock);
    return go_on;
}

static void *run(void *arg)
{
    loader *l = arg;
    for (bool asked; wait_turn(l, &asked);) {
        look(l, asked);
        if (asked)
            (void) sd_notify(0, "READY=1");
    }
    return NULL;
}

ky_rc loader_start(loader *l, ky_err *err)
{
    (void) pthread_mutex_init(&l->lock, NULL);
    (void) pthread_cond_init(&l->wake, NULL);
    l->running = pthread_create(&l->thread, NULL, run, l) == 0;
    return l->running ? KY_OK : ky_fail(err, KY_E_IO, "the loader's thread cannot be started");
}

static void set(loader *l, bool *flag)
{
    (void) pthread_mutex_lock(&l->lock);
    *flag = true;
    (void) pthread_cond_signal(&l->wake);
    (void) pthread_mutex_unlock(&l->lock);
}

void loader_ask(loader *l)
{
    set(l, &l->asked);
}

void loader_stop(loader *l)
{
    if (!l->running)
        return;
    set(l, &l->stopping);
    (void) pthread_join(l->thread, NULL);
    l->running = false;
}
