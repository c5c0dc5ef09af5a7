#include "build_job.h"

#include <pthread.h>

#include "document.h"

enum {
    COMMIT_RECORDS = 2000, /* measured: small commits and one merge beat a large posting map */
    HEAP_PER_BYTE = 40,    /* of text, in Xapian's posting maps before a commit */
};

struct ky_job {
    pthread_t thread;
    bool started;
    bool shared; /* the mutex and the condition are made */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    ky_batch *waiting; /* handed over, not yet taken */
    bool ended;        /* nothing more will come */
    ky_rc rc;
    ky_err err;

    const ky_schema *schema;
    ja_analyser *ja;
    xapc_writer *writer;
    xapc_writer *sounds;
    ky_buf path;
    ky_buf sounds_path;
    ky_arena scratch;
    ky_titles titles;
    size_t memory_bytes;
    size_t uncommitted_records;
    size_t uncommitted_bytes;
};

void ky_batch_free(ky_batch *b)
{
    if (b == NULL)
        return;
    ky_arena_fini(&b->arena);
    free(b);
}

static ky_rc commit(ky_job *j, ky_err *err)
{
    xapc_error xe;
    j->uncommitted_records = 0;
    j->uncommitted_bytes = 0;
    ky_rc rc = ky_xapian_rc(xapc_writer_commit(j->writer, &xe), &xe, err);
    return rc == KY_OK ? ky_xapian_rc(xapc_writer_commit(j->sounds, &xe), &xe, err) : rc;
}

static ky_rc index_record(ky_job *j, const ky_record *r, const ky_dataset *dataset, ky_err *err)
{
    KY_CLEANUP(xapc_document_free_p) xapc_document *doc = NULL;
    KY_CLEANUP(xapc_document_free_p) xapc_document *sounds = NULL;
    xapc_error xe;
    ky_arena_clear(&j->scratch);
    ky_rc rc = ky_document_make(r, dataset, j->schema, j->ja, &j->scratch, &doc, &sounds, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_writer_add(j->writer, doc, NULL, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_writer_add(j->sounds, sounds, NULL, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_titles_add(&j->titles, ky_record_title(r, j->schema), 1, err);
    return rc;
}

static ky_rc index_batch(ky_job *j, const ky_batch *b, ky_err *err)
{
    for (size_t i = 0; i < b->n; i++) {
        ky_rc rc = index_record(j, &b->records[i], b->datasets[i], err);
        if (rc != KY_OK)
            return ky_prefix(err, rc, b->records[i].id.p);
    }
    j->uncommitted_records += b->n;
    j->uncommitted_bytes += b->bytes;
    if (j->uncommitted_records < COMMIT_RECORDS &&
        j->uncommitted_bytes * HEAP_PER_BYTE < j->memory_bytes)
        return KY_OK;
    return commit(j, err);
}

static ky_batch *next_batch(ky_job *j)
{
    (void) pthread_mutex_lock(&j->mutex);
    while (j->waiting == NULL && !j->ended)
        (void) pthread_cond_wait(&j->changed, &j->mutex);
    ky_batch *b = KY_STEAL(j->waiting);
    (void) pthread_cond_broadcast(&j->changed);
    (void) pthread_mutex_unlock(&j->mutex);
    return b;
}

static void report(ky_job *j, ky_rc rc, const ky_err *err)
{
    (void) pthread_mutex_lock(&j->mutex);
    j->rc = rc;
    j->err = *err;
    (void) pthread_cond_broadcast(&j->changed);
    (void) pthread_mutex_unlock(&j->mutex);
}

/* After a failure batches are still taken, so that the hand-over never blocks. */
static void *run(void *payload)
{
    ky_job *j = payload;
    ky_rc rc = KY_OK;
    for (;;) {
        ky_err err;
        KY_CLEANUP(ky_batch_free_p) ky_batch *b = next_batch(j);
        if (b == NULL)
            return NULL;
        if (rc == KY_OK && (rc = index_batch(j, b, &err)) != KY_OK)
            report(j, rc, &err);
    }
}

/* Neither is ever changed afterwards, and a document is never asked for its terms: without term
 * lists an index is a third smaller. */
static ky_rc open_writer(const char *folder, const char *name, size_t i, ky_buf *path,
                         xapc_writer **ret, ky_err *err)
{
    xapc_error xe;
    ky_buf_printf(path, "%s/%s-%zu", folder, name, i);
    ky_rc rc = ky_buf_check(path, err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_writer_open(path->p, XAPC_CREATE_NEW,
                                         XAPC_OPEN_NO_SYNC | XAPC_OPEN_NO_TERMLIST, 0, ret, &xe),
                        &xe, err);
}

static ky_rc open_job(ky_job *j, const char *folder, size_t i, const ja_model *model, ky_err *err)
{
    j->shared =
        pthread_mutex_init(&j->mutex, NULL) == 0 && pthread_cond_init(&j->changed, NULL) == 0;
    if (!j->shared)
        return ky_nomem(err);
    ky_rc rc = ja_analyser_new(model, &j->ja, err);
    if (rc == KY_OK)
        rc = open_writer(folder, "work", i, &j->path, &j->writer, err);
    if (rc == KY_OK)
        rc = open_writer(folder, "sounds", i, &j->sounds_path, &j->sounds, err);
    if (rc != KY_OK)
        return rc;
    j->started = pthread_create(&j->thread, NULL, run, j) == 0;
    return j->started ? KY_OK : ky_fail(err, KY_E_IO, "no thread could be started");
}

ky_rc ky_job_start(const char *folder, size_t i, const ky_schema *schema, const ja_model *model,
                   size_t memory_bytes, ky_job **ret, ky_err *err)
{
    ky_job *j = calloc(1, sizeof *j);
    if (j == NULL)
        return ky_nomem(err);
    j->schema = schema;
    j->memory_bytes = memory_bytes;
    ky_rc rc = open_job(j, folder, i, model, err);
    if (rc == KY_OK)
        *ret = j;
    else
        ky_job_free(j);
    return rc;
}

static ky_rc outcome(const ky_job *j, ky_err *err)
{
    if (j->rc != KY_OK && err != NULL)
        *err = j->err;
    return j->rc;
}

ky_rc ky_job_take(ky_job *j, ky_batch *b, ky_err *err)
{
    (void) pthread_mutex_lock(&j->mutex);
    while (j->waiting != NULL)
        (void) pthread_cond_wait(&j->changed, &j->mutex);
    j->waiting = b;
    ky_rc rc = outcome(j, err);
    (void) pthread_cond_broadcast(&j->changed);
    (void) pthread_mutex_unlock(&j->mutex);
    return rc;
}

static void end(ky_job *j)
{
    if (!j->started)
        return;
    (void) pthread_mutex_lock(&j->mutex);
    j->ended = true;
    (void) pthread_cond_broadcast(&j->changed);
    (void) pthread_mutex_unlock(&j->mutex);
    (void) pthread_join(j->thread, NULL);
    j->started = false;
}

ky_rc ky_job_join(ky_job *j, ky_err *err)
{
    end(j);
    return j->rc == KY_OK ? commit(j, err) : outcome(j, err);
}

const char *ky_job_path(const ky_job *j)
{
    return j->path.p;
}

const char *ky_job_sounds_path(const ky_job *j)
{
    return j->sounds_path.p;
}

xapc_writer *ky_job_writer(ky_job *j)
{
    return j->writer;
}

ky_titles *ky_job_titles(ky_job *j)
{
    return &j->titles;
}

ja_analyser *ky_job_analyser(ky_job *j)
{
    return j->ja;
}

ky_rc ky_job_close(ky_job *j, ky_err *err)
{
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_writer_close(j->writer, &xe), &xe, err);
    return rc == KY_OK ? ky_xapian_rc(xapc_writer_close(j->sounds, &xe), &xe, err) : rc;
}

void ky_job_free(ky_job *j)
{
    if (j == NULL)
        return;
    end(j);
    ky_batch_free(j->waiting);
    ja_analyser_free(j->ja);
    xapc_writer_free(j->writer);
    xapc_writer_free(j->sounds);
    ky_arena_fini(&j->scratch);
    ky_titles_fini(&j->titles);
    ky_buf_fini(&j->path);
    ky_buf_fini(&j->sounds_path);
    if (j->shared) {
        (void) pthread_cond_destroy(&j->changed);
        (void) pthread_mutex_destroy(&j->mutex);
    }
    free(j);
}
