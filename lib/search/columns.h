/* The facet values of every document in memory, so that counting touches no disk.
 *
 * Read once when an index opens; immutable afterwards. Not to be had over a remote database, nor
 * over several shards, where a match tells the documents' ids within their shard: there counting
 * falls back to Xapian's own spies (counts.h). */
#ifndef KY_SEARCH_COLUMNS_H
#define KY_SEARCH_COLUMNS_H

#include "base/arena.h"
#include "schema.h"
#include "xapian.h"

/* One facet. Document d has the values ids[starts[d]] … ids[starts[d + 1] - 1]. */
typedef struct ky_column {
    const ky_str *values; /* by id */
    uint32_t n_values;
    const uint32_t *starts; /* last_docid + 2 of them; NULL for a field that is no facet */
    const uint32_t *ids;
} ky_column;

typedef struct ky_columns {
    ky_column *fields; /* by field of the schema; NULL where there are no columns */
    uint32_t last_docid;
} ky_columns;

/* Read the columns.
 *  widths  by field: most values that a record has.
 *  arena   holds everything in *ret.
 *  ret     fields is NULL where there can be none (remote, several shards); that is no error.
 *  errors  STALE, CORRUPT, IO, NOMEM.
 *  cost    some 0.3 us and 4 bytes a value, and 4 bytes a document and facet. */
ky_rc ky_columns_read(xapc_database *db, const ky_schema *s, const uint32_t *widths,
                      ky_arena *arena, ky_columns *ret, ky_err *err);

/* The id of a value in a column, or n_values. */
uint32_t ky_column_find(const ky_column *c, ky_str value);

#endif
