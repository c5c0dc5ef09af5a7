#include "similar.h"

#include "fetch.h"
#include "furigana.h"
#include "hit.h"
#include "ja/match.h"
#include "ja/text.h"
#include "layout.h"
#include "telling.h"

/* Sharing a facet value says less than sharing rare words, more than sharing common ones. */
static const double facet_scale = 0.5;

typedef struct likeness {
    ky_index *ix;
    uint32_t docid;
    const ky_record *record;
    bool furigana;
    const ky_telling *words;
    size_t n_words;
    ky_err *err;
} likeness;

static ky_rc words_query(const likeness *l, xapc_query **ret)
{
    xapc_error xe;
    xapc_bytes *terms = KY_ARENA_ARRAY(&l->ix->scratch, xapc_bytes, l->n_words);
    if (terms == NULL)
        return ky_nomem(l->err);
    for (size_t i = 0; i < l->n_words; i++)
        terms[i] = ky_bytes(l->words[i].term);
    return ky_xapian_rc(xapc_query_combine_terms(XAPC_OP_OR, terms, l->n_words, 0, ret, &xe), &xe,
                        l->err);
}

static bool is_shareable(const ky_field *f)
{
    return f->kind == KY_FIELD_FACET && f->facet;
}

static ky_rc list_facet_terms(const likeness *l, xapc_bytes *terms, size_t *n)
{
    const ky_schema *s = l->ix->schema;
    for (size_t i = 0; i < s->n_fields; i++) {
        const ky_cell *c = &l->record->cells[i];
        for (size_t v = 0; is_shareable(&s->fields[i]) && v < c->n; v++) {
            KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
            ky_term_facet(&s->fields[i], c->values[v], &term);
            ky_str kept = ky_arena_str(&l->ix->scratch, ky_buf_str(&term));
            if (!ky_buf_ok(&term) || kept.p == NULL)
                return ky_nomem(l->err);
            terms[(*n)++] = ky_bytes(kept);
        }
    }
    return KY_OK;
}

static size_t count_values(const likeness *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->ix->schema->n_fields; i++)
        n += l->record->cells[i].n;
    return n;
}

static ky_rc facets_query(const likeness *l, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *any = NULL;
    xapc_error xe;
    size_t n = 0;
    xapc_bytes *terms = KY_ARENA_ARRAY(&l->ix->scratch, xapc_bytes, count_values(l));
    ky_rc rc = terms == NULL ? ky_nomem(l->err) : list_facet_terms(l, terms, &n);
    if (rc == KY_OK)
        rc =
            ky_xapian_rc(xapc_query_combine_terms(XAPC_OP_OR, terms, n, 0, &any, &xe), &xe, l->err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_scale(any, facet_scale, ret, &xe), &xe, l->err);
    return rc;
}

static ky_rc likeness_query(const likeness *l, xapc_query **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *words = NULL;
    KY_CLEANUP(xapc_query_free_p) xapc_query *facets = NULL;
    xapc_error xe;
    ky_rc rc = words_query(l, &words);
    if (rc == KY_OK)
        rc = facets_query(l, &facets);
    if (rc != KY_OK)
        return rc;
    const xapc_query *pair[] = {words, facets};
    return ky_xapian_rc(xapc_query_combine(XAPC_OP_OR, pair, 2, 0, ret, &xe), &xe, l->err);
}

/* A cell's values as the index compares them: in NFC. */
static ky_rc composed(const likeness *l, const ky_cell *c, ky_cell *ret)
{
    ky_cell nfc = {.n = c->n, .values = KY_ARENA_ARRAY(&l->ix->scratch, ky_str, c->n)};
    if (nfc.values == NULL)
        return ky_nomem(l->err);
    for (size_t i = 0; i < c->n; i++) {
        ky_rc rc = ja_nfc(c->values[i], &l->ix->scratch, &nfc.values[i], l->err);
        if (rc != KY_OK)
            return rc;
    }
    *ret = nfc;
    return KY_OK;
}

/* True where value is one of the cell's first n. */
static bool cell_has(const ky_cell *c, size_t n, ky_str value)
{
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(c->values[i], value))
            return true;
    return false;
}

static bool add_values(const ky_field *f, const ky_cell *mine, const ky_cell *theirs,
                       json_t *facets, ky_buf *reason)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < mine->n; i++)
        if (cell_has(theirs, theirs->n, mine->values[i]) && !cell_has(mine, i, mine->values[i]) &&
            !ky_json_append(list, ky_json_str(mine->values[i])))
            return false;
    if (list == NULL || json_array_size(list) == 0)
        return list != NULL;
    ky_buf_printf(reason, "%s%.*s: ", reason->n == 0 ? "" : " / ", KY_FMT(f->labels.ja));
    for (size_t i = 0; i < json_array_size(list); i++) {
        ky_str v = ky_json_get_str(json_array_get(list, i));
        ky_buf_printf(reason, "%s%.*s", i == 0 ? "" : ", ", KY_FMT(v));
    }
    return ky_json_set(facets, f->name.p, KY_STEAL(list));
}

static ky_rc add_shared_values(const likeness *l, const ky_record *other, json_t *facets,
                               ky_buf *reason)
{
    const ky_schema *s = l->ix->schema;
    for (size_t i = 0; i < s->n_fields; i++) {
        ky_cell mine;
        ky_cell theirs;
        if (!is_shareable(&s->fields[i]))
            continue;
        ky_rc rc = composed(l, &l->record->cells[i], &mine);
        if (rc == KY_OK)
            rc = composed(l, &other->cells[i], &theirs);
        if (rc == KY_OK && !add_values(&s->fields[i], &mine, &theirs, facets, reason))
            rc = ky_nomem(l->err);
        if (rc != KY_OK)
            return rc;
    }
    return KY_OK;
}

static bool add_shared_words(const ky_str *common, size_t n, json_t *words, ky_buf *reason)
{
    for (size_t i = 0; i < n; i++) {
        if (!ky_json_append(words, ky_json_str(common[i])))
            return false;
        ky_buf_printf(reason, "%s「%.*s」", i > 0 || reason->n == 0 ? "" : " / ",
                      KY_FMT(common[i]));
    }
    return true;
}

static bool holds_word(const ky_stored *st, ky_str base)
{
    ja_span span;
    size_t token = 0;
    for (size_t i = 0; i < st->n_texts; i++)
        if (ja_find_words(&st->texts[i].analysis, &base, 1, 0, &span, &token))
            return true;
    return false;
}

/* A character alone, and numbers, say nothing to a reader. */
static bool is_telling(ky_str word)
{
    size_t n = 0;
    size_t digits = 0;
    for (size_t at = 0, len = 0; at < word.n; at += len, n++) {
        uint32_t c = ky_utf8_next(ky_str_from(word, at), &len);
        digits += c >= '0' && c <= '9';
    }
    return n > 1 && digits < n;
}

static size_t pick_shared(const likeness *l, const ky_stored *other, bool telling,
                          ky_str ret[KY_REASON_WORDS])
{
    size_t n = 0;
    for (size_t i = 0; i < l->n_words && n < KY_REASON_WORDS; i++)
        if (is_telling(l->words[i].base) == telling && holds_word(other, l->words[i].base))
            ret[n++] = l->words[i].base;
    return n;
}

/* The heaviest words that both records hold; the others only where there is no better reason. */
static size_t shared_words(const likeness *l, const ky_stored *other, bool any,
                           ky_str ret[KY_REASON_WORDS])
{
    size_t n = pick_shared(l, other, true, ret);
    return n > 0 || any ? n : pick_shared(l, other, false, ret);
}

static ky_rc set_shared(const likeness *l, const ky_stored *other, json_t *out)
{
    KY_CLEANUP(ky_buf_fini) ky_buf reason = {0};
    json_t *facets = json_object();
    json_t *words = json_array();
    json_t *shared = json_pack("{s:o, s:o}", "facets", facets, "words", words);
    ky_str common[KY_REASON_WORDS];
    if (!ky_json_set(out, "shared", shared))
        return ky_nomem(l->err);
    ky_rc rc = add_shared_values(l, &other->record, facets, &reason);
    if (rc != KY_OK)
        return rc;
    bool ok =
        add_shared_words(common, shared_words(l, other, reason.n > 0, common), words, &reason) &&
        ky_buf_ok(&reason) && ky_json_set(out, "reason", ky_json_str(ky_buf_str(&reason)));
    return ok ? KY_OK : ky_nomem(l->err);
}

static ky_rc similar_hit(const likeness *l, const xapc_hit *hit, json_t *list)
{
    static const ky_keywords nothing = {0};
    const ky_stored *st = NULL;
    json_t *out = NULL;
    ky_rc rc = ky_fetch(l->ix, hit->docid, &l->ix->scratch, &st, l->err);
    if (rc == KY_OK)
        rc = ky_hit_make(l->ix, &nothing, st, hit->weight, &out, l->err);
    if (rc == KY_OK && !ky_json_append(list, out))
        rc = ky_nomem(l->err);
    if (rc == KY_OK && l->furigana)
        rc = ky_furigana(l->ix, &st->record, out, l->err);
    return rc == KY_OK ? set_shared(l, st, out) : rc;
}

static ky_rc search(const likeness *l, xapc_result **ret)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *q = NULL;
    xapc_error xe;
    /* delta lets a term that is no word of the text, as a facet value, weigh something too */
    const xapc_search_options options = {
        .max_items = KY_SIMILAR_HITS + 1,
        .check_at_least = KY_MOST_LOOKED_AT,
        .weighting = {.scheme = XAPC_SCHEME_BM25PLUS,
                      .with.bm25 = {.k1 = 1, .k3 = 1, .b = 0.5, .min_normlen = 0.5, .delta = 1}},
        .sort = XAPC_SORT_RELEVANCE_THEN_VALUE,
        .sort_slot = KY_SLOT_TIES};
    ky_rc rc = likeness_query(l, &q);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(l->ix->db, q, &options, ret, &xe), &xe, l->err);
    return rc;
}

ky_rc ky_similar(ky_index *ix, uint32_t docid, const ky_record *r, bool furigana, json_t **ret,
                 ky_err *err)
{
    likeness l = {.ix = ix, .docid = docid, .record = r, .furigana = furigana, .err = err};
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    ky_rc rc = list == NULL
                   ? ky_nomem(err)
                   : ky_telling_words(ix, docid, KY_SIMILAR_TERMS, &l.words, &l.n_words, err);
    if (rc == KY_OK)
        rc = search(&l, &found);
    for (size_t i = 0; rc == KY_OK && i < found->hit_count; i++)
        if (found->hits[i].docid != docid && json_array_size(list) < KY_SIMILAR_HITS)
            rc = similar_hit(&l, &found->hits[i], list);
    if (rc == KY_OK)
        *ret = KY_STEAL(list);
    /* the record itself was found: what is missing is a part of the index */
    return rc == KY_E_NOT_FOUND ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
}
