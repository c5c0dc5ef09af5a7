#include "rank_query.h"

#include "request.h"

static const double gram_scale = 0.8;
static const double near_scale = 0.3;
enum { NEAR_WINDOW = 12 };

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

/* Character pairs of what was typed: they rank near-equal spellings and compounds higher. */
static ky_rc add_grams(const ky_maker *m, const ky_keywords *ks, xapc_query **q)
{
    KY_CLEANUP(ky_query_set_fini) ky_query_set grams = {0};
    ky_rc rc = ky_query_set_init(m, &grams, KY_MAX_Q_BYTES);
    for (size_t i = 0; i < ks->n && rc == KY_OK; i++) {
        const ky_keyword *k = &ks->items[i];
        if (!k->excluded && grams.n + k->folded.n <= KY_MAX_Q_BYTES)
            rc = ja_grams(k->folded, add_gram, &grams, m->err);
    }
    return rc == KY_OK ? beside(m, &grams, gram_scale, q) : rc;
}

/* A word that was typed, and whether it is one of a compound. */
typedef struct word {
    ky_str base;
    bool compound;
} word;

static size_t count_words(const ky_keywords *ks)
{
    size_t n = 0;
    for (size_t i = 0; i < ks->n; i++)
        for (size_t k = 0; k < ks->items[i].n_parts; k++)
            n += ks->items[i].excluded ? 0 : ks->items[i].parts[k].n_bases;
    return n;
}

static ky_rc list_words(const ky_maker *m, const ky_keywords *ks, word **ret, size_t *ret_n)
{
    word *words = KY_ARENA_ARRAY(&m->ix->scratch, word, count_words(ks));
    size_t n = 0;
    if (words == NULL)
        return ky_nomem(m->err);
    for (size_t i = 0; i < ks->n; i++) {
        const ky_keyword *k = &ks->items[i];
        for (size_t j = 0; j < k->n_parts && !k->excluded; j++)
            for (size_t b = 0; b < k->parts[j].n_bases; b++)
                words[n++] = (word){k->parts[j].bases[b], k->parts[j].n_bases > 1};
    }
    *ret = words;
    *ret_n = n;
    return KY_OK;
}

/* The words of compounds weigh each by itself: what stands together is told by their nearness. */
static ky_rc add_words(const ky_maker *m, const word *words, size_t n, xapc_query **q)
{
    KY_CLEANUP(ky_query_set_fini) ky_query_set set = {0};
    ky_rc rc = ky_query_set_init(m, &set, n);
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        if (words[i].compound)
            rc = ky_query_set_add(
                &set, ky_query_bases(m, XAPC_OP_OR, &words[i].base, 1, 0, &set.items[set.n]));
    return rc == KY_OK ? beside(m, &set, 1, q) : rc;
}

/* Words that were typed side by side weigh more where they stand near each other. */
static ky_rc add_near(const ky_maker *m, const word *words, size_t n, xapc_query **q)
{
    KY_CLEANUP(ky_query_set_fini) ky_query_set set = {0};
    ky_rc rc = ky_query_set_init(m, &set, n);
    for (size_t i = 0; i + 1 < n && rc == KY_OK; i++) {
        const ky_str pair[] = {words[i].base, words[i + 1].base};
        if (!ky_str_eq(pair[0], pair[1]))
            rc = ky_query_set_add(
                &set, ky_query_bases(m, XAPC_OP_NEAR, pair, 2, NEAR_WINDOW, &set.items[set.n]));
    }
    return rc == KY_OK ? beside(m, &set, near_scale, q) : rc;
}

ky_rc ky_rank_query(const ky_maker *m, const ky_keywords *ks, xapc_query **q)
{
    word *words = NULL;
    size_t n = 0;
    ky_rc rc = add_grams(m, ks, q);
    if (rc == KY_OK)
        rc = list_words(m, ks, &words, &n);
    if (rc == KY_OK)
        rc = add_words(m, words, n, q);
    return rc == KY_OK ? add_near(m, words, n, q) : rc;
}
