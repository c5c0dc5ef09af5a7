#include "readings.h"

#include "cmocka_c17.h"
#include "ja/kana.h"
#include "pick.h"

enum { MAX_RUN = 3, MIN_KANA = 2, MAX_INSIDE = 12 };

static size_t characters(ky_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += (s.p[i] & 0xC0) != 0x80;
    return n;
}

static ky_str last_character(ky_str s)
{
    size_t at = s.n;
    while (at > 0 && (s.p[--at] & 0xC0) == 0x80)
        continue;
    return ky_str_from(s, at);
}

static ky_str surface(const ja_analysis *a, const ja_token *first, const ja_token *last)
{
    return (ky_str){a->text.folded.p + first->start, last->end - first->start};
}

static void put_key(ky_buf *out, const ja_token *t)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_kana_key(t->reading, &key);
    ky_buf_put(out, ky_buf_str(&key));
}

/* Kanji or katakana among it. */
static bool is_not_hiragana(ky_str s)
{
    size_t len;
    for (size_t at = 0; at < s.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(s, at), &len);
        if (ja_is_kanji(c) || (c >= 0x30A1 && c <= 0x30FA))
            return true;
    }
    return false;
}

static bool ends_like_a_verb(ky_str s)
{
    static const char ends[] = "うくすつぬふむゆるぐずづぶぷい";
    return ky_str_find(KY_LIT(ends), last_character(s)) != SIZE_MAX;
}

static bool is_noun(const ja_analysis *a, const ja_token *t)
{
    ky_str text = surface(a, t, t);
    return t->cls == JA_WORD && ky_str_eq(t->base, text) && !ends_like_a_verb(text) &&
           (is_not_hiragana(text) || characters(text) > 1);
}

typedef struct collection {
    ky_arena *arena;
    noun_run *items;
    size_t n;
    size_t cap;
    uint64_t *seen; /* open addressing; 0 is free */
    size_t slots;
} collection;

static bool is_new(collection *c, ky_str text)
{
    uint64_t hash = ky_hash(text, KY_HASH_SEED) | 1;
    size_t at = hash % c->slots;
    while (c->seen[at] != 0 && c->seen[at] != hash)
        at = (at + 1) % c->slots;
    bool fresh = c->seen[at] == 0;
    c->seen[at] = hash;
    return fresh;
}

static void collect_run(collection *c, ky_str text, ky_str key)
{
    if (!ja_all_kana(key) || characters(key) < MIN_KANA)
        return;
    assert_true(c->n * 2 < c->slots);
    if (!is_new(c, text))
        return;
    assert_true(KY_GROW(c->items, c->cap, c->n + 1));
    c->items[c->n++] =
        (noun_run){.text = ky_arena_str(c->arena, text), .key = ky_arena_str(c->arena, key)};
}

static void collect_from(collection *c, const ja_analysis *a, size_t first)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    for (size_t i = first; i < a->n && i < first + MAX_RUN && is_noun(a, &a->tokens[i]); i++) {
        put_key(&key, &a->tokens[i]);
        collect_run(c, surface(a, &a->tokens[first], &a->tokens[i]), ky_buf_str(&key));
    }
}

const noun_run *noun_runs(const table *t, ky_arena *arena, size_t *ret_n)
{
    collection c = {.arena = arena, .slots = (size_t) 1 << 20};
    c.seen = calloc(c.slots, sizeof *c.seen);
    assert_non_null(c.seen);
    for (size_t i = 0; i < t->n; i++) {
        KY_CLEANUP(ky_arena_fini) ky_arena scratch = {0};
        texts ts = texts_of(t, i, &scratch);
        for (size_t k = 0; k < ts.n; k++)
            for (size_t first = 0; first < ts.items[k].n; first++)
                collect_from(&c, &ts.items[k], first);
    }
    noun_run *runs = KY_ARENA_ARRAY(arena, noun_run, c.n);
    assert_non_null(runs);
    if (c.n > 0)
        memcpy(runs, c.items, c.n * sizeof *runs);
    free(c.items);
    free(c.seen);
    *ret_n = c.n;
    return runs;
}

static void hear(heard *h, ky_str key)
{
    assert_true(KY_GROW(h->hashes, h->cap, h->n + 1));
    h->hashes[h->n++] = ky_hash(key, KY_HASH_SEED);
}

static void hear_runs(heard *h, const ja_analysis *a)
{
    for (size_t first = 0; first < a->n; first++) {
        KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
        for (size_t i = first; i < a->n && i < first + MAX_HEARD_WORDS; i++) {
            if (a->tokens[i].cls == JA_MARK)
                break;
            put_key(&key, &a->tokens[i]);
            hear(h, ky_buf_str(&key));
        }
    }
}

/* The piece, where it is one word by itself whose reading is part of the whole word's. */
static void hear_piece(heard *h, ja_analyser *an, ky_str piece, ky_str whole_key)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_analysis a;
    assert_int_equal(ja_analyse(an, piece, &arena, &a, NULL), KY_OK);
    if (a.n != 1)
        return;
    put_key(&key, &a.tokens[0]);
    if (ky_str_find(whole_key, ky_buf_str(&key)) != SIZE_MAX)
        hear(h, ky_buf_str(&key));
}

static void hear_inside(heard *h, ja_analyser *an, const ja_analysis *a, const ja_token *t)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    size_t starts[MAX_INSIDE + 1];
    size_t n = 0;
    ky_str word = surface(a, t, t);
    if (t->cls == JA_MARK || !is_not_hiragana(word) || characters(word) > MAX_INSIDE)
        return;
    put_key(&key, t);
    for (size_t at = 0; at < word.n; at++)
        if ((word.p[at] & 0xC0) != 0x80)
            starts[n++] = at;
    starts[n] = word.n;
    for (size_t from = 0; from < n; from++)
        for (size_t to = from + 1; to <= n; to++)
            if (to - from < n)
                hear_piece(h, an, (ky_str){word.p + starts[from], starts[to] - starts[from]},
                           ky_buf_str(&key));
}

static void hear_text(heard *h, ja_analyser *an, ky_str text)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ja_analysis a;
    assert_int_equal(ja_analyse(an, text, &arena, &a, NULL), KY_OK);
    hear_runs(h, &a);
    for (size_t i = 0; i < a.n; i++)
        hear_inside(h, an, &a, &a.tokens[i]);
}

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *) a;
    uint64_t y = *(const uint64_t *) b;
    return (x > y) - (x < y);
}

heard heard_in(const table *t, size_t record)
{
    KY_CLEANUP(ja_analyser_free_p) ja_analyser *an = NULL;
    const ky_record *r = &t->records[record];
    heard h = {0};
    assert_int_equal(ja_analyser_new(model(), &an, NULL), KY_OK);
    for (size_t f = 0; f < t->schema->n_fields; f++) {
        const ky_cell *cell = &r->cells[f];
        for (size_t i = 0; i < cell->n; i++) {
            hear_text(&h, an, cell->values[i]);
            if (cell->notes != NULL)
                hear_text(&h, an, cell->notes[i]);
        }
    }
    if (h.n > 0)
        qsort(h.hashes, h.n, sizeof h.hashes[0], ascending);
    return h;
}

bool heard_has(const heard *h, ky_str key)
{
    uint64_t hash = ky_hash(key, KY_HASH_SEED);
    return h->n > 0 && bsearch(&hash, h->hashes, h->n, sizeof hash, ascending) != NULL;
}

void heard_fini(heard *h)
{
    free(h->hashes);
    *h = (heard){0};
}
