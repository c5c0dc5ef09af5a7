#include "proximity.h"

#include <math.h>

#include "ja/terms.h"

static const double scale = 1.5;
static const double all_scale = 3;
enum { WINDOW = 15, MAX_SPELLINGS_OF_PART = 8 };

/* ---- the question ---- */

typedef struct gathering {
    ky_index *ix;
    ky_near_base *bases;
    double *weights;
    size_t n_bases;
    size_t n;
    bool complete;
    ky_err *err;
} gathering;

static size_t count_most(const ky_keywords *ks)
{
    size_t n = 0;
    for (size_t i = 0; i < ks->n; i++) {
        n += ks->items[i].n_quoted;
        for (size_t k = 0; k < ks->items[i].n_parts; k++)
            n += ks->items[i].parts[k].n_bases + MAX_SPELLINGS_OF_PART;
    }
    return n;
}

static bool is_known(const gathering *g, ky_str base)
{
    for (size_t i = 0; i < g->n_bases; i++)
        if (ky_str_eq(g->bases[i].base, base))
            return true;
    return false;
}

/* The weight of a word is that of its most frequent spelling: the inverse document frequency of
 * BM25, never below 0. */
static ky_rc add_base(gathering *g, ky_str base, size_t word)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    xapc_term_stats stats = {0};
    xapc_error xe;
    if (is_known(g, base))
        return KY_OK;
    ja_term_make(JA_TERM_WORD, base, &term);
    ky_rc rc = ky_buf_check(&term, g->err);
    if (rc != KY_OK || term.n > JA_MAX_TERM_BYTES)
        return rc;
    rc = ky_xapian_rc(xapc_database_term_stats(g->ix->db, ky_bytes(ky_buf_str(&term)), &stats, &xe),
                      &xe, g->err);
    if (rc != KY_OK || stats.termfreq == 0)
        return rc;
    double df = stats.termfreq;
    double weight = log1p((g->ix->records - df + 0.5) / (df + 0.5));
    if (word == g->n)
        g->weights[g->n++] = weight;
    else if (weight < g->weights[word])
        g->weights[word] = weight;
    g->bases[g->n_bases++] = (ky_near_base){base, word};
    return KY_OK;
}

/* Words that were typed before. */
static bool all_known(const gathering *g, const ky_part *part)
{
    for (size_t i = 0; i < part->n_bases; i++)
        if (!is_known(g, part->bases[i]))
            return false;
    return part->n_bases > 0;
}

/* A part of one word stands by any of its spellings, one of several by each of its words. */
static ky_rc add_part(gathering *g, const ky_part *part)
{
    ky_rc rc = KY_OK;
    size_t word = g->n;
    for (size_t i = 0; i < part->n_bases && rc == KY_OK; i++)
        rc = add_base(g, part->bases[i], g->n);
    size_t n = part->forms == NULL || part->n_bases > 1 ? 0 : part->forms->n;
    for (size_t i = 0, added = 0; i < n && added < MAX_SPELLINGS_OF_PART && rc == KY_OK; i++) {
        const ky_form *f = &part->forms->items[i];
        if (!ky_form_is_base(f))
            continue;
        added++;
        rc = add_base(g, f->spelling, word);
    }
    g->complete = g->complete && (g->n > word || all_known(g, part));
    return rc;
}

static int by_base(const void *a, const void *b)
{
    return ky_str_cmp(((const ky_near_base *) a)->base, ((const ky_near_base *) b)->base);
}

ky_rc ky_near_words_make(ky_index *ix, const ky_keywords *ks, ky_near_words *ret, ky_err *err)
{
    size_t most = count_most(ks);
    gathering g = {.ix = ix,
                   .bases = KY_ARENA_ARRAY(&ix->scratch, ky_near_base, most),
                   .weights = KY_ARENA_ARRAY(&ix->scratch, double, most),
                   .complete = true,
                   .err = err};
    ky_rc rc = g.bases == NULL || g.weights == NULL ? ky_nomem(err) : KY_OK;
    for (size_t i = 0; i < ks->n && rc == KY_OK; i++) {
        const ky_keyword *k = &ks->items[i];
        for (size_t j = 0; j < k->n_parts && !k->excluded && rc == KY_OK; j++)
            rc = add_part(&g, &k->parts[j]);
        for (size_t j = 0; j < k->n_quoted && !k->excluded && rc == KY_OK; j++)
            rc = add_base(&g, k->quoted_words[j], g.n);
    }
    if (rc != KY_OK)
        return rc;
    qsort(g.bases, g.n_bases, sizeof *g.bases, by_base);
    *ret = (ky_near_words){g.bases, g.n_bases, g.weights, g.n, g.complete};
    return KY_OK;
}

/* ---- a record ---- */

/* A place in a text where a word of the question stands. */
typedef struct place {
    uint32_t position;
    size_t word;
} place;

/* The word that a token stands for, or NULL. */
static const ky_near_base *word_of(const ky_near_words *w, const ja_token *t)
{
    const ky_near_base key = {.base = t->base};
    return t->cls == JA_WORD ? bsearch(&key, w->bases, w->n_bases, sizeof *w->bases, by_base)
                             : NULL;
}

static size_t find_places(const ky_near_words *w, const ja_analysis *a, place *places)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++) {
        const ky_near_base *found = word_of(w, &a->tokens[i]);
        if (found != NULL)
            places[n++] = (place){a->tokens[i].position, found->word};
    }
    return n;
}

/* Let another place count at place i; near[] holds how near each word was found so far. */
static void count_place(const place *at, const place *other, double *near)
{
    uint32_t between = at->position > other->position ? at->position - other->position
                                                      : other->position - at->position;
    double kernel = 1 - (double) between / WINDOW;
    if (other->word != at->word && kernel > near[other->word])
        near[other->word] = kernel;
}

static double weigh_place(const ky_near_words *w, const place *places, size_t n, size_t i,
                          double *near)
{
    double others = 0;
    memset(near, 0, w->n * sizeof *near);
    for (size_t k = i; k-- > 0 && places[i].position - places[k].position < WINDOW;)
        count_place(&places[i], &places[k], near);
    for (size_t k = i + 1; k < n && places[k].position - places[i].position < WINDOW; k++)
        count_place(&places[i], &places[k], near);
    for (size_t k = 0; k < w->n; k++)
        others += near[k] * w->weights[k];
    return others > 0 ? others + w->weights[places[i].word] : 0;
}

ky_rc ky_proximity(const ky_near_words *w, const ky_stored *st, ky_arena *arena, double *ret,
                   ky_err *err)
{
    double best = 0;
    double *near = KY_ARENA_ARRAY(arena, double, w->n);
    if (near == NULL)
        return ky_nomem(err);
    for (size_t t = 0; t < st->n_texts; t++) {
        const ja_analysis *a = &st->texts[t].analysis;
        place *places = KY_ARENA_ARRAY(arena, place, a->n);
        if (places == NULL)
            return ky_nomem(err);
        size_t n = find_places(w, a, places);
        for (size_t i = 0; i < n; i++) {
            double here = weigh_place(w, places, n, i, near);
            best = here > best ? here : best;
        }
    }
    *ret = scale * best;
    return KY_OK;
}

static bool stands_in(const ky_near_words *w, const ja_analysis *a, size_t word)
{
    for (size_t i = 0; i < a->n; i++) {
        const ky_near_base *found = word_of(w, &a->tokens[i]);
        if (found != NULL && found->word == word)
            return true;
    }
    return false;
}

double ky_all_in_field(const ky_near_words *w, const ky_stored *st, size_t field)
{
    double sum = 0;
    const ja_analysis *a = NULL;
    for (size_t t = 0; t < st->n_texts && a == NULL; t++)
        if (st->texts[t].field == field)
            a = &st->texts[t].analysis;
    if (!w->complete || a == NULL)
        return 0;
    for (size_t i = 0; i < w->n; i++) {
        if (!stands_in(w, a, i))
            return 0;
        sum += w->weights[i];
    }
    return all_scale * sum;
}
