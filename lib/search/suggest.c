#include "suggest.h"

#include "base/num.h"
#include "index_priv.h"
#include "ja/kana.h"
#include "total.h"
#include "typed.h"

/* How well an entry begins as typed; smaller is better. */
enum { TIER_WHOLE, TIER_BEGINNING, TIER_LATER_WORD };

enum {
    SPARE = 4,     /* candidates for each suggestion: some are the same text, some find nothing */
    TRIES = 3,     /* candidates looked for in the index, for each suggestion */
    COUNTED = 100, /* records of several words together, where there are too many to count all */
    MAX_CANDIDATES = KY_MAX_SUGGESTIONS * SPARE,
};

typedef struct candidate {
    uint32_t entry;
    uint32_t tier;
    uint32_t count; /* as the lexicon has it, then as the index answers */
} candidate;

/* One question under way. */
typedef struct asking {
    ky_index *ix;
    const ky_lexicon *lx;
    ky_arena *arena;
    ky_typed typed;
    uint32_t limit;
    candidate best[MAX_CANDIDATES]; /* a heap, the worst on top; then sorted */
    size_t n;
    size_t max;
    ky_err *err;
} asking;

/* ---- the best candidates ---- */

static size_t characters(ky_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char) s.p[i] & 0xC0) != 0x80;
    return n;
}

/* Facet values before names before words of the same text. */
static int cmp_kind(uint16_t a, uint16_t b)
{
    return (a > b) - (a < b);
}

/* Negative where a comes before b. */
static int cmp(const asking *s, const candidate *a, const candidate *b)
{
    if (a->tier != b->tier)
        return a->tier < b->tier ? -1 : 1;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    ky_lexicon_entry x = ky_lexicon_at(s->lx, a->entry);
    ky_lexicon_entry y = ky_lexicon_at(s->lx, b->entry);
    size_t n = characters(x.folded);
    size_t m = characters(y.folded);
    if (n != m)
        return n < m ? -1 : 1;
    int c = ky_str_cmp(x.folded, y.folded);
    if (c == 0)
        c = cmp_kind(x.kind, y.kind);
    return c != 0 ? c : (a->entry > b->entry) - (a->entry < b->entry);
}

static void swap(candidate *a, candidate *b)
{
    candidate c = *a;
    *a = *b;
    *b = c;
}

static void sift_down(asking *s, size_t at, size_t n)
{
    for (size_t child; (child = 2 * at + 1) < n; at = child) {
        if (child + 1 < n && cmp(s, &s->best[child + 1], &s->best[child]) > 0)
            child++;
        if (cmp(s, &s->best[child], &s->best[at]) <= 0)
            return;
        swap(&s->best[child], &s->best[at]);
    }
}

/* The last one, up to its place. */
static void sift_up(asking *s)
{
    for (size_t at = s->n - 1; at > 0;) {
        candidate *parent = &s->best[(at - 1) / 2];
        if (cmp(s, &s->best[at], parent) <= 0)
            return;
        swap(&s->best[at], parent);
        at = (at - 1) / 2;
    }
}

/* An entry is met once for its spelling and once for its reading, perhaps in another tier. */
static bool replaces_itself(asking *s, const candidate *c)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->best[i].entry != c->entry)
            continue;
        if (c->tier < s->best[i].tier) {
            s->best[i].tier = c->tier;
            sift_down(s, i, s->n);
        }
        return true;
    }
    return false;
}

static void consider(asking *s, uint32_t entry, uint32_t tier)
{
    const candidate c = {entry, tier, ky_lexicon_count(s->lx, entry)};
    if (s->n == s->max && cmp(s, &c, &s->best[0]) >= 0)
        return;
    if (replaces_itself(s, &c))
        return;
    if (s->n < s->max) {
        s->best[s->n++] = c;
        sift_up(s);
        return;
    }
    s->best[0] = c;
    sift_down(s, 0, s->n);
}

static void sort_best(asking *s)
{
    for (size_t n = s->n; n > 1; n--) {
        swap(&s->best[0], &s->best[n - 1]);
        sift_down(s, 0, n - 1);
    }
}

/* ---- where candidates come from ---- */

static void by_spelling(asking *s)
{
    const ky_lexicon *lx = s->lx;
    ky_str typed = s->typed.folded;
    ky_lexicon_range r = ky_lexicon_by_text(lx, typed);
    for (uint32_t i = r.from; i < r.to; i++) {
        uint32_t entry = lx->by_text[i];
        bool whole = i - r.from < s->max && ky_lexicon_at(lx, entry).folded.n == typed.n;
        consider(s, entry, whole ? TIER_WHOLE : TIER_BEGINNING);
    }
    r = ky_lexicon_starts_by_text(lx, typed);
    for (uint32_t i = r.from; i < r.to; i++)
        consider(s, lx->starts[lx->starts_by_text[i]].entry, TIER_LATER_WORD);
}

/* One kana, or a word of one kanji, is too little to say that this very word is meant: し would
 * bring every kanji that is read so before the words that begin with it. */
static bool is_whole(const asking *s, ky_lexicon_entry e, ky_str prefix)
{
    return e.reading.n == prefix.n && !s->typed.half_typed && characters(prefix) > 1 &&
           characters(e.folded) > 1;
}

static void by_reading(asking *s, ky_str prefix)
{
    const ky_lexicon *lx = s->lx;
    ky_lexicon_range r = ky_lexicon_by_reading(lx, prefix);
    for (uint32_t i = r.from; i < r.to; i++) {
        bool whole = i - r.from < s->max && is_whole(s, ky_lexicon_at(lx, i), prefix);
        consider(s, i, whole ? TIER_WHOLE : TIER_BEGINNING);
    }
    r = ky_lexicon_starts_by_reading(lx, prefix);
    for (uint32_t i = r.from; i < r.to; i++)
        consider(s, lx->starts[i].entry, TIER_LATER_WORD);
}

static void try_mixed(asking *s, uint32_t entry, size_t folded_at, size_t reading_at)
{
    ky_lexicon_entry e = ky_lexicon_at(s->lx, entry);
    if (ky_typed_begins(s->lx, &s->typed, ky_str_from(e.folded, folded_at),
                        ky_str_from(e.reading, reading_at)))
        consider(s, entry, folded_at == 0 ? TIER_BEGINNING : TIER_LATER_WORD);
}

/* What begins with the first piece of a mixed word is tried against the whole of it. */
static void by_mix(asking *s)
{
    const ky_lexicon *lx = s->lx;
    const ky_typed_piece *first = &s->typed.pieces[0];
    bool kana = first->n_kana > 0;
    ky_str begin = kana ? first->kana[0] : first->written;
    ky_lexicon_range r = kana ? ky_lexicon_by_reading(lx, begin) : ky_lexicon_by_text(lx, begin);
    for (uint32_t i = r.from; i < r.to; i++)
        try_mixed(s, kana ? i : lx->by_text[i], 0, 0);
    r = kana ? ky_lexicon_starts_by_reading(lx, begin) : ky_lexicon_starts_by_text(lx, begin);
    for (uint32_t i = r.from; i < r.to; i++) {
        const ky_lexicon_start *t = &lx->starts[kana ? i : lx->starts_by_text[i]];
        try_mixed(s, t->entry, t->folded_at, t->reading_at);
    }
}

static bool try_loose(void *payload, ky_str key, int distance)
{
    asking *s = payload;
    (void) distance;
    by_reading(s, key);
    return s->n > 0;
}

/* Kana and romaji as people spell them: きようどう, kyodo. Only where nothing begins as typed. */
static ky_rc by_loose_reading(asking *s)
{
    enum { LOOSE_SPELLINGS = 128 };
    unsigned ways = s->typed.is_kana ? JA_LOOSE_KANA : JA_LOOSE_ROMAJI;
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < s->typed.n_kana && s->n == 0 && rc == KY_OK; i++)
        rc = ja_kana_loose(s->typed.kana[i], ways, LOOSE_SPELLINGS, try_loose, s, s->err);
    return rc;
}

static void values_of_facets(asking *s)
{
    for (uint32_t i = 0; i < s->lx->n; i++)
        if (s->lx->items[i].kind < KY_LEXICON_NAME)
            consider(s, i, TIER_BEGINNING);
}

static ky_rc find_candidates(asking *s)
{
    if (s->typed.folded.n == 0) {
        values_of_facets(s);
        return KY_OK;
    }
    by_spelling(s);
    for (size_t i = 0; i < s->typed.n_kana; i++)
        by_reading(s, s->typed.kana[i]);
    if (s->typed.n_pieces > 0)
        by_mix(s);
    return s->n == 0 ? by_loose_reading(s) : KY_OK;
}

/* ---- what they bring ---- */

/* The whole new question. */
static void put_text(const asking *s, const candidate *c, ky_buf *out)
{
    ky_buf_put(out, s->typed.head);
    ky_buf_put(out, ky_lexicon_at(s->lx, c->entry).text);
}

/* Asked of the index once for each entry; what stands in front of it makes another question. */
static ky_rc count_records(asking *s, candidate *c)
{
    ky_index *ix = s->ix;
    bool alone = s->typed.head.n == 0;
    bool counted = ix->records <= KY_SUGGEST_COUNTED_RECORDS;
    if (alone && !counted)
        return KY_OK;
    if (alone && ix->totals == NULL)
        ix->totals = KY_ARENA_ARRAY(&ix->arena, uint32_t, s->lx->n);
    if (alone && ix->totals == NULL)
        return ky_nomem(s->err);
    if (alone && ix->totals[c->entry] > 0) {
        c->count = ix->totals[c->entry] - 1;
        return KY_OK;
    }
    KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
    put_text(s, c, &q);
    ky_rc rc = ky_buf_check(&q, s->err);
    if (rc == KY_OK)
        rc = ky_total(ix, ky_buf_str(&q), counted ? ix->records : COUNTED, &c->count, s->err);
    if (rc == KY_OK && alone)
        ix->totals[c->entry] = c->count + 1;
    return rc;
}

static bool same_text(const asking *s, const candidate *a, const candidate *b)
{
    return ky_str_eq(ky_lexicon_at(s->lx, a->entry).folded, ky_lexicon_at(s->lx, b->entry).folded);
}

/* Of the same text the better one stays, called what is most: a facet value, a name, a word. */
static bool merge(asking *s, const candidate *c, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        candidate *kept = &s->best[i];
        if (!same_text(s, kept, c))
            continue;
        if (s->lx->items[c->entry].kind < s->lx->items[kept->entry].kind)
            kept->entry = c->entry;
        return true;
    }
    return false;
}

/* Leave the suggestions in front of s->best, in their order. */
static ky_rc choose(asking *s)
{
    size_t n = 0;
    size_t tries = 0;
    sort_best(s);
    for (size_t i = 0; i < s->n; i++) {
        candidate c = s->best[i];
        if (merge(s, &c, n))
            continue;
        if (n == s->limit || tries++ == (size_t) s->limit * TRIES)
            continue;
        ky_rc rc = count_records(s, &c);
        if (rc != KY_OK)
            return rc;
        if (c.count > 0)
            s->best[n++] = c;
    }
    s->n = n;
    for (size_t i = n / 2; i-- > 0;)
        sift_down(s, i, n);
    sort_best(s);
    return KY_OK;
}

/* ---- how they are read ---- */

static bool begins_as_typed(const asking *s, ky_str reading)
{
    for (size_t i = 0; i < s->typed.n_kana; i++)
        if (ky_str_starts(reading, s->typed.kana[i]))
            return true;
    return s->typed.n_kana == 0;
}

/* The kana key of a text that stands alone; empty where a word's reading is not known. */
static ky_rc read_alone(const asking *s, ky_str folded, ky_buf *out)
{
    ja_analysis a;
    ky_rc rc = ja_analyse(s->ix->ja, folded, s->arena, &a, s->err);
    for (size_t i = 0; rc == KY_OK && i < a.n; i++) {
        if (a.tokens[i].n_keys == 0) {
            ky_buf_clear(out);
            return KY_OK;
        }
        ky_buf_put(out, a.tokens[i].keys[0]);
    }
    return rc == KY_OK ? ky_buf_check(out, s->err) : rc;
}

/* A word has an entry for each of its readings, of which nothing says yet which one people know:
 * 市内 is しない before いちない. Kana and mixed words have chosen already. */
static ky_rc take_usual_reading(const asking *s, candidate *c)
{
    const ky_lexicon *lx = s->lx;
    ky_lexicon_entry e = ky_lexicon_at(lx, c->entry);
    bool chosen = s->typed.n_pieces > 0 || (s->typed.n_kana > 0 && c->tier == TIER_WHOLE);
    ky_lexicon_range r = ky_lexicon_by_text(lx, e.folded);
    if (chosen || e.kind != KY_LEXICON_TERM || r.to - r.from < 2)
        return KY_OK;
    KY_CLEANUP(ky_buf_fini) ky_buf alone = {0};
    ky_rc rc = read_alone(s, e.folded, &alone);
    for (uint32_t i = r.from; i < r.to && rc == KY_OK; i++) {
        ky_lexicon_entry other = ky_lexicon_at(lx, lx->by_text[i]);
        if (other.folded.n > e.folded.n)
            break;
        if (other.kind == KY_LEXICON_TERM && ky_str_eq(other.reading, ky_buf_str(&alone)) &&
            begins_as_typed(s, other.reading))
            c->entry = lx->by_text[i];
    }
    return rc;
}

/* ---- the answer ---- */

static const char *kind_of(const asking *s, uint16_t kind)
{
    if (kind == KY_LEXICON_TERM)
        return "term";
    return kind < s->ix->schema->n_fields ? s->ix->schema->fields[kind].name.p : "name";
}

static ky_rc suggestion(const asking *s, const candidate *c, json_t *list)
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

static ky_rc next_kana(const asking *s, json_t *list)
{
    KY_CLEANUP(ky_buf_fini) ky_buf kana = {0};
    if (s->typed.is_kana)
        ky_lexicon_next(s->lx, s->typed.key, &kana);
    ky_str all = ky_buf_str(&kana);
    for (size_t at = 0, n = 0; at < all.n; at += n) {
        (void) ky_utf8_next(ky_str_from(all, at), &n);
        if (!ky_json_append(list, ky_json_str((ky_str){all.p + at, n})))
            return ky_nomem(s->err);
    }
    return ky_buf_check(&kana, s->err);
}

static ky_rc answer(const asking *s, json_t **ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    json_t *suggestions = json_array();
    json_t *next = json_array();
    bool ok = ky_json_set(out, "suggestions", suggestions);
    ok = ky_json_set(out, "next", next) && ok;
    ky_rc rc = ok ? KY_OK : ky_nomem(s->err);
    for (size_t i = 0; i < s->n && rc == KY_OK; i++)
        rc = suggestion(s, &s->best[i], suggestions);
    if (rc == KY_OK)
        rc = next_kana(s, next);
    if (rc == KY_OK)
        *ret = KY_STEAL(out);
    return rc;
}

ky_rc ky_suggest(ky_index *ix, const ky_suggest_request *rq, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    asking s = {.ix = ix, .lx = &ix->lexicon, .arena = &arena, .limit = rq->limit, .err = err};
    s.max = (size_t) rq->limit * SPARE;
    ky_rc rc = ky_typed_read(ja_model_romaji(ix->model), rq->q, &arena, &s.typed, err);
    if (rc == KY_OK)
        rc = find_candidates(&s);
    if (rc == KY_OK)
        rc = choose(&s);
    for (size_t i = 0; i < s.n && rc == KY_OK; i++)
        rc = take_usual_reading(&s, &s.best[i]);
    if (rc == KY_OK)
        rc = answer(&s, ret);
    ky_arena_clear(&ix->scratch);
    return rc == KY_E_NOT_FOUND ? ky_prefix(err, KY_E_CORRUPT, "the index is damaged") : rc;
}

/* ---- the request ---- */

static ky_rc take_limit(ky_str value, uint32_t *ret, ky_err *err)
{
    if (ky_parse_u32(value, 1, KY_MAX_SUGGESTIONS, ret, NULL) == KY_OK)
        return KY_OK;
    return ky_fail(err, KY_E_INVALID,
                   "parameter 'limit' is '%.*s', accepted is a whole number from 1 to %d",
                   KY_FMT(value), KY_MAX_SUGGESTIONS);
}

static ky_rc take_q(ky_str value, ky_str *ret, ky_err *err)
{
    if (value.n > KY_MAX_Q_BYTES)
        return ky_fail(err, KY_E_INVALID, "parameter 'q' has %zu bytes, accepted are at most %d",
                       value.n, KY_MAX_Q_BYTES);
    *ret = value;
    return KY_OK;
}

ky_rc ky_suggest_parse(const ky_param *params, size_t n, ky_arena *arena, ky_suggest_request *ret,
                       ky_err *err)
{
    ky_suggest_request rq = {.q = KY_LIT(""), .limit = KY_DEFAULT_SUGGESTIONS};
    bool seen_q = false;
    bool seen_limit = false;
    for (size_t i = 0; i < n; i++) {
        ky_str value = {0};
        ky_rc rc = ky_param_clean(&params[i], arena, &value, err);
        bool is_q = ky_str_eq(params[i].name, KY_LIT("q"));
        bool is_limit = ky_str_eq(params[i].name, KY_LIT("limit"));
        if (rc == KY_OK && !is_q && !is_limit)
            rc = ky_fail(err, KY_E_INVALID, "unknown parameter '%.*s', known are: q, limit",
                         KY_FMT(params[i].name));
        if (rc == KY_OK && (is_q ? seen_q : seen_limit))
            rc = ky_fail(err, KY_E_INVALID, "parameter '%.*s' is given twice, accepted is one",
                         KY_FMT(params[i].name));
        if (rc == KY_OK)
            rc = is_q ? take_q(value, &rq.q, err) : take_limit(value, &rq.limit, err);
        if (rc != KY_OK)
            return rc;
        seen_q = seen_q || is_q;
        seen_limit = seen_limit || is_limit;
    }
    *ret = rq;
    return KY_OK;
}
