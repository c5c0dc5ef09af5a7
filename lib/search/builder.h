/* Building a new generation: records in, analysed by several threads, merged, verified, published.
 *
 * The old generation stays in service until ky_builder_publish() has returned; a builder that is
 * freed before leaves no trace. */
#ifndef KY_SEARCH_BUILDER_H
#define KY_SEARCH_BUILDER_H

#include "ja/analyser.h"
#include "record.h"

enum {
    KY_MAX_JOBS = 64,
    KY_MIN_MEMORY_MIB = 64,
    KY_MAX_MEMORY_MIB = 1 << 20,
    KY_BATCH_RECORDS = 32, /* handed to a thread at once */
};

typedef struct ky_build_options {
    uint32_t jobs;       /* threads that analyse and write, 1…KY_MAX_JOBS */
    uint32_t shards;     /* databases that the result is made of, 1…KY_MAX_SHARDS */
    uint32_t memory_mib; /* what Xapian may gather before it writes, all threads together */
    uint32_t keep;       /* generations that stay, the new one included; at least 1 */
    bool allow_shrink;   /* publish even where more than a fifth of the records are gone */
    bool tells;          /* ask for all that a small index may suggest (told.h) */
    const char *program; /* name and version of the indexer, for the index's build facts */
} ky_build_options;

typedef struct ky_builder ky_builder;

/* Begin.
 *  dir      the index directory; made where it is missing, locked until the builder is freed.
 *  schema, model   outlive the builder.
 *  ret      free with ky_builder_free().
 *  errors   LOCKED, IO, NOMEM. */
ky_rc ky_builder_open(const char *dir, const ky_schema *schema, const ja_model *model,
                      const ky_build_options *options, ky_builder **ret, ky_err *err);

/* Take a copy of a record.
 *  dataset  the data set it belongs to, or NULL.
 *  errors   of this or of an earlier record: INVALID, IO, NOMEM. */
ky_rc ky_builder_add(ky_builder *b, const ky_record *r, const ky_dataset *dataset, ky_err *err);

/* After the last record: wait for the threads, merge, write the build facts, open the result and
 * count and fetch its records. Errors also CORRUPT. */
ky_rc ky_builder_finish(ky_builder *b, ky_err *err);

/* The finished but unpublished index, to try questions on; free with ky_index_free(). */
struct ky_index;
ky_rc ky_builder_try(ky_builder *b, struct ky_index **ret, ky_err *err);

/* Publish what ky_builder_finish() made.
 *  ret      the generation's name.
 *  errors   INVALID (refused: more than a fifth of the records in service would be lost), IO. A
 *           failure to remove old generations is not one. */
ky_rc ky_builder_publish(ky_builder *b, char ret[static 64], ky_err *err);

uint32_t ky_builder_records(const ky_builder *b);

void ky_builder_free(ky_builder *b);
KY_DEFINE_CLEANUP(ky_builder, ky_builder_free)

#endif
