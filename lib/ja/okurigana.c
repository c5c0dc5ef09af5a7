#include "okurigana.h"

#include "base/mem.h"

typedef struct ending {
    uint32_t kanji;
    const char *kana;
} ending;

#include "okurigana_table.h"

static size_t first_of(uint32_t kanji)
{
    size_t low = 0;
    size_t high = KY_LEN(all_endings);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (all_endings[mid].kanji < kanji)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

size_t ja_okurigana_of(uint32_t kanji, ky_str ret[JA_MAX_OKURIGANA])
{
    size_t n = 0;
    for (size_t i = first_of(kanji);
         i < KY_LEN(all_endings) && all_endings[i].kanji == kanji && n < JA_MAX_OKURIGANA; i++)
        ret[n++] = ky_str_of(all_endings[i].kana);
    return n;
}

uint64_t ja_okurigana_version(void)
{
    return endings_version;
}
