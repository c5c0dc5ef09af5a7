/* Looking at a published index without serving it, whatever analyser made it. */
#ifndef KY_SEARCH_INSPECT_H
#define KY_SEARCH_INSPECT_H

#include "base/json.h"

/* What the generation in service says of itself.
 *  ret     {"generation", "generations": [names, newest first], "records", "built", "program",
 *          "layout", "fingerprint", "shards", "bytes", "datasets": […], "xapian"}; a new reference.
 *  errors  NOT_FOUND (nothing is published), CORRUPT, IO, NOMEM.
 *  cost    reads metadata and the sizes of files. */
ky_rc ky_inspect(const char *dir, json_t **ret, ky_err *err);

/* Check the generation in service: Xapian's own check of every table of every shard, which may need
 * leave to write to them; as many documents as the build wrote; each stored record readable by the
 * stored schema, and each document's terms there. Xapian's check may crash on damage: a process
 * that must live on asks another one to call this.
 *  errors  CORRUPT (says what is wrong), NOT_FOUND, IO, NOMEM.
 *  cost    reads everything once. */
ky_rc ky_inspect_verify(const char *dir, ky_err *err);

#endif
