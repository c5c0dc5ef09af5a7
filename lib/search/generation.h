/* An index directory: generations side by side, `current` naming the one in service.
 *
 *   DIR/lock                 held by the one indexer at work
 *   DIR/gen-000124/shard-0   a Xapian database; shard-1 … where the build asked for more
 *   DIR/current              a symbolic link to gen-000124, replaced by one rename
 *
 * A reader opens what `current` names and keeps it; a generation is removed only when newer ones
 * have been published, and open files outlive the removal. */
#ifndef KY_SEARCH_GENERATION_H
#define KY_SEARCH_GENERATION_H

#include "base/json.h"
#include "index.h"

enum { KY_MAX_SHARDS = 64 };

/* The lock of an index directory, made where it is missing; free with ky_lock_free().
 * LOCKED where another process holds it. */
typedef struct ky_lock ky_lock;
ky_rc ky_lock_take(const char *dir, ky_lock **ret, ky_err *err);
void ky_lock_free(ky_lock *lock);
KY_DEFINE_CLEANUP(ky_lock, ky_lock_free)

/* Make an empty folder for the next generation and remove what a killed build left. The lock must
 * be held. Append its path to out. */
ky_rc ky_generation_stage(const char *dir, ky_buf *out, ky_err *err);

/* Write the staged folder to disk, give it the next number, and point `current` at it.
 *  ret      its name, such as "gen-000124".
 *  errors   IO; `current` then names what it named before. */
ky_rc ky_generation_publish(const char *dir, const char *staged,
                            char ret[static KY_GENERATION_BYTES], ky_err *err);

/* Remove all but the newest `keep` generations, never the current one. */
ky_rc ky_generation_prune(const char *dir, uint32_t keep, ky_err *err);

/* The names of the generations that are there, newest first; a new list. */
ky_rc ky_generation_list(const char *dir, json_t **ret, ky_err *err);

/* How many shards a generation's folder has, and the bytes that its files hold. */
ky_rc ky_shards_size(const char *folder, size_t *ret_shards, uint64_t *ret_bytes, ky_err *err);

/* Remove a folder and everything in it; one that is not there is no error. */
ky_rc ky_remove_tree(const char *path, ky_err *err);

#endif
