#include "lexicon_build.h"

#include "ja/kana.h"

enum {
    LEXICON_ROOM = 600000, /* entries in memory at most, before the rarest terms are let go */
};

struct ky_lexicon_draft_entry {
    const char *bytes; /* text, folded where it differs, reading where it differs from that */
    const ky_lexicon_word *words;
    uint32_t n_words;
    uint32_t count;
    uint32_t likely;
    uint16_t text_n;
    uint16_t folded_n;
    uint16_t reading_n;
    uint16_t shown_n;
    uint16_t kind;
    bool run;
    bool dropped;
};

typedef ky_lexicon_draft_entry entry;

void ky_lexicon_draft_fini(ky_lexicon_draft *d)
{
    ky_arena_fini(&d->arena);
    free(d->items);
    *d = (ky_lexicon_draft){0};
}

static ky_str folded_of(const entry *e)
{
    return e->folded_n == 0 ? (ky_str){e->bytes, e->text_n}
                            : (ky_str){e->bytes + e->text_n, e->folded_n};
}

static size_t bytes_of(const entry *e)
{
    return (size_t) e->text_n + e->folded_n + e->reading_n + e->shown_n;
}

static ky_str reading_of(const entry *e)
{
    return e->reading_n == 0 ? folded_of(e)
                             : (ky_str){e->bytes + e->text_n + e->folded_n, e->reading_n};
}

/* Letters of any script, which digits and symbols are not. */
static bool is_letter(uint32_t c)
{
    return ja_is_kana(c) || ja_is_kanji(c) || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x2000) ||
           (c >= 0xAC00 && c < 0xE000);
}

static bool worth_listing(ky_str folded)
{
    size_t chars = 0;
    bool letter = false;
    bool kanji = false;
    for (size_t at = 0, n = 0; at < folded.n; at += n, chars++) {
        uint32_t c = ky_utf8_next(ky_str_from(folded, at), &n);
        letter = letter || is_letter(c);
        kanji = kanji || ja_is_kanji(c);
    }
    return letter && (chars > 1 || kanji);
}

/* Let the rarest terms go: all of a count together, so that the order of adding does not choose
 * among equals. */
static void make_rarest_go(ky_lexicon_draft *d)
{
    bool any = true;
    while (d->n > LEXICON_ROOM / 2 && any) {
        size_t kept = 0;
        uint32_t least = UINT32_MAX;
        any = false;
        for (size_t i = 0; i < d->n; i++) {
            bool term = d->items[i].kind == KY_LEXICON_TERM;
            if (term && d->items[i].count < d->least)
                continue;
            any = any || term;
            least = term && d->items[i].count < least ? d->items[i].count : least;
            d->items[kept++] = d->items[i];
        }
        d->n = kept;
        if (kept > LEXICON_ROOM / 2 && least < UINT32_MAX)
            d->least = least + 1;
    }
}

static ky_rc copy(ky_lexicon_draft *d, const ky_lexicon_input *in, entry *ret, ky_err *err)
{
    bool own_folded = ky_str_eq(in->text, in->folded);
    bool own_reading = ky_str_eq(in->folded, in->reading);
    entry e = {.count = in->count,
               .likely = in->likely,
               .n_words = (uint32_t) in->n_words,
               .text_n = (uint16_t) in->text.n,
               .folded_n = (uint16_t) (own_folded ? 0 : in->folded.n),
               .reading_n = (uint16_t) (own_reading ? 0 : in->reading.n),
               .shown_n = (uint16_t) (ky_str_eq(in->shown, in->reading) ? 0 : in->shown.n),
               .kind = in->kind,
               .run = in->run};
    char *bytes = ky_arena_alloc(&d->arena, bytes_of(&e));
    ky_lexicon_word *words = KY_ARENA_ARRAY(&d->arena, ky_lexicon_word, in->n_words);
    if (bytes == NULL || words == NULL)
        return ky_nomem(err);
    memcpy(bytes, in->text.p, e.text_n);
    if (e.folded_n > 0)
        memcpy(bytes + e.text_n, in->folded.p, e.folded_n);
    if (e.reading_n > 0)
        memcpy(bytes + e.text_n + e.folded_n, in->reading.p, e.reading_n);
    if (e.shown_n > 0)
        memcpy(bytes + e.text_n + e.folded_n + e.reading_n, in->shown.p, e.shown_n);
    if (in->n_words > 0)
        memcpy(words, in->words, in->n_words * sizeof *words);
    e.bytes = bytes;
    e.words = words;
    *ret = e;
    return KY_OK;
}

ky_rc ky_lexicon_draft_add(ky_lexicon_draft *d, const ky_lexicon_input *in, ky_err *err)
{
    bool term = in->kind == KY_LEXICON_TERM;
    if (in->count == 0 || in->text.n == 0 || in->folded.n == 0 || in->reading.n == 0 ||
        in->text.n > KY_LEXICON_TEXT_BYTES || in->folded.n > KY_LEXICON_TEXT_BYTES ||
        in->reading.n > KY_LEXICON_READING_BYTES || in->shown.n > KY_LEXICON_READING_BYTES)
        return KY_OK;
    if (term && (in->count < d->least || !worth_listing(in->folded)))
        return KY_OK;
    if (d->n == LEXICON_ROOM)
        make_rarest_go(d);
    if (!KY_GROW(d->items, d->cap, d->n + 1))
        return ky_nomem(err);
    ky_rc rc = copy(d, in, &d->items[d->n], err);
    d->n += rc == KY_OK;
    return rc;
}

/* ---- which entries stay ---- */

static const entry *entry_at(const void *p)
{
    return *(const entry *const *) p;
}

static int cmp_u32(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int by_folded(const void *a, const void *b)
{
    const entry *x = entry_at(a);
    const entry *y = entry_at(b);
    int c = ky_str_cmp(folded_of(x), folded_of(y));
    if (c == 0)
        c = ky_str_cmp(reading_of(x), reading_of(y));
    return c != 0 ? c : cmp_u32(x->kind, y->kind);
}

static int by_reading(const void *a, const void *b)
{
    const entry *x = entry_at(a);
    const entry *y = entry_at(b);
    int c = ky_str_cmp(reading_of(x), reading_of(y));
    if (c == 0)
        c = ky_str_cmp(folded_of(x), folded_of(y));
    return c != 0 ? c : cmp_u32(x->kind, y->kind);
}

/* Entries by folded text, each once. */
static size_t drop_repeated(entry **items, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        entry *e = items[i];
        entry *last = kept == 0 ? NULL : items[kept - 1];
        if (last == NULL || by_folded(&items[i], &items[kept - 1]) != 0) {
            items[kept++] = e;
            continue;
        }
        last->likely += e->likely;
        last->count = e->count > last->count ? e->count : last->count;
    }
    return kept;
}

/* A run that only begins a longer one in as many records says nothing more than that, and whoever
 * types its beginning is shown the longer one. What ends a longer one has a beginning of its own
 * and stays. Entries by folded text. */
static size_t drop_inner_runs(entry **items, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        entry *e = items[i];
        for (size_t k = i + 1; e->run && !e->dropped && k < n; k++) {
            const entry *longer = items[k];
            if (!ky_str_starts(folded_of(longer), folded_of(e)))
                break;
            e->dropped = longer->kind == KY_LEXICON_TERM && longer->count == e->count &&
                         folded_of(longer).n > folded_of(e).n &&
                         ky_str_starts(reading_of(longer), reading_of(e));
        }
    }
    for (size_t i = 0; i < n; i++)
        if (!items[i]->dropped)
            items[kept++] = items[i];
    return kept;
}

/* Facet values, names, terms. */
static int rank_of_kind(const entry *e)
{
    return e->kind == KY_LEXICON_TERM ? 2 : e->kind == KY_LEXICON_NAME;
}

static int by_importance(const void *a, const void *b)
{
    const entry *x = entry_at(a);
    const entry *y = entry_at(b);
    if (rank_of_kind(x) != rank_of_kind(y))
        return rank_of_kind(x) - rank_of_kind(y);
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    size_t n = ky_utf8_count(folded_of(x));
    size_t m = ky_utf8_count(folded_of(y));
    return n != m ? (n > m) - (n < m) : by_folded(a, b);
}

/* How many of the first entries there is room for, in number and in bytes. Facet values and names
 * together get half of it. Their later words are looked up while there is room for these. */
static size_t choose(entry **items, size_t n)
{
    size_t bytes = 0;
    size_t kept = 0;
    size_t starts = 0;
    for (size_t i = 0; i < n; i++) {
        entry *e = items[i];
        size_t half = e->kind == KY_LEXICON_TERM ? 1 : 2;
        size_t more = bytes_of(e);
        if (kept >= KY_LEXICON_ENTRIES / half || bytes + more > KY_LEXICON_BYTES / half)
            continue;
        if (starts + e->n_words > KY_LEXICON_STARTS)
            e->n_words = 0;
        starts += e->n_words;
        bytes += more;
        items[kept++] = e;
    }
    return kept;
}

/* ---- the orders of what stays ---- */

/* Fill lx->bytes and lx->items, in the order of items. */
static bool put_items(entry **items, size_t n, ky_lexicon *lx)
{
    size_t bytes = 0;
    for (size_t i = 0; i < n; i++)
        bytes += bytes_of(items[i]);
    lx->n = (uint32_t) n;
    lx->bytes = malloc(bytes + 1);
    lx->items = calloc(n + 1, sizeof *lx->items);
    lx->by_text = calloc(n + 1, sizeof *lx->by_text);
    if (lx->bytes == NULL || lx->items == NULL || lx->by_text == NULL)
        return false;
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        const entry *e = items[i];
        size_t size = bytes_of(e);
        memcpy(lx->bytes + at, e->bytes, size);
        lx->items[i] = (ky_lexicon_item){.at = (uint32_t) at,
                                         .count = e->count,
                                         .text_n = e->text_n,
                                         .folded_n = e->folded_n,
                                         .reading_n = e->reading_n,
                                         .shown_n = e->shown_n,
                                         .kind = e->kind};
        at += size;
    }
    lx->bytes[at] = '\0';
    return true;
}

/* A key with the place it stands for. */
typedef struct keyed {
    ky_str key;
    uint32_t place;
} keyed;

static int by_key(const void *a, const void *b)
{
    const keyed *x = a;
    const keyed *y = b;
    int c = ky_str_cmp(x->key, y->key);
    return c != 0 ? c : cmp_u32(x->place, y->place);
}

static void sort_keys(keyed *keys, uint32_t n, uint32_t *ret)
{
    qsort(keys, n, sizeof *keys, by_key);
    for (uint32_t i = 0; i < n; i++)
        ret[i] = keys[i].place;
}

/* The later words of all entries, in no order. */
static bool put_starts(entry **items, size_t n, ky_lexicon *lx)
{
    size_t most = 0;
    for (size_t i = 0; i < n; i++)
        most += items[i]->n_words;
    lx->starts = calloc(most + 1, sizeof *lx->starts);
    lx->starts_by_text = calloc(most + 1, sizeof *lx->starts_by_text);
    if (lx->starts == NULL || lx->starts_by_text == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        const entry *e = items[i];
        for (size_t k = 0; k < e->n_words; k++) {
            ky_lexicon_word w = e->words[k];
            if (w.folded_at < folded_of(e).n && w.reading_at < reading_of(e).n)
                lx->starts[lx->n_starts++] =
                    (ky_lexicon_start){(uint32_t) i, w.folded_at, w.reading_at};
        }
    }
    return true;
}

/* An entry with its place among those that stay. */
typedef struct placed {
    const entry *e;
    uint32_t place;
} placed;

/* Of the same text that first which stands for it. */
static int by_text(const void *a, const void *b)
{
    const placed *x = a;
    const placed *y = b;
    int c = ky_str_cmp(folded_of(x->e), folded_of(y->e));
    if (c == 0)
        c = cmp_u32(rank_of_kind(x->e), rank_of_kind(y->e));
    if (c == 0)
        c = cmp_u32(y->e->likely, x->e->likely);
    if (c == 0)
        c = cmp_u32(y->e->count, x->e->count);
    return c != 0 ? c : cmp_u32(x->place, y->place);
}

static bool sort_texts(entry **items, ky_lexicon *lx)
{
    KY_CLEANUP(ky_free_p) placed *all = calloc((size_t) lx->n + 1, sizeof *all);
    if (all == NULL)
        return false;
    for (uint32_t i = 0; i < lx->n; i++)
        all[i] = (placed){items[i], i};
    qsort(all, lx->n, sizeof *all, by_text);
    for (uint32_t i = 0; i < lx->n; i++)
        lx->by_text[i] = all[i].place;
    ky_lexicon_mark(lx);
    return true;
}

/* starts stand in their own order; only what they are looked up by is still to sort. */
static bool sort_starts(ky_lexicon *lx)
{
    KY_CLEANUP(ky_free_p) keyed *keys = calloc((size_t) lx->n_starts + 1, sizeof *keys);
    KY_CLEANUP(ky_free_p)
    ky_lexicon_start *starts = calloc((size_t) lx->n_starts + 1, sizeof *starts);
    if (keys == NULL || starts == NULL)
        return false;
    for (uint32_t i = 0; i < lx->n_starts; i++)
        keys[i] = (keyed){ky_lexicon_start_reading(lx, &lx->starts[i]), i};
    sort_keys(keys, lx->n_starts, lx->starts_by_text);
    for (uint32_t i = 0; i < lx->n_starts; i++)
        starts[i] = lx->starts[lx->starts_by_text[i]];
    free(lx->starts);
    lx->starts = KY_STEAL(starts);
    for (uint32_t i = 0; i < lx->n_starts; i++)
        keys[i] = (keyed){ky_lexicon_start_folded(lx, &lx->starts[i]), i};
    sort_keys(keys, lx->n_starts, lx->starts_by_text);
    return true;
}

ky_rc ky_lexicon_draft_finish(ky_lexicon_draft *d, ky_lexicon *ret, ky_err *err)
{
    KY_CLEANUP(ky_lexicon_fini) ky_lexicon lx = {0};
    KY_CLEANUP(ky_free_p) entry **items = calloc(d->n + 1, sizeof(entry *));
    if (items == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < d->n; i++) {
        d->items[i].dropped = d->items[i].kind == KY_LEXICON_TERM && d->items[i].count < d->least;
        items[i] = &d->items[i];
    }
    qsort(items, d->n, sizeof(entry *), by_folded);
    size_t n = drop_repeated(items, d->n);
    n = drop_inner_runs(items, n);
    qsort(items, n, sizeof(entry *), by_importance);
    n = choose(items, n);
    qsort(items, n, sizeof(entry *), by_reading);
    if (!put_items(items, n, &lx) || !put_starts(items, n, &lx) || !sort_texts(items, &lx) ||
        !sort_starts(&lx))
        return ky_nomem(err);
    *ret = lx;
    lx = (ky_lexicon){0};
    return KY_OK;
}
