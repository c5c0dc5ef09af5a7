#include "mistyped.h"

#include "base/mem.h"
#include "ja/kana.h"
#include "ja/kanji_sounds.h"

enum {
    ALIKE = 2,        /* kana: か が カ, つ っ */
    OTHER_SOUND = 3,  /* two kana and one: ジェ ゼ */
    SOUNDS_SO = 3,    /* kanji */
    HARDLY_HEARD = 3, /* left out or too many */
    ITERATION = 0x309D,
    LONG_MARK = 0x30FC,
};

/* ---- characters ---- */

static uint32_t hiragana(uint32_t c)
{
    return c >= 0x30A1 && c <= 0x30F6 ? c - 0x60 : c;
}

static bool is_small(uint32_t c)
{
    static const uint16_t small[] = u"ぁぃぅぇぉっゃゅょゎ";
    for (size_t i = 0; small[i] != 0; i++)
        if (small[i] == c)
            return true;
    return false;
}

/* Large and without a voicing mark. */
static uint32_t plain(uint32_t c)
{
    c = hiragana(c);
    if (is_small(c))
        return c + 1;
    uint32_t repeated = ja_kana_repeated(ITERATION, c);
    return repeated == ITERATION ? c : repeated;
}

static unsigned change(uint32_t a, uint32_t b)
{
    if (a == b)
        return 0;
    if (a < 0x3041 || b < 0x3041)
        return KY_MISTYPED_CHANGE;
    if (ja_is_kanji(a) && ja_is_kanji(b))
        return ja_kanji_sound_alike(a, b) ? SOUNDS_SO : KY_MISTYPED_CHANGE;
    return plain(a) == plain(b) ? ALIKE : KY_MISTYPED_CHANGE;
}

/* Two kana, the second a small vowel, and the one that stands for them. */
static bool stands_for(uint32_t kana, uint32_t small, uint32_t other)
{
    return ja_kana_stands_for(hiragana(kana), hiragana(small), hiragana(other));
}

static unsigned missing(uint32_t c)
{
    c = hiragana(c);
    bool hardly = c == LONG_MARK || c == u'い' || c == u'う' || (c >= 0x3041 && is_small(c));
    return hardly ? HARDLY_HEARD : KY_MISTYPED_MISSING;
}

/* ---- rows ---- */

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Sums stay below what a byte holds. */
static uint8_t capped(unsigned cost)
{
    return (uint8_t) least(cost, KY_MISTYPED_MOST);
}

bool ky_mistyped_start(ky_mistyped *m, ky_str typed, unsigned limit)
{
    size_t len = 0;
    m->n = 0;
    m->limit = limit;
    m->text = (ky_str){0};
    m->depth = 0;
    m->given_up = false;
    m->ends[0] = 0;
    m->rows[0][0] = 0;
    m->best[0] = 0;
    for (size_t at = 0; at < typed.n; at += len) {
        if (m->n == KY_MISTYPED_CHARACTERS)
            return false;
        m->typed[m->n] = ky_utf8_next(ky_str_from(typed, at), &len);
        m->small[m->n] = is_small(hiragana(m->typed[m->n]));
        m->rows[0][m->n + 1] = capped(m->rows[0][m->n] + missing(m->typed[m->n]));
        m->n++;
    }
    return true;
}

/* The row of one more character. */
static void add_row(ky_mistyped *m, uint32_t c)
{
    size_t i = ++m->depth;
    uint8_t *row = m->rows[i];
    const uint8_t *above = m->rows[i - 1];
    unsigned extra = missing(c);
    bool small = is_small(hiragana(c));
    m->characters[i - 1] = c;
    row[0] = capped(above[0] + extra);
    unsigned best = row[0];
    for (size_t j = 1; j <= m->n; j++) {
        uint32_t typed = m->typed[j - 1];
        unsigned d = least(above[j] + extra, (unsigned) row[j - 1] + KY_MISTYPED_MISSING);
        if (d > above[j - 1])
            d = least(d, above[j - 1] + change(typed, c));
        if (row[j - 1] + (unsigned) HARDLY_HEARD < d)
            d = least(d, row[j - 1] + missing(typed));
        if (i > 1 && j > 1 && c == m->typed[j - 2] && m->characters[i - 2] == typed)
            d = least(d, m->rows[i - 2][j - 2] + (unsigned) KY_MISTYPED_CHANGE);
        if (i > 1 && small && stands_for(m->characters[i - 2], c, typed))
            d = least(d, m->rows[i - 2][j - 1] + (unsigned) OTHER_SOUND);
        if (j > 1 && m->small[j - 1] && stands_for(m->typed[j - 2], typed, c))
            d = least(d, above[j - 2] + (unsigned) OTHER_SOUND);
        row[j] = capped(d);
        best = least(best, d);
    }
    m->best[i] = (uint8_t) best;
}

static size_t shared(ky_str a, ky_str b)
{
    size_t n = 0;
    while (n < a.n && n < b.n && a.p[n] == b.p[n])
        n++;
    return n;
}

bool ky_mistyped_skips(const ky_mistyped *m, ky_str text)
{
    size_t n = m->ends[m->depth];
    return m->given_up && text.n >= n && memcmp(text.p, m->text.p, n) == 0;
}

void ky_mistyped_next(ky_mistyped *m, ky_str text, ky_mistyped_visit *visit, void *payload)
{
    size_t len = 0;
    if (m->depth > 0 && ky_mistyped_skips(m, text))
        return;
    size_t same = shared(m->text, text);
    while (m->depth > 0 && m->ends[m->depth] > same)
        m->depth--;
    m->text = text;
    m->given_up = false;
    while (m->ends[m->depth] < text.n) {
        size_t at = m->ends[m->depth];
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &len);
        if (m->depth == KY_MISTYPED_DEPTH)
            return;
        add_row(m, c);
        m->ends[m->depth] = at + len;
        /* A swap and another sound go on from one row back. */
        m->given_up = m->best[m->depth] > m->limit &&
                      m->best[m->depth - 1] + (unsigned) OTHER_SOUND > m->limit;
        if (m->given_up)
            return;
        if (m->rows[m->depth][m->n] <= m->limit && at + len < text.n)
            visit(payload, at + len, false, m->rows[m->depth][m->n]);
    }
    if (text.n > 0 && m->rows[m->depth][m->n] <= m->limit)
        visit(payload, text.n, true, m->rows[m->depth][m->n]);
}

static void keep_whole(void *payload, size_t bytes, bool whole, unsigned cost)
{
    (void) bytes;
    if (whole)
        *(unsigned *) payload = cost;
}

unsigned ky_mistyped_cost(ky_str typed, ky_str text, unsigned limit)
{
    ky_mistyped m;
    unsigned cost = KY_MISTYPED_MOST;
    if (ky_mistyped_start(&m, typed, limit))
        ky_mistyped_next(&m, text, keep_whole, &cost);
    return cost;
}
