#include "faults.h"

#include <jansson.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* Allocations still to succeed before the one that fails; 0 and below: none fails. */
static atomic_long countdown;

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *old, size_t size);
json_t *__real_json_loadb(const char *text, size_t n, size_t flags, json_error_t *error);
json_t *__wrap_json_loadb(const char *text, size_t n, size_t flags, json_error_t *error);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *s);

static bool fails(void)
{
    return atomic_fetch_sub(&countdown, 1) == 1;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return fails() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = __wrap_malloc(n);
    if (copy != NULL)
        memcpy(copy, s, n);
    return copy;
}

/* Parsing succeeds or fails as a whole: inside, jansson 2.14 drops bytes where its buffer cannot
 * grow, and goes on. */
json_t *__wrap_json_loadb(const char *text, size_t n, size_t flags, json_error_t *error)
{
    if (fails()) {
        *error = (json_error_t){0};
        return NULL;
    }
    long left = atomic_exchange(&countdown, 0);
    json_t *j = __real_json_loadb(text, n, flags, error);
    atomic_store(&countdown, left);
    return j;
}

void faults_init(void)
{
    json_set_alloc_funcs(__wrap_malloc, free);
}

void faults_arm(size_t n)
{
    atomic_store(&countdown, (long) n);
}

bool faults_disarm(void)
{
    return atomic_exchange(&countdown, 0) <= 0;
}
