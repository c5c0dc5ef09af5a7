#include "total.h"

#include "plan.h"

ky_rc ky_total(ky_index *ix, ky_str q, uint32_t most, uint64_t deadline_us, uint32_t *ret,
               ky_err *err)
{
    KY_CLEANUP(ky_plan_fini) ky_plan plan = {0};
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    const xapc_search_options o = {.check_at_least = most,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .docid_order = XAPC_DOCID_DONT_CARE,
                                   .deadline_us = deadline_us};
    xapc_error xe;
    ky_rc rc = ky_plan_make(ix, q, KY_MATCH_ALL, deadline_us, &plan, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, plan.matching, &o, &found, &xe), &xe, err);
    if (rc == KY_OK)
        *ret = found->matches_lower;
    return rc;
}
