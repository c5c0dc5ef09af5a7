/* Ownership made visible: cleanup attributes, moving a pointer out, growing an array. */
#ifndef KY_BASE_MEM_H
#define KY_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

/* Run fn on the variable's address when it leaves its scope. */
#define KY_CLEANUP(fn) __attribute__((cleanup(fn)))

/* Make fn##_p, the form of a free function that KY_CLEANUP wants. */
#define KY_DEFINE_CLEANUP(type, fn)                                                                \
    static inline void fn##_p(type **p)                                                            \
    {                                                                                              \
        fn(*p);                                                                                    \
    }

/* Move a pointer out, so that the cleanup sees NULL. */
#define KY_STEAL(p)                                                                                \
    (__extension__({                                                                               \
        __typeof__(p) ky_taken_ = (p);                                                             \
        (p) = NULL;                                                                                \
        ky_taken_;                                                                                 \
    }))

/* KY_CLEANUP(ky_free_p) for anything from malloc, whatever its type. */
static inline void ky_free_p(void *pp)
{
    free(*(void **) pp);
}

/* Make room for `need` elements of `size` bytes in the array *items of *cap elements, at least
 * doubling it, so that n appends cost O(n). False on overflow or without memory; the array is
 * then as it was. Use through KY_GROW. */
bool ky_grow(void **items, size_t *cap, size_t need, size_t size);

/* KY_GROW(array, cap, need): array is an lvalue of any element type. */
#define KY_GROW(items, cap, need)                                                                  \
    (__extension__({                                                                               \
        void *ky_items_ = (items);                                                                 \
        bool ky_ok_ = ky_grow(&ky_items_, &(cap), (need), sizeof *(items));                        \
        (items) = ky_items_;                                                                       \
        ky_ok_;                                                                                    \
    }))

#define KY_LEN(array) (sizeof(array) / sizeof(array)[0])

#endif
