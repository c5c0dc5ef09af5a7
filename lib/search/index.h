/* A published index, open for reading: one generation, one thread. */
#ifndef KY_SEARCH_INDEX_H
#define KY_SEARCH_INDEX_H

#include "base/err.h"
#include "base/mem.h"
#include "ja/analyser.h"
#include "schema.h"

enum { KY_GENERATION_BYTES = 64 };

typedef struct ky_index ky_index;

/* Open the generation that dir/current names.
 *  model   outlives the index; its fingerprint must be that of the index.
 *  errors  NOT_FOUND (nothing is published there), CORRUPT (damaged, or made with another analyser
 *          or layout: the message has both fingerprints), IO, NOMEM.
 *  threads each thread opens its own.
 *  cost    reads metadata, the facets' vocabularies and their columns; no records. */
ky_rc ky_index_open(const char *dir, const ja_model *model, ky_index **ret, ky_err *err);

/* A walk (walk.h) that is under way keeps it until it ends, and must then be freed in the same
 * thread. */
void ky_index_free(ky_index *ix);
KY_DEFINE_CLEANUP(ky_index, ky_index_free)

const ky_schema *ky_index_schema(const ky_index *ix);

/* The generation's name, such as "gen-000124". Another content has it only where the directory was
 * removed and made again. */
ky_str ky_index_generation(const ky_index *ix);

/* When it was built: RFC 3339, UTC, with microseconds. With the name it stands for the content. */
ky_str ky_index_built(const ky_index *ix);

uint32_t ky_index_records(const ky_index *ix);

/* The name of the generation that dir/current names now: one readlink, no database opened.
 * Errors NOT_FOUND, IO. */
ky_rc ky_generation_current(const char *dir, char ret[static KY_GENERATION_BYTES], ky_err *err);

#endif
