#include "near.h"

/* Both texts without their common beginning and end. */
static void trim(ky_str *a, ky_str *b)
{
    size_t n = a->n < b->n ? a->n : b->n;
    size_t begin = 0;
    size_t end = 0;
    while (begin < n && a->p[begin] == b->p[begin])
        begin++;
    while (begin > 0 && begin < a->n && ((unsigned char) a->p[begin] & 0xC0) == 0x80)
        begin--;
    while (begin > 0 && begin < b->n && ((unsigned char) b->p[begin] & 0xC0) == 0x80)
        begin--;
    while (end < n - begin && a->p[a->n - 1 - end] == b->p[b->n - 1 - end])
        end++;
    while (end > 0 && ((unsigned char) a->p[a->n - end] & 0xC0) == 0x80)
        end--;
    *a = (ky_str){a->p + begin, a->n - begin - end};
    *b = (ky_str){b->p + begin, b->n - begin - end};
}

/* False where there are more than fit. */
static bool decode(ky_str s, uint32_t *to, size_t *ret)
{
    size_t n = 0;
    size_t len = 0;
    for (size_t at = 0; at < s.n; at += len) {
        if (n == KY_NEAR_CHARACTERS)
            return false;
        to[n++] = ky_utf8_next(ky_str_from(s, at), &len);
    }
    *ret = n;
    return true;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* The table of distances, three rows of it at a time. */
static unsigned align(const uint32_t *a, size_t n, const uint32_t *b, size_t m, unsigned most)
{
    unsigned rows[3][KY_NEAR_CHARACTERS + 1];
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = (unsigned) j;
    for (size_t i = 1; i <= n; i++) {
        unsigned *row = rows[i % 3];
        const unsigned *above = rows[(i + 2) % 3];
        unsigned best = row[0] = (unsigned) i;
        for (size_t j = 1; j <= m; j++) {
            unsigned d = above[j - 1] + (a[i - 1] != b[j - 1]);
            d = least(d, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d = least(d, rows[(i + 1) % 3][j - 2] + 1);
            row[j] = d;
            best = least(best, d);
        }
        /* A swap reaches one row back, where the best may be one less. */
        if (best > most + 1)
            return most + 1;
    }
    return least(rows[n % 3][m], most + 1);
}

unsigned ky_near(ky_str a, ky_str b, unsigned most)
{
    uint32_t x[KY_NEAR_CHARACTERS];
    uint32_t y[KY_NEAR_CHARACTERS];
    size_t n = 0;
    size_t m = 0;
    size_t apart = a.n > b.n ? a.n - b.n : b.n - a.n;
    if (apart > (size_t) most * 4)
        return most + 1;
    trim(&a, &b);
    /* One change leaves one character between, or two that are swapped. */
    if (most <= 1 && (a.n > 8 || b.n > 8))
        return most + 1;
    if (!decode(a, x, &n) || !decode(b, y, &m))
        return most + 1;
    if (n > m + most || m > n + most)
        return most + 1;
    return align(x, n, y, m, most);
}
