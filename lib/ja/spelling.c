#include "spelling.h"

#include "kana.h"

/* The next character that is no kana, or 0 at the end; *ret_kana tells of kana before it. */
static uint32_t next_firm(ky_str *rest, bool *ret_kana)
{
    *ret_kana = false;
    while (rest->n > 0) {
        size_t n = 0;
        uint32_t c = ky_utf8_next(*rest, &n);
        *rest = ky_str_from(*rest, n);
        if (!ja_is_kana(c))
            return c;
        *ret_kana = true;
    }
    return 0;
}

/* The firm characters of `few` stand in `many` in the same order, and what `many` has besides is
 * kana in `few`. */
static bool are_among(ky_str few, ky_str many)
{
    for (;;) {
        bool kana = false;
        bool ignored = false;
        uint32_t c = next_firm(&few, &kana);
        uint32_t m = next_firm(&many, &ignored);
        while (m != c && m != 0 && kana)
            m = next_firm(&many, &ignored);
        if (m != c)
            return false;
        if (c == 0)
            return true;
    }
}

bool ja_spellings_agree(ky_str asked, ky_str found)
{
    if (ja_one_kanji(asked) && ja_all_kana(found))
        return false;
    return are_among(asked, found) || are_among(found, asked);
}

static bool is_iteration(uint32_t c)
{
    return c == 0x3005 || c == 0x303B;
}

static bool has_iteration(ky_str text)
{
    for (size_t at = 0, n = 0; at < text.n; at += n)
        if (is_iteration(ky_utf8_next(ky_str_from(text, at), &n)) && at > 0)
            return true;
    return false;
}

bool ja_expand_iteration(ky_str text, ky_buf *out)
{
    ky_str before = {0};
    if (!has_iteration(text))
        return false;
    for (size_t at = 0, n = 0; at < text.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        if (!is_iteration(c) || before.n == 0)
            before = (ky_str){text.p + at, n};
        ky_buf_put(out, before);
    }
    return true;
}

static size_t shared_bytes(ky_str a, ky_str b)
{
    size_t shared = 0;
    for (size_t at = 0, n = 0; at < a.n && at < b.n; at += n) {
        (void) ky_utf8_next(ky_str_from(a, at), &n);
        if (at + n > b.n || memcmp(a.p + at, b.p + at, n) != 0)
            break;
        shared = at + n;
    }
    return shared;
}

/* Cut `tail` off the end of a key. */
static bool cut_end(ky_str *key, ky_str tail)
{
    if (tail.n > key->n)
        return false;
    ky_str end = ky_str_from(*key, key->n - tail.n);
    key->n -= tail.n;
    return ky_str_eq(end, tail);
}

bool ja_base_key(ky_str surface, ky_str key, ky_str base, ky_buf *out)
{
    size_t shared = shared_bytes(surface, base);
    ky_str inflected = ky_str_from(surface, shared);
    ky_str rest = ky_str_from(base, shared);
    size_t start = out->n;
    if (shared == 0 || (inflected.n > 0 && !ja_all_kana(inflected)) ||
        (rest.n > 0 && !ja_all_kana(rest)))
        return false;
    ja_kana_key(inflected, out);
    if (!ky_buf_ok(out))
        return true;
    bool ends = cut_end(&key, ky_str_from(ky_buf_str(out), start));
    if (out->n > start) {
        out->n = start;
        out->p[start] = '\0';
    }
    if (!ends)
        return false;
    ky_buf_put(out, key);
    ja_kana_key(rest, out);
    return true;
}

bool ja_is_joiner(ky_str marks)
{
    return ky_str_eq(marks, KY_LIT("・")) || ky_str_eq(marks, KY_LIT("·")) ||
           ky_str_eq(marks, KY_LIT("-"));
}
