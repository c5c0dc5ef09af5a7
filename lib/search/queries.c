#include "queries.h"

void ky_query_set_fini(ky_query_set *s)
{
    for (size_t i = 0; i < s->n; i++)
        xapc_query_free(s->items[i]);
}

ky_rc ky_query_set_init(const ky_maker *m, ky_query_set *s, size_t room)
{
    s->n = 0;
    s->items = KY_ARENA_ARRAY(&m->ix->scratch, xapc_query *, room);
    return s->items == NULL ? ky_nomem(m->err) : KY_OK;
}

ky_rc ky_queries_combine(const ky_maker *m, xapc_op op, const ky_query_set *s, xapc_query **ret)
{
    xapc_error xe;
    return ky_xapian_rc(
        xapc_query_combine(op, (const xapc_query *const *) s->items, s->n, 0, ret, &xe), &xe,
        m->err);
}

ky_rc ky_query_fold_in(const ky_maker *m, xapc_op op, xapc_query **a, const xapc_query *b)
{
    xapc_error xe;
    xapc_query *joined = NULL;
    const xapc_query *pair[] = {*a, b};
    ky_rc rc = ky_xapian_rc(xapc_query_combine(op, pair, 2, 0, &joined, &xe), &xe, m->err);
    if (rc != KY_OK)
        return rc;
    xapc_query_free(*a);
    *a = joined;
    return KY_OK;
}

ky_rc ky_query_term(const ky_maker *m, ja_term_kind kind, ky_str text, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    ja_term_make(kind, text, &term);
    *ret = ky_arena_str(&m->ix->scratch, ky_buf_str(&term));
    return !ky_buf_ok(&term) || ret->p == NULL ? ky_nomem(m->err) : KY_OK;
}

ky_rc ky_query_scale(const ky_maker *m, double factor, xapc_query **q)
{
    xapc_error xe;
    xapc_query *scaled = NULL;
    ky_rc rc = ky_xapian_rc(xapc_query_scale(*q, factor, &scaled, &xe), &xe, m->err);
    if (rc != KY_OK)
        return rc;
    xapc_query_free(*q);
    *q = scaled;
    return KY_OK;
}

ky_rc ky_query_set_add(ky_query_set *s, ky_rc rc)
{
    s->n += rc == KY_OK;
    return rc;
}

ky_rc ky_query_bases(const ky_maker *m, xapc_op op, const ky_str *bases, size_t n, xapc_query **ret)
{
    xapc_error xe;
    xapc_bytes *terms = KY_ARENA_ARRAY(&m->ix->scratch, xapc_bytes, n);
    if (terms == NULL)
        return ky_nomem(m->err);
    for (size_t i = 0; i < n; i++) {
        ky_str term;
        ky_rc rc = ky_query_term(m, JA_TERM_WORD, bases[i], &term);
        if (rc != KY_OK)
            return rc;
        terms[i] = ky_bytes(term);
    }
    return ky_xapian_rc(xapc_query_combine_terms(op, terms, n, 0, ret, &xe), &xe, m->err);
}
