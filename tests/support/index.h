/* Indexes in temporary folders. Whatever fails here ends the test, but for build(). */
#ifndef TESTS_INDEX_H
#define TESTS_INDEX_H

#include "search/builder.h"
#include "search/generation.h"
#include "search/index.h"
#include "table.h"

/* The analyser of the build, opened once for a test program; free with model_close(). */
const ja_model *model(void);
void model_close(void);

/* A new folder under TMPDIR; remove and free it with temp_remove(). */
char *temp_make(void);
void temp_remove(char *dir);

/* dir/name; free it. */
char *path_in(const char *dir, const char *name);

extern const ky_build_options build_defaults; /* 1 job, 1 shard, 3 kept */

/* Build and publish a table. *ret_name, if given, is the generation. */
ky_rc build(const char *dir, const table *t, const ky_build_options *o,
            char ret_name[KY_GENERATION_BYTES], ky_err *err);

/* The same, which must succeed. */
void build_ok(const char *dir, const table *t, const ky_build_options *o);

ky_index *open_ok(const char *dir);

/* A table with its published index. */
typedef struct place {
    table table;
    char *dir;
    ky_index *ix;
} place;

/* Publish a table that make() fills, and open it. */
void place_make(place *p, void (*make)(table *));
void place_fini(place *p);

#endif
