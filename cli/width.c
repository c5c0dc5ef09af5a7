#include <utf8proc.h>

#include "text.h"

enum { ZERO_WIDTH_JOINER = 0x200D, EMOJI_STYLE = 0xFE0F };

/* One extended grapheme cluster. */
typedef struct cluster {
    size_t bytes;
    size_t columns;
    uint32_t first; /* code points */
    uint32_t last;
} cluster;

/* What a sequence is drawn as: the parts beside each other, but never wider than a full-width
 * character, which is what emoji sequences, flags and conjoining jamo come out as. */
static size_t columns_of(size_t sum, bool emoji)
{
    if (emoji)
        return 2;
    return sum > 2 ? 2 : sum;
}

static cluster next_cluster(ky_str s)
{
    cluster c = {0};
    utf8proc_int32_t state = 0;
    size_t sum = 0;
    bool emoji = false;
    while (c.bytes < s.n) {
        size_t len = 0;
        uint32_t cp = ky_utf8_next(ky_str_from(s, c.bytes), &len);
        if (c.bytes > 0 && utf8proc_grapheme_break_stateful((utf8proc_int32_t) c.last,
                                                            (utf8proc_int32_t) cp, &state))
            break;
        if (c.bytes == 0)
            c.first = cp;
        int columns = utf8proc_charwidth((utf8proc_int32_t) cp);
        sum += columns > 0 ? (size_t) columns : 0;
        emoji = emoji || (cp == EMOJI_STYLE && c.bytes > 0);
        c.last = cp;
        c.bytes += len;
    }
    c.columns = columns_of(sum, emoji);
    return c;
}

size_t cli_width(ky_str s)
{
    size_t columns = 0;
    for (size_t at = 0; at < s.n;) {
        cluster c = next_cluster(ky_str_from(s, at));
        columns += c.columns;
        at += c.bytes;
    }
    return columns;
}

size_t cli_fit(ky_str s, size_t columns, size_t *ret_used)
{
    size_t used = 0;
    size_t at = 0;
    while (at < s.n) {
        cluster c = next_cluster(ky_str_from(s, at));
        if (used + c.columns > columns)
            break;
        used += c.columns;
        at += c.bytes;
    }
    *ret_used = used;
    return at;
}

static utf8proc_category_t category(uint32_t cp)
{
    return utf8proc_category((utf8proc_int32_t) cp);
}

static bool is_space(uint32_t cp)
{
    return category(cp) == UTF8PROC_CATEGORY_ZS && cp != 0xA0;
}

/* Small kana: Unicode's line breaking class CJ, without the length mark, which is a letter of the
 * category Lm. */
static bool is_small_kana(uint32_t cp)
{
    static const uint32_t hiragana[] = {0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063,
                                        0x3083, 0x3085, 0x3087, 0x308E, 0x3095, 0x3096};
    if (cp >= 0x30A1 && cp <= 0x30F6)
        cp -= 0x30A1 - 0x3041;
    for (size_t i = 0; i < KY_LEN(hiragana); i++)
        if (cp == hiragana[i])
            return true;
    return (cp >= 0x31F0 && cp <= 0x31FF) || (cp >= 0xFF67 && cp <= 0xFF6F);
}

/* Closing marks, full stops, length marks and small kana do not begin a line. */
static bool stays_behind(uint32_t cp)
{
    if (is_small_kana(cp))
        return true;
    switch (category(cp)) {
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_LM:
        return true;
    default:
        return false;
    }
}

/* Opening marks do not end one. */
static bool stays_before(uint32_t cp)
{
    return category(cp) == UTF8PROC_CATEGORY_PS || category(cp) == UTF8PROC_CATEGORY_PI;
}

/* A line may end between any two full-width characters, and else at a space: a simple form of
 * the rules of JIS X 4051 and of Unicode's UAX #14. */
static bool may_break(const cluster *before, const cluster *after)
{
    if (is_space(after->first))
        return false; /* the space goes with the line before */
    if (is_space(before->last))
        return true;
    if (stays_behind(after->first) || stays_before(before->last))
        return false;
    return before->columns == 2 || after->columns == 2;
}

static size_t without_spaces(ky_str s, size_t end)
{
    while (end > 0) {
        size_t last = end - 1;
        while (last > 0 && ((unsigned char) s.p[last] & 0xC0U) == 0x80U)
            last--;
        size_t len = 0;
        if (!is_space(ky_utf8_next(ky_str_from(s, last), &len)))
            break;
        end = last;
    }
    return end;
}

size_t cli_line(ky_str s, size_t columns, size_t *ret_shown)
{
    size_t used = 0;
    size_t at = 0;
    size_t good = 0; /* the last place where the line may end */
    cluster before = {0};
    while (at < s.n) {
        cluster c = next_cluster(ky_str_from(s, at));
        if (at > 0 && may_break(&before, &c))
            good = at;
        bool hangs = is_space(c.first); /* spaces may stick out: they are not shown */
        if (!hangs && used + c.columns > columns)
            break;
        used += c.columns;
        at += c.bytes;
        before = c;
    }
    size_t end = at == s.n || good == 0 ? at : good;
    if (end == 0 && s.n > 0)
        end = next_cluster(s).bytes;
    *ret_shown = without_spaces(s, end);
    return end;
}
