#include "rank_query.h"

#include "request.h"

/* Of character pairs inside the words that were typed, and of those with a particle, a mark or the
 * like among them. */
static const double inside_scale = 1.0;
static const double across_scale = 0.35;

/* Parts in another spelling have pairs besides those of the keyword, if not more of them. */
enum { MAX_GRAMS = 4 * KY_MAX_Q_BYTES };

/* Any of the set, times a factor, beside *q. */
static ky_rc beside(const ky_maker *m, const ky_query_set *set, double factor, xapc_query **q)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *any = NULL;
    if (set->n == 0)
        return KY_OK;
    ky_rc rc = ky_queries_combine(m, XAPC_OP_OR, set, &any);
    if (rc == KY_OK)
        rc = ky_query_scale(m, factor, &any);
    return rc == KY_OK ? ky_query_fold_in(m, XAPC_OP_AND_MAYBE, q, any) : rc;
}

/* ---- character pairs ---- */

typedef struct grams {
    ky_query_set inside;
    ky_query_set across;
} grams;

static void grams_fini(grams *g)
{
    ky_query_set_fini(&g->inside);
    ky_query_set_fini(&g->across);
}

static ky_rc add_gram(void *payload, const ja_term *t, ky_err *err)
{
    ky_query_set *set = payload;
    xapc_error xe;
    if (!ja_gram_ranks(t->text))
        return KY_OK;
    return ky_query_set_add(
        set,
        ky_xapian_rc(xapc_query_term(ky_bytes(t->text), 1, 0, &set->items[set->n], &xe), &xe, err));
}

static ky_rc add_grams_of(const ky_maker *m, ky_str text, ky_query_set *set)
{
    return ja_grams(text, add_gram, set, m->err);
}

static ky_str from_to(const char *start, const char *end)
{
    return (ky_str){start, (size_t) (end - start)};
}

static const char *behind_first(ky_str s)
{
    size_t n = 0;
    (void) ky_utf8_next(s, &n);
    return s.p + n;
}

static const char *last_character(ky_str s)
{
    const char *at = s.p + s.n - 1;
    while (at > s.p && ((unsigned char) *at & 0xC0) == 0x80)
        at--;
    return at;
}

/* The stretch of parts from part i on that touch each other; *next is the first behind it. */
static ky_str touching_parts(const ky_keyword *k, size_t i, size_t *next)
{
    const char *end = k->parts[i].text.p + k->parts[i].text.n;
    const char *start = k->parts[i].text.p;
    while (++i < k->n_parts && k->parts[i].text.p == end)
        end += k->parts[i].text.n;
    *next = i;
    return from_to(start, end);
}

/* Parts may be spelled otherwise than the keyword they were taken from. */
static bool is_between(ky_str s, const char *start, const char *end)
{
    return (uintptr_t) s.p >= (uintptr_t) start && (uintptr_t) s.p + s.n <= (uintptr_t) end;
}

static ky_rc add_keyword_grams(const ky_maker *m, const ky_keyword *k, grams *g)
{
    const char *at = k->folded.p; /* the last character whose pair is still to come */
    const char *end = k->folded.p + k->folded.n;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < k->n_parts && rc == KY_OK;) {
        ky_str words = touching_parts(k, i, &i);
        bool typed = is_between(words, at, end);
        if (typed && words.p > at)
            rc = add_grams_of(m, from_to(at, behind_first(words)), &g->across);
        if (rc == KY_OK)
            rc = add_grams_of(m, words, &g->inside);
        at = typed ? last_character(words) : at;
    }
    return rc == KY_OK ? add_grams_of(m, from_to(at, end), &g->across) : rc;
}

/* They rank near-equal spellings and compounds higher. */
static ky_rc add_grams(const ky_maker *m, const ky_keywords *ks, xapc_query **q)
{
    KY_CLEANUP(grams_fini) grams g = {0};
    ky_rc rc = ky_query_set_init(m, &g.inside, MAX_GRAMS);
    if (rc == KY_OK)
        rc = ky_query_set_init(m, &g.across, MAX_GRAMS);
    for (size_t i = 0; i < ks->n && rc == KY_OK; i++) {
        const ky_keyword *k = &ks->items[i];
        if (!k->excluded && g.inside.n + g.across.n + 2 * k->folded.n <= MAX_GRAMS)
            rc = add_keyword_grams(m, k, &g);
    }
    if (rc == KY_OK)
        rc = beside(m, &g.inside, inside_scale, q);
    return rc == KY_OK ? beside(m, &g.across, across_scale, q) : rc;
}

/* ---- words ---- */

static size_t count_words(const ky_keywords *ks)
{
    size_t n = 0;
    for (size_t i = 0; i < ks->n; i++) {
        n += ks->items[i].n_quoted;
        for (size_t k = 0; k < ks->items[i].n_parts; k++)
            n += ks->items[i].parts[k].n_bases;
    }
    return n;
}

static ky_rc add_bases(const ky_maker *m, const ky_str *bases, size_t n, ky_query_set *set)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        rc =
            ky_query_set_add(set, ky_query_bases(m, XAPC_OP_OR, &bases[i], 1, &set->items[set->n]));
    return rc;
}

/* Words of compounds and of exact texts weigh each by itself: that they stand together only tells
 * which records match. */
static ky_rc add_words(const ky_maker *m, const ky_keywords *ks, xapc_query **q)
{
    KY_CLEANUP(ky_query_set_fini) ky_query_set set = {0};
    ky_rc rc = ky_query_set_init(m, &set, count_words(ks));
    for (size_t i = 0; i < ks->n && rc == KY_OK; i++) {
        const ky_keyword *k = &ks->items[i];
        if (k->excluded)
            continue;
        for (size_t j = 0; j < k->n_parts && rc == KY_OK; j++)
            if (k->parts[j].n_bases > 1)
                rc = add_bases(m, k->parts[j].bases, k->parts[j].n_bases, &set);
        if (rc == KY_OK)
            rc = add_bases(m, k->quoted_words, k->n_quoted, &set);
    }
    return rc == KY_OK ? beside(m, &set, 1, q) : rc;
}

ky_rc ky_rank_query(const ky_maker *m, const ky_keywords *ks, xapc_query **q)
{
    ky_rc rc = add_grams(m, ks, q);
    return rc == KY_OK ? add_words(m, ks, q) : rc;
}
