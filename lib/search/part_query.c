#include "part_query.h"

#include "exact.h"
#include "finds.h"
#include "layout.h"

/* Words together weigh by each of them alone (rank_query.h), not as a phrase. */
static ky_rc words_query(const ky_maker *m, const ky_part *part, xapc_query **ret)
{
    if (part->n_bases == 1)
        return ky_query_bases(m, XAPC_OP_OR, part->bases, 1, ret);
    ky_rc rc = ky_query_bases(m, XAPC_OP_PHRASE, part->bases, part->n_bases, ret);
    return rc == KY_OK ? ky_query_scale(m, 0, ret) : rc;
}

static ky_rc facet_query(const ky_maker *m, ky_value_list values, xapc_query **ret)
{
    xapc_error xe;
    size_t n = values.n;
    xapc_bytes *terms = KY_ARENA_ARRAY(&m->ix->scratch, xapc_bytes, n);
    if (terms == NULL)
        return ky_nomem(m->err);
    for (size_t i = 0; i < n; i++) {
        const ky_facet_value *v = values.items[i];
        KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
        ky_term_facet(&m->ix->schema->fields[v->field], v->value, &term);
        ky_str kept = ky_arena_str(&m->ix->scratch, ky_buf_str(&term));
        if (!ky_buf_ok(&term) || kept.p == NULL)
            return ky_nomem(m->err);
        terms[i] = ky_bytes(kept);
    }
    return ky_xapian_rc(xapc_query_combine_terms(XAPC_OP_OR, terms, n, 0, ret, &xe), &xe, m->err);
}

static ky_rc form_query(const ky_maker *m, const ky_form *f, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    xapc_error xe;
    xapc_op op = f->n_terms > 1 ? XAPC_OP_PHRASE : XAPC_OP_OR;
    xapc_bytes *terms = KY_ARENA_ARRAY(&m->ix->scratch, xapc_bytes, f->n_terms);
    if (terms == NULL)
        return ky_nomem(m->err);
    for (size_t i = 0; i < f->n_terms; i++)
        terms[i] = ky_bytes(f->terms[i]);
    ky_rc rc =
        ky_xapian_rc(xapc_query_combine_terms(op, terms, f->n_terms, 0, &q, &xe), &xe, m->err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_query_scale(q, ky_form_scale(f), ret, &xe), &xe, m->err);
}

/* True where a form is the words as the dictionary cuts them. */
static bool is_cut_so(const ky_form *f, const ky_part *part)
{
    size_t i = 0;
    while (i < f->n_terms && f->n_terms == part->n_bases &&
           ky_str_eq(ja_term_text(JA_TERM_WORD, f->terms[i]), part->bases[i]))
        i++;
    return i > 0 && i == part->n_bases;
}

static bool forms_have_words(const ky_part *part)
{
    for (size_t i = 0; part->forms != NULL && i < part->forms->n; i++)
        if (is_cut_so(&part->forms->items[i], part))
            return true;
    return false;
}

/* The words as the dictionary cuts them, or any of the spellings. Xapian's OP_MAX would let the
 * best alone weigh, but 1.4.22 crashes on it where a match stops early. */
static ky_rc terms_query(const ky_maker *m, const ky_part *part, xapc_query **ret)
{
    KY_CLEANUP(ky_query_set_fini) ky_query_set any = {0};
    const ky_forms *f = part->forms;
    size_t n = f == NULL ? 0 : f->n;
    ky_rc rc = ky_query_set_init(m, &any, n + 1);
    if (rc == KY_OK && part->n_bases > 0 && !forms_have_words(part))
        rc = ky_query_set_add(&any, words_query(m, part, &any.items[any.n]));
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        rc = ky_query_set_add(&any, form_query(m, &f->items[i], &any.items[any.n]));
    return rc == KY_OK ? ky_queries_combine(m, XAPC_OP_OR, &any, ret) : rc;
}

/* The same, or the texts. */
static ky_rc words_query_of(const ky_maker *m, const ky_part *part, xapc_query **ret)
{
    KY_CLEANUP(ky_query_set_fini) ky_query_set any = {0};
    ky_rc rc = ky_query_set_init(m, &any, part->n_texts + 1);
    if (rc == KY_OK)
        rc = ky_query_set_add(&any, terms_query(m, part, &any.items[0]));
    for (size_t i = 0; i < part->n_texts && rc == KY_OK; i++)
        rc = ky_query_set_add(
            &any, ky_exact_query(m->ix, &part->texts[i], any.items[0], &any.items[any.n], m->err));
    return rc == KY_OK ? ky_queries_combine(m, XAPC_OP_OR, &any, ret) : rc;
}

/* What no term tells, because no text was cut so, the stored texts may still hold. */
static ky_rc words_or_text(const ky_maker *m, const ky_part *part, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *text = NULL;
    const ky_exact_text t = {.folded = part->text};
    bool found = false;
    ky_rc rc = words_query_of(m, part, ret);
    if (rc == KY_OK)
        rc = ky_finds(m->ix, *ret, &found, m->err);
    if (rc != KY_OK || found)
        return rc;
    rc = ky_exact_query(m->ix, &t, NULL, &text, m->err);
    return rc == KY_OK ? ky_query_fold_in(m, XAPC_OP_OR, ret, text) : rc;
}

/* The texts that hold a part. */
static ky_rc text_query(const ky_maker *m, const ky_part *part, xapc_query **ret)
{
    const ky_exact_text t = {.folded = part->text, .plain = part->plain};
    return part->kind == KY_PART_WORDS ? words_or_text(m, part, ret)
                                       : ky_exact_query(m->ix, &t, NULL, ret, m->err);
}

ky_rc ky_or_values(const ky_maker *m, ky_value_list values, xapc_query **q)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *facet = NULL;
    if (values.n == 0)
        return KY_OK;
    ky_rc rc = facet_query(m, values, &facet);
    return rc == KY_OK ? ky_query_fold_in(m, XAPC_OP_OR, q, facet) : rc;
}

/* Where *q finds nothing, the values that hold what was asked for stand in. */
static ky_rc fall_back(const ky_maker *m, ky_part *part, xapc_query **q)
{
    bool found = false;
    if (part->holding.n == 0)
        return KY_OK;
    ky_rc rc = ky_finds(m->ix, *q, &found, m->err);
    part->stood_in = rc == KY_OK && !found;
    return part->stood_in ? ky_or_values(m, part->holding, q) : rc;
}

ky_rc ky_part_query(const ky_maker *m, ky_part *part, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    ky_rc rc = text_query(m, part, &q);
    if (rc == KY_OK)
        rc = ky_or_values(m, part->equal, &q);
    if (rc == KY_OK)
        rc = fall_back(m, part, &q);
    if (rc == KY_OK)
        *ret = KY_STEAL(q);
    return rc;
}

/* Where the words stand together nowhere, those of more than one character find what they find. */
static ky_rc words_apart(const ky_maker *m, const ky_part *part, xapc_query **ret)
{
    ky_str *long_ones = KY_ARENA_ARRAY(&m->ix->scratch, ky_str, part->n_bases);
    size_t n = 0;
    if (long_ones == NULL)
        return ky_nomem(m->err);
    for (size_t i = 0; i < part->n_bases; i++)
        if (ky_counts_apart(part->bases[i]))
            long_ones[n++] = part->bases[i];
    return ky_query_bases(m, XAPC_OP_OR, long_ones, n, ret);
}

ky_rc ky_part_query_loose(const ky_maker *m, ky_part *part, const xapc_query *strict,
                          xapc_query **ret)
{
    xapc_error xe;
    bool found = true;
    ky_rc rc = part->n_bases > 1 ? ky_finds(m->ix, strict, &found, m->err) : KY_OK;
    if (rc != KY_OK)
        return rc;
    part->apart = !found;
    return found ? ky_xapian_rc(xapc_query_copy(strict, ret, &xe), &xe, m->err)
                 : words_apart(m, part, ret);
}
