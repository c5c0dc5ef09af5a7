#include "latin.h"

#include <utf8proc.h>

#include "base/mem.h"

enum {
    MACRON = 0x304,
    CIRCUMFLEX = 0x302,
    MAX_MARKS = 8, /* no letter decomposes into more */
};

static bool is_letter(int32_t c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_vowel(int32_t c)
{
    return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

static bool is_mark(int32_t c)
{
    return c >= 0x300 && c <= 0x36F;
}

/* How many code points c decomposes into, put into parts; 0 where it is no letter that may have
 * marks. */
static size_t decompose(int32_t c, int32_t parts[1 + MAX_MARKS])
{
    int last_class = 0;
    if (c < 0xC0 || c > 0x1EFF)
        return 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(c, parts, 1 + MAX_MARKS,
                                                 UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, &last_class);
    return n < 0 || n > 1 + MAX_MARKS ? 0 : (size_t) n;
}

static bool is_romaji(const int32_t *parts, size_t n)
{
    return n == 2 && is_vowel(parts[0]) && (parts[1] == MACRON || parts[1] == CIRCUMFLEX);
}

/* The letter without its marks, or c. */
static int32_t bare(int32_t c)
{
    int32_t parts[1 + MAX_MARKS];
    size_t n = decompose(c, parts);
    return n < 2 || !is_letter(parts[0]) || is_romaji(parts, n) ? c : parts[0];
}

size_t ja_fold_latin(int32_t *points, size_t n, bool after_letter)
{
    size_t out = 0;
    for (size_t i = 0; i < n; i++) {
        int32_t c = bare(points[i]);
        if (after_letter && is_mark(c))
            continue;
        if (utf8proc_get_property(c)->combining_class == 0)
            after_letter = is_letter(c);
        points[out++] = c;
    }
    return out;
}

/* Append folded with marked vowels bare. True where there is one. */
static bool strip(ky_str folded, ky_buf *out)
{
    bool stripped = false;
    for (size_t at = 0, len = 0; at < folded.n; at += len) {
        int32_t parts[1 + MAX_MARKS];
        uint32_t c = ky_utf8_next(ky_str_from(folded, at), &len);
        bool vowel = is_romaji(parts, decompose((int32_t) c, parts));
        stripped = stripped || vowel;
        ky_buf_put_utf8(out, vowel ? (uint32_t) parts[0] : c);
    }
    return stripped;
}

static uint32_t with_mark(char vowel, int mark)
{
    static const struct {
        char vowel;
        uint32_t macron;
        uint32_t circumflex;
    } table[] = {{'a', 0x101, 0xE2},
                 {'i', 0x12B, 0xEE},
                 {'u', 0x16B, 0xFB},
                 {'e', 0x113, 0xEA},
                 {'o', 0x14D, 0xF4}};
    for (size_t i = 0; i < KY_LEN(table); i++)
        if (table[i].vowel == vowel)
            return mark == MACRON ? table[i].macron : table[i].circumflex;
    return 0;
}

/* Append folded with a mark on the vowels at which a bit of `places` is set. */
static void put_marks(ky_str folded, const size_t *vowels, unsigned places, int mark, ky_buf *out)
{
    size_t at = 0;
    for (size_t i = 0; places >> i != 0; i++) {
        if ((places >> i & 1) == 0)
            continue;
        ky_buf_put(out, (ky_str){folded.p + at, vowels[i] - at});
        ky_buf_put_utf8(out, with_mark(folded.p[vowels[i]], mark));
        at = vowels[i] + 1;
    }
    ky_buf_put(out, ky_str_from(folded, at));
}

static ky_rc visit_marked(ky_str folded, const size_t *vowels, unsigned places, int mark,
                          ja_latin_fn *visit, void *payload, bool *ret_done, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    put_marks(folded, vowels, places, mark, &out);
    ky_rc rc = ky_buf_check(&out, err);
    if (rc == KY_OK)
        *ret_done = visit(payload, ky_buf_str(&out));
    return rc;
}

ky_rc ja_latin_spellings(ky_str folded, ja_latin_fn *visit, void *payload, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf bare_text = {0};
    size_t long_vowels[JA_MAX_MACRONS];
    size_t n = 0;
    bool done = false;
    bool stripped = strip(folded, &bare_text);
    ky_rc rc = ky_buf_check(&bare_text, err);
    if (rc == KY_OK && stripped)
        (void) visit(payload, ky_buf_str(&bare_text));
    if (rc != KY_OK || stripped)
        return rc;
    for (size_t at = 0; at < folded.n && n < JA_MAX_MACRONS; at++)
        if (folded.p[at] == 'o' || folded.p[at] == 'u')
            long_vowels[n++] = at;
    for (unsigned places = 1; places < 1U << n && rc == KY_OK && !done; places++)
        rc = visit_marked(folded, long_vowels, places, MACRON, visit, payload, &done, err);
    for (size_t at = 0; at < folded.n && rc == KY_OK && !done; at++)
        if (is_vowel(folded.p[at]))
            rc = visit_marked(folded, &at, 1, CIRCUMFLEX, visit, payload, &done, err);
    return rc;
}
