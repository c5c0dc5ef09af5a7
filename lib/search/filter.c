#include "filter.h"

#include "layout.h"

static ky_rc choice_query(ky_index *ix, const ky_field *f, const ky_choice *c, xapc_query **ret,
                          ky_err *err)
{
    xapc_error xe;
    xapc_bytes *terms = KY_ARENA_ARRAY(&ix->scratch, xapc_bytes, c->n);
    if (terms == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < c->n; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
        ky_term_facet(f, c->values[i], &term);
        ky_str kept = ky_arena_str(&ix->scratch, ky_buf_str(&term));
        if (!ky_buf_ok(&term) || kept.p == NULL)
            return ky_nomem(err);
        terms[i] = ky_bytes(kept);
    }
    return ky_xapian_rc(xapc_query_combine_terms(XAPC_OP_OR, terms, c->n, 0, ret, &xe), &xe, err);
}

static ky_rc narrow(ky_index *ix, size_t field, const ky_choice *c, xapc_query **q, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *chosen = NULL;
    xapc_query *narrowed = NULL;
    xapc_error xe;
    ky_rc rc = choice_query(ix, &ix->schema->fields[field], c, &chosen, err);
    if (rc != KY_OK)
        return rc;
    const xapc_query *pair[] = {*q, chosen};
    rc = ky_xapian_rc(xapc_query_combine(XAPC_OP_FILTER, pair, 2, 0, &narrowed, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    xapc_query_free(*q);
    *q = narrowed;
    return KY_OK;
}

ky_rc ky_filter(ky_index *ix, const xapc_query *base, const ky_request *rq, size_t except,
                xapc_query **ret, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_query_copy(base, &q, &xe), &xe, err);
    for (size_t i = 0; i < ix->schema->n_fields && rc == KY_OK; i++)
        if (i != except && rq->chosen[i].n > 0)
            rc = narrow(ix, i, &rq->chosen[i], &q, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(q);
    return rc;
}
