#include "char_filter.h"

#include "kana.h"

/* Kana by sound are kept apart from kana as they stand. */
enum { BY_SOUND = 0x200000 };

static uint32_t bit_of(uint32_t c)
{
    return (c * UINT32_C(2654435761)) >> 22;
}

static void set(ja_char_filter *f, uint32_t c)
{
    uint32_t bit = bit_of(c);
    f->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static bool has(const ja_char_filter *f, uint32_t c)
{
    uint32_t bit = bit_of(c);
    return (f->bits[bit / 64] >> (bit % 64) & 1) != 0;
}

/* One for all that a key may make of a kana: hiragana, ば to ぼ as ぶ, which ヴ is by itself. */
static uint32_t by_sound(uint32_t kana)
{
    bool as_v = kana == u'ば' || kana == u'び' || kana == u'べ' || kana == u'ぼ';
    return BY_SOUND | (as_v ? u'ぶ' : kana);
}

static bool is_repeat(uint32_t kana)
{
    return kana == u'ゝ' || kana == u'ゞ';
}

void ja_char_filter_add(ja_char_filter *f, ky_str folded)
{
    for (size_t at = 0, n = 0; at < folded.n; at += n) {
        size_t len = 0;
        ky_str rest = ky_str_from(folded, at);
        uint32_t c = ky_utf8_next(rest, &n);
        set(f, c);
        if (!ja_is_kana(c))
            continue;
        uint32_t kana = ja_kana_next((ky_str){rest.p, n}, 0, &len);
        set(f, by_sound(kana));
        f->repeats = f->repeats || is_repeat(kana);
    }
}

bool ja_char_filter_lacks(const ja_char_filter *f, ky_str folded)
{
    for (size_t at = 0, n = 0; at < folded.n; at += n)
        if (!has(f, ky_utf8_next(ky_str_from(folded, at), &n)))
            return true;
    return false;
}

bool ja_char_filter_lacks_kana(const ja_char_filter *f, ky_str kana)
{
    uint32_t c = 0;
    for (size_t at = 0, n = 0; at < kana.n && !f->repeats; at += n) {
        c = ja_kana_next(ky_str_from(kana, at), c, &n);
        if (!is_repeat(c) && !has(f, by_sound(c)))
            return true;
    }
    return false;
}
