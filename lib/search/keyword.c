#include "keyword.h"

#include <utf8proc.h>

#include "ja/match.h"
#include "ja/terms.h"

/* A piece of the question as the syntax cuts it, before any analysis. */
typedef struct piece {
    ky_str text;
    bool excluded;
    bool quoted;
} piece;

typedef struct pieces {
    piece *items;
    size_t n;
    size_t cap;
    bool failed;
} pieces;

static void pieces_fini(pieces *p)
{
    free(p->items);
}

static void add_piece(pieces *p, ky_str text, bool excluded, bool quoted)
{
    if (text.n == 0)
        return;
    if (!KY_GROW(p->items, p->cap, p->n + 1)) {
        p->failed = true;
        return;
    }
    p->items[p->n++] = (piece){text, excluded, quoted};
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

static bool is_quote_mark(uint32_t c)
{
    return closing_quote(c) != 0 || c == 0x201D || c == 0x300D;
}

/* Where `mark` next stands at or after `at`, or SIZE_MAX. */
static size_t find_mark(ky_str q, size_t at, uint32_t mark)
{
    for (size_t n = 0; at < q.n; at += n)
        if (ky_utf8_next(ky_str_from(q, at), &n) == mark)
            return at;
    return SIZE_MAX;
}

typedef struct scanner {
    ky_str q;
    size_t at;
    pieces *out;
} scanner;

static uint32_t peek(const scanner *s, size_t *n)
{
    *n = 0;
    return s->at < s->q.n ? ky_utf8_next(ky_str_from(s->q, s->at), n) : 0;
}

/* A whole quote at the scanner, closed and not empty; the marks alone are skipped otherwise. */
static bool scan_quote(scanner *s, bool excluded)
{
    size_t n = 0;
    uint32_t c = peek(s, &n);
    uint32_t closing = closing_quote(c);
    if (!is_quote_mark(c))
        return false;
    s->at += n;
    size_t end = closing == 0 ? SIZE_MAX : find_mark(s->q, s->at, closing);
    if (end == SIZE_MAX)
        return true;
    add_piece(s->out, (ky_str){s->q.p + s->at, end - s->at}, excluded, true);
    s->at = end;
    (void) peek(s, &n);
    s->at += n;
    return true;
}

static void scan_plain(scanner *s, bool excluded)
{
    size_t start = s->at;
    size_t n = 0;
    for (uint32_t c; (c = peek(s, &n)), n > 0 && !is_space(c) && !is_quote_mark(c);)
        s->at += n;
    add_piece(s->out, (ky_str){s->q.p + start, s->at - start}, excluded, false);
}

/* A minus excludes only right before something, at the start or after white space. */
static bool scan_minus(scanner *s)
{
    size_t n = 0;
    size_t after = 0;
    if (!is_minus(peek(s, &n)) || n == 0)
        return false;
    scanner next = {s->q, s->at + n, s->out};
    uint32_t c = peek(&next, &after);
    if (after == 0 || is_space(c))
        return false;
    s->at += n;
    return true;
}

static void scan(ky_str q, pieces *out)
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
        bool excluded = fresh && scan_minus(&s);
        fresh = false;
        if (!scan_quote(&s, excluded))
            scan_plain(&s, excluded);
    }
}

static ky_str folded_slice(const ja_analysis *a, uint32_t start, uint32_t end)
{
    return (ky_str){a->text.folded.p + start, end - start};
}

/* The tokens without the marks at both ends. */
static void trim_marks(const ja_analysis *a, size_t *from, size_t *to)
{
    *from = 0;
    *to = a->n;
    while (*from < *to && a->tokens[*from].cls == JA_MARK)
        (*from)++;
    while (*to > *from && a->tokens[*to - 1].cls == JA_MARK)
        (*to)--;
}

typedef struct census {
    size_t words;
    size_t first; /* token of the first and the last word */
    size_t last;
} census;

static census count_words(const ja_analysis *a, size_t from, size_t to)
{
    census c = {.first = to, .last = to};
    for (size_t i = from; i < to; i++) {
        if (a->tokens[i].cls != JA_WORD)
            continue;
        if (c.words++ == 0)
            c.first = i;
        c.last = i;
    }
    return c;
}

static bool words_part(ky_arena *arena, const ja_analysis *a, size_t first, size_t last,
                       ky_part *ret)
{
    size_t n = last - first + 1;
    ky_str *bases = KY_ARENA_ARRAY(arena, ky_str, n);
    if (bases == NULL)
        return false;
    for (size_t i = 0; i < n; i++)
        bases[i] = a->tokens[first + i].base;
    *ret = (ky_part){KY_PART_WORDS, folded_slice(a, a->tokens[first].start, a->tokens[last].end),
                     bases, n};
    return true;
}

/* Content words side by side are one compound; with anything between them each counts alone. */
static bool split_words(ky_arena *arena, const ja_analysis *a, census c, ky_keyword *k)
{
    bool compound = c.last - c.first + 1 == c.words;
    ky_part *parts = KY_ARENA_ARRAY(arena, ky_part, compound ? 1 : c.words);
    if (parts == NULL)
        return false;
    k->parts = parts;
    if (compound) {
        k->n_parts = 1;
        return words_part(arena, a, c.first, c.last, &parts[0]);
    }
    for (size_t i = c.first; i <= c.last; i++)
        if (a->tokens[i].cls == JA_WORD && !words_part(arena, a, i, i, &parts[k->n_parts++]))
            return false;
    return true;
}

static bool one_part(ky_arena *arena, ky_part_kind kind, ky_str text, ky_keyword *k)
{
    ky_part *part = KY_ARENA_ARRAY(arena, ky_part, 1);
    if (part == NULL)
        return false;
    *part = (ky_part){.kind = kind, .text = text};
    k->parts = part;
    k->n_parts = 1;
    return true;
}

static bool make_parts(ky_arena *arena, const ja_analysis *a, size_t from, size_t to, ky_keyword *k)
{
    if (k->quoted)
        return one_part(arena, KY_PART_TEXT, k->folded, k);
    census c = count_words(a, from, to);
    if (c.words > 0)
        return split_words(arena, a, c, k);
    return one_part(arena, to - from == 1 ? KY_PART_FUNCTION : KY_PART_TEXT, k->folded, k);
}

/* Facet values that the keyword is (whole) or is a part of, under the span rule. */
static bool find_values(ky_index *ix, ky_str folded, bool whole, const ky_facet_value *const **ret,
                        size_t *ret_n)
{
    const ky_facet_value **found =
        KY_ARENA_ARRAY(&ix->scratch, const ky_facet_value *, ix->n_values);
    size_t n = 0;
    if (found == NULL)
        return false;
    for (size_t i = 0; i < ix->n_values; i++) {
        const ja_analysis *text = &ix->values[i].text;
        bool equal = ky_str_eq(text->text.folded, folded);
        ja_span span;
        if (whole ? equal : !equal && ja_find_text(text, folded, 0, &span))
            found[n++] = &ix->values[i];
    }
    *ret = found;
    *ret_n = n;
    return true;
}

static ky_rc make_keyword(ky_index *ix, const piece *p, ky_keyword *ret, bool *ret_any, ky_err *err)
{
    ja_analysis a;
    size_t from = 0;
    size_t to = 0;
    ky_rc rc = ja_analyse(ix->ja, p->text, &ix->scratch, &a, err);
    if (rc != KY_OK)
        return rc;
    trim_marks(&a, &from, &to);
    *ret_any = from < to;
    if (from == to)
        return KY_OK;
    ky_keyword k = {.folded = folded_slice(&a, a.tokens[from].start, a.tokens[to - 1].end),
                    .excluded = p->excluded,
                    .quoted = p->quoted};
    if (p->quoted)
        k.folded = ky_str_trim(a.text.folded);
    if (!make_parts(&ix->scratch, &a, from, to, &k))
        return ky_nomem(err);
    /* A facet value may begin or end with a mark, as 補助（助成） does. */
    if (!p->quoted && (!find_values(ix, a.text.folded, true, &k.equal, &k.n_equal) ||
                       !find_values(ix, k.folded, false, &k.holding, &k.n_holding)))
        return ky_nomem(err);
    *ret = k;
    return KY_OK;
}

ky_rc ky_keywords_parse(ky_index *ix, ky_str q, ky_keywords *ret, ky_err *err)
{
    KY_CLEANUP(pieces_fini) pieces p = {0};
    scan(q, &p);
    ky_keyword *items = KY_ARENA_ARRAY(&ix->scratch, ky_keyword, p.n);
    if (p.failed || items == NULL)
        return ky_nomem(err);
    size_t n = 0;
    for (size_t i = 0; i < p.n; i++) {
        bool any = false;
        ky_rc rc = make_keyword(ix, &p.items[i], &items[n], &any, err);
        if (rc != KY_OK)
            return rc;
        n += any;
    }
    *ret = (ky_keywords){items, n};
    return KY_OK;
}
