#include "kanji_sounds.h"

#include "base/mem.h"

typedef struct sounds_of {
    uint32_t kanji;
    uint16_t sounds[JA_MAX_KANJI_SOUNDS]; /* numbers of readings, 0 for none */
} sounds_of;

#include "kanji_sounds_table.h"

static const sounds_of *find(uint32_t c)
{
    size_t low = 0;
    size_t high = KY_LEN(all_sounds);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (all_sounds[mid].kanji < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < KY_LEN(all_sounds) && all_sounds[low].kanji == c ? &all_sounds[low] : NULL;
}

bool ja_kanji_sound_alike(uint32_t a, uint32_t b)
{
    const sounds_of *x = find(a);
    const sounds_of *y = find(b);
    if (x == NULL || y == NULL)
        return false;
    for (size_t i = 0; i < JA_MAX_KANJI_SOUNDS && x->sounds[i] != 0; i++)
        for (size_t k = 0; k < JA_MAX_KANJI_SOUNDS && y->sounds[k] != 0; k++)
            if (x->sounds[i] == y->sounds[k])
                return true;
    return false;
}

size_t ja_kanji_sounds_of(uint32_t kanji, ky_str ret[JA_MAX_KANJI_SOUNDS])
{
    const sounds_of *found = find(kanji);
    size_t n = 0;
    for (; found != NULL && n < JA_MAX_KANJI_SOUNDS && found->sounds[n] != 0; n++)
        ret[n] = ky_str_of(readings[found->sounds[n]]);
    return n;
}

uint64_t ja_kanji_sounds_version(void)
{
    return sounds_version;
}
