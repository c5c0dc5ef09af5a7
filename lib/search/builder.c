#include "builder.h"

#include <stdio.h>
#include <time.h>

#include "base/json.h"
#include "build_job.h"
#include "generation.h"
#include "index_priv.h"
#include "layout.h"
#include "lexicon_source.h"
#include "readings_source.h"
#include "told.h"

enum {
    BATCH_BYTES = 1 << 20,
    SHRINK_DIVISOR = 5,
    SMALL_RECORDS = 8192,
};

struct ky_builder {
    char *dir;
    ky_lock *lock;
    ky_buf staged;
    const ky_schema *schema;
    const ja_model *model;
    ky_build_options options;
    ky_job **jobs;
    size_t n_jobs;
    size_t next_job;
    ky_batch *filling;
    uint32_t records;
    uint32_t *widths;
    uint32_t *dataset_records; /* by data set of the schema */
    ky_rc rc;                  /* the first failure sticks */
    ky_err err;
    bool finished;
};

static ky_rc open_jobs(ky_builder *b, ky_err *err)
{
    const ky_build_options *o = &b->options;
    b->n_jobs = o->jobs > o->shards ? o->jobs : o->shards;
    b->jobs = calloc(b->n_jobs, sizeof *b->jobs);
    b->widths = calloc(b->schema->n_fields, sizeof *b->widths);
    b->dataset_records = calloc(b->schema->n_datasets + 1, sizeof *b->dataset_records);
    if (b->jobs == NULL || b->widths == NULL || b->dataset_records == NULL)
        return ky_nomem(err);
    size_t memory = ((size_t) o->memory_mib << 20) / b->n_jobs;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < b->n_jobs && rc == KY_OK; i++)
        rc = ky_job_start(b->staged.p, i, b->schema, b->model, memory, &b->jobs[i], err);
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
        ky_job_free(b->jobs[i]);
    if (b->lock != NULL && b->staged.n > 0)
        (void) ky_remove_tree(b->staged.p, NULL);
    ky_batch_free(b->filling);
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
 * make the same databases. A small table is one database for each shard: a term that stands in two
 * has its postings apart for good, and most terms of a small table are rare. */
static ky_rc hand_over(ky_builder *b, ky_err *err)
{
    bool small = b->next_job < SMALL_RECORDS / KY_BATCH_RECORDS;
    size_t n = small ? b->options.shards : b->n_jobs;
    return ky_job_take(b->jobs[b->next_job++ % n], KY_STEAL(b->filling), err);
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
    ky_batch *f = b->filling;
    if (f == NULL || !ky_record_copy(r, b->schema, &f->arena, &f->records[f->n]))
        return stick(b, ky_nomem(err), err);
    f->datasets[f->n++] = dataset;
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

static json_t *licence_json(const ky_dataset *d)
{
    return json_pack("{s:o, s:o*}", "name", ky_json_str(d->licence_name), "url",
                     d->licence_url.n == 0 ? NULL : ky_json_str(d->licence_url));
}

/* What the schema does not say of a data set has no member, but for the source. */
static json_t *dataset_json(const ky_dataset *d, uint32_t records)
{
    KY_CLEANUP(ky_json_unref_p) json_t *j = json_object();
    bool ok = j != NULL && ky_json_set(j, "id", ky_json_str(d->id)) &&
              ky_json_set(j, "title", ky_json_str(d->title)) &&
              ky_json_set(j, "year", json_integer(d->year)) &&
              ky_json_set(j, "source", ky_json_str(d->source)) &&
              (d->url.n == 0 || ky_json_set(j, "url", ky_json_str(d->url))) &&
              (d->licence_name.n == 0 || ky_json_set(j, "licence", licence_json(d))) &&
              ky_json_set(j, "records", json_integer(records));
    return ok ? KY_STEAL(j) : NULL;
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
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < b->n_jobs; i++) {
        ky_rc job = ky_job_join(b->jobs[i], rc == KY_OK ? err : NULL);
        rc = rc == KY_OK ? job : rc;
    }
    return rc;
}

/* Every job's titles, added to those of the first. */
static ky_rc merge_titles(ky_builder *b, ky_err *err)
{
    ky_titles *all = ky_job_titles(b->jobs[0]);
    for (size_t i = 1; i < b->n_jobs; i++) {
        ky_titles *t = ky_job_titles(b->jobs[i]);
        for (uint32_t k = 0; k < t->n; k++) {
            ky_rc rc = ky_titles_add(all, t->items[k].text, t->items[k].records, err);
            if (rc != KY_OK)
                return rc;
        }
        ky_titles_fini(t);
    }
    return KY_OK;
}

static ky_rc open_all(const ky_builder *b, const char *path(const ky_job *), xapc_database **ret,
                      ky_err *err)
{
    const char *paths[KY_MAX_JOBS + KY_MAX_SHARDS];
    xapc_error xe;
    for (size_t i = 0; i < b->n_jobs; i++)
        paths[i] = path(b->jobs[i]);
    return ky_xapian_rc(xapc_database_open_many(paths, b->n_jobs, ret, &xe), &xe, err);
}

static ky_rc set_lexicon(ky_builder *b, xapc_database *sounds, ky_err *err)
{
    KY_CLEANUP(xapc_database_free_p) xapc_database *records = NULL;
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = {0};
    ky_rc rc = open_all(b, ky_job_path, &records, err);
    const ky_lexicon_source source = {.records = records,
                                      .sounds = sounds,
                                      .schema = b->schema,
                                      .ja = ky_job_analyser(b->jobs[0]),
                                      .titles = ky_job_titles(b->jobs[0])};
    if (rc == KY_OK)
        rc = ky_lexicon_make(&source, &lx, err);
    return rc == KY_OK ? ky_lexicon_store(&lx, ky_job_writer(b->jobs[0]), err) : rc;
}

/* Lexicon and readings come from all databases together, before they are merged: what is written
 * afterwards would undo the compaction. */
static ky_rc set_words(ky_builder *b, ky_err *err)
{
    KY_CLEANUP(xapc_database_free_p) xapc_database *sounds = NULL;
    ky_rc rc = merge_titles(b, err);
    if (rc == KY_OK)
        rc = open_all(b, ky_job_sounds_path, &sounds, err);
    if (rc == KY_OK)
        rc = set_lexicon(b, sounds, err);
    return rc == KY_OK ? ky_readings_store(sounds, ky_job_writer(b->jobs[0]), err) : rc;
}

static ky_rc close_jobs(ky_builder *b, ky_err *err)
{
    ky_rc rc = join_jobs(b, err);
    if (rc == KY_OK)
        rc = set_words(b, err);
    if (rc == KY_OK)
        rc = set_facts(b, ky_job_writer(b->jobs[0]), err);
    for (size_t i = 0; i < b->n_jobs && rc == KY_OK; i++)
        rc = ky_job_close(b->jobs[i], err);
    for (size_t i = 0; i < b->n_jobs && rc == KY_OK; i++)
        rc = ky_remove_tree(ky_job_sounds_path(b->jobs[i]), err);
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
        from[n++] = ky_job_path(b->jobs[i]);
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
    if (rc == KY_OK && b->options.tells)
        rc = ky_told_add(b->staged.p, b->model, err);
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
