#include "telling.h"

#include <math.h>

#include "fetch.h"
#include "ja/terms.h"

static int by_base(const void *a, const void *b)
{
    return ky_str_cmp(((const ky_telling *) a)->base, ((const ky_telling *) b)->base);
}

static int heaviest_first(const void *a, const void *b)
{
    const ky_telling *x = a;
    const ky_telling *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return ky_str_cmp(x->base, y->base);
}

/* Every word once, its weight being how often it stands there. */
static ky_rc list_words(const ky_schema *s, const ky_stored *st, ky_arena *arena, ky_telling **ret,
                        size_t *ret_n, ky_err *err)
{
    size_t n = 0;
    size_t distinct = 0;
    for (size_t i = 0; i < st->n_texts; i++)
        n += st->texts[i].analysis.n;
    ky_telling *words = KY_ARENA_ARRAY(arena, ky_telling, n);
    if (words == NULL)
        return ky_nomem(err);
    n = 0;
    for (size_t i = 0; i < st->n_texts; i++) {
        const ja_analysis *a = &st->texts[i].analysis;
        for (size_t k = 0; k < a->n; k++)
            if (a->tokens[k].cls == JA_WORD && a->tokens[k].base.n <= JA_MAX_TERM_BYTES)
                words[n++] = (ky_telling){.base = a->tokens[k].base,
                                          .weight = s->fields[st->texts[i].field].weight};
    }
    if (n > 0)
        qsort(words, n, sizeof *words, by_base);
    for (size_t i = 0; i < n; i++) {
        if (distinct > 0 && ky_str_eq(words[distinct - 1].base, words[i].base))
            words[distinct - 1].weight += words[i].weight;
        else
            words[distinct++] = words[i];
    }
    *ret = words;
    *ret_n = distinct;
    return KY_OK;
}

/* From how often a word stands in the record to how much it tells. */
static ky_rc weigh(ky_index *ix, ky_telling *w, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    xapc_term_stats stats = {0};
    xapc_error xe;
    ja_term_make(JA_TERM_WORD, w->base, &term);
    w->term = ky_arena_str(&ix->scratch, ky_buf_str(&term));
    if (!ky_buf_ok(&term) || w->term.p == NULL)
        return ky_nomem(err);
    ky_rc rc =
        ky_xapian_rc(xapc_database_term_stats(ix->db, ky_bytes(w->term), &stats, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    double n = stats.termfreq == 0 ? 1 : stats.termfreq;
    double others = ix->records > n ? ix->records - n : 0;
    w->weight = log1p(3 * (others + 0.5) / (n - 0.5)) * w->weight / (1 + w->weight);
    return KY_OK;
}

ky_rc ky_telling_words(ky_index *ix, uint32_t docid, size_t max, const ky_telling **ret,
                       size_t *ret_n, ky_err *err)
{
    const ky_stored *st = NULL;
    ky_telling *words = NULL;
    size_t n = 0;
    ky_rc rc = ky_fetch(ix, docid, &ix->scratch, &st, err);
    if (rc == KY_OK)
        rc = list_words(ix->schema, st, &ix->scratch, &words, &n, err);
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        rc = weigh(ix, &words[i], err);
    if (rc != KY_OK)
        return rc;
    if (n > 0)
        qsort(words, n, sizeof *words, heaviest_first);
    *ret = words;
    *ret_n = n < max ? n : max;
    return KY_OK;
}
