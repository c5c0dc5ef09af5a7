/* Memory that lives and dies together: everything of one record, of one request.
 *
 * Allocations are never freed singly; ky_arena_clear() takes all back and keeps the largest block
 * for the next round. One arena belongs to one thread. */
#ifndef KY_BASE_ARENA_H
#define KY_BASE_ARENA_H

#include "str.h"

typedef struct ky_arena_block ky_arena_block;

/* Begin with `ky_arena a = {0};`. */
typedef struct ky_arena {
    ky_arena_block *blocks; /* newest first */
} ky_arena;

void ky_arena_fini(ky_arena *a); /* for KY_CLEANUP */
void ky_arena_clear(ky_arena *a);

/* size bytes aligned for any type, zeroed; NULL without memory. */
void *ky_arena_alloc(ky_arena *a, size_t size);

/* An array of n zeroed elements; NULL without memory or on overflow. */
#define KY_ARENA_ARRAY(a, type, n) ((type *) ky_arena_array((a), (n), sizeof(type)))
void *ky_arena_array(ky_arena *a, size_t n, size_t size);

/* A NUL-terminated copy of s; .p is NULL without memory. */
ky_str ky_arena_str(ky_arena *a, ky_str s);

#endif
