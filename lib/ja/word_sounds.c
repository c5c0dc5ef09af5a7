#include "word_sounds.h"

#include "bloom.h"
#include "word_sounds_table.h"

bool ja_sounds_like_word(ky_str key)
{
    for (unsigned i = 0; i < JA_BLOOM_BITS_OF_KEY; i++) {
        size_t bit = ja_bloom_bit(key, i);
        if ((word_sounds[bit / 64] >> (bit % 64) & 1) == 0)
            return false;
    }
    return true;
}
