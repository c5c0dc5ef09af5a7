#include "why.h"

#include "exact.h"
#include "ja/kana.h"
#include "ja/terms.h"
#include "layout.h"
#include "lengthened.h"

/* What a part asks for that the index can weigh. */
typedef struct cause {
    ky_by by;
    xapc_op op;
    const xapc_bytes *terms; /* none: it only filters */
    size_t n;
    double scale;
    bool weighed;
    double weight;
} cause;

typedef struct entry {
    ky_str keyword;
    ky_str matched;
    size_t field;
    ky_by by;
    double weight;
    size_t order; /* in which it was found */
} entry;

/* One hit being explained. */
typedef struct maker {
    const ky_why *w;
    const ky_stored *st;
    ky_str id; /* its term */
    ky_str keyword;
    size_t first; /* entry of the part at hand */
    entry *items;
    size_t n;
    size_t cap;
    ky_err *err;
} maker;

static void maker_fini(maker *m)
{
    free(m->items);
}

static ky_rc cause_query(const maker *m, const cause *c, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *terms = NULL;
    KY_CLEANUP(xapc_query_free_p) xapc_query *scaled = NULL;
    KY_CLEANUP(xapc_query_free_p) xapc_query *one = NULL;
    xapc_error xe;
    ky_rc rc =
        ky_xapian_rc(xapc_query_combine_terms(c->op, c->terms, c->n, 0, &terms, &xe), &xe, m->err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_scale(terms, c->scale, &scaled, &xe), &xe, m->err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_term(ky_bytes(m->id), 1, 0, &one, &xe), &xe, m->err);
    if (rc != KY_OK)
        return rc;
    const xapc_query *pair[] = {scaled, one};
    return ky_xapian_rc(xapc_query_combine(XAPC_OP_FILTER, pair, 2, 0, ret, &xe), &xe, m->err);
}

static ky_rc weigh(const maker *m, cause *c)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    xapc_error xe;
    const xapc_search_options o = {
        .max_items = 1, .weighting = *m->w->weighting, .deadline_us = m->w->plan->deadline_us};
    c->weighed = true;
    if (c->n == 0 || !m->w->plan->ranked)
        return KY_OK;
    ky_rc rc = cause_query(m, c, &q);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(m->w->ix->db, q, &o, &found, &xe), &xe, m->err);
    if (rc == KY_OK && found->hit_count > 0)
        c->weight = found->hits[0].weight;
    return rc;
}

/* What a place is called that is found in more than one way: kana find their kanji by sound even
 * where a table has them as a variant too. */
static ky_by nearer(ky_by a, ky_by b)
{
    static const int distance[] = {
        [KY_BY_WORD] = 0, [KY_BY_FORM] = 1,    [KY_BY_READING] = 2, [KY_BY_VARIANT] = 3,
        [KY_BY_PART] = 4, [KY_BY_SYNONYM] = 5, [KY_BY_FACET] = 6};
    return distance[b] < distance[a] ? b : a;
}

/* The same text in the same field is told once, by the nearest kind. */
static ky_rc put(maker *m, cause *c, ky_by by, ky_str matched, size_t field)
{
    ky_rc rc = c->weighed ? KY_OK : weigh(m, c);
    if (rc != KY_OK)
        return rc;
    for (size_t i = m->first; i < m->n; i++) {
        entry *e = &m->items[i];
        if (e->field != field || !ky_str_eq(e->matched, matched))
            continue;
        e->by = nearer(e->by, by);
        e->weight = c->weight > e->weight ? c->weight : e->weight;
        return KY_OK;
    }
    if (!KY_GROW(m->items, m->cap, m->n + 1))
        return ky_nomem(m->err);
    m->items[m->n] = (entry){m->keyword, matched, field, by, c->weight, m->n};
    m->n++;
    return KY_OK;
}

static ky_rc put_span(maker *m, cause *c, ky_by by, const ky_stored_text *t, ja_span s)
{
    return put(m, c, by, ja_text_original(&t->analysis.text, s.start, s.end), t->field);
}

static ky_str slice(const ja_analysis *a, uint32_t start, uint32_t end)
{
    return (ky_str){a->text.folded.p + start, end - start};
}

/* True where a token holds the span and more. */
static bool inside_token(const ja_analysis *a, ja_span s)
{
    size_t low = 0;
    size_t high = a->n;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (a->tokens[middle].start <= s.start)
            low = middle;
        else
            high = middle;
    }
    const ja_token *t = &a->tokens[low];
    return t->end >= s.end && (t->start < s.start || t->end > s.end);
}

static ky_rc term_of(const maker *m, ja_term_kind kind, ky_str text, xapc_bytes *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    ja_term_make(kind, text, &term);
    ky_str kept = ky_arena_str(&m->w->ix->scratch, ky_buf_str(&term));
    if (!ky_buf_ok(&term) || kept.p == NULL)
        return ky_nomem(m->err);
    *ret = ky_bytes(kept);
    return KY_OK;
}

/* Words with these base forms, together. text: as they would be as typed. */
static ky_rc explain_bases(maker *m, const ky_str *bases, size_t n, ky_str text)
{
    xapc_bytes *terms = KY_ARENA_ARRAY(&m->w->ix->scratch, xapc_bytes, n);
    ky_rc rc = terms == NULL ? ky_nomem(m->err) : KY_OK;
    for (size_t i = 0; i < n && rc == KY_OK; i++)
        rc = term_of(m, JA_TERM_WORD, bases[i], &terms[i]);
    cause c = {KY_BY_WORD, n > 1 ? XAPC_OP_PHRASE : XAPC_OP_OR, .terms = terms, .n = n, .scale = 1};
    for (size_t i = 0; i < m->st->n_texts && rc == KY_OK; i++) {
        const ky_stored_text *t = &m->st->texts[i];
        ja_span s;
        size_t at = 0;
        for (size_t from = 0; rc == KY_OK && ja_find_words(&t->analysis, bases, n, from, &s, &at);
             from = at + 1) {
            bool same = ky_str_eq(slice(&t->analysis, s.start, s.end), text);
            rc = put_span(m, &c, same ? KY_BY_WORD : KY_BY_FORM, t, s);
        }
    }
    return rc;
}

/* The words as the dictionary cuts them, one by one where they stand together nowhere. */
static ky_rc explain_words(maker *m, const ky_part *part)
{
    ky_rc rc = explain_bases(m, part->bases, part->n_bases, part->text);
    for (size_t i = 0; i < part->n_bases && part->apart && rc == KY_OK; i++)
        if (ky_counts_apart(part->bases[i]))
            rc = explain_bases(m, &part->bases[i], 1, part->bases[i]);
    return rc;
}

/* Words that stand in another form than the base that was asked for. */
static ky_rc explain_base(maker *m, const ky_form *f, cause *c, const ky_stored_text *t)
{
    const ja_analysis *a = &t->analysis;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < a->n && rc == KY_OK; i++) {
        const ja_token *k = &a->tokens[i];
        if (k->cls != JA_WORD || !ky_str_eq(k->base, f->spelling) ||
            ky_str_eq(slice(a, k->start, k->end), f->spelling))
            continue;
        rc = put_span(m, c, c->by == KY_BY_WORD ? KY_BY_FORM : c->by, t,
                      (ja_span){k->start, k->end});
    }
    return rc;
}

static ky_rc explain_spelling(maker *m, const ky_forms *forms, size_t i, cause *c,
                              const ky_stored_text *t)
{
    const ky_form *f = &forms->items[i];
    ja_span s;
    ky_rc rc = KY_OK;
    for (uint32_t from = 0; rc == KY_OK && ky_form_find(f, &t->analysis, from, &s); from = s.end) {
        bool part = c->by == KY_BY_WORD && inside_token(&t->analysis, s);
        rc = put_span(m, c, part ? KY_BY_PART : c->by, t, ky_lengthened(forms, i, &t->analysis, s));
    }
    return rc;
}

/* What is spelled as typed is the word, whichever term found it; kana typed in the other script, or
 * in romaji, are found by how they sound. */
static ky_by kind_of(const ky_part *part, const ky_form *f)
{
    if (ky_str_eq(f->spelling, part->text))
        return KY_BY_WORD;
    return f->by == KY_BY_WORD && ja_all_kana(f->spelling) ? KY_BY_READING : f->by;
}

static ky_rc explain_form(maker *m, const ky_part *part, size_t form)
{
    const ky_form *f = &part->forms->items[form];
    xapc_bytes *terms = KY_ARENA_ARRAY(&m->w->ix->scratch, xapc_bytes, f->n_terms);
    cause c = {kind_of(part, f), f->n_terms > 1 ? XAPC_OP_PHRASE : XAPC_OP_OR, .terms = terms,
               .n = f->n_terms, .scale = ky_form_scale(f)};
    ky_rc rc = terms == NULL ? ky_nomem(m->err) : KY_OK;
    for (size_t i = 0; i < f->n_terms && rc == KY_OK; i++)
        terms[i] = ky_bytes(f->terms[i]);
    for (size_t i = 0; i < m->st->n_texts && rc == KY_OK; i++) {
        rc = ky_form_is_base(f) ? explain_base(m, f, &c, &m->st->texts[i]) : KY_OK;
        if (rc == KY_OK)
            rc = explain_spelling(m, part->forms, form, &c, &m->st->texts[i]);
    }
    return rc;
}

static ky_rc explain_forms(maker *m, const ky_part *part)
{
    const ky_forms *f = part->forms;
    ky_rc rc = KY_OK;
    for (size_t i = 0; f != NULL && i < f->n && rc == KY_OK; i++)
        rc = explain_form(m, part, i);
    return rc;
}

/* Exact texts only filter. */
static ky_rc explain_text(maker *m, const ky_exact_text *text, ky_by by, bool quoted)
{
    cause c = {.by = by};
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < m->st->n_texts; i++) {
        const ky_stored_text *t = &m->st->texts[i];
        ja_span s;
        for (uint32_t from = 0; rc == KY_OK && ky_exact_find(text, &t->analysis, from, &s);
             from = s.end) {
            bool inside = !quoted && by == KY_BY_WORD && inside_token(&t->analysis, s);
            rc = put_span(m, &c, inside ? KY_BY_PART : by, t, s);
        }
    }
    return rc;
}

/* A text that counts besides: the kana of what was typed, or a spelling of it. */
static ky_rc explain_besides(maker *m, const ky_part *part, const ky_exact_text *text)
{
    ky_by by = part->forms->n_keys > 0 ? KY_BY_READING : KY_BY_VARIANT;
    return explain_text(m, text, ky_str_eq(text->folded, part->text) ? KY_BY_WORD : by, false);
}

/* The value as the record has it, in whatever normal form; empty where it carries another. */
static ky_rc carried(const maker *m, const ky_facet_value *v, ky_str *ret)
{
    const ky_cell *c = &m->st->record.cells[v->field];
    *ret = (ky_str){0};
    for (size_t i = 0; i < c->n; i++) {
        ky_str nfc = {0};
        ky_rc rc = ja_nfc(c->values[i], &m->w->ix->scratch, &nfc, m->err);
        if (rc != KY_OK)
            return rc;
        if (ky_str_eq(nfc, v->value))
            *ret = c->values[i];
    }
    return KY_OK;
}

static ky_rc explain_values(maker *m, ky_value_list values)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < values.n && rc == KY_OK; i++) {
        const ky_facet_value *v = values.items[i];
        KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
        ky_str value = {0};
        rc = carried(m, v, &value);
        if (rc != KY_OK)
            return rc;
        if (value.n == 0)
            continue;
        ky_term_facet(&m->w->ix->schema->fields[v->field], v->value, &term);
        rc = ky_buf_check(&term, m->err);
        if (rc != KY_OK)
            return rc;
        const xapc_bytes bytes = ky_bytes(ky_buf_str(&term));
        cause c = {KY_BY_FACET, XAPC_OP_OR, .terms = &bytes, .n = 1, .scale = 1};
        rc = put(m, &c, KY_BY_FACET, value, v->field);
    }
    return rc;
}

static ky_rc explain_texts(maker *m, const ky_part *part, bool quoted)
{
    const ky_exact_text text = {.folded = part->text, .plain = part->plain};
    ky_rc rc = KY_OK;
    if (part->kind == KY_PART_TEXT)
        return explain_text(m, &text, KY_BY_WORD, quoted);
    if (part->n_bases > 0)
        rc = explain_words(m, part);
    if (rc == KY_OK)
        rc = explain_forms(m, part);
    for (size_t i = 0; i < part->n_texts && rc == KY_OK; i++)
        rc = explain_besides(m, part, &part->texts[i]);
    if (rc == KY_OK && m->n == m->first)
        rc = explain_text(m, &text, KY_BY_WORD, quoted);
    return rc;
}

static ky_rc explain_part(maker *m, const ky_keyword *k, const ky_part *part)
{
    m->first = m->n;
    m->keyword = k->n_parts == 1 || part == k->instead ? k->folded : part->text;
    ky_rc rc = explain_texts(m, part, k->quoted);
    if (rc == KY_OK)
        rc = explain_values(m, part->equal);
    if (rc == KY_OK && part->stood_in)
        rc = explain_values(m, part->holding);
    return rc;
}

static ky_rc explain_keyword(maker *m, const ky_keyword *k)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < k->n_parts && rc == KY_OK; i++)
        rc = explain_part(m, k, &k->parts[i]);
    if (rc == KY_OK && k->instead != NULL)
        rc = explain_part(m, k, k->instead);
    m->first = m->n;
    m->keyword = k->folded;
    if (rc == KY_OK)
        rc = explain_values(m, k->equal);
    if (rc == KY_OK && k->stood_in)
        rc = explain_values(m, k->holding);
    return rc;
}

static int best_first(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    if (x->by != y->by)
        return x->by < y->by ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static json_t *entry_json(const ky_schema *s, const entry *e)
{
    static const char *const kinds[] = {
        [KY_BY_WORD] = "word",       [KY_BY_FORM] = "form", [KY_BY_VARIANT] = "variant",
        [KY_BY_READING] = "reading", [KY_BY_PART] = "part", [KY_BY_SYNONYM] = "synonym",
        [KY_BY_FACET] = "facet"};
    KY_CLEANUP(ky_json_unref_p) json_t *j = json_object();
    bool ok = j != NULL && ky_json_set(j, "keyword", ky_json_str(e->keyword)) &&
              ky_json_set(j, "matched", ky_json_str(e->matched)) &&
              ky_json_set(j, "field", ky_json_str(s->fields[e->field].name)) &&
              ky_json_set(j, "by", json_string(kinds[e->by])) &&
              ky_json_set(j, "weight", json_real(e->weight));
    return ok ? KY_STEAL(j) : NULL;
}

static ky_rc to_json(const maker *m, json_t **ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    if (list == NULL)
        return ky_nomem(m->err);
    if (m->n > 0)
        qsort(m->items, m->n, sizeof m->items[0], best_first);
    for (size_t i = 0; i < m->n; i++)
        if (!ky_json_append(list, entry_json(m->w->ix->schema, &m->items[i])))
            return ky_nomem(m->err);
    *ret = KY_STEAL(list);
    return KY_OK;
}

ky_rc ky_why_make(const ky_why *w, const ky_stored *st, json_t **ret, ky_err *err)
{
    KY_CLEANUP(maker_fini) maker m = {.w = w, .st = st, .err = err};
    KY_CLEANUP(ky_buf_fini) ky_buf id = {0};
    const ky_keywords *ks = &w->plan->keywords;
    ky_term_id(st->record.id, &id);
    ky_rc rc = ky_buf_check(&id, err);
    m.id = ky_buf_str(&id);
    for (size_t i = 0; i < ks->n && rc == KY_OK; i++)
        if (!ks->items[i].excluded)
            rc = explain_keyword(&m, &ks->items[i]);
    return rc == KY_OK ? to_json(&m, ret) : rc;
}
