#include "suggest.h"

#include "base/num.h"
#include "complete.h"
#include "keys.h"
#include "sample.h"
#include "syntax.h"
#include "total.h"

enum {
    BLOCK = KY_DEFAULT_SUGGESTIONS, /* suggestions that are counted and put in order together */
    MAX_MISSES = 40,                /* candidates that bring nothing, before giving up */
    COUNTED = 100, /* records behind a minus, where there are too many to count all */
    ASKED = 2,     /* questions asked there */
    MET = 24,      /* candidates looked for there outside the sample of records */
};

/* One question under way. */
typedef struct asking {
    ky_index *ix;
    const ky_lexicon *lx;
    ky_completing c;
    const ky_sample *sample; /* on an index of too many records */
    size_t asked;
    ky_candidate chosen[KY_MAX_SUGGESTIONS];
    size_t n;
    ky_err *err;
} asking;

/* ---- what they bring ---- */

/* The whole new question. */
static void put_text(const asking *s, const ky_candidate *c, ky_buf *out)
{
    if (!c->alone)
        ky_buf_put(out, s->c.typed.head);
    ky_buf_put(out, ky_lexicon_at(s->lx, c->entry).text);
}

static ky_rc ask(asking *s, ky_candidate *c, uint32_t most)
{
    KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
    put_text(s, c, &q);
    ky_rc rc = ky_buf_check(&q, s->err);
    return rc == KY_OK ? ky_total(s->ix, ky_buf_str(&q), most, 0, &c->count, s->err) : rc;
}

/* What one brings is looked up once, and what it brings beside others is what both bring, unless a
 * quotation may hold some of each together. */
static ky_rc count_all(asking *s, ky_candidate *c, bool alone)
{
    const ky_docids *found = NULL;
    const ky_typed *t = &s->c.typed;
    bool apart = !t->excluded && !ky_has_quotes(t->head) &&
                 !ky_has_quotes(ky_lexicon_at(s->lx, c->entry).text);
    if (!alone && !apart)
        return ask(s, c, s->ix->records);
    ky_rc rc = ky_held_by_entry(s->ix, c->entry, &found, s->err);
    if (rc == KY_OK)
        c->count = alone ? found->n : ky_docids_common(found, &s->c.beside);
    return rc;
}

/* Beside other words, where there are too many records to keep what each candidate brings. */
static ky_rc count_some(asking *s, ky_candidate *c)
{
    ky_rc rc = KY_OK;
    c->count = 0;
    if (s->sample == NULL)
        rc = ky_sample_of(s->ix, s->c.typed.head, &s->sample, s->err);
    if (rc != KY_OK)
        return rc;
    uint32_t count = ky_sample_count(s->sample, ky_lexicon_at(s->lx, c->entry));
    if (s->c.typed.excluded)
        return count < ky_sample_records(s->sample) && s->asked++ < ASKED ? ask(s, c, COUNTED) : rc;
    c->count = count;
    if (c->count > 0 || s->asked++ < MET)
        rc = ky_sample_met(s->ix, s->sample, c->entry, &c->count, s->err);
    return rc;
}

static ky_rc count_records(asking *s, ky_candidate *c)
{
    bool alone = c->alone || s->c.typed.head.n == 0;
    if (s->ix->records <= KY_SUGGEST_COUNTED_RECORDS)
        return count_all(s, c, alone);
    return alone ? KY_OK : count_some(s, c);
}

/* ---- which of them ---- */

static ky_rc same_text(const asking *s, const ky_candidate *a, const ky_candidate *b, bool *ret)
{
    KY_CLEANUP(ky_buf_fini) ky_buf x = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf y = {0};
    *ret = a->entry == b->entry && a->alone == b->alone;
    if (a->alone == b->alone)
        return KY_OK;
    put_text(s, a, &x);
    put_text(s, b, &y);
    ky_str f = {0};
    ky_str g = {0};
    ky_rc rc = ky_buf_check(&x, s->err);
    if (rc == KY_OK)
        rc = ky_buf_check(&y, s->err);
    if (rc == KY_OK)
        rc = ja_fold(ky_buf_str(&x), s->c.arena, &f, s->err);
    if (rc == KY_OK)
        rc = ky_lexicon_text(f, s->c.arena, &f, s->err);
    if (rc == KY_OK)
        rc = ja_fold(ky_buf_str(&y), s->c.arena, &g, s->err);
    if (rc == KY_OK)
        rc = ky_lexicon_text(g, s->c.arena, &g, s->err);
    *ret = rc == KY_OK && ky_str_eq(f, g);
    return rc;
}

static ky_rc is_chosen(const asking *s, const ky_candidate *c, bool *ret)
{
    ky_rc rc = KY_OK;
    *ret = false;
    for (size_t i = 0; i < s->n && !*ret && rc == KY_OK; i++)
        rc = same_text(s, &s->chosen[i], c, ret);
    return rc;
}

/* True for what already stands in front of the word being typed: no 図書館 図書館. */
static ky_rc stands_before(const asking *s, const ky_candidate *c, bool *ret)
{
    KY_CLEANUP(ky_pieces_fini) ky_pieces before = {0};
    ky_rc rc = KY_OK;
    *ret = false;
    if (c->alone || s->c.typed.head.n == 0)
        return KY_OK;
    ky_str text = ky_lexicon_at(s->lx, c->entry).folded;
    ky_pieces_scan(s->c.typed.head, &before);
    if (before.failed)
        rc = ky_nomem(s->err);
    for (size_t i = 0; i < before.n && rc == KY_OK && !*ret; i++) {
        ky_str folded = {0};
        rc = ja_fold(before.items[i].text, s->c.arena, &folded, s->err);
        *ret = rc == KY_OK && ky_str_eq(ky_str_trim(folded), text);
    }
    return rc;
}

/* Take the candidates in their order, and put each block of those that bring something in the order
 * of how much: so the first of a longer list are those of a shorter one. */
static ky_rc choose(asking *s, uint32_t limit)
{
    size_t block = 0;
    size_t misses = 0;
    bool counted = s->ix->records <= KY_SUGGEST_COUNTED_RECORDS;
    size_t most = counted ? MAX_MISSES : KY_MAX_CANDIDATES;
    const ky_candidates *best = &s->c.best;
    for (size_t i = 0; i < best->n && misses < most && s->n < KY_MAX_SUGGESTIONS; i++) {
        ky_candidate c = best->items[i];
        bool chosen = false;
        c.entry = ky_lexicon_chief(s->lx, c.entry);
        ky_rc rc = is_chosen(s, &c, &chosen);
        if (rc == KY_OK && !chosen)
            rc = stands_before(s, &c, &chosen);
        if (rc == KY_OK && chosen)
            continue;
        if (s->n - block == BLOCK) {
            ky_candidates_sort(s->lx, s->chosen + block, BLOCK);
            block = s->n;
            if (s->n >= limit)
                break;
        }
        if (rc == KY_OK)
            rc = count_records(s, &c);
        if (rc != KY_OK)
            return rc;
        if (c.count > 0)
            s->chosen[s->n++] = c;
        else
            misses++;
    }
    ky_candidates_sort(s->lx, s->chosen + block, s->n - block);
    s->n = s->n < limit ? s->n : limit;
    return KY_OK;
}

/* ---- the answer ---- */

static const char *kind_of(const asking *s, uint16_t kind)
{
    if (kind == KY_LEXICON_TERM)
        return "term";
    return kind < s->ix->schema->n_fields ? s->ix->schema->fields[kind].name.p : "name";
}

static ky_rc suggestion(const asking *s, const ky_candidate *c, json_t *list)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    ky_lexicon_entry e = ky_lexicon_at(s->lx, c->entry);
    json_t *item = json_object();
    put_text(s, c, &text);
    bool ok = ky_json_append(list, item) && ky_buf_ok(&text) &&
              ky_json_set(item, "text", ky_json_str(ky_buf_str(&text))) &&
              ky_json_set(item, "kind", json_string(kind_of(s, e.kind))) &&
              ky_json_set(item, "reading", ky_json_str(e.shown)) &&
              ky_json_set(item, "count", json_integer(c->count));
    return ok ? KY_OK : ky_nomem(s->err);
}

static ky_rc next_kana(asking *s, json_t *list)
{
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    ky_rc rc = ky_complete_next(&s->c, &kana);
    ky_str all = ky_buf_str(&kana);
    for (size_t at = 0, n = 0; at < all.n && rc == KY_OK; at += n) {
        (void) ky_utf8_next(ky_str_from(all, at), &n);
        if (!ky_json_append(list, ky_json_str((ky_str){all.p + at, n})))
            return ky_nomem(s->err);
    }
    return rc == KY_OK ? ky_buf_check(&kana, s->err) : rc;
}

static ky_rc answer(asking *s, const ky_suggest_request *rq, json_t **ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    json_t *suggestions = json_array();
    json_t *next = json_array();
    json_t *keys = NULL;
    bool ok = ky_json_set(out, "suggestions", suggestions);
    ok = ky_json_set(out, "next", next) && ok;
    ky_rc rc = ok ? KY_OK : ky_nomem(s->err);
    for (size_t i = 0; i < s->n && rc == KY_OK; i++)
        rc = suggestion(s, &s->chosen[i], suggestions);
    if (rc == KY_OK)
        rc = next_kana(s, next);
    if (rc == KY_OK && rq->asks_keys)
        rc = ky_keys_that_lead(s->ix, rq->q, rq->keys, &keys, s->err);
    if (rc == KY_OK && keys != NULL && !ky_json_set(out, "keys", keys))
        rc = ky_nomem(s->err);
    if (rc == KY_OK)
        *ret = KY_STEAL(out);
    return rc;
}

ky_rc ky_suggest(ky_index *ix, const ky_suggest_request *rq, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    asking s = {.ix = ix, .lx = &ix->lexicon, .err = err};
    ky_rc rc = ky_complete(ix, rq->q, &arena, &s.c, err);
    if (rc == KY_OK)
        rc = choose(&s, rq->limit);
    if (rc == KY_OK)
        rc = answer(&s, rq, ret);
    ky_index_rest(ix);
    return rc == KY_E_NOT_FOUND ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
}

/* ---- the request ---- */

typedef ky_rc take_param(ky_str value, ky_suggest_request *rq, ky_err *err);

static ky_rc take_q(ky_str value, ky_suggest_request *rq, ky_err *err)
{
    if (value.n > KY_MAX_Q_BYTES)
        return ky_fail(err, KY_E_INVALID, "parameter 'q' has %zu bytes, accepted are at most %d",
                       value.n, KY_MAX_Q_BYTES);
    rq->q = value;
    return KY_OK;
}

static ky_rc take_limit(ky_str value, ky_suggest_request *rq, ky_err *err)
{
    if (ky_parse_u32(value, 1, KY_MAX_SUGGESTIONS, &rq->limit, NULL) == KY_OK)
        return KY_OK;
    return ky_fail(err, KY_E_INVALID,
                   "parameter 'limit' is '%.*s', accepted is a whole number from 1 to %d",
                   KY_FMT(value), KY_MAX_SUGGESTIONS);
}

static ky_rc take_keys(ky_str value, ky_suggest_request *rq, ky_err *err)
{
    size_t n = ky_utf8_count(value);
    if (n > KY_MAX_SUGGEST_KEYS)
        return ky_fail(err, KY_E_INVALID,
                       "parameter 'keys' has %zu characters, accepted are at most %d", n,
                       KY_MAX_SUGGEST_KEYS);
    rq->asks_keys = true;
    rq->keys = value;
    return KY_OK;
}

static const struct {
    const char *name;
    take_param *take;
} known[] = {{"q", take_q}, {"limit", take_limit}, {"keys", take_keys}};

static size_t known_at(ky_str name)
{
    size_t i = 0;
    while (i < KY_LEN(known) && !ky_str_eq(name, ky_str_of(known[i].name)))
        i++;
    return i;
}

ky_rc ky_suggest_parse(const ky_param *params, size_t n, ky_arena *arena, ky_suggest_request *ret,
                       ky_err *err)
{
    ky_suggest_request rq = {.q = KY_LIT(""), .limit = KY_DEFAULT_SUGGESTIONS};
    bool seen[KY_LEN(known)] = {false};
    for (size_t i = 0; i < n; i++) {
        ky_str value = {0};
        size_t at = known_at(params[i].name);
        ky_rc rc = ky_param_clean(&params[i], arena, &value, err);
        if (rc == KY_OK && at == KY_LEN(known))
            rc = ky_fail(err, KY_E_INVALID, "unknown parameter '%.*s', known are: q, limit, keys",
                         KY_FMT(params[i].name));
        if (rc == KY_OK && seen[at])
            rc = ky_fail(err, KY_E_INVALID, "parameter '%.*s' is given twice, accepted is one",
                         KY_FMT(params[i].name));
        if (rc == KY_OK)
            rc = known[at].take(value, &rq, err);
        if (rc != KY_OK)
            return rc;
        seen[at] = true;
    }
    *ret = rq;
    return KY_OK;
}
