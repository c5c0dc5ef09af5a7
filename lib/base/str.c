#include "str.h"

#include <utf8proc.h>

int ky_str_cmp(ky_str a, ky_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n == 0 ? 0 : memcmp(a.p, b.p, n);
    if (order != 0)
        return order;
    return (a.n > b.n) - (a.n < b.n);
}

size_t ky_str_find(ky_str s, ky_str needle)
{
    if (needle.n == 0)
        return 0;
    const char *at = s.n == 0 ? NULL : memmem(s.p, s.n, needle.p, needle.n);
    return at == NULL ? SIZE_MAX : (size_t) (at - s.p);
}

static size_t blank_at_start(ky_str s)
{
    if (s.n > 0 && strchr(" \t\r\n", s.p[0]) != NULL && s.p[0] != '\0')
        return 1;
    return ky_str_starts(s, KY_LIT("\u3000")) ? 3 : 0;
}

static size_t blank_at_end(ky_str s)
{
    if (s.n > 0 && strchr(" \t\r\n", s.p[s.n - 1]) != NULL && s.p[s.n - 1] != '\0')
        return 1;
    return s.n >= 3 && memcmp(s.p + s.n - 3, "\u3000", 3) == 0 ? 3 : 0;
}

ky_str ky_str_trim(ky_str s)
{
    for (size_t n; (n = blank_at_start(s)) > 0;)
        s = ky_str_from(s, n);
    for (size_t n; (n = blank_at_end(s)) > 0;)
        s.n -= n;
    return s;
}

static utf8proc_ssize_t decode(ky_str s, utf8proc_int32_t *c)
{
    return utf8proc_iterate((const utf8proc_uint8_t *) s.p, (utf8proc_ssize_t) s.n, c);
}

bool ky_utf8_valid(ky_str s, size_t *ret_at)
{
    size_t at = 0;
    while (at < s.n) {
        utf8proc_int32_t c;
        utf8proc_ssize_t n = decode(ky_str_from(s, at), &c);
        if (n <= 0) {
            if (ret_at != NULL)
                *ret_at = at;
            return false;
        }
        at += (size_t) n;
    }
    return true;
}

uint32_t ky_utf8_any(ky_str s, size_t *ret_len)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t n = decode(s, &c);
    *ret_len = n <= 0 ? 1 : (size_t) n;
    return n <= 0 ? 0xFFFD : (uint32_t) c;
}

static bool continues(char byte)
{
    return ((unsigned char) byte & 0xC0) == 0x80;
}

size_t ky_utf8_count(ky_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += !continues(s.p[i]);
    return n;
}

ky_str ky_utf8_at(ky_str s, size_t at)
{
    size_t n = 0;
    if (at >= s.n)
        return (ky_str){0};
    (void) ky_utf8_next(ky_str_from(s, at), &n);
    return (ky_str){s.p + at, n};
}

ky_str ky_utf8_last(ky_str s)
{
    size_t at = s.n;
    if (s.n == 0)
        return s;
    while (at > 0 && continues(s.p[--at]))
        ;
    return ky_str_from(s, at);
}

uint64_t ky_hash(ky_str s, uint64_t seed)
{
    uint64_t h = seed;
    for (size_t i = 0; i < s.n; i++) {
        h ^= (unsigned char) s.p[i];
        h *= UINT64_C(0x100000001b3);
    }
    return h;
}
