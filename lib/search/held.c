#include "held.h"

#include "ja/terms.h"
#include "layout.h"
#include "plan.h"

/* What is known of one entry; NULL: not asked yet. */
typedef struct held_entry {
    const ky_docids *found;
    const ky_standing *standing;
} held_entry;

struct ky_held {
    held_entry *entries;
    uint32_t *room[2]; /* for the records of a term each */
};

enum { FAR_SHORTER = 32 };

static uint32_t first_not_less(const ky_docids *d, uint32_t from, uint32_t id)
{
    uint32_t to = d->n;
    while (from < to) {
        uint32_t mid = from + (to - from) / 2;
        if (d->ids[mid] < id)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

/* Keep in `out`, which may be the ids of one of them or NULL, what is in both, at most `most`. */
static uint32_t intersect(const ky_docids *a, const ky_docids *b, uint32_t most, uint32_t *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n && n < most; i++) {
        if (b->n / FAR_SHORTER > a->n)
            k = first_not_less(b, k, a->ids[i]);
        while (k < b->n && b->ids[k] < a->ids[i])
            k++;
        if (k == b->n || b->ids[k] != a->ids[i])
            continue;
        if (out != NULL)
            out[n] = a->ids[i];
        n++;
    }
    return n;
}

static uint32_t common(const ky_docids *a, const ky_docids *b, uint32_t most)
{
    return a->n <= b->n ? intersect(a, b, most, NULL) : intersect(b, a, most, NULL);
}

bool ky_docids_meet(const ky_docids *a, const ky_docids *b)
{
    return common(a, b, 1) > 0;
}

uint32_t ky_docids_common(const ky_docids *a, const ky_docids *b)
{
    return common(a, b, UINT32_MAX);
}

ky_rc ky_held_by_question(ky_index *ix, ky_str q, ky_arena *arena, ky_docids *ret, ky_err *err)
{
    KY_CLEANUP(ky_plan_fini) ky_plan plan = {0};
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    const xapc_search_options all = {.max_items = ix->records,
                                     .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                     .docid_order = XAPC_DOCID_ASCENDING};
    xapc_error xe;
    ky_rc rc = ky_plan_make(ix, q, KY_MATCH_ALL, 0, &plan, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, plan.matching, &all, &found, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    uint32_t *ids = KY_ARENA_ARRAY(arena, uint32_t, found->hit_count);
    if (ids == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < found->hit_count; i++)
        ids[i] = found->hits[i].docid;
    *ret = (ky_docids){ids, (uint32_t) found->hit_count};
    return KY_OK;
}

static ky_rc entry_of(ky_index *ix, uint32_t entry, held_entry **ret, ky_err *err)
{
    if (ix->held == NULL) {
        ky_held *h = KY_ARENA_ARRAY(&ix->arena, ky_held, 1);
        if (h == NULL)
            return ky_nomem(err);
        h->entries = KY_ARENA_ARRAY(&ix->arena, held_entry, ix->lexicon.n);
        for (size_t i = 0; i < KY_LEN(h->room); i++)
            h->room[i] = KY_ARENA_ARRAY(&ix->arena, uint32_t, ix->records);
        if (h->entries == NULL || h->room[0] == NULL || h->room[1] == NULL)
            return ky_nomem(err);
        ix->held = h;
    }
    *ret = &ix->held->entries[entry];
    return KY_OK;
}

ky_rc ky_held_by_entry(ky_index *ix, uint32_t entry, const ky_docids **ret, ky_err *err)
{
    held_entry *e = NULL;
    ky_rc rc = entry_of(ix, entry, &e, err);
    if (rc != KY_OK)
        return rc;
    if (e->found == NULL) {
        ky_docids *found = KY_ARENA_ARRAY(&ix->arena, ky_docids, 1);
        if (found == NULL)
            return ky_nomem(err);
        rc = ky_held_by_question(ix, ky_lexicon_at(&ix->lexicon, entry).text, &ix->arena, found,
                                 err);
        if (rc != KY_OK)
            return rc;
        e->found = found;
    }
    *ret = e->found;
    return KY_OK;
}

/* ---- by terms alone ---- */

/* Records gathered term by term. */
typedef struct gathering {
    ky_index *ix;
    uint32_t *kept; /* of all terms so far */
    uint32_t n_kept;
    uint32_t *ids; /* of the term that is being read */
    uint32_t n;
    size_t terms;
} gathering;

static bool visit_record(const xapc_posting *p, void *payload)
{
    gathering *g = payload;
    if (g->n < g->ix->records)
        g->ids[g->n++] = p->docid;
    return true;
}

/* The records of a term, into g->ids. */
static ky_rc read_term(gathering *g, ky_str term, ky_err *err)
{
    xapc_error xe;
    g->n = 0;
    if (term.n == 0 || term.n > JA_MAX_TERM_BYTES)
        return KY_OK;
    return ky_xapian_rc(xapc_database_each_posting(g->ix->db, ky_bytes(term), visit_record, g, &xe),
                        &xe, err);
}

static ky_rc narrow(void *payload, const ja_term *t, ky_err *err)
{
    gathering *g = payload;
    const ky_docids before = {g->kept, g->n_kept};
    if (g->terms > 0 && g->n_kept == 0)
        return KY_OK;
    ky_rc rc = read_term(g, t->text, err);
    const ky_docids these = {g->ids, g->n};
    g->n_kept = intersect(&these, g->terms == 0 ? &these : &before, UINT32_MAX, g->kept);
    g->terms++;
    return rc;
}

/* The term of a word or of a facet value; nothing for a name. */
static void put_own_term(const ky_index *ix, ky_lexicon_entry e, ky_buf *out)
{
    if (e.kind == KY_LEXICON_TERM)
        ja_term_make(JA_TERM_WORD, e.folded, out);
    else if (e.kind != KY_LEXICON_NAME)
        ky_term_facet(&ix->schema->fields[e.kind], e.text, out);
}

static ky_rc read_own_term(gathering *g, ky_lexicon_entry e, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    put_own_term(g->ix, e, &term);
    ky_rc rc = ky_buf_check(&term, err);
    return rc == KY_OK ? read_term(g, ky_buf_str(&term), err) : rc;
}

static ky_rc keep(ky_index *ix, const uint32_t *ids, uint32_t n, bool certain,
                  const ky_standing **ret, ky_err *err)
{
    ky_standing *kept = KY_ARENA_ARRAY(&ix->arena, ky_standing, 1);
    uint32_t *copy = KY_ARENA_ARRAY(&ix->arena, uint32_t, n);
    if (kept == NULL || copy == NULL)
        return ky_nomem(err);
    if (n > 0)
        memcpy(copy, ids, n * sizeof *copy);
    *kept = (ky_standing){{copy, n}, certain};
    *ret = kept;
    return KY_OK;
}

static ky_rc look(ky_index *ix, uint32_t entry, const ky_standing **ret, ky_err *err)
{
    ky_lexicon_entry e = ky_lexicon_at(&ix->lexicon, entry);
    gathering g = {.ix = ix, .kept = ix->held->room[0], .ids = ix->held->room[1]};
    const ky_docids *found = NULL;
    ky_rc rc = read_own_term(&g, e, err);
    if (rc == KY_OK && g.n > 0)
        return keep(ix, g.ids, g.n, true, ret, err);
    if (rc == KY_OK)
        rc = ja_grams(e.folded, narrow, &g, err);
    if (rc == KY_OK && g.terms > 0)
        return keep(ix, g.kept, g.n_kept, false, ret, err);
    if (rc == KY_OK)
        rc = ky_held_by_entry(ix, entry, &found, err);
    return rc == KY_OK ? keep(ix, found->ids, found->n, true, ret, err) : rc;
}

ky_rc ky_held_standing(ky_index *ix, uint32_t entry, const ky_standing **ret, ky_err *err)
{
    held_entry *e = NULL;
    ky_rc rc = entry_of(ix, entry, &e, err);
    if (rc == KY_OK && e->standing == NULL)
        rc = look(ix, entry, &e->standing, err);
    if (rc == KY_OK)
        *ret = e->standing;
    return rc;
}

ky_rc ky_held_among(ky_index *ix, uint32_t entry, const xapc_query *query, uint32_t most,
                    uint32_t *ret, bool *ret_own, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    KY_CLEANUP(xapc_query_free_p) xapc_query *own = NULL;
    KY_CLEANUP(xapc_query_free_p) xapc_query *both = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    const xapc_search_options some = {.check_at_least = most,
                                      .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                      .docid_order = XAPC_DOCID_DONT_CARE};
    xapc_term_stats stats = {0};
    xapc_error xe;
    put_own_term(ix, ky_lexicon_at(&ix->lexicon, entry), &term);
    ky_rc rc = ky_buf_check(&term, err);
    if (rc == KY_OK && term.n > 0 && term.n <= JA_MAX_TERM_BYTES)
        rc = ky_xapian_rc(
            xapc_database_term_stats(ix->db, ky_bytes(ky_buf_str(&term)), &stats, &xe), &xe, err);
    *ret_own = rc == KY_OK && stats.termfreq > 0;
    if (!*ret_own)
        return rc;
    rc = ky_xapian_rc(xapc_query_term(ky_bytes(ky_buf_str(&term)), 1, 0, &own, &xe), &xe, err);
    const xapc_query *pair[] = {own, query};
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_combine(XAPC_OP_AND, pair, 2, 0, &both, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, both, &some, &found, &xe), &xe, err);
    if (rc == KY_OK)
        *ret = found->matches_lower;
    return rc;
}
