#include "property.h"

#include "../../indexer/gold.h"
#include "cmocka_c17.h"
#include "readings.h"
#include "romaji.h"

const char *const typed_names[TYPED_WAYS] = {
    "hiragana", "katakana", "romaji", "romaji, short", "romaji, macrons", "Kunrei", "IME",
};

/* One run and what became of it. */
typedef struct outcome {
    const noun_run *run;
    bool asked[TYPED_WAYS];
    double found[TYPED_WAYS];
    double surplus[TYPED_WAYS];
    double loss; /* over the bound ways: what to sort by */
} outcome;

typedef struct survey {
    const place *place;
    heard *heard; /* of each record */
    size_t n_ways;
} survey;

static void put_katakana(ky_buf *out, ky_str key)
{
    size_t len;
    for (size_t at = 0; at < key.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(key, at), &len);
        ky_buf_put_utf8(out, c >= 0x3041 && c <= 0x3096 ? c + 0x60 : c);
    }
}

/* False where the reading cannot be typed that way. */
static bool type(ky_str key, typed way, ky_buf *out)
{
    static const romaji_style styles[TYPED_WAYS] = {
        [TYPED_ROMAJI] = ROMAJI_SPELLED, [TYPED_SIGN] = ROMAJI_HEPBURN,
        [TYPED_MACRON] = ROMAJI_MACRON,  [TYPED_KUNREI] = ROMAJI_KUNREI,
        [TYPED_IME] = ROMAJI_IME,
    };
    if (way == TYPED_HIRAGANA)
        ky_buf_put(out, key);
    else if (way == TYPED_KATAKANA)
        put_katakana(out, key);
    else
        return romaji_of(key, styles[way], out);
    return true;
}

static ky_gold_numbers find(const survey *s, ky_str q)
{
    ky_gold_numbers found = {0};
    ky_err err;
    if (ky_gold_find(s->place->ix, q, &found, &err) != KY_OK)
        fail_msg("%.*s: %s", KY_FMT(q), err.msg);
    return found;
}

static bool has(const ky_gold_numbers *l, uint32_t number)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->items[i] == number)
            return true;
    return false;
}

/* True where some record of that number has a word that is read so. */
static bool is_heard(const survey *s, uint32_t number, ky_str key)
{
    const table *t = &s->place->table;
    for (size_t i = 0; i < t->n; i++)
        if (t->records[i].number == number && heard_has(&s->heard[i], key))
            return true;
    return false;
}

static void compare(const survey *s, const ky_gold_numbers *kanji, typed way, outcome *o)
{
    KY_CLEANUP(ky_buf_fini) ky_buf q = {0};
    if (!type(o->run->key, way, &q))
        return;
    KY_CLEANUP(ky_gold_numbers_fini) ky_gold_numbers kana = find(s, ky_buf_str(&q));
    size_t common = 0;
    size_t surplus = 0;
    for (size_t i = 0; i < kanji->n; i++)
        common += has(&kana, kanji->items[i]);
    for (size_t i = 0; i < kana.n; i++)
        surplus += !has(kanji, kana.items[i]) && !is_heard(s, kana.items[i], o->run->key);
    o->asked[way] = true;
    o->found[way] = (double) common / (double) kanji->n;
    o->surplus[way] = kana.n == 0 ? 0 : (double) surplus / (double) kana.n;
    if (way < TYPED_BOUND)
        o->loss += 1 - o->found[way] + o->surplus[way];
}

/* False where the kanji query itself finds nothing. */
static bool ask_run(const survey *s, outcome *o)
{
    KY_CLEANUP(ky_gold_numbers_fini) ky_gold_numbers kanji = find(s, o->run->text);
    if (kanji.n == 0)
        return false;
    for (size_t way = 0; way < s->n_ways; way++)
        compare(s, &kanji, (typed) way, o);
    return true;
}

static int worst_first(const void *a, const void *b)
{
    const outcome *x = a;
    const outcome *y = b;
    int order = (x->loss < y->loss) - (x->loss > y->loss);
    return order != 0 ? order : ky_str_cmp(x->run->text, y->run->text);
}

static void print_worst(outcome *items, size_t n, size_t worst)
{
    if (n > 0)
        qsort(items, n, sizeof *items, worst_first);
    for (size_t i = 0; i < n && i < worst && items[i].loss > 0; i++) {
        const outcome *o = &items[i];
        print_error("  %.*s %.*s:", KY_FMT(o->run->text), KY_FMT(o->run->key));
        for (size_t way = 0; way < TYPED_BOUND; way++)
            print_error(" %s found %.2f surplus %.2f%s", typed_names[way], o->found[way],
                        o->surplus[way], way + 1 < TYPED_BOUND ? "," : "\n");
    }
}

static property sum_up(const outcome *items, size_t n, size_t runs)
{
    property p = {.runs = runs, .silent = runs - n};
    for (size_t way = 0; way < TYPED_WAYS; way++) {
        for (size_t i = 0; i < n; i++) {
            p.by[way].n += items[i].asked[way];
            p.by[way].found += items[i].found[way];
            p.by[way].surplus += items[i].surplus[way];
        }
        if (p.by[way].n > 0) {
            p.by[way].found /= (double) p.by[way].n;
            p.by[way].surplus /= (double) p.by[way].n;
        }
    }
    return p;
}

property measure_property(const place *p, size_t max_runs, size_t n_ways, size_t worst)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    size_t n_runs;
    const noun_run *runs = noun_runs(&p->table, &arena, &n_runs);
    size_t asked = max_runs == 0 || max_runs > n_runs ? n_runs : max_runs;
    survey s = {.place = p, .n_ways = n_ways};
    s.heard = KY_ARENA_ARRAY(&arena, heard, p->table.n);
    outcome *items = KY_ARENA_ARRAY(&arena, outcome, asked);
    assert_true(s.heard != NULL && items != NULL);
    for (size_t i = 0; i < p->table.n; i++)
        s.heard[i] = heard_in(&p->table, i);
    size_t n = 0;
    for (size_t i = 0; i < asked; i++) {
        items[n] = (outcome){.run = &runs[i * n_runs / asked]};
        if (ask_run(&s, &items[n]))
            n++;
        else
            print_error("  %.*s: not found as it stands\n", KY_FMT(items[n].run->text));
    }
    print_worst(items, n, worst);
    for (size_t i = 0; i < p->table.n; i++)
        heard_fini(&s.heard[i]);
    return sum_up(items, n, asked);
}
