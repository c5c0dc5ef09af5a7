#include "exact.h"

#include "fetch.h"
#include "ja/terms.h"
#include "layout.h"

enum { DEAR = 2 }; /* times as many records as are looked at */

typedef struct query_list {
    xapc_query **items;
    size_t n;
    size_t cap;
} query_list;

static void query_list_fini(query_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        xapc_query_free(l->items[i]);
    free(l->items);
}

static ky_rc add_term(query_list *l, ky_str term, ky_err *err)
{
    xapc_error xe;
    if (!KY_GROW(l->items, l->cap, l->n + 1))
        return ky_nomem(err);
    ky_rc rc = ky_xapian_rc(xapc_query_term(ky_bytes(term), 1, 0, &l->items[l->n], &xe), &xe, err);
    l->n += rc == KY_OK;
    return rc;
}

static ky_rc combine(const query_list *l, xapc_op op, xapc_query **ret, ky_err *err)
{
    xapc_error xe;
    return ky_xapian_rc(
        xapc_query_combine(op, (const xapc_query *const *) l->items, l->n, 0, ret, &xe), &xe, err);
}

static ky_rc add_gram(void *payload, const ja_term *t, ky_err *err)
{
    return add_term(payload, t->text, err);
}

/* A text of one character has no gram of its own, but every occurrence begins one. */
static ky_rc single_character(ky_str folded, xapc_query **ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf prefix = {0};
    xapc_error xe;
    ja_term_make(JA_TERM_GRAM, ky_utf8_last(folded), &prefix);
    ky_rc rc = ky_buf_check(&prefix, err);
    if (rc != KY_OK)
        return rc;
    return ky_xapian_rc(xapc_query_wildcard(ky_bytes(ky_buf_str(&prefix)), 0, XAPC_WILDCARD_ERROR,
                                            XAPC_OP_OR, ret, &xe),
                        &xe, err);
}

/* Numbers with hyphens between, and nothing else, stand in the index as words at consecutive
 * positions (ja_is_joiner). Where `folded` is that, add the phrase of them, since grams of digits
 * narrow little. */
static ky_rc add_number(query_list *l, ky_str folded, ky_err *err)
{
    KY_CLEANUP(query_list_fini) query_list words = {0};
    ky_rc rc = KY_OK;
    for (size_t at = 0, end = 0; at < folded.n && rc == KY_OK; at = end + 1) {
        KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
        for (end = at; end < folded.n && folded.p[end] >= '0' && folded.p[end] <= '9';)
            end++;
        if (end == at || end - at > JA_MAX_TERM_BYTES || end + 1 == folded.n ||
            (end < folded.n && folded.p[end] != '-'))
            return KY_OK;
        ja_term_make(JA_TERM_WORD, (ky_str){folded.p + at, end - at}, &term);
        rc = ky_buf_check(&term, err);
        if (rc == KY_OK)
            rc = add_term(&words, ky_buf_str(&term), err);
    }
    if (rc != KY_OK || words.n < 2)
        return rc;
    if (!KY_GROW(l->items, l->cap, l->n + 1))
        return ky_nomem(err);
    rc = combine(&words, XAPC_OP_PHRASE, &l->items[l->n], err);
    l->n += rc == KY_OK;
    return rc;
}

static ky_rc with_grams(ky_str folded, xapc_query **ret, ky_err *err)
{
    KY_CLEANUP(query_list_fini) query_list grams = {0};
    ky_rc rc = ja_grams(folded, add_gram, &grams, err);
    if (rc == KY_OK)
        rc = add_number(&grams, folded, err);
    if (rc != KY_OK)
        return rc;
    return grams.n == 0 ? single_character(folded, ret, err)
                        : combine(&grams, XAPC_OP_AND, ret, err);
}

static ky_rc candidates(ky_str folded, const xapc_query *found, xapc_query **ret, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *all = NULL;
    xapc_error xe;
    if (found == NULL)
        return with_grams(folded, ret, err);
    ky_rc rc = with_grams(folded, &all, err);
    if (rc != KY_OK)
        return rc;
    const xapc_query *pair[] = {all, found};
    return ky_xapian_rc(xapc_query_combine(XAPC_OP_AND_NOT, pair, 2, 0, ret, &xe), &xe, err);
}

/* True where a particle that something stands before begins a span of several tokens. */
static bool begins_with_particle(const ja_analysis *a, ja_span s)
{
    for (size_t i = 0; i < a->n && a->tokens[i].start <= s.start; i++)
        if (a->tokens[i].start == s.start)
            return a->tokens[i].cls == JA_FUNCTION && a->tokens[i].end < s.end && i > 0 &&
                   a->tokens[i - 1].cls != JA_MARK;
    return false;
}

/* True where the kana that stand for kanji, [start, end) of the text, may be that: a particle there
 * is a particle. */
static bool are_words(const ja_analysis *a, uint32_t start, uint32_t end)
{
    bool from = false;
    bool to = false;
    bool word = false;
    for (size_t i = 0; i < a->n && a->tokens[i].start < end; i++) {
        from = from || a->tokens[i].start == start;
        to = to || a->tokens[i].end == end;
        word = word || (a->tokens[i].start >= start && a->tokens[i].cls == JA_WORD);
    }
    return from && to && word;
}

bool ky_exact_find(const ky_exact_text *t, const ja_analysis *a, uint32_t from, ja_span *ret)
{
    ja_span s;
    for (; ja_find_text(a, t->folded, from, &s); from = s.start + 1) {
        if ((t->words && begins_with_particle(a, s)) ||
            (t->kana_end > 0 && !are_words(a, s.start + t->kana_start, s.start + t->kana_end)) ||
            (t->plain.n > 0 && !ja_text_is_plain(&a->text, s.start, s.end, t->plain)))
            continue;
        *ret = s;
        return true;
    }
    return false;
}

static bool record_holds(const ky_stored *st, const ky_exact_text *t)
{
    ja_span span;
    for (size_t i = 0; i < st->n_texts; i++)
        if (ky_exact_find(t, &st->texts[i].analysis, 0, &span))
            return true;
    return false;
}

/* Look at one candidate and put its id into the list it belongs to. */
static ky_rc sort_out(ky_index *ix, uint32_t docid, const ky_exact_text *t, ky_arena *arena,
                      query_list *held, query_list *lacking, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf term = {0};
    const ky_stored *st = NULL;
    ky_arena_clear(arena);
    ky_rc rc = ky_fetch(ix, docid, arena, &st, err);
    if (rc != KY_OK)
        return rc;
    ky_term_id(st->record.id, &term);
    rc = ky_buf_check(&term, err);
    if (rc != KY_OK)
        return rc;
    return add_term(record_holds(st, t) ? held : lacking, ky_buf_str(&term), err);
}

/* The smaller of the two lists says it: these records, or the candidates but for those. */
static ky_rc decided(const xapc_query *candidate, const query_list *held, const query_list *lacking,
                     xapc_query **ret, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *others = NULL;
    xapc_error xe;
    if (held->n <= lacking->n)
        return combine(held, XAPC_OP_OR, ret, err);
    if (lacking->n == 0)
        return ky_xapian_rc(xapc_query_copy(candidate, ret, &xe), &xe, err);
    ky_rc rc = combine(lacking, XAPC_OP_OR, &others, err);
    if (rc != KY_OK)
        return rc;
    const xapc_query *pair[] = {candidate, others};
    return ky_xapian_rc(xapc_query_combine(XAPC_OP_AND_NOT, pair, 2, 0, ret, &xe), &xe, err);
}

/* Which of the candidates hold it; none where there are too many to look at. */
static ky_rc look_at(ky_index *ix, const ky_exact_text *t, const xapc_query *candidate,
                     query_list *held, query_list *lacking, bool *ret_too_many, ky_err *err)
{
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    xapc_error xe;
    const xapc_search_options o = {.max_items = t->most == 0 ? UINT32_MAX : t->most + 1,
                                   .weighting = {.scheme = XAPC_SCHEME_BOOL},
                                   .docid_order = XAPC_DOCID_DONT_CARE,
                                   .deadline_us = ix->deadline_us};
    ky_rc rc = ky_xapian_rc(xapc_search(ix->db, candidate, &o, &found, &xe), &xe, err);
    if (rc != KY_OK)
        return rc;
    *ret_too_many = t->most > 0 && found->hit_count > t->most;
    for (size_t i = 0; i < found->hit_count && !*ret_too_many && rc == KY_OK; i++) {
        rc = ky_in_time(ix->deadline_us, err);
        if (rc == KY_OK)
            rc = sort_out(ix, found->hits[i].docid, t, &arena, held, lacking, err);
    }
    return rc;
}

/* The fewest records that a gram of a text has. */
typedef struct rarity {
    ky_index *ix;
    uint32_t fewest;
} rarity;

static ky_rc count_gram(void *payload, const ja_term *t, ky_err *err)
{
    rarity *r = payload;
    xapc_term_stats stats = {0};
    xapc_error xe;
    if (r->fewest == 0)
        return KY_OK;
    ky_rc rc =
        ky_xapian_rc(xapc_database_term_stats(r->ix->db, ky_bytes(t->text), &stats, &xe), &xe, err);
    if (rc == KY_OK && stats.termfreq < r->fewest)
        r->fewest = stats.termfreq;
    return rc;
}

/* False where some gram stands nowhere, and for kana alone, where each stands in so many records
 * that looking for those with all of them would be dear. */
static ky_rc may_be_held(ky_index *ix, const ky_exact_text *t, bool *ret, ky_err *err)
{
    rarity r = {ix, UINT32_MAX};
    ky_rc rc = ja_grams(t->folded, count_gram, &r, err);
    *ret = r.fewest > 0 && (t->kana_end == 0 || r.fewest <= DEAR * t->most);
    return rc;
}

ky_rc ky_exact_query(ky_index *ix, const ky_exact_text *t, const xapc_query *found,
                     xapc_query **ret, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *candidate = NULL;
    KY_CLEANUP(xapc_query_free_p) xapc_query *weighted = NULL;
    KY_CLEANUP(query_list_fini) query_list held = {0};
    KY_CLEANUP(query_list_fini) query_list lacking = {0};
    xapc_error xe;
    bool too_many = false;
    bool may = true;
    ky_rc rc = t->most > 0 ? may_be_held(ix, t, &may, err) : KY_OK;
    if (rc == KY_OK && !may)
        return combine(&held, XAPC_OP_OR, ret, err);
    if (rc == KY_OK)
        rc = candidates(t->folded, found, &candidate, err);
    if (rc == KY_OK)
        rc = look_at(ix, t, candidate, &held, &lacking, &too_many, err);
    if (rc == KY_OK)
        rc = too_many ? combine(&held, XAPC_OP_OR, &weighted, err)
                      : decided(candidate, &held, &lacking, &weighted, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_scale(weighted, 0, ret, &xe), &xe, err);
    return rc;
}
