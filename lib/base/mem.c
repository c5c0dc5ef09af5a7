#include "mem.h"

#include <stdint.h>

bool ky_grow(void **items, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return true;
    size_t grown = *cap < 8 ? 8 : *cap;
    while (grown < need) {
        if (grown > SIZE_MAX / 2)
            return false;
        grown *= 2;
    }
    if (size == 0 || grown > SIZE_MAX / size)
        return false;
    void *moved = realloc(*items, grown * size);
    if (moved == NULL)
        return false;
    *items = moved;
    *cap = grown;
    return true;
}
