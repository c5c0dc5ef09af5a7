#include "finds.h"

#include "ja/terms.h"

ky_rc ky_finds(ky_index *ix, const xapc_query *q, bool *ret, ky_err *err)
{
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    xapc_error xe;
    const xapc_search_options one = {.max_items = 1,
                                     .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                     .docid_order = XAPC_DOCID_DONT_CARE,
                                     .deadline_us = ix->deadline_us};
    ky_rc rc = ky_xapian_rc(xapc_search(ix->db, q, &one, &found, &xe), &xe, err);
    if (rc == KY_OK)
        *ret = found->hit_count > 0;
    return rc;
}

ky_rc ky_has_gram(const ky_index *ix, ky_str character, ky_str after, bool *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf gram = {0};
    xapc_error xe;
    ja_term_make_gram(character, after, &gram);
    ky_rc rc = ky_buf_check(&gram, err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_database_has_term(ix->db, ky_bytes(ky_buf_str(&gram)), ret, &xe), &xe,
                        err);
}
