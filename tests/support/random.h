/* Numbers that look random and are the same in every run: xorshift64*,
 * https://www.jstatsoft.org/article/view/v008i14. */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include <stddef.h>
#include <stdint.h>

typedef struct dice {
    uint64_t state; /* not 0 */
} dice;

/* From 0 to n - 1. */
static inline size_t throw_dice(dice *d, size_t n)
{
    d->state ^= d->state >> 12;
    d->state ^= d->state << 25;
    d->state ^= d->state >> 27;
    return (size_t) ((d->state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % n;
}

#endif
