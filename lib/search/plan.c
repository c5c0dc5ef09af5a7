#include "plan.h"

#include "finds.h"
#include "part_query.h"
#include "rank_query.h"

/* The query of one keyword, and what it is made for. */
typedef struct planner {
    ky_maker m;
    ky_plan *plan;
    bool loose; /* one keyword may be enough */
} planner;

static ky_rc add_clause(const planner *p, ky_str text, const xapc_query *q)
{
    xapc_error xe;
    xapc_query *copy = NULL;
    ky_rc rc = ky_xapian_rc(xapc_query_copy(q, &copy, &xe), &xe, p->m.err);
    if (rc == KY_OK)
        p->plan->clauses[p->plan->n_clauses++] = (ky_clause){text, copy};
    return rc;
}

/* What of a keyword can be lacking: each of its content words, or the whole where it is a facet
 * value and so found without them. */
static ky_rc add_clauses(const planner *p, const ky_keyword *k, const ky_query_set *parts,
                         const xapc_query *whole)
{
    if (k->excluded || k->quoted)
        return KY_OK;
    if (k->n_parts == 1 || k->equal.n > 0)
        return add_clause(p, k->folded, whole);
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < k->n_parts && rc == KY_OK; i++)
        rc = add_clause(p, k->parts[i].text, parts->items[i]);
    return rc;
}

/* The two ways to read a keyword: every part, or any of them. */
typedef struct keyword_queries {
    xapc_query *all;
    xapc_query *any;
} keyword_queries;

static void keyword_queries_fini(keyword_queries *k)
{
    xapc_query_free(k->all);
    xapc_query_free(k->any);
}

static ky_rc add_instead(const planner *p, const ky_keyword *k, keyword_queries *q)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *instead = NULL;
    if (k->instead == NULL)
        return KY_OK;
    ky_rc rc = ky_part_query(&p->m, k->instead, &instead);
    if (rc == KY_OK)
        rc = ky_query_fold_in(&p->m, XAPC_OP_OR, &q->all, instead);
    return rc == KY_OK ? ky_query_fold_in(&p->m, XAPC_OP_OR, &q->any, instead) : rc;
}

/* What the keyword is or is a part of as a whole finds records under both readings. */
static ky_rc add_whole(const planner *p, ky_keyword *k, keyword_queries *q)
{
    bool found = true;
    ky_rc rc = ky_or_values(&p->m, k->equal, &q->all);
    if (rc == KY_OK)
        rc = ky_or_values(&p->m, k->equal, &q->any);
    if (rc == KY_OK && k->holding.n > 0)
        rc = ky_finds(p->m.ix, q->all, &found, p->m.err);
    if (rc != KY_OK || found)
        return rc;
    k->stood_in = true;
    rc = ky_or_values(&p->m, k->holding, &q->all);
    return rc == KY_OK ? ky_or_values(&p->m, k->holding, &q->any) : rc;
}

static ky_rc keyword_query(const planner *p, ky_keyword *k, keyword_queries *ret)
{
    KY_CLEANUP(ky_query_set_fini) ky_query_set parts = {0};
    KY_CLEANUP(ky_query_set_fini) ky_query_set loose = {0};
    ky_rc rc = ky_query_set_init(&p->m, &parts, k->n_parts);
    if (rc == KY_OK)
        rc = ky_query_set_init(&p->m, &loose, k->n_parts);
    for (size_t i = 0; i < k->n_parts && rc == KY_OK; i++) {
        rc = ky_query_set_add(&parts, ky_part_query(&p->m, &k->parts[i], &parts.items[i]));
        if (rc == KY_OK && p->loose)
            rc = ky_query_set_add(
                &loose, ky_part_query_loose(&p->m, &k->parts[i], parts.items[i], &loose.items[i]));
    }
    if (rc == KY_OK)
        rc = ky_queries_combine(&p->m, XAPC_OP_AND, &parts, &ret->all);
    if (rc == KY_OK)
        rc = ky_queries_combine(&p->m, XAPC_OP_OR, p->loose ? &loose : &parts, &ret->any);
    if (rc == KY_OK)
        rc = add_instead(p, k, ret);
    if (rc == KY_OK)
        rc = add_whole(p, k, ret);
    return rc == KY_OK ? add_clauses(p, k, &parts, ret->all) : rc;
}

typedef struct sets {
    ky_query_set all;  /* positive keywords, every part */
    ky_query_set any;  /* positive keywords, any part */
    ky_query_set free; /* the same without the quoted ones */
    ky_query_set quoted;
    ky_query_set excluded;
} sets;

static void sets_fini(sets *s)
{
    ky_query_set_fini(&s->all);
    ky_query_set_fini(&s->any);
    ky_query_set_fini(&s->free);
    ky_query_set_fini(&s->quoted);
    ky_query_set_fini(&s->excluded);
}

static ky_rc sets_init(const planner *p, sets *s)
{
    ky_query_set *const every[] = {&s->all, &s->any, &s->free, &s->quoted, &s->excluded};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < KY_LEN(every) && rc == KY_OK; i++)
        rc = ky_query_set_init(&p->m, every[i], p->plan->keywords.n);
    return rc;
}

static ky_rc put(const planner *p, ky_query_set *s, const xapc_query *q)
{
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_query_copy(q, &s->items[s->n], &xe), &xe, p->m.err);
    s->n += rc == KY_OK;
    return rc;
}

static ky_rc sort_keyword(const planner *p, ky_keyword *k, sets *s)
{
    KY_CLEANUP(keyword_queries_fini) keyword_queries q = {0};
    ky_rc rc = keyword_query(p, k, &q);
    if (rc == KY_OK && k->excluded)
        return put(p, &s->excluded, q.all);
    if (rc == KY_OK)
        rc = put(p, &s->all, q.all);
    if (rc == KY_OK)
        rc = put(p, &s->any, q.any);
    if (rc == KY_OK)
        rc = put(p, k->quoted ? &s->quoted : &s->free, q.any);
    return rc;
}

/* The exclusions apply to every reading of the question. */
static ky_rc exclude(const planner *p, const sets *s, xapc_query **q)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *unwanted = NULL;
    if (s->excluded.n == 0)
        return KY_OK;
    ky_rc rc = ky_queries_combine(&p->m, XAPC_OP_OR, &s->excluded, &unwanted);
    return rc == KY_OK ? ky_query_fold_in(&p->m, XAPC_OP_AND_NOT, q, unwanted) : rc;
}

static ky_rc strict_query(const planner *p, const sets *s, xapc_op op, xapc_query **ret)
{
    ky_rc rc = ky_queries_combine(&p->m, op, op == XAPC_OP_AND ? &s->all : &s->any, ret);
    return rc == KY_OK ? exclude(p, s, ret) : rc;
}

/* One keyword is enough, but what was quoted stays asked for. */
static ky_rc relaxed_query(const planner *p, const sets *s, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *any = NULL;
    ky_rc rc = ky_queries_combine(&p->m, XAPC_OP_OR, &s->free, &any);
    if (rc != KY_OK)
        return rc;
    if (s->quoted.n == 0) {
        *ret = KY_STEAL(any);
        return exclude(p, s, ret);
    }
    rc = ky_queries_combine(&p->m, XAPC_OP_AND, &s->quoted, ret);
    if (rc == KY_OK)
        rc = ky_query_fold_in(&p->m, XAPC_OP_AND_MAYBE, ret, any);
    return rc == KY_OK ? exclude(p, s, ret) : rc;
}

static bool has_compound(const ky_keywords *ks)
{
    for (size_t i = 0; i < ks->n; i++)
        for (size_t k = 0; k < ks->items[i].n_parts; k++)
            if (ks->items[i].parts[k].n_bases > 1)
                return true;
    return false;
}

static size_t count_clauses(const ky_keywords *ks)
{
    size_t n = 0;
    for (size_t i = 0; i < ks->n; i++)
        n += ks->items[i].n_parts;
    return n;
}

static ky_rc match_query(const planner *p, const sets *s, ky_match match)
{
    ky_plan *plan = p->plan;
    bool found = true;
    bool relaxable = match == KY_MATCH_AUTO && s->free.n > 0 &&
                     (count_clauses(&plan->keywords) > 1 || has_compound(&plan->keywords));
    plan->match = match == KY_MATCH_ANY ? KY_MATCH_ANY : KY_MATCH_ALL;
    ky_rc rc = strict_query(p, s, match == KY_MATCH_ANY ? XAPC_OP_OR : XAPC_OP_AND, &plan->query);
    if (rc != KY_OK || !relaxable)
        return rc;
    rc = ky_finds(p->m.ix, plan->query, &found, p->m.err);
    if (rc != KY_OK || found)
        return rc;
    KY_CLEANUP(xapc_query_free_p) xapc_query *relaxed = NULL;
    rc = relaxed_query(p, s, &relaxed);
    if (rc == KY_OK)
        rc = ky_finds(p->m.ix, relaxed, &found, p->m.err);
    if (rc != KY_OK || !found)
        return rc;
    xapc_query_free(plan->query);
    plan->query = KY_STEAL(relaxed);
    plan->match = KY_MATCH_ANY;
    plan->relaxed = true;
    return KY_OK;
}

static ky_rc everything(const planner *p, const sets *s)
{
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_query_all(&p->plan->query, &xe), &xe, p->m.err);
    return rc == KY_OK ? exclude(p, s, &p->plan->query) : rc;
}

/* What fell apart to no purpose. */
static void keep_together(const ky_keywords *ks)
{
    for (size_t i = 0; i < ks->n; i++)
        for (size_t k = 0; k < ks->items[i].n_parts; k++)
            ks->items[i].parts[k].apart = false;
}

static ky_rc build(const planner *p, ky_match match)
{
    KY_CLEANUP(sets_fini) sets s = {0};
    ky_plan *plan = p->plan;
    xapc_error xe;
    plan->clauses = KY_ARENA_ARRAY(&p->m.ix->scratch, ky_clause, count_clauses(&plan->keywords));
    if (plan->clauses == NULL)
        return ky_nomem(p->m.err);
    ky_rc rc = sets_init(p, &s);
    for (size_t i = 0; i < plan->keywords.n && rc == KY_OK; i++)
        rc = sort_keyword(p, &plan->keywords.items[i], &s);
    if (rc != KY_OK)
        return rc;
    plan->ranked = s.all.n > 0;
    plan->match = match == KY_MATCH_ANY ? KY_MATCH_ANY : KY_MATCH_ALL;
    rc = plan->ranked ? match_query(p, &s, match) : everything(p, &s);
    if (plan->match != KY_MATCH_ANY)
        keep_together(&plan->keywords);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_copy(plan->query, &plan->matching, &xe), &xe, p->m.err);
    return rc == KY_OK && plan->ranked ? ky_rank_query(&p->m, &plan->keywords, &plan->query) : rc;
}

ky_rc ky_plan_make(ky_index *ix, ky_str q, ky_match match, uint64_t deadline_us, ky_plan *ret,
                   ky_err *err)
{
    const planner p = {.m = {ix, err}, .plan = ret, .loose = match != KY_MATCH_ALL};
    ret->deadline_us = deadline_us;
    ix->deadline_us = deadline_us;
    ky_rc rc = ky_keywords_parse(ix, q, &ret->keywords, err);
    return rc == KY_OK ? build(&p, match) : rc;
}

void ky_plan_fini(ky_plan *p)
{
    for (size_t i = 0; i < p->n_clauses; i++)
        xapc_query_free(p->clauses[i].query);
    xapc_query_free(p->matching);
    xapc_query_free(p->query);
    *p = (ky_plan){0};
}
