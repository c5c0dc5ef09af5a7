#include "syntax.h"

#include <utf8proc.h>

#include "base/mem.h"

void ky_pieces_fini(ky_pieces *p)
{
    free(p->items);
}

static void add_piece(ky_pieces *p, ky_str text, bool excluded, bool quoted)
{
    if (text.n == 0)
        return;
    if (!KY_GROW(p->items, p->cap, p->n + 1)) {
        p->failed = true;
        return;
    }
    p->items[p->n++] = (ky_piece){text, excluded, quoted};
}

static bool is_space(uint32_t c)
{
    utf8proc_category_t k = utf8proc_category((utf8proc_int32_t) c);
    return k == UTF8PROC_CATEGORY_ZS || k == UTF8PROC_CATEGORY_ZL || k == UTF8PROC_CATEGORY_ZP ||
           k == UTF8PROC_CATEGORY_CC;
}

static bool is_minus(uint32_t c)
{
    return c == '-' || c == 0xFF0D || c == 0x2212;
}

/* The mark that closes a quote opened by c, or 0 where c opens none. */
static uint32_t closing_quote(uint32_t c)
{
    switch (c) {
    case '"':
        return '"';
    case 0xFF02: /* full-width " */
        return 0xFF02;
    case 0x201C: /* “ */
        return 0x201D;
    case 0x300C: /* 「 */
        return 0x300D;
    default:
        return 0;
    }
}

/* Where the quote that `opening` began before `at` is closed, or SIZE_MAX. Where its two marks
 * differ, quotes may stand inside each other; where they do not pair up, the first closing mark
 * counts. */
static size_t find_closing(ky_str q, size_t at, uint32_t opening)
{
    const uint32_t closing = closing_quote(opening);
    size_t inside = 0;
    size_t first = SIZE_MAX;
    for (size_t n = 0; at < q.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(q, at), &n);
        if (c == closing && first == SIZE_MAX)
            first = at;
        if (c == closing && inside-- == 0)
            return at;
        if (c == opening)
            inside++;
    }
    return first;
}

typedef struct scanner {
    ky_str q;
    size_t at;
    ky_pieces *out;
} scanner;

static uint32_t peek(const scanner *s, size_t *n)
{
    *n = 0;
    return s->at < s->q.n ? ky_utf8_next(ky_str_from(s->q, s->at), n) : 0;
}

/* What a quote mark at `at` begins: `after` is where it ends, `inside` what it quotes. */
typedef struct quote {
    ky_str inside;
    size_t after;
} quote;

/* The quote that begins at the scanner; false where none does, or it is not closed. */
static bool quote_at(const scanner *s, quote *ret)
{
    size_t n = 0;
    size_t len = 0;
    uint32_t opening = peek(s, &n);
    size_t start = s->at + n;
    size_t end = closing_quote(opening) == 0 ? SIZE_MAX : find_closing(s->q, start, opening);
    if (end == SIZE_MAX)
        return false;
    (void) ky_utf8_next(ky_str_from(s->q, end), &len);
    *ret = (quote){{s->q.p + start, end - start}, end + len};
    return true;
}

static bool scan_quote(scanner *s, bool excluded)
{
    quote q;
    if (!quote_at(s, &q) || q.inside.n == 0)
        return false;
    add_piece(s->out, q.inside, excluded, true);
    s->at = q.after;
    return true;
}

/* Quote marks that quote nothing are punctuation like any other. */
static void scan_plain(scanner *s, bool excluded)
{
    size_t start = s->at;
    size_t n = 0;
    for (uint32_t c; (c = peek(s, &n)), n > 0 && !is_space(c);) {
        quote q = {.after = s->at + n};
        if (quote_at(s, &q) && q.inside.n > 0)
            break;
        s->at = q.after;
    }
    add_piece(s->out, (ky_str){s->q.p + start, s->at - start}, excluded, false);
}

static bool is_plus(uint32_t c)
{
    return c == '+' || c == 0xFF0B;
}

/* A sign counts only right before something, at the start or after white space: a minus excludes,
 * a plus, which other engines ask for, changes nothing. */
static bool scan_sign(scanner *s, bool (*is_sign)(uint32_t))
{
    size_t n = 0;
    size_t after = 0;
    if (!is_sign(peek(s, &n)) || n == 0)
        return false;
    scanner next = {s->q, s->at + n, s->out};
    uint32_t c = peek(&next, &after);
    if (after == 0 || is_space(c))
        return false;
    s->at += n;
    return true;
}

void ky_pieces_scan(ky_str q, ky_pieces *out)
{
    scanner s = {q, 0, out};
    bool fresh = true; /* at the start or after white space */
    while (s.at < q.n) {
        size_t n = 0;
        if (is_space(peek(&s, &n))) {
            s.at += n;
            fresh = true;
            continue;
        }
        bool excluded = fresh && scan_sign(&s, is_minus);
        if (fresh && !excluded)
            (void) scan_sign(&s, is_plus);
        fresh = false;
        if (!scan_quote(&s, excluded))
            scan_plain(&s, excluded);
    }
}
