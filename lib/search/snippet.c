#include "snippet.h"

enum {
    CLAUSE_LEAD = 40, /* characters before a match in which a clause may begin the snippet */
    WORD_LEAD = 15,   /* or else a word */
};

/* A place where a snippet may begin or end; those behind 。 or 、 are the better ones. */
typedef struct border {
    size_t at;         /* bytes of the original */
    size_t characters; /* before it */
    bool clause;
} border;

typedef struct layout {
    ky_str text;
    const border *borders; /* ascending; the first is 0, the last the text's end */
    size_t n;
    const ky_marks *marks;
} layout;

static bool ends_clause(const ja_analysis *a, const ja_token *t)
{
    ky_str s = ja_token_text(a, t);
    return ky_str_eq(s, KY_LIT("。")) || ky_str_eq(s, KY_LIT("、"));
}

static border border_behind(const layout *l, const border *before, size_t at, bool clause)
{
    ky_str between = {l->text.p + before->at, at - before->at};
    return (border){at, before->characters + ky_utf8_count(between), clause};
}

static bool list_borders(const ja_analysis *a, ky_arena *arena, layout *l)
{
    border *b = KY_ARENA_ARRAY(arena, border, a->n + 2);
    size_t n = 0;
    if (b == NULL)
        return false;
    b[n++] = (border){.clause = true};
    for (size_t i = 0; i < a->n; i++) {
        ky_str o = ja_text_original(&a->text, a->tokens[i].start, a->tokens[i].end);
        size_t at = (size_t) (o.p + o.n - a->text.original.p);
        if (at <= b[n - 1].at)
            continue;
        b[n] = border_behind(l, &b[n - 1], at, ends_clause(a, &a->tokens[i]));
        n++;
    }
    if (b[n - 1].at < l->text.n) {
        b[n] = border_behind(l, &b[n - 1], l->text.n, true);
        n++;
    }
    b[n - 1].clause = true;
    l->borders = b;
    l->n = n;
    return true;
}

/* Index of the first mark that ends behind `at`. */
static size_t mark_after(const ky_marks *m, size_t at)
{
    size_t low = 0;
    size_t high = m->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->items[middle].end > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static bool splits_mark(const ky_marks *m, size_t at)
{
    size_t i = mark_after(m, at);
    return i < m->n && m->items[i].start < at;
}

/* Index of the last border at or before `at`. */
static size_t border_before(const layout *l, size_t at)
{
    size_t low = 0;
    size_t high = l->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (l->borders[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* How much a window shows: different keywords first, then matches. */
static size_t worth(const ky_marks *m, ky_window w)
{
    size_t first = mark_after(m, w.start);
    size_t shown = 0;
    size_t different = 0;
    for (size_t i = first; i < m->n && m->items[i].end <= w.end; i++) {
        bool again = false;
        for (size_t k = first; k < i && !again; k++)
            again = m->items[k].keyword == m->items[i].keyword;
        shown++;
        different += !again;
    }
    return different * (KY_SNIPPET_CHARACTERS + 1) + shown;
}

/* Where to begin so that the mark is shown with what leads to it. */
static size_t start_before(const layout *l, size_t mark_start)
{
    size_t i = border_before(l, mark_start);
    size_t word = i;
    size_t mark = border_behind(l, &l->borders[i], mark_start, false).characters;
    for (size_t k = i;; k--) {
        size_t lead = mark - l->borders[k].characters;
        if (lead > CLAUSE_LEAD)
            return word;
        if (splits_mark(l->marks, l->borders[k].at))
            continue;
        if (l->borders[k].clause)
            return k;
        if (lead <= WORD_LEAD)
            word = k;
    }
}

/* The last border within reach, but a clause's where that shows no less. */
static size_t end_after(const layout *l, size_t from)
{
    size_t word = from;
    size_t clause = from;
    for (size_t i = from + 1; i < l->n; i++) {
        size_t length = l->borders[i].characters - l->borders[from].characters;
        if (length > KY_SNIPPET_CHARACTERS)
            break;
        if (splits_mark(l->marks, l->borders[i].at))
            continue;
        word = i;
        if (l->borders[i].clause && length > KY_SNIPPET_CHARACTERS / 2)
            clause = i;
    }
    ky_window to_clause = {l->borders[from].at, l->borders[clause].at};
    ky_window to_word = {l->borders[from].at, l->borders[word].at};
    return clause > from && worth(l->marks, to_clause) == worth(l->marks, to_word) ? clause : word;
}

/* Where no border lies within reach. */
static ky_window hard_cut(const layout *l, size_t start)
{
    size_t end = start;
    for (size_t i = 0, n = 0; i < KY_SNIPPET_CHARACTERS && end < l->text.n; i++, end += n)
        (void) ky_utf8_next(ky_str_from(l->text, end), &n);
    return (ky_window){start, end};
}

static ky_window window_from(const layout *l, size_t from)
{
    size_t end = end_after(l, from);
    return end == from ? hard_cut(l, l->borders[from].at)
                       : (ky_window){l->borders[from].at, l->borders[end].at};
}

/* A match too long to stand behind its lead begins the snippet itself. */
static ky_window window_round(const layout *l, const ky_mark *mark)
{
    ky_window w = window_from(l, start_before(l, mark->start));
    if (mark->end <= w.end)
        return w;
    w = window_from(l, border_before(l, mark->start));
    return mark->end <= w.end ? w : hard_cut(l, mark->start);
}

static ky_window best_window(const layout *l)
{
    ky_window best = window_from(l, 0);
    size_t best_worth = worth(l->marks, best);
    for (size_t i = 0; i < l->marks->n && i < KY_SNIPPET_STARTS; i++) {
        ky_window w = window_round(l, &l->marks->items[i]);
        size_t shown = worth(l->marks, w);
        if (shown < best_worth || (shown == best_worth && (shown > 0 || i > 0)))
            continue;
        best = w;
        best_worth = shown;
    }
    return best;
}

ky_rc ky_snippet_window(const ja_analysis *a, const ky_marks *m, ky_arena *arena, ky_window *ret,
                        ky_err *err)
{
    layout l = {.text = a->text.original, .marks = m};
    if (ky_utf8_count(l.text) <= KY_SNIPPET_CHARACTERS) {
        *ret = (ky_window){0, l.text.n};
        return KY_OK;
    }
    if (!list_borders(a, arena, &l))
        return ky_nomem(err);
    *ret = best_window(&l);
    return KY_OK;
}
