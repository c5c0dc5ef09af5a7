/* One thread of a build: takes batches of records, analyses them, writes two databases, one of the
 * records and one of their sounds. For builder.c alone. */
#ifndef KY_SEARCH_BUILD_JOB_H
#define KY_SEARCH_BUILD_JOB_H

#include "builder.h"
#include "titles.h"
#include "xapian.h"

/* Records handed over together. */
typedef struct ky_batch {
    ky_arena arena;
    ky_record records[KY_BATCH_RECORDS];
    const ky_dataset *datasets[KY_BATCH_RECORDS]; /* of each record, or NULL */
    size_t n;
    size_t bytes;
} ky_batch;

void ky_batch_free(ky_batch *b);
KY_DEFINE_CLEANUP(ky_batch, ky_batch_free)

typedef struct ky_job ky_job;

/* Start the thread.
 *  folder        holds the databases work-I and sounds-I.
 *  memory_bytes  what Xapian may gather before it writes.
 *  ret           free with ky_job_free().
 *  errors        IO, NOMEM, INTERNAL. */
ky_rc ky_job_start(const char *folder, size_t i, const ky_schema *schema, const ja_model *model,
                   size_t memory_bytes, ky_job **ret, ky_err *err);

/* Hand a batch over, which waits while the one before is not taken; the batch is the job's then.
 * Returns the job's first failure so far. */
ky_rc ky_job_take(ky_job *j, ky_batch *b, ky_err *err);

/* Wait for the thread to finish what it was given, and commit. Returns the job's first failure. */
ky_rc ky_job_join(ky_job *j, ky_err *err);

/* After joining: what it made. All of it is the job's; after ky_job_close() the databases are
 * files alone. */
const char *ky_job_path(const ky_job *j);
const char *ky_job_sounds_path(const ky_job *j);
xapc_writer *ky_job_writer(ky_job *j);
ky_titles *ky_job_titles(ky_job *j);
ja_analyser *ky_job_analyser(ky_job *j);

/* Commit and close. Errors IO, NOMEM. */
ky_rc ky_job_close(ky_job *j, ky_err *err);

void ky_job_free(ky_job *j);

#endif
