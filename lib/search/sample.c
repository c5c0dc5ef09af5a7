#include "sample.h"

#include "ja/kana.h"
#include "ja/match.h"
#include "ja/romaji.h"
#include "ja/terms.h"
#include "layout.h"
#include "plan.h"
#include "stored.h"

enum {
    MAX_TERMS = 16,   /* of one word */
    MAX_LITERALS = 4, /* words in front that are looked for in the texts */
    PAIR_BITS = 16,   /* of a hash */
    MET = 100,        /* records of two terms that are counted */
};

/* A base form and the records that have it. */
typedef struct base {
    ky_str text; /* empty: a free place */
    uint32_t last;
    uint32_t records;
} base;

struct ky_sample {
    ky_arena arena;
    ky_str head;
    ky_stored records[KY_SAMPLE_RECORDS];
    uint32_t n;
    base *bases; /* a hash table that is never full */
    size_t cap;
    uint64_t pairs[(1 << PAIR_BITS) / 64]; /* of characters side by side, a bit for each hash */
    xapc_query *quick;                     /* records that they bring, by terms alone; or NULL */
    ky_str literals[MAX_LITERALS];         /* what must stand in each besides */
    size_t n_literals;
};

void ky_sample_free(ky_sample *s)
{
    if (s == NULL)
        return;
    xapc_query_free(s->quick);
    ky_arena_fini(&s->arena);
    free(s);
}

KY_DEFINE_CLEANUP(ky_sample, ky_sample_free)

static void buffer_free(xapc_buffer *b)
{
    xapc_buffer_free(b);
}

/* ---- the records ---- */

static bool has_text(const ky_stored *st, ky_str folded)
{
    ja_span span;
    for (size_t i = 0; i < st->n_texts; i++) {
        const ja_analysis *a = &st->texts[i].analysis;
        if (ky_str_find(a->text.folded, folded) != SIZE_MAX && ja_find_text(a, folded, 0, &span))
            return true;
    }
    return false;
}

static bool has_literals(const ky_sample *s, const ky_stored *st)
{
    for (size_t i = 0; i < s->n_literals; i++)
        if (!has_text(st, s->literals[i]))
            return false;
    return true;
}

static ky_rc read_record(const ky_index *ix, uint32_t docid, ky_sample *s, ky_err *err)
{
    KY_CLEANUP(buffer_free) xapc_buffer data = XAPC_BUFFER_INIT;
    ky_stored *st = &s->records[s->n];
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_database_document_data(ix->db, docid, &data, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    ky_str kept = ky_arena_str(&s->arena, (ky_str){data.data, data.size});
    if (kept.p == NULL)
        return ky_nomem(err);
    rc = ky_stored_read(kept, ix->schema, &s->arena, st, err);
    s->n += rc == KY_OK && has_literals(s, st);
    return rc;
}

static ky_rc read_records(const ky_index *ix, const xapc_query *query, ky_sample *s, ky_err *err)
{
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    const xapc_search_options some = {.max_items = KY_SAMPLE_RECORDS,
                                      .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                      .docid_order = XAPC_DOCID_DONT_CARE};
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_search(ix->db, query, &some, &found, &xe), &xe, err);
    for (size_t i = 0; rc == KY_OK && i < found->hit_count; i++)
        rc = read_record(ix, found->hits[i].docid, s, err);
    return rc;
}

/* ---- the words in front by their terms alone ---- */

/* Queries of one kind, to be combined. */
typedef struct terms {
    xapc_query *items[MAX_TERMS];
    size_t n;
} terms;

static void terms_fini(terms *t)
{
    while (t->n > 0)
        xapc_query_free(t->items[--t->n]);
}

static ky_rc add_term(terms *t, ky_str term, ky_err *err)
{
    xapc_error xe;
    if (t->n == MAX_TERMS || term.n > JA_MAX_TERM_BYTES)
        return KY_OK;
    ky_rc rc = ky_xapian_rc(xapc_query_term(ky_bytes(term), 1, 0, &t->items[t->n], &xe), &xe, err);
    t->n += rc == KY_OK;
    return rc;
}

static ky_rc combine(const terms *t, xapc_op op, xapc_query **ret, ky_err *err)
{
    xapc_error xe;
    return ky_xapian_rc(
        xapc_query_combine(op, (const xapc_query *const *) t->items, t->n, 0, ret, &xe), &xe, err);
}

static ky_rc add_term_in_use(const ky_index *ix, const ky_buf *term, terms *t, ky_err *err)
{
    xapc_term_stats stats = {0};
    xapc_error xe;
    ky_rc rc = ky_buf_check(term, err);
    if (rc != KY_OK || term->n == 0 || term->n > JA_MAX_TERM_BYTES)
        return rc;
    rc = ky_xapian_rc(xapc_database_term_stats(ix->db, ky_bytes(ky_buf_str(term)), &stats, &xe),
                      &xe, err);
    return rc == KY_OK && stats.termfreq > 0 ? add_term(t, ky_buf_str(term), err) : rc;
}

static ky_rc add_base(const ky_index *ix, ky_str word, terms *t, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    ja_term_make(JA_TERM_WORD, word, &term);
    return add_term_in_use(ix, &term, t, err);
}

/* The term of a word or of a facet value, where an entry has one. */
static ky_rc add_own_term(const ky_index *ix, uint32_t entry, terms *t, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    ky_lexicon_entry e = ky_lexicon_at(&ix->lexicon, entry);
    if (e.kind == KY_LEXICON_TERM)
        return add_base(ix, e.folded, t, err);
    if (e.kind == KY_LEXICON_NAME)
        return KY_OK;
    ky_term_facet(&ix->schema->fields[e.kind], e.text, &term);
    return add_term_in_use(ix, &term, t, err);
}

typedef struct read_so {
    const ky_index *ix;
    ky_str key;
    terms *terms;
    ky_rc rc;
    ky_err *err;
} read_so;

/* By its spelling where it is read so everywhere, else by what tells that it is so here. */
static bool visit_reading(void *payload, ky_str spelling, unsigned how)
{
    read_so *r = payload;
    if ((how & ky_read_as(JA_SOUND_WORD, true)) != 0)
        r->rc = add_base(r->ix, spelling, r->terms, r->err);
    if (r->rc == KY_OK && (how & ky_read_as(JA_SOUND_WORD, false)) != 0) {
        KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
        ja_term_make_reading(JA_TERM_READING, r->key, spelling, &term);
        r->rc = add_term_in_use(r->ix, &term, r->terms, r->err);
    }
    return r->rc == KY_OK;
}

/* Every word that is read so, as a question in kana finds it. */
static ky_rc add_read_so(const ky_index *ix, ky_str key, terms *t, ky_err *err)
{
    read_so r = {ix, key, t, KY_OK, err};
    ky_readings_find(&ix->readings, key, visit_reading, &r);
    return r.rc;
}

/* *ret_compound is the first text that is read so. */
static ky_rc add_kana(const ky_index *ix, ky_str kana, terms *t, ky_str *ret_compound, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_kana_key(kana, &key);
    ky_rc rc = ky_buf_check(&key, err);
    if (rc != KY_OK)
        return rc;
    ky_lexicon_range r = ky_lexicon_by_reading(&ix->lexicon, ky_buf_str(&key));
    if (r.from < r.to && ky_lexicon_at(&ix->lexicon, r.from).reading.n == key.n)
        *ret_compound = ky_lexicon_at(&ix->lexicon, r.from).folded;
    return add_read_so(ix, ky_buf_str(&key), t, err);
}

/* Letters that are no word of the texts are romaji. */
static ky_rc add_romaji(const ky_index *ix, ky_str word, ky_sample *s, terms *t, ky_err *err)
{
    ja_readings r = {0};
    ky_rc rc = ja_romaji_readings(ja_model_romaji(ix->model), word, &s->arena, &r, err);
    for (size_t i = 0; i < r.n && rc == KY_OK; i++)
        rc = add_read_so(ix, r.items[i], t, err);
    return rc;
}

static ky_rc add_gram(void *payload, const ja_term *t, ky_err *err)
{
    return add_term(payload, t->text, err);
}

/* What the lexicon has, but no term, such as a compound: what holds all of its pairs of characters
 * is read and looked at. */
static ky_rc add_literal(ky_sample *s, ky_str word, terms *t, ky_err *err)
{
    if (s->n_literals == MAX_LITERALS)
        return KY_OK;
    s->literals[s->n_literals++] = word;
    return ja_grams(word, add_gram, t, err);
}

/* Add a query for records that a word in front brings, one of all at least; none where that is not
 * known but by asking. */
static ky_rc add_word(const ky_index *ix, ky_str word, ky_sample *s, terms *all, ky_err *err)
{
    KY_CLEANUP(terms_fini) terms any = {0};
    const ky_lexicon *lx = &ix->lexicon;
    xapc_op op = XAPC_OP_OR;
    ky_rc rc = KY_OK;
    if (all->n == MAX_TERMS)
        return KY_OK;
    ky_lexicon_range r = ky_lexicon_by_text(lx, word);
    bool known = ky_lexicon_has(lx, word);
    ky_str compound = known ? word : (ky_str){0};
    if (known)
        rc = add_own_term(ix, lx->by_text[r.from], &any, err);
    if (rc == KY_OK && any.n == 0)
        rc = add_base(ix, word, &any, err);
    if (rc == KY_OK && ja_all_kana(word))
        rc = add_kana(ix, word, &any, &compound, err);
    if (rc == KY_OK && any.n == 0 && compound.n == 0)
        rc = add_romaji(ix, word, s, &any, err);
    if (rc == KY_OK && any.n == 0 && compound.n > 0) {
        op = XAPC_OP_AND;
        rc = add_literal(s, compound, &any, err);
    }
    if (rc != KY_OK || any.n == 0)
        return rc;
    rc = combine(&any, op, &all->items[all->n], err);
    all->n += rc == KY_OK;
    return rc;
}

/* s->quick stays NULL where some word has to be asked. */
static ky_rc read_quickly(const ky_index *ix, ky_str head, ky_sample *s, ky_err *err)
{
    KY_CLEANUP(terms_fini) terms all = {0};
    size_t words = 0;
    ky_rc rc = ja_fold(head, &s->arena, &head, err);
    if (rc == KY_OK)
        rc = ky_lexicon_text(head, &s->arena, &head, err);
    while (head.n > 0 && rc == KY_OK) {
        size_t n = ky_str_find(head, KY_LIT(" "));
        ky_str word = {head.p, n == SIZE_MAX ? head.n : n};
        head = ky_str_from(head, n == SIZE_MAX ? head.n : n + 1);
        words += word.n > 0;
        if (word.n > 0)
            rc = add_word(ix, word, s, &all, err);
    }
    if (rc != KY_OK || words == 0 || all.n < words)
        return rc;
    rc = combine(&all, XAPC_OP_AND, &s->quick, err);
    return rc == KY_OK ? read_records(ix, s->quick, s, err) : rc;
}

static ky_rc read_by_asking(ky_index *ix, ky_str head, ky_sample *s, ky_err *err)
{
    KY_CLEANUP(ky_plan_fini) ky_plan plan = {0};
    s->n_literals = 0;
    ky_rc rc = ky_plan_make(ix, head, KY_MATCH_ALL, 0, &plan, err);
    return rc == KY_OK ? read_records(ix, plan.matching, s, err) : rc;
}

/* ---- base forms ---- */

static base *place_of(const ky_sample *s, ky_str text)
{
    size_t at = (size_t) ky_hash(text, KY_HASH_SEED);
    for (;; at++) {
        base *place = &s->bases[at & (s->cap - 1)];
        if (place->text.n == 0 || ky_str_eq(place->text, text))
            return place;
    }
}

static void note_bases(const ky_sample *s, uint32_t record, const ja_analysis *a)
{
    for (size_t i = 0; i < a->n; i++) {
        if (a->tokens[i].cls != JA_WORD || a->tokens[i].base.n == 0)
            continue;
        base *place = place_of(s, a->tokens[i].base);
        place->text = a->tokens[i].base;
        place->records += place->last != record + 1;
        place->last = record + 1;
    }
}

static ky_rc gather_bases(ky_sample *s, ky_err *err)
{
    size_t tokens = 0;
    for (uint32_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->records[i].n_texts; k++)
            tokens += s->records[i].texts[k].analysis.n;
    for (s->cap = 1; s->cap < 2 * tokens + 1;)
        s->cap *= 2;
    s->bases = KY_ARENA_ARRAY(&s->arena, base, s->cap);
    if (s->bases == NULL)
        return ky_nomem(err);
    for (uint32_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->records[i].n_texts; k++)
            note_bases(s, i, &s->records[i].texts[k].analysis);
    return KY_OK;
}

/* ---- pairs of characters ---- */

static uint32_t hash_pair(uint32_t a, uint32_t b)
{
    return (a * 31 + b) * UINT32_C(2654435761) >> (32 - PAIR_BITS);
}

static void note_pairs(ky_sample *s, ky_str text)
{
    uint32_t before = 0;
    for (size_t at = 0, n = 0; at < text.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        uint32_t h = hash_pair(before, c);
        s->pairs[h / 64] |= UINT64_C(1) << h % 64;
        before = c;
    }
}

/* False where a pair of the text stands in no record. */
static bool has_pairs(const ky_sample *s, ky_str text)
{
    size_t at = 0;
    uint32_t before = text.n == 0 ? 0 : ky_utf8_next(text, &at);
    for (size_t n = 0; at < text.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        uint32_t h = hash_pair(before, c);
        if ((s->pairs[h / 64] >> h % 64 & 1) == 0)
            return false;
        before = c;
    }
    return true;
}

static void gather_pairs(ky_sample *s)
{
    for (uint32_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->records[i].n_texts; k++)
            note_pairs(s, s->records[i].texts[k].analysis.text.folded);
}

ky_rc ky_sample_of(ky_index *ix, ky_str head, const ky_sample **ret, ky_err *err)
{
    if (ix->sample != NULL && ky_str_eq(ix->sample->head, head)) {
        *ret = ix->sample;
        return KY_OK;
    }
    KY_CLEANUP(ky_sample_free_p) ky_sample *s = calloc(1, sizeof *s);
    if (s == NULL || (s->head = ky_arena_str(&s->arena, head)).p == NULL)
        return ky_nomem(err);
    ky_rc rc = read_quickly(ix, head, s, err);
    if (rc == KY_OK && s->n == 0)
        rc = read_by_asking(ix, head, s, err);
    if (rc == KY_OK)
        rc = gather_bases(s, err);
    if (rc != KY_OK)
        return rc;
    gather_pairs(s);
    ky_sample_free(ix->sample);
    ix->sample = KY_STEAL(s);
    *ret = ix->sample;
    return KY_OK;
}

/* ---- what stands in them ---- */

uint32_t ky_sample_records(const ky_sample *s)
{
    return s->n;
}

static bool has_value(const ky_cell *c, ky_str value)
{
    for (size_t i = 0; i < c->n; i++)
        if (ky_str_eq(c->values[i], value))
            return true;
    return false;
}

uint32_t ky_sample_count(const ky_sample *s, ky_lexicon_entry e)
{
    uint32_t n = 0;
    const base *word = e.kind == KY_LEXICON_TERM ? place_of(s, e.folded) : NULL;
    if (word != NULL && word->text.n > 0)
        return word->records;
    /* Kana that stand in a text are no word for that: し|た. */
    bool may = has_pairs(s, e.folded) && !(e.kind == KY_LEXICON_TERM && ja_all_kana(e.folded));
    for (uint32_t i = 0; i < s->n; i++) {
        const ky_stored *st = &s->records[i];
        n += (e.kind < KY_LEXICON_NAME && has_value(&st->record.cells[e.kind], e.text)) ||
             (may && has_text(st, e.folded));
    }
    return n;
}

/* Outside the sample: by terms alone, which no literal stands beside. */
ky_rc ky_sample_met(ky_index *ix, const ky_sample *s, uint32_t entry, uint32_t *ret, ky_err *err)
{
    KY_CLEANUP(terms_fini) terms own = {0};
    KY_CLEANUP(xapc_query_free_p) xapc_query *both = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    const xapc_search_options some = {.check_at_least = MET,
                                      .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                      .docid_order = XAPC_DOCID_DONT_CARE};
    xapc_error xe;
    if (s->quick == NULL || s->n_literals > 0 || s->n < KY_SAMPLE_RECORDS)
        return KY_OK;
    ky_rc rc = add_own_term(ix, entry, &own, err);
    if (rc != KY_OK || own.n == 0)
        return rc;
    const xapc_query *pair[] = {own.items[0], s->quick};
    rc = ky_xapian_rc(xapc_query_combine(XAPC_OP_AND, pair, KY_LEN(pair), 0, &both, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(ix->db, both, &some, &found, &xe), &xe, err);
    if (rc == KY_OK && found->matches_lower > *ret)
        *ret = found->matches_lower;
    return rc;
}
