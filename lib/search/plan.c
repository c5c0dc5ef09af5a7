#include "plan.h"

#include "exact.h"
#include "finds.h"
#include "ja/terms.h"
#include "layout.h"

/* Starting point and measurements: docs/relevance.md. */
static const double gram_scale = 0.5;
static const double near_scale = 0.2;
static const double form_scale = 0.3;
enum { NEAR_WINDOW = 8, MOST_CANDIDATES = 200 };

/* The query of one keyword, and what it is made for. */
typedef struct planner {
    ky_index *ix;
    ky_plan *plan;
    ky_err *err;
} planner;

typedef struct query_set {
    xapc_query **items; /* in the scratch arena; the queries are owned */
    size_t n;
} query_set;

static void query_set_fini(query_set *s)
{
    for (size_t i = 0; i < s->n; i++)
        xapc_query_free(s->items[i]);
}

static ky_rc query_set_init(const planner *p, query_set *s, size_t room)
{
    s->n = 0;
    s->items = KY_ARENA_ARRAY(&p->ix->scratch, xapc_query *, room);
    return s->items == NULL ? ky_nomem(p->err) : KY_OK;
}

static ky_rc combine(const planner *p, xapc_op op, const query_set *s, xapc_query **ret)
{
    xapc_error xe;
    return ky_xapian_rc(
        xapc_query_combine(op, (const xapc_query *const *) s->items, s->n, 0, ret, &xe), &xe,
        p->err);
}

/* a op b; takes a over and leaves the result in its place. */
static ky_rc fold_in(const planner *p, xapc_op op, xapc_query **a, const xapc_query *b)
{
    xapc_error xe;
    xapc_query *joined = NULL;
    const xapc_query *pair[] = {*a, b};
    ky_rc rc = ky_xapian_rc(xapc_query_combine(op, pair, 2, 0, &joined, &xe), &xe, p->err);
    if (rc != KY_OK)
        return rc;
    xapc_query_free(*a);
    *a = joined;
    return KY_OK;
}

static ky_rc text_term(const planner *p, ja_term_kind kind, ky_str text, ky_str *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    ja_term_make(kind, text, &term);
    *ret = ky_arena_str(&p->ix->scratch, ky_buf_str(&term));
    return !ky_buf_ok(&term) || ret->p == NULL ? ky_nomem(p->err) : KY_OK;
}

/* Words together: one term, or a phrase. A phrase of terms stands at consecutive positions. */
static ky_rc words_query(const planner *p, const ky_part *part, xapc_query **ret)
{
    xapc_error xe;
    xapc_bytes *terms = KY_ARENA_ARRAY(&p->ix->scratch, xapc_bytes, part->n_bases);
    if (terms == NULL)
        return ky_nomem(p->err);
    for (size_t i = 0; i < part->n_bases; i++) {
        ky_str term;
        ky_rc rc = text_term(p, JA_TERM_WORD, part->bases[i], &term);
        if (rc != KY_OK)
            return rc;
        terms[i] = ky_bytes(term);
    }
    xapc_op op = part->n_bases > 1 ? XAPC_OP_PHRASE : XAPC_OP_OR;
    return ky_xapian_rc(xapc_query_combine_terms(op, terms, part->n_bases, 0, ret, &xe), &xe,
                        p->err);
}

static ky_rc facet_query(const planner *p, ky_value_list values, xapc_query **ret)
{
    xapc_error xe;
    size_t n = values.n;
    xapc_bytes *terms = KY_ARENA_ARRAY(&p->ix->scratch, xapc_bytes, n);
    if (terms == NULL)
        return ky_nomem(p->err);
    for (size_t i = 0; i < n; i++) {
        const ky_facet_value *v = values.items[i];
        KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
        ky_term_facet(&p->ix->schema->fields[v->field], v->value, &term);
        ky_str kept = ky_arena_str(&p->ix->scratch, ky_buf_str(&term));
        if (!ky_buf_ok(&term) || kept.p == NULL)
            return ky_nomem(p->err);
        terms[i] = ky_bytes(kept);
    }
    return ky_xapian_rc(xapc_query_combine_terms(XAPC_OP_OR, terms, n, 0, ret, &xe), &xe, p->err);
}

/* One spelling; a part of a word, or another spelling, weighs less than the word. */
static ky_rc form_query(const planner *p, const ky_form *f, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    xapc_error xe;
    xapc_op op = f->n_terms > 1 ? XAPC_OP_PHRASE : XAPC_OP_OR;
    xapc_bytes *terms = KY_ARENA_ARRAY(&p->ix->scratch, xapc_bytes, f->n_terms);
    if (terms == NULL)
        return ky_nomem(p->err);
    for (size_t i = 0; i < f->n_terms; i++)
        terms[i] = ky_bytes(f->terms[i]);
    ky_rc rc =
        ky_xapian_rc(xapc_query_combine_terms(op, terms, f->n_terms, 0, &q, &xe), &xe, p->err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_query_scale(q, form_scale, ret, &xe), &xe, p->err);
}

/* A text as it stands, besides what the terms tell: only where few records may hold it. */
static ky_rc besides_query(const planner *p, ky_str text, xapc_query **ret)
{
    const ky_exact_text t = {.folded = text, .words = true, .most = MOST_CANDIDATES};
    return ky_exact_query(p->ix, &t, ret, p->err);
}

static ky_rc add(query_set *s, ky_rc rc)
{
    s->n += rc == KY_OK;
    return rc;
}

/* The words as the dictionary cuts them, or any of the spellings, or the texts. Xapian's OP_MAX
 * would let the best alone weigh, but 1.4.22 crashes on it where a match stops early. */
static ky_rc words_query_of(const planner *p, const ky_part *part, xapc_query **ret)
{
    KY_CLEANUP(query_set_fini) query_set any = {0};
    const ky_forms *f = part->forms;
    size_t n = f == NULL ? 0 : f->n;
    ky_rc rc = query_set_init(p, &any, n + part->n_texts + 1);
    if (rc == KY_OK && part->n_bases > 0)
        rc = add(&any, words_query(p, part, &any.items[any.n]));
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        rc = add(&any, form_query(p, &f->items[i], &any.items[any.n]));
    for (size_t i = 0; i < part->n_texts && rc == KY_OK; i++)
        rc = add(&any, besides_query(p, part->texts[i], &any.items[any.n]));
    return rc == KY_OK ? combine(p, XAPC_OP_OR, &any, ret) : rc;
}

/* What no term tells, because no text was cut so, the stored texts may still hold. */
static ky_rc words_or_text(const planner *p, const ky_part *part, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *text = NULL;
    const ky_exact_text t = {.folded = part->text};
    bool found = false;
    ky_rc rc = words_query_of(p, part, ret);
    if (rc == KY_OK)
        rc = ky_finds(p->ix, *ret, &found, p->err);
    if (rc != KY_OK || found)
        return rc;
    rc = ky_exact_query(p->ix, &t, &text, p->err);
    return rc == KY_OK ? fold_in(p, XAPC_OP_OR, ret, text) : rc;
}

/* The texts that hold a part. */
static ky_rc text_query(const planner *p, const ky_part *part, xapc_query **ret)
{
    const ky_exact_text t = {.folded = part->text};
    return part->kind == KY_PART_WORDS ? words_or_text(p, part, ret)
                                       : ky_exact_query(p->ix, &t, ret, p->err);
}

/* *q, or the records that carry one of the values. */
static ky_rc or_values(const planner *p, ky_value_list values, xapc_query **q)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *facet = NULL;
    if (values.n == 0)
        return KY_OK;
    ky_rc rc = facet_query(p, values, &facet);
    return rc == KY_OK ? fold_in(p, XAPC_OP_OR, q, facet) : rc;
}

/* Where *q finds nothing, the values that hold what was asked for stand in. */
static ky_rc fall_back(const planner *p, ky_value_list holding, xapc_query **q)
{
    bool found = false;
    if (holding.n == 0)
        return KY_OK;
    ky_rc rc = ky_finds(p->ix, *q, &found, p->err);
    return rc == KY_OK && !found ? or_values(p, holding, q) : rc;
}

static ky_rc part_query(const planner *p, const ky_part *part, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    ky_rc rc = text_query(p, part, &q);
    if (rc == KY_OK)
        rc = or_values(p, part->equal, &q);
    if (rc == KY_OK)
        rc = fall_back(p, part->holding, &q);
    if (rc == KY_OK)
        *ret = KY_STEAL(q);
    return rc;
}

static ky_rc add_clause(const planner *p, ky_str text, const xapc_query *q)
{
    xapc_error xe;
    xapc_query *copy = NULL;
    ky_rc rc = ky_xapian_rc(xapc_query_copy(q, &copy, &xe), &xe, p->err);
    if (rc == KY_OK)
        p->plan->clauses[p->plan->n_clauses++] = (ky_clause){text, copy};
    return rc;
}

/* What of a keyword can be lacking: each of its content words, or the whole where it is a facet
 * value and so found without them. */
static ky_rc add_clauses(const planner *p, const ky_keyword *k, const query_set *parts,
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

/* What the keyword is or is a part of as a whole finds records under both readings. */
static ky_rc add_whole(const planner *p, const ky_keyword *k, keyword_queries *q)
{
    bool found = true;
    ky_rc rc = or_values(p, k->equal, &q->all);
    if (rc == KY_OK)
        rc = or_values(p, k->equal, &q->any);
    if (rc == KY_OK && k->holding.n > 0)
        rc = ky_finds(p->ix, q->all, &found, p->err);
    if (rc != KY_OK || found)
        return rc;
    rc = or_values(p, k->holding, &q->all);
    return rc == KY_OK ? or_values(p, k->holding, &q->any) : rc;
}

static ky_rc keyword_query(const planner *p, const ky_keyword *k, keyword_queries *ret)
{
    KY_CLEANUP(query_set_fini) query_set parts = {0};
    ky_rc rc = query_set_init(p, &parts, k->n_parts);
    for (size_t i = 0; i < k->n_parts && rc == KY_OK; i++) {
        rc = part_query(p, &k->parts[i], &parts.items[i]);
        parts.n += rc == KY_OK;
    }
    if (rc == KY_OK)
        rc = combine(p, XAPC_OP_AND, &parts, &ret->all);
    if (rc == KY_OK)
        rc = combine(p, XAPC_OP_OR, &parts, &ret->any);
    if (rc == KY_OK)
        rc = add_whole(p, k, ret);
    return rc == KY_OK ? add_clauses(p, k, &parts, ret->all) : rc;
}

typedef struct sets {
    query_set all;  /* positive keywords, every part */
    query_set any;  /* positive keywords, any part */
    query_set free; /* the same without the quoted ones */
    query_set quoted;
    query_set excluded;
} sets;

static void sets_fini(sets *s)
{
    query_set_fini(&s->all);
    query_set_fini(&s->any);
    query_set_fini(&s->free);
    query_set_fini(&s->quoted);
    query_set_fini(&s->excluded);
}

static ky_rc sets_init(const planner *p, sets *s)
{
    query_set *const every[] = {&s->all, &s->any, &s->free, &s->quoted, &s->excluded};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < KY_LEN(every) && rc == KY_OK; i++)
        rc = query_set_init(p, every[i], p->plan->keywords.n);
    return rc;
}

static ky_rc put(const planner *p, query_set *s, const xapc_query *q)
{
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_query_copy(q, &s->items[s->n], &xe), &xe, p->err);
    s->n += rc == KY_OK;
    return rc;
}

static ky_rc sort_keyword(const planner *p, const ky_keyword *k, sets *s)
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

typedef struct extras {
    const planner *p;
    query_set *set;
} extras;

static ky_rc add_gram(void *payload, const ja_term *t, ky_err *err)
{
    extras *x = payload;
    xapc_error xe;
    if (!ja_gram_ranks(t->text))
        return KY_OK;
    ky_rc rc = ky_xapian_rc(
        xapc_query_term(ky_bytes(t->text), 1, 0, &x->set->items[x->set->n], &xe), &xe, err);
    x->set->n += rc == KY_OK;
    return rc;
}

static ky_rc scale(const planner *p, double factor, xapc_query **q)
{
    xapc_error xe;
    xapc_query *scaled = NULL;
    ky_rc rc = ky_xapian_rc(xapc_query_scale(*q, factor, &scaled, &xe), &xe, p->err);
    if (rc != KY_OK)
        return rc;
    xapc_query_free(*q);
    *q = scaled;
    return KY_OK;
}

/* Character pairs of what was typed: they rank near-equal spellings and compounds higher. */
static ky_rc add_grams(const planner *p, xapc_query **q)
{
    KY_CLEANUP(query_set_fini) query_set grams = {0};
    KY_CLEANUP(xapc_query_free_p) xapc_query *any = NULL;
    ky_rc rc = query_set_init(p, &grams, KY_MAX_Q_BYTES);
    for (size_t i = 0; i < p->plan->keywords.n && rc == KY_OK; i++) {
        const ky_keyword *k = &p->plan->keywords.items[i];
        extras x = {p, &grams};
        if (!k->excluded && grams.n + k->folded.n <= KY_MAX_Q_BYTES)
            rc = ja_grams(k->folded, add_gram, &x, p->err);
    }
    if (rc != KY_OK || grams.n == 0)
        return rc;
    rc = combine(p, XAPC_OP_OR, &grams, &any);
    if (rc == KY_OK)
        rc = scale(p, gram_scale, &any);
    return rc == KY_OK ? fold_in(p, XAPC_OP_AND_MAYBE, q, any) : rc;
}

static size_t count_bases(const ky_keywords *ks)
{
    size_t n = 0;
    for (size_t i = 0; i < ks->n; i++)
        for (size_t k = 0; k < ks->items[i].n_parts; k++)
            n += ks->items[i].excluded ? 0 : ks->items[i].parts[k].n_bases;
    return n;
}

static ky_rc list_words(const planner *p, ky_str **ret, size_t *ret_n)
{
    const ky_keywords *ks = &p->plan->keywords;
    ky_str *words = KY_ARENA_ARRAY(&p->ix->scratch, ky_str, count_bases(ks));
    size_t n = 0;
    if (words == NULL)
        return ky_nomem(p->err);
    for (size_t i = 0; i < ks->n; i++) {
        const ky_keyword *k = &ks->items[i];
        for (size_t j = 0; j < k->n_parts && !k->excluded; j++)
            for (size_t b = 0; b < k->parts[j].n_bases; b++)
                words[n++] = k->parts[j].bases[b];
    }
    *ret = words;
    *ret_n = n;
    return KY_OK;
}

static ky_rc near_pair(const planner *p, ky_str a, ky_str b, xapc_query **ret)
{
    ky_str terms[2];
    xapc_error xe;
    ky_rc rc = text_term(p, JA_TERM_WORD, a, &terms[0]);
    if (rc == KY_OK)
        rc = text_term(p, JA_TERM_WORD, b, &terms[1]);
    if (rc != KY_OK)
        return rc;
    const xapc_bytes both[] = {ky_bytes(terms[0]), ky_bytes(terms[1])};
    return ky_xapian_rc(xapc_query_combine_terms(XAPC_OP_NEAR, both, 2, NEAR_WINDOW, ret, &xe), &xe,
                        p->err);
}

/* Words that were typed side by side weigh more where they stand near each other. */
static ky_rc add_near(const planner *p, xapc_query **q)
{
    KY_CLEANUP(query_set_fini) query_set pairs = {0};
    KY_CLEANUP(xapc_query_free_p) xapc_query *any = NULL;
    ky_str *words = NULL;
    size_t n = 0;
    ky_rc rc = list_words(p, &words, &n);
    if (rc != KY_OK || n < 2)
        return rc;
    rc = query_set_init(p, &pairs, n - 1);
    for (size_t i = 0; i + 1 < n && rc == KY_OK; i++) {
        if (ky_str_eq(words[i], words[i + 1]))
            continue;
        rc = near_pair(p, words[i], words[i + 1], &pairs.items[pairs.n]);
        pairs.n += rc == KY_OK;
    }
    if (rc == KY_OK)
        rc = combine(p, XAPC_OP_OR, &pairs, &any);
    if (rc == KY_OK)
        rc = scale(p, near_scale, &any);
    return rc == KY_OK ? fold_in(p, XAPC_OP_AND_MAYBE, q, any) : rc;
}

/* The exclusions apply to every reading of the question. */
static ky_rc exclude(const planner *p, const sets *s, xapc_query **q)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *unwanted = NULL;
    if (s->excluded.n == 0)
        return KY_OK;
    ky_rc rc = combine(p, XAPC_OP_OR, &s->excluded, &unwanted);
    return rc == KY_OK ? fold_in(p, XAPC_OP_AND_NOT, q, unwanted) : rc;
}

static ky_rc strict_query(const planner *p, const sets *s, xapc_op op, xapc_query **ret)
{
    ky_rc rc = combine(p, op, op == XAPC_OP_AND ? &s->all : &s->any, ret);
    return rc == KY_OK ? exclude(p, s, ret) : rc;
}

/* One keyword is enough, but what was quoted stays asked for. */
static ky_rc relaxed_query(const planner *p, const sets *s, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *any = NULL;
    ky_rc rc = combine(p, XAPC_OP_OR, &s->free, &any);
    if (rc != KY_OK)
        return rc;
    if (s->quoted.n == 0) {
        *ret = KY_STEAL(any);
        return exclude(p, s, ret);
    }
    rc = combine(p, XAPC_OP_AND, &s->quoted, ret);
    if (rc == KY_OK)
        rc = fold_in(p, XAPC_OP_AND_MAYBE, ret, any);
    return rc == KY_OK ? exclude(p, s, ret) : rc;
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
    bool relaxable = match == KY_MATCH_AUTO && s->free.n > 0 && count_clauses(&plan->keywords) > 1;
    plan->match = match == KY_MATCH_ANY ? KY_MATCH_ANY : KY_MATCH_ALL;
    ky_rc rc = strict_query(p, s, match == KY_MATCH_ANY ? XAPC_OP_OR : XAPC_OP_AND, &plan->query);
    if (rc != KY_OK || !relaxable)
        return rc;
    rc = ky_finds(p->ix, plan->query, &found, p->err);
    if (rc != KY_OK || found)
        return rc;
    KY_CLEANUP(xapc_query_free_p) xapc_query *relaxed = NULL;
    rc = relaxed_query(p, s, &relaxed);
    if (rc == KY_OK)
        rc = ky_finds(p->ix, relaxed, &found, p->err);
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
    ky_rc rc = ky_xapian_rc(xapc_query_all(&p->plan->query, &xe), &xe, p->err);
    return rc == KY_OK ? exclude(p, s, &p->plan->query) : rc;
}

static ky_rc build(const planner *p, ky_match match)
{
    KY_CLEANUP(sets_fini) sets s = {0};
    ky_plan *plan = p->plan;
    xapc_error xe;
    plan->clauses = KY_ARENA_ARRAY(&p->ix->scratch, ky_clause, count_clauses(&plan->keywords));
    if (plan->clauses == NULL)
        return ky_nomem(p->err);
    ky_rc rc = sets_init(p, &s);
    for (size_t i = 0; i < plan->keywords.n && rc == KY_OK; i++)
        rc = sort_keyword(p, &plan->keywords.items[i], &s);
    if (rc != KY_OK)
        return rc;
    plan->ranked = s.all.n > 0;
    plan->match = match == KY_MATCH_ANY ? KY_MATCH_ANY : KY_MATCH_ALL;
    rc = plan->ranked ? match_query(p, &s, match) : everything(p, &s);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_copy(plan->query, &plan->matching, &xe), &xe, p->err);
    if (rc == KY_OK && plan->ranked)
        rc = add_grams(p, &plan->query);
    return rc == KY_OK && plan->ranked ? add_near(p, &plan->query) : rc;
}

ky_rc ky_plan_make(ky_index *ix, ky_str q, ky_match match, uint64_t deadline_us, ky_plan *ret,
                   ky_err *err)
{
    const planner p = {ix, ret, err};
    ret->deadline_us = deadline_us;
    ix->deadline_us = deadline_us;
    ky_rc rc = ky_keywords_parse(ix, q, &ret->keywords, err);
    return rc == KY_OK ? build(&p, match) : rc;
}

double ky_plan_form_scale(void)
{
    return form_scale;
}

void ky_plan_fini(ky_plan *p)
{
    for (size_t i = 0; i < p->n_clauses; i++)
        xapc_query_free(p->clauses[i].query);
    xapc_query_free(p->matching);
    xapc_query_free(p->query);
    *p = (ky_plan){0};
}
