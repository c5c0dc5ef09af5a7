/* Text slices: pointer and length, bytes of UTF-8, not NUL-terminated, never owned. */
#ifndef KY_BASE_STR_H
#define KY_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct ky_str {
    const char *p; /* may be NULL only where n is 0 */
    size_t n;      /* bytes */
} ky_str;

/* printf("%.*s", KY_FMT(s)) */
#define KY_FMT(s) (int) (s).n, (s).p

/* A slice of a string literal. */
#define KY_LIT(text) ((ky_str){(text), sizeof(text) - 1})

static inline ky_str ky_str_of(const char *text)
{
    return (ky_str){text, text == NULL ? 0 : strlen(text)};
}

static inline bool ky_str_eq(ky_str a, ky_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool ky_str_starts(ky_str s, ky_str prefix)
{
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

static inline ky_str ky_str_from(ky_str s, size_t at)
{
    return (ky_str){s.p + at, s.n - at};
}

/* Order by bytes, which is the order of code points in UTF-8; shorter first. */
int ky_str_cmp(ky_str a, ky_str b);

/* Where needle first stands in s, in bytes, or SIZE_MAX. An empty needle stands at 0. */
size_t ky_str_find(ky_str s, ky_str needle);

/* s without the leading and trailing ASCII blanks, tabs, CR and LF, and U+3000. */
ky_str ky_str_trim(ky_str s);

/* True where s is well-formed UTF-8 (no surrogates, no overlong forms); *ret_at, if given, is
 * where the first broken sequence starts. */
bool ky_utf8_valid(ky_str s, size_t *ret_at);

/* The code point at the start of s and its length in bytes; s must not be empty. A broken byte is
 * taken as one U+FFFD. ASCII, kana and kanji take a short way. */
uint32_t ky_utf8_any(ky_str s, size_t *ret_len);
static inline uint32_t ky_utf8_next(ky_str s, size_t *ret_len)
{
    const unsigned char *p = (const unsigned char *) s.p;
    if (p[0] < 0x80) {
        *ret_len = 1;
        return p[0];
    }
    if (s.n < 3 || p[0] < 0xE1 || p[0] > 0xEC || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
        return ky_utf8_any(s, ret_len);
    *ret_len = 3;
    return (uint32_t) (p[0] & 0x0F) << 12 | (uint32_t) (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
}

/* How many code points s, which is UTF-8, has. */
size_t ky_utf8_count(ky_str s);

/* The code point of s that begins at byte `at`, as a slice; empty where s ends there. */
ky_str ky_utf8_at(ky_str s, size_t at);

/* The last code point of s, which is UTF-8, as a slice; empty where s is. */
ky_str ky_utf8_last(ky_str s);

/* True for a text of one code point, and for one of none. */
static inline bool ky_utf8_is_one(ky_str s)
{
    return ky_utf8_at(s, 0).n == s.n;
}

/* 64-bit FNV-1a of s, continued from seed (KY_HASH_SEED to begin): for tables and fingerprints,
 * not against an adversary. http://www.isthe.com/chongo/tech/comp/fnv/ */
#define KY_HASH_SEED UINT64_C(0xcbf29ce484222325)
uint64_t ky_hash(ky_str s, uint64_t seed);

#endif
