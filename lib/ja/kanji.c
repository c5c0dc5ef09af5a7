#include "kanji.h"

#include "base/mem.h"
#include "kanji_parse.h"
#include "kanji_table.h"

/* The first of the pairs from c; n where there is none. */
static size_t lower_bound(const ja_kanji_pair *pairs, size_t n, uint32_t c)
{
    size_t low = 0;
    size_t high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (pairs[mid].from < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && pairs[low].from == c ? low : n;
}

uint32_t ja_kanji_fold(uint32_t c)
{
    if (c >= MAP_FIRST && c < MAP_END) {
        uint32_t bit = c - MAP_FIRST;
        if ((fold_map[bit / 64] >> bit % 64 & 1) == 0)
            return c;
    } else if (!ja_is_ideograph(c)) {
        return c;
    }
    size_t i = lower_bound(folds, KY_LEN(folds), c);
    return i == KY_LEN(folds) ? c : folds[i].to;
}

uint64_t ja_kanji_version(void)
{
    return folds_version;
}

static bool is_kanji_before(ky_str s, size_t at)
{
    if (at == 0)
        return false;
    do
        at--;
    while (at > 0 && ((unsigned char) s.p[at] & 0xC0) == 0x80);
    size_t len;
    return ja_is_ideograph(ky_utf8_next(ky_str_from(s, at), &len));
}

static bool is_kanji_at(ky_str s, size_t at)
{
    size_t len;
    return at < s.n && ja_is_ideograph(ky_utf8_next(ky_str_from(s, at), &len));
}

size_t ja_kanji_alike(ky_str folded, size_t at, uint32_t ret[JA_MAX_KANJI_ALIKE])
{
    size_t len;
    uint32_t c = ky_utf8_next(ky_str_from(folded, at), &len);
    size_t i = lower_bound(alikes, KY_LEN(alikes), c);
    if (i == KY_LEN(alikes))
        return 0;
    if (!ja_is_ideograph(c) && !(is_kanji_before(folded, at) && is_kanji_at(folded, at + len)))
        return 0;
    size_t n = 0;
    for (; i < KY_LEN(alikes) && alikes[i].from == c && n < JA_MAX_KANJI_ALIKE; i++)
        ret[n++] = alikes[i].to;
    return n;
}

uint64_t ja_kanji_alike_version(void)
{
    return alikes_version;
}
