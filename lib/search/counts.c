#include "counts.h"

#include "filter.h"

static bool counts_any(const ky_index *ix, const ky_request *rq)
{
    for (size_t i = 0; i < ix->schema->n_fields; i++)
        if (rq->counted[i])
            return true;
    return false;
}

static ky_rc total_alone(ky_index *ix, const ky_plan *plan, const ky_request *rq, uint32_t *ret,
                         ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    xapc_error xe;
    const xapc_search_options o = {.check_at_least = ix->records,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .deadline_us = plan->deadline_us};
    ky_rc rc = ky_filter(ix, plan->matching, rq, ix->schema->n_fields, &q, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, q, &o, &found, &xe), &xe, err);
    if (rc == KY_OK)
        *ret = found->matches_estimated;
    return rc;
}

ky_rc ky_counts_make(ky_index *ix, const ky_plan *plan, const ky_request *rq, ky_counts *ret,
                     ky_err *err)
{
    ret->fields = KY_ARENA_ARRAY(&ix->scratch, ky_field_counts, ix->schema->n_fields);
    if (ret->fields == NULL)
        return ky_nomem(err);
    if (!counts_any(ix, rq))
        return total_alone(ix, plan, rq, &ret->total, err);
    return ix->columns.fields != NULL ? ky_counts_from_columns(ix, plan, rq, ret, err)
                                      : ky_counts_from_spies(ix, plan, rq, ret, err);
}
