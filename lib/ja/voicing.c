#include "voicing.h"

#include "kana.h"

/* は, ひ, ふ, へ, ほ are three code points apart, their voiced and half voiced forms behind each.
 */
static bool is_row_h(uint32_t c)
{
    return c >= 0x306F && c <= 0x307B && (c - 0x306F) % 3 == 0;
}

/* か to ち and つ to と are two apart, with っ between. */
static bool takes_voice(uint32_t c)
{
    return (c >= 0x304B && c <= 0x3061 && c % 2 == 1) || c == 0x3064 || c == 0x3066 ||
           c == 0x3068 || is_row_h(c);
}

bool ja_voices(uint32_t plain, uint32_t sounding)
{
    return takes_voice(plain) &&
           (sounding == plain + 1 || (is_row_h(plain) && sounding == plain + 2));
}

/* The unvoiced form of が, ば or ぱ; 0 of other kana. */
static uint32_t plain_of(uint32_t c)
{
    for (uint32_t d = 1; d <= 2; d++) {
        if (ja_voices(c - d, c))
            return c - d;
    }
    return 0;
}

bool ja_unvoiced(ky_str key, ky_buf *out)
{
    size_t n = 0;
    uint32_t plain = plain_of(ky_utf8_next(key, &n));
    if (plain == 0)
        return false;
    for (size_t at = n, len = 0; at < key.n; at += len) {
        if (plain_of(ky_utf8_next(ky_str_from(key, at), &len)) != 0)
            return false;
    }
    ky_buf_put_utf8(out, plain);
    ky_buf_put(out, ky_str_from(key, n));
    return true;
}

bool ja_sounds_chinese(ky_str key)
{
    static const ky_str seconds = {"いうくきつちん", sizeof "いうくきつちん" - 1};
    size_t n = 0;
    if (key.n == 0)
        return false;
    (void) ky_utf8_next(key, &n);
    while (!ja_mora_border(key, n)) {
        size_t len;
        (void) ky_utf8_next(ky_str_from(key, n), &len);
        n += len;
    }
    ky_str rest = ky_str_from(key, n);
    if (rest.n == 0)
        return true;
    (void) ky_utf8_next(rest, &n);
    return n == rest.n && ky_str_find(seconds, rest) != SIZE_MAX;
}
