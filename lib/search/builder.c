#include "builder.h"

#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "base/json.h"
#include "document.h"
#include "generation.h"
#include "index_priv.h"
#include "layout.h"
#include "lexicon_source.h"

enum {
    BATCH_BYTES = 1 << 20,
    COMMIT_RECORDS = 2000, /* measured: small commits and one merge beat a large posting map */
    HEAP_PER_BYTE = 40,    /* of text, in Xapian's posting map before a commit */
    SHRINK_DIVISOR = 5,
};

typedef struct batch {
    ky_arena arena;
    ky_record records[KY_BATCH_RECORDS];
    size_t n;
    size_t bytes;
} batch;

/* One thread with everything it needs; what main and thread share is under the mutex. */
typedef struct job {
    pthread_t thread;
    bool started;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    batch *waiting; /* handed over, not yet taken */
    bool ended;     /* nothing more will come */
    ky_rc rc;
    ky_err err;

    const ky_builder *builder;
    ja_analyser *ja;
    xapc_writer *writer;
    char *path;
    ky_arena scratch;
    ky_titles titles;
    size_t uncommitted_records;
    size_t uncommitted_bytes;
} job;

struct ky_builder {
    char *dir;
    ky_lock *lock;
    ky_buf staged;
    const ky_schema *schema;
    const ja_model *model;
    ky_build_options options;
    job *jobs;
    size_t n_jobs;
    size_t next_job;
    batch *filling;
    uint32_t records;
    uint32_t *widths;
    uint32_t *dataset_records; /* by data set of the schema */
    ky_rc rc;                  /* the first failure sticks */
    ky_err err;
    bool finished;
};

static void batch_free(batch *b)
{
    if (b == NULL)
        return;
    ky_arena_fini(&b->arena);
    free(b);
}
KY_DEFINE_CLEANUP(batch, batch_free)

static ky_rc commit(job *j, ky_err *err)
{
    xapc_error xe;
    j->uncommitted_records = 0;
    j->uncommitted_bytes = 0;
    return ky_xapian_rc(xapc_writer_commit(j->writer, &xe), &xe, err);
}

static ky_rc index_record(job *j, const ky_record *r, ky_err *err)
{
    KY_CLEANUP(xapc_document_free_p) xapc_document *doc = NULL;
    xapc_error xe;
    ky_arena_clear(&j->scratch);
    ky_rc rc = ky_document_make(r, j->builder->schema, j->ja, &j->scratch, &doc, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_writer_add(j->writer, doc, NULL, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_titles_add(&j->titles, ky_record_title(r, j->builder->schema), 1, err);
    return rc;
}

static ky_rc index_batch(job *j, const batch *b, ky_err *err)
{
    const ky_builder *builder = j->builder;
    for (size_t i = 0; i < b->n; i++) {
        ky_rc rc = index_record(j, &b->records[i], err);
        if (rc != KY_OK)
            return ky_prefix(err, rc, b->records[i].id.p);
    }
    j->uncommitted_records += b->n;
    j->uncommitted_bytes += b->bytes;
    size_t budget = ((size_t) builder->options.memory_mib << 20) / builder->n_jobs;
    if (j->uncommitted_records < COMMIT_RECORDS && j->uncommitted_bytes * HEAP_PER_BYTE < budget)
        return KY_OK;
    return commit(j, err);
}

static batch *take_batch(job *j)
{
    (void) pthread_mutex_lock(&j->mutex);
    while (j->waiting == NULL && !j->ended)
        (void) pthread_cond_wait(&j->changed, &j->mutex);
    batch *b = KY_STEAL(j->waiting);
    (void) pthread_cond_broadcast(&j->changed);
    (void) pthread_mutex_unlock(&j->mutex);
    return b;
}

static void report(job *j, ky_rc rc, const ky_err *err)
{
    (void) pthread_mutex_lock(&j->mutex);
    j->rc = rc;
    j->err = *err;
    (void) pthread_cond_broadcast(&j->changed);
    (void) pthread_mutex_unlock(&j->mutex);
}

/* After a failure batches are still taken, so that the hand-over never blocks. */
static void *run_job(void *payload)
{
    job *j = payload;
    ky_rc rc = KY_OK;
    for (;;) {
        ky_err err;
        KY_CLEANUP(batch_free_p) batch *b = take_batch(j);
        if (b == NULL)
            return NULL;
        if (rc == KY_OK && (rc = index_batch(j, b, &err)) != KY_OK)
            report(j, rc, &err);
    }
}

static ky_rc open_job(ky_builder *b, job *j, size_t i, ky_err *err)
{
    xapc_error xe;
    ky_buf path = {0};
    j->builder = b;
    if (pthread_mutex_init(&j->mutex, NULL) != 0 || pthread_cond_init(&j->changed, NULL) != 0)
        return ky_nomem(err);
    ky_buf_printf(&path, "%s/work-%zu", b->staged.p, i);
    j->path = ky_buf_take(&path);
    if (j->path == NULL)
        return ky_nomem(err);
    ky_rc rc = ja_analyser_new(b->model, &j->ja, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(
            xapc_writer_open(j->path, XAPC_CREATE_NEW, XAPC_OPEN_NO_SYNC, 0, &j->writer, &xe), &xe,
            err);
    if (rc != KY_OK)
        return rc;
    j->started = pthread_create(&j->thread, NULL, run_job, j) == 0;
    return j->started ? KY_OK : ky_fail(err, KY_E_IO, "no thread could be started");
}

static void end_job(job *j)
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

static void job_fini(job *j)
{
    end_job(j);
    if (j->builder == NULL)
        return;
    batch_free(j->waiting);
    ja_analyser_free(j->ja);
    xapc_writer_free(j->writer);
    ky_arena_fini(&j->scratch);
    ky_titles_fini(&j->titles);
    free(j->path);
    (void) pthread_cond_destroy(&j->changed);
    (void) pthread_mutex_destroy(&j->mutex);
}

static ky_rc open_jobs(ky_builder *b, ky_err *err)
{
    const ky_build_options *o = &b->options;
    b->n_jobs = o->jobs > o->shards ? o->jobs : o->shards;
    b->jobs = calloc(b->n_jobs, sizeof *b->jobs);
    b->widths = calloc(b->schema->n_fields, sizeof *b->widths);
    b->dataset_records = calloc(b->schema->n_datasets + 1, sizeof *b->dataset_records);
    if (b->jobs == NULL || b->widths == NULL || b->dataset_records == NULL)
        return ky_nomem(err);
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < b->n_jobs && rc == KY_OK; i++)
        rc = open_job(b, &b->jobs[i], i, err);
    return rc;
}

ky_rc ky_builder_open(const char *dir, const ky_schema *schema, const ja_model *model,
                      const ky_build_options *options, ky_builder **ret, ky_err *err)
{
    KY_CLEANUP(ky_builder_free_p) ky_builder *b = calloc(1, sizeof *b);
    if (b == NULL || (b->dir = strdup(dir)) == NULL)
        return ky_nomem(err);
    b->schema = schema;
    b->model = model;
    b->options = *options;
    ky_rc rc = ky_lock_take(dir, &b->lock, err);
    if (rc == KY_OK)
        rc = ky_generation_stage(dir, &b->staged, err);
    if (rc == KY_OK)
        rc = open_jobs(b, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(b);
    return rc;
}

void ky_builder_free(ky_builder *b)
{
    if (b == NULL)
        return;
    for (size_t i = 0; b->jobs != NULL && i < b->n_jobs; i++)
        job_fini(&b->jobs[i]);
    if (b->lock != NULL && b->staged.n > 0)
        (void) ky_remove_tree(b->staged.p, NULL);
    batch_free(b->filling);
    free(b->jobs);
    free(b->widths);
    free(b->dataset_records);
    ky_buf_fini(&b->staged);
    ky_lock_free(b->lock);
    free(b->dir);
    free(b);
}

uint32_t ky_builder_records(const ky_builder *b)
{
    return b->records;
}

static ky_rc stick(ky_builder *b, ky_rc rc, ky_err *err)
{
    if (b->rc == KY_OK && rc != KY_OK) {
        b->rc = rc;
        b->err = *err;
    }
    return rc;
}

/* Batches go round the jobs in a fixed order, so that the same table and the same number of jobs
 * make the same databases. */
static ky_rc hand_over(ky_builder *b, ky_err *err)
{
    job *j = &b->jobs[b->next_job++ % b->n_jobs];
    (void) pthread_mutex_lock(&j->mutex);
    while (j->waiting != NULL)
        (void) pthread_cond_wait(&j->changed, &j->mutex);
    j->waiting = KY_STEAL(b->filling);
    ky_rc rc = j->rc;
    if (rc != KY_OK && err != NULL)
        *err = j->err;
    (void) pthread_cond_broadcast(&j->changed);
    (void) pthread_mutex_unlock(&j->mutex);
    return rc;
}

static size_t record_bytes(const ky_record *r, const ky_schema *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_fields; i++)
        for (size_t v = 0; v < r->cells[i].n; v++)
            n += r->cells[i].values[v].n + (r->cells[i].notes == NULL ? 0 : r->cells[i].notes[v].n);
    return n;
}

static void note_width(ky_builder *b, const ky_record *r)
{
    for (size_t i = 0; i < b->schema->n_fields; i++) {
        size_t n = r->cells[i].n < KY_MAX_VALUES ? r->cells[i].n : KY_MAX_VALUES;
        if (b->schema->fields[i].kind != KY_FIELD_FACET)
            n = 1;
        if (n > b->widths[i])
            b->widths[i] = (uint32_t) n;
    }
}

ky_rc ky_builder_add(ky_builder *b, const ky_record *r, const ky_dataset *dataset, ky_err *err)
{
    ky_err own;
    if (err == NULL)
        err = &own;
    if (b->rc != KY_OK) {
        *err = b->err;
        return b->rc;
    }
    if (b->filling == NULL)
        b->filling = calloc(1, sizeof *b->filling);
    batch *f = b->filling;
    if (f == NULL || !ky_record_copy(r, b->schema, &f->arena, &f->records[f->n]))
        return stick(b, ky_nomem(err), err);
    f->n++;
    f->bytes += record_bytes(r, b->schema);
    b->records++;
    b->dataset_records[dataset == NULL ? b->schema->n_datasets
                                       : (size_t) (dataset - b->schema->datasets)]++;
    note_width(b, r);
    if (f->n < KY_BATCH_RECORDS && f->bytes < BATCH_BYTES)
        return KY_OK;
    return stick(b, hand_over(b, err), err);
}

static ky_rc set_meta(xapc_writer *w, const char *key, ky_str value, ky_err *err)
{
    xapc_error xe;
    return ky_xapian_rc(xapc_writer_set_metadata(w, ky_bytes(ky_str_of(key)), ky_bytes(value), &xe),
                        &xe, err);
}

static ky_rc set_meta_json(xapc_writer *w, const char *key, const json_t *j, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    ky_rc rc = ky_json_write(j, 0, &text, err);
    return rc == KY_OK ? set_meta(w, key, ky_buf_str(&text), err) : rc;
}

static ky_rc set_widths(const ky_builder *b, xapc_writer *w, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < b->schema->n_fields; i++)
        if (!ky_json_append(list, json_integer(b->widths[i])))
            return ky_nomem(err);
    return set_meta_json(w, KY_META_WIDTHS, list, err);
}

static json_t *dataset_json(const ky_dataset *d, uint32_t records)
{
    return json_pack("{s:s%, s:s%, s:i, s:s%, s:i}", "id", d->id.p, d->id.n, "title", d->title.p,
                     d->title.n, "year", (int) d->year, "source",
                     d->source.p == NULL ? "" : d->source.p, d->source.n, "records", (int) records);
}

static ky_rc set_datasets(const ky_builder *b, xapc_writer *w, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < b->schema->n_datasets; i++)
        if (b->dataset_records[i] > 0 &&
            !ky_json_append(list, dataset_json(&b->schema->datasets[i], b->dataset_records[i])))
            return ky_nomem(err);
    return set_meta_json(w, KY_META_DATASETS, list, err);
}

/* To the microsecond: it tells builds apart. */
static bool format_now(char *to, size_t size)
{
    struct timespec now;
    struct tm utc;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0 || gmtime_r(&now.tv_sec, &utc) == NULL)
        return false;
    size_t n = strftime(to, size, "%Y-%m-%dT%H:%M:%S", &utc);
    int m = n == 0 ? 0 : snprintf(to + n, size - n, ".%06ldZ", now.tv_nsec / 1000);
    return m > 0 && (size_t) m < size - n;
}

static ky_rc set_facts(const ky_builder *b, xapc_writer *w, ky_err *err)
{
    char records[16];
    char built[40];
    (void) snprintf(records, sizeof records, "%u", b->records);
    if (!format_now(built, sizeof built))
        return ky_fail(err, KY_E_INTERNAL, "the clock gives no date");
    ky_rc rc = set_meta(w, KY_META_LAYOUT, KY_LIT(KY_LAYOUT_VERSION), err);
    if (rc == KY_OK)
        rc = set_meta(w, KY_META_FINGERPRINT, ky_str_of(ja_model_fingerprint(b->model)), err);
    if (rc == KY_OK)
        rc = set_meta(w, KY_META_SCHEMA, b->schema->json, err);
    if (rc == KY_OK)
        rc = set_meta(w, KY_META_RECORDS, ky_str_of(records), err);
    if (rc == KY_OK)
        rc = set_meta(w, KY_META_BUILT, ky_str_of(built), err);
    if (rc == KY_OK)
        rc = set_meta(w, KY_META_PROGRAM, ky_str_of(b->options.program), err);
    if (rc == KY_OK)
        rc = set_widths(b, w, err);
    if (rc == KY_OK)
        rc = set_datasets(b, w, err);
    return rc;
}

static ky_rc join_jobs(ky_builder *b, ky_err *err)
{
    for (size_t i = 0; i < b->n_jobs; i++)
        end_job(&b->jobs[i]);
    for (size_t i = 0; i < b->n_jobs; i++) {
        const job *j = &b->jobs[i];
        if (j->rc == KY_OK)
            continue;
        if (err != NULL)
            *err = j->err;
        return j->rc;
    }
    return KY_OK;
}

/* Every job's titles, added to those of the first. */
static ky_rc merge_titles(ky_builder *b, ky_err *err)
{
    ky_titles *all = &b->jobs[0].titles;
    for (size_t i = 1; i < b->n_jobs; i++) {
        ky_titles *t = &b->jobs[i].titles;
        for (uint32_t k = 0; k < t->n; k++) {
            ky_rc rc = ky_titles_add(all, t->items[k].text, t->items[k].records, err);
            if (rc != KY_OK)
                return rc;
        }
        ky_titles_fini(t);
    }
    return KY_OK;
}

/* From all databases together, before they are merged: what is written afterwards would undo the
 * compaction. */
static ky_rc set_lexicon(ky_builder *b, ky_err *err)
{
    KY_CLEANUP(xapc_database_free_p) xapc_database *db = NULL;
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = {0};
    const char *paths[KY_MAX_JOBS + KY_MAX_SHARDS];
    xapc_error xe;
    ky_rc rc = merge_titles(b, err);
    for (size_t i = 0; i < b->n_jobs && rc == KY_OK; i++) {
        paths[i] = b->jobs[i].path;
        rc = commit(&b->jobs[i], err);
    }
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_database_open_many(paths, b->n_jobs, &db, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_lexicon_make(db, b->schema, b->jobs[0].ja, &b->jobs[0].titles, &lx, err);
    return rc == KY_OK ? ky_lexicon_store(&lx, b->jobs[0].writer, err) : rc;
}

static ky_rc close_jobs(ky_builder *b, ky_err *err)
{
    xapc_error xe;
    ky_rc rc = join_jobs(b, err);
    if (rc == KY_OK)
        rc = set_lexicon(b, err);
    if (rc == KY_OK)
        rc = set_facts(b, b->jobs[0].writer, err);
    for (size_t i = 0; i < b->n_jobs && rc == KY_OK; i++)
        rc = ky_xapian_rc(xapc_writer_close(b->jobs[i].writer, &xe), &xe, err);
    return rc;
}

static ky_rc merge_shard(ky_builder *b, size_t shard, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf to = {0};
    const char *from[KY_MAX_JOBS + KY_MAX_SHARDS];
    size_t n = 0;
    xapc_error xe;
    ky_buf_printf(&to, "%s/shard-%zu", b->staged.p, shard);
    ky_rc rc = ky_buf_check(&to, err);
    if (rc != KY_OK)
        return rc;
    for (size_t i = shard; i < b->n_jobs; i += b->options.shards)
        from[n++] = b->jobs[i].path;
    unsigned flags = n > 3 ? XAPC_COMPACT_MULTIPASS : 0;
    rc = ky_xapian_rc(xapc_compact(from, n, to.p, XAPC_COMPACT_FULL, flags, 0, &xe), &xe, err);
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        rc = ky_remove_tree(from[i], err);
    return rc;
}

typedef struct id_count {
    uint32_t unique;
    char twice[KY_GENERATION_BYTES];
} id_count;

static bool count_id(const xapc_term *t, void *payload)
{
    id_count *c = payload;
    c->unique++;
    if (t->termfreq > 1)
        (void) snprintf(c->twice, sizeof c->twice, "%.*s", (int) t->term.size - 1,
                        t->term.data + 1);
    return true;
}

/* The merged result must hold every record under an id of its own. */
static ky_rc verify(const ky_builder *b, ky_err *err)
{
    KY_CLEANUP(xapc_database_free_p) xapc_database *db = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf prefix = {0};
    xapc_database_stats stats;
    xapc_error xe;
    id_count ids = {0};
    ky_term_id(KY_LIT(""), &prefix);
    ky_rc rc = ky_buf_check(&prefix, err);
    if (rc == KY_OK)
        rc = ky_shards_open(b->staged.p, &db, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_database_get_stats(db, &stats, &xe), &xe, err);
    if (rc == KY_OK && stats.document_count != b->records)
        rc = ky_fail(err, KY_E_CORRUPT, "%u records were written, the index holds %u", b->records,
                     stats.document_count);
    if (rc == KY_OK)
        rc = ky_xapian_rc(
            xapc_database_each_term(db, ky_bytes(ky_buf_str(&prefix)), count_id, &ids, &xe), &xe,
            err);
    if (rc == KY_OK && ids.unique != b->records)
        rc = ky_fail(err, KY_E_INVALID, "two records have the id '%s'", ids.twice);
    return rc;
}

ky_rc ky_builder_finish(ky_builder *b, ky_err *err)
{
    if (b->rc != KY_OK) {
        if (err != NULL)
            *err = b->err;
        return b->rc;
    }
    ky_rc rc = b->filling != NULL && b->filling->n > 0 ? hand_over(b, err) : KY_OK;
    if (rc == KY_OK)
        rc = close_jobs(b, err);
    for (size_t i = 0; i < b->options.shards && rc == KY_OK; i++)
        rc = merge_shard(b, i, err);
    if (rc == KY_OK)
        rc = verify(b, err);
    b->finished = rc == KY_OK;
    return rc;
}

ky_rc ky_builder_try(ky_builder *b, ky_index **ret, ky_err *err)
{
    if (!b->finished)
        return ky_fail(err, KY_E_INTERNAL, "the build is not finished");
    return ky_index_open_folder(b->staged.p, "staged", b->model, ret, err);
}

/* What is in service may be damaged, or of another analyser or layout: only its count is asked, and
 * where it has none there is nothing to lose. */
static ky_rc records_in_service(const char *dir, uint32_t *ret, ky_err *err)
{
    KY_CLEANUP(xapc_database_free_p) xapc_database *db = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    char name[KY_GENERATION_BYTES];
    *ret = 0;
    ky_rc rc = ky_generation_current(dir, name, err);
    if (rc == KY_OK) {
        ky_buf_printf(&path, "%s/%s", dir, name);
        rc = ky_buf_check(&path, err);
    }
    if (rc == KY_OK)
        rc = ky_shards_open(path.p, &db, err);
    if (rc == KY_OK)
        rc = ky_meta_u32(db, KY_META_RECORDS, ret, err);
    return rc == KY_E_NOMEM ? rc : KY_OK;
}

ky_rc ky_builder_publish(ky_builder *b, char ret[static KY_GENERATION_BYTES], ky_err *err)
{
    if (!b->finished)
        return ky_fail(err, KY_E_INTERNAL, "the build is not finished");
    uint32_t before = 0;
    ky_rc rc = records_in_service(b->dir, &before, err);
    if (rc != KY_OK)
        return rc;
    if (!b->options.allow_shrink && b->records < before - before / SHRINK_DIVISOR)
        return ky_fail(err, KY_E_INVALID,
                       "refused: %u records are in service, this build has %u, more than a fifth "
                       "are gone (--allow-shrink publishes all the same)",
                       before, b->records);
    rc = ky_generation_publish(b->dir, b->staged.p, ret, err);
    if (rc == KY_OK)
        (void) ky_generation_prune(b->dir, b->options.keep, NULL);
    return rc;
}
