#include "romaji_table.h"

#include "base/buf.h"
#include "kana.h"
#include "table_line.h"

enum {
    FIRST_KANA = 0x3041,
    N_KANA = 0x3097 - FIRST_KANA,
    ALONE = 0, /* no small kana behind it; else its place in small_kana, from 1 */
    N_BEHIND = 10,
};

static const uint16_t small_kana[N_BEHIND] = {0,     u'ぁ', u'ぃ', u'ぅ', u'ぇ',
                                              u'ぉ', u'ゃ', u'ゅ', u'ょ', u'ゎ'};

struct ja_romaji {
    ja_syllable *items; /* in the order of the table */
    size_t n;
    size_t cap;
    const ja_syllable **sorted;                   /* by romaji, then as in the table */
    const ja_syllable *spelled[N_KANA][N_BEHIND]; /* the first of each kana */
};

enum { COL_ROMAJI, COL_KANA, COL_REASON, COLS };

void ja_romaji_free(ja_romaji *r)
{
    if (r == NULL)
        return;
    free(r->items);
    free(r->sorted);
    free(r);
}

static bool is_syllable(ky_str romaji)
{
    for (size_t i = 0; i < romaji.n; i++) {
        char c = romaji.p[i];
        if ((c < 'a' || c > 'z') && (c != '\'' || i == 0))
            return false;
    }
    return romaji.n <= JA_MAX_SYLLABLE;
}

static ky_rc check_key(ky_str kana, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_kana_key(kana, &key);
    if (!ky_buf_ok(&key))
        return ky_nomem(err);
    if (!ja_all_kana(kana) || !ky_str_eq(ky_buf_str(&key), kana))
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not a kana key", KY_FMT(kana));
    return KY_OK;
}

static ky_rc parse_line(ja_romaji *r, ky_str line, ky_err *err)
{
    ky_str cols[COLS];
    ky_rc rc = ja_table_line(line, cols, COLS, err);
    if (rc != KY_OK)
        return rc;
    if (!is_syllable(cols[COL_ROMAJI]))
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not 1 to %d letters a to z or apostrophes",
                       KY_FMT(cols[COL_ROMAJI]), JA_MAX_SYLLABLE);
    rc = check_key(cols[COL_KANA], err);
    if (rc != KY_OK)
        return rc;
    ja_syllable s = {.romaji = cols[COL_ROMAJI], .kana = cols[COL_KANA]};
    for (size_t i = 0; i < r->n; i++) {
        if (ky_str_eq(r->items[i].romaji, s.romaji) && ky_str_eq(r->items[i].kana, s.kana))
            return ky_fail(err, KY_E_INVALID, "'%.*s' as '%.*s' stands there twice",
                           KY_FMT(s.romaji), KY_FMT(s.kana));
    }
    if (!KY_GROW(r->items, r->cap, r->n + 1))
        return ky_nomem(err);
    r->items[r->n++] = s;
    return KY_OK;
}

static ky_rc parse_all(ja_romaji *r, ky_str text, const char *name, ky_err *err)
{
    size_t line_number = 0;
    for (size_t at = 0; at < text.n;) {
        const char *newline = memchr(text.p + at, '\n', text.n - at);
        size_t end = newline == NULL ? text.n : (size_t) (newline - text.p);
        ky_str line = {text.p + at, end - at};
        at = end + 1;
        line_number++;
        if (line.n == 0 || line.p[0] == '#')
            continue;
        ky_err why = {0};
        ky_rc rc = parse_line(r, line, &why);
        if (rc != KY_OK)
            return ky_fail(err, rc, "%s:%zu: %s", name, line_number, why.msg);
    }
    return KY_OK;
}

static int by_romaji(const void *a, const void *b)
{
    const ja_syllable *x = *(const ja_syllable *const *) a;
    const ja_syllable *y = *(const ja_syllable *const *) b;
    int order = ky_str_cmp(x->romaji, y->romaji);
    return order != 0 ? order : (x > y) - (x < y);
}

/* Where the syllable that a key begins with stands in `spelled`; false where it begins with no
 * hiragana. *ret_len: its bytes. */
static bool spelled_at(ky_str key, size_t *ret_kana, size_t *ret_behind, size_t *ret_len)
{
    size_t len = 0;
    uint32_t c = key.n == 0 ? 0 : ky_utf8_next(key, ret_len);
    *ret_behind = ALONE;
    if (c < FIRST_KANA || c >= FIRST_KANA + N_KANA)
        return false;
    *ret_kana = c - FIRST_KANA;
    uint32_t next = *ret_len < key.n ? ky_utf8_next(ky_str_from(key, *ret_len), &len) : 0;
    for (size_t i = 1; i < N_BEHIND; i++)
        if (small_kana[i] == next)
            *ret_behind = i;
    *ret_len += *ret_behind == ALONE ? 0 : len;
    return true;
}

static void list_spelled(ja_romaji *r)
{
    for (size_t i = r->n; i-- > 0;) {
        size_t kana = 0;
        size_t behind = 0;
        size_t len = 0;
        if (spelled_at(r->items[i].kana, &kana, &behind, &len) && len == r->items[i].kana.n)
            r->spelled[kana][behind] = &r->items[i];
    }
}

const ja_syllable *ja_romaji_spell(const ja_romaji *r, ky_str key, size_t *ret_len)
{
    size_t kana = 0;
    size_t behind = 0;
    if (!spelled_at(key, &kana, &behind, ret_len))
        return NULL;
    if (r->spelled[kana][behind] == NULL && behind != ALONE) {
        behind = ALONE;
        (void) ky_utf8_next(key, ret_len);
    }
    return r->spelled[kana][behind];
}

ky_rc ja_romaji_parse(ky_str text, const char *name, ja_romaji **ret, ky_err *err)
{
    KY_CLEANUP(ja_romaji_free_p) ja_romaji *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ky_nomem(err);
    ky_rc rc = parse_all(r, text, name, err);
    if (rc != KY_OK)
        return rc;
    r->sorted = calloc(r->n + 1, sizeof *r->sorted);
    if (r->sorted == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < r->n; i++)
        r->sorted[i] = &r->items[i];
    qsort(r->sorted, r->n, sizeof *r->sorted, by_romaji);
    list_spelled(r);
    *ret = KY_STEAL(r);
    return KY_OK;
}

const ja_syllable *const *ja_romaji_find(const ja_romaji *r, ky_str romaji, size_t *ret_n)
{
    size_t low = 0;
    size_t high = r->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ky_str_cmp(r->sorted[middle]->romaji, romaji) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < r->n && ky_str_eq(r->sorted[end]->romaji, romaji))
        end++;
    *ret_n = end - low;
    return r->sorted + low;
}

const ja_syllable *ja_romaji_all(const ja_romaji *r, size_t *ret_n)
{
    *ret_n = r->n;
    return r->items;
}
