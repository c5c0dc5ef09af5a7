/* Where a key sets bits of a Bloom filter; shared by what fills one and what asks it. */
#ifndef KY_JA_BLOOM_H
#define KY_JA_BLOOM_H

#include "base/mem.h"
#include "base/str.h"

enum { JA_BLOOM_WORDS = 12288, JA_BLOOM_BITS_OF_KEY = 6 }; /* 96 KiB: 12 bits for each of 65,000 */

/* The i-th bit of a key (A. Kirsch, M. Mitzenmacher, Less hashing, same performance, 2008). */
static inline size_t ja_bloom_bit(ky_str key, unsigned i)
{
    uint64_t hash = ky_hash(key, KY_HASH_SEED);
    uint64_t step = (hash >> 32) | 1;
    return (size_t) ((hash + i * step) % (JA_BLOOM_WORDS * UINT64_C(64)));
}

#endif
