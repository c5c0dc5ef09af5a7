#include "arena.h"

#include <stdalign.h>
#include <stdlib.h>

struct ky_arena_block {
    ky_arena_block *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

enum { FIRST_BLOCK_BYTES = 4096 };

void ky_arena_fini(ky_arena *a)
{
    for (ky_arena_block *b = a->blocks; b != NULL;) {
        ky_arena_block *next = b->next;
        free(b);
        b = next;
    }
    a->blocks = NULL;
}

void ky_arena_clear(ky_arena *a)
{
    ky_arena_block *newest = a->blocks;
    if (newest == NULL)
        return;
    a->blocks = newest->next;
    ky_arena_fini(a);
    newest->next = NULL;
    newest->used = 0;
    a->blocks = newest;
}

static ky_arena_block *add_block(ky_arena *a, size_t need)
{
    size_t size = a->blocks == NULL ? FIRST_BLOCK_BYTES : 2 * a->blocks->size;
    if (size < need)
        size = need;
    if (size > SIZE_MAX - sizeof(ky_arena_block))
        return NULL;
    ky_arena_block *b = malloc(sizeof *b + size);
    if (b == NULL)
        return NULL;
    b->next = a->blocks;
    b->used = 0;
    b->size = size;
    a->blocks = b;
    return b;
}

void *ky_arena_alloc(ky_arena *a, size_t size)
{
    const size_t unit = alignof(max_align_t);
    if (size > SIZE_MAX / 4)
        return NULL;
    size = (size + unit - 1) / unit * unit;
    ky_arena_block *b = a->blocks;
    if (b == NULL || b->size - b->used < size)
        b = add_block(a, size);
    if (b == NULL)
        return NULL;
    char *at = b->bytes + b->used;
    b->used += size;
    memset(at, 0, size);
    return at;
}

void *ky_arena_array(ky_arena *a, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    return ky_arena_alloc(a, n * size);
}

ky_str ky_arena_str(ky_arena *a, ky_str s)
{
    if (s.n == SIZE_MAX)
        return (ky_str){0};
    char *copy = ky_arena_alloc(a, s.n + 1);
    if (copy == NULL)
        return (ky_str){0};
    if (s.n > 0)
        memcpy(copy, s.p, s.n);
    return (ky_str){copy, s.n};
}
