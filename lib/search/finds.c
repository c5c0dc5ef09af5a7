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

static ky_rc has_term(const ky_index *ix, const ky_buf *term, bool *ret, ky_err *err)
{
    xapc_error xe;
    ky_rc rc = ky_buf_check(term, err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_database_has_term(ix->db, ky_bytes(ky_buf_str(term)), ret, &xe), &xe,
                        err);
}

ky_rc ky_has_word(const ky_index *ix, ky_str base, bool *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    ja_term_make(JA_TERM_WORD, base, &term);
    if (term.n > JA_MAX_TERM_BYTES) {
        *ret = false;
        return KY_OK;
    }
    return has_term(ix, &term, ret, err);
}

/* Where the answer for a pair is kept; each place has one. */
static ky_known_pair *pair_place(ky_index *ix, uint32_t character, uint32_t after)
{
    uint32_t hash = (character * 2654435761U) ^ (after * 2246822519U);
    return &ix->pairs[(hash >> 16) % KY_KNOWN_PAIRS];
}

ky_rc ky_has_gram(ky_index *ix, ky_str character, ky_str after, bool *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf gram = {0};
    size_t n = 0;
    ky_known_pair pair = {.character = ky_utf8_next(character, &n),
                          .after = after.n == 0 ? 0 : ky_utf8_next(after, &n)};
    ky_known_pair *place = pair_place(ix, pair.character, pair.after);
    if (place->character == pair.character && place->after == pair.after) {
        *ret = place->stands;
        return KY_OK;
    }
    ja_term_make_gram(character, after, &gram);
    ky_rc rc = has_term(ix, &gram, ret, err);
    if (rc != KY_OK)
        return rc;
    pair.stands = *ret;
    *place = pair;
    return KY_OK;
}
