/* The names of the records of a build, each once, with the number of records that have it. */
#ifndef KY_SEARCH_TITLES_H
#define KY_SEARCH_TITLES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/mem.h"

enum { KY_MAX_TITLES = 100000 }; /* further ones are passed over: no lexicon has room for them */

typedef struct ky_title {
    ky_str text; /* as published */
    uint32_t records;
} ky_title;

/* Begin with `ky_titles t = {0};`. One thread at a time. */
typedef struct ky_titles {
    ky_arena arena;
    ky_title *items; /* in the order of coming */
    uint32_t n;
    size_t cap;
    uint32_t *slots; /* hash table: index + 1, or 0 */
    size_t n_slots;  /* a power of 2 */
} ky_titles;

void ky_titles_fini(ky_titles *t); /* for KY_CLEANUP */

/* Note that so many records more have this title; an empty one is none. Errors NOMEM. */
ky_rc ky_titles_add(ky_titles *t, ky_str title, uint32_t records, ky_err *err);

#endif
