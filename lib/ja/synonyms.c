#include "synonyms.h"

#include "base/arena.h"
#include "synonyms_table.h"

/* A key and the term it stands for. */
typedef struct term_key {
    ky_str text;
    size_t term;
} term_key;

typedef struct key_list {
    term_key *items;
    size_t n;
    size_t cap;
} key_list;

typedef struct key_index {
    ja_synonym_entry *entries; /* by their keys, as compare() orders */
    size_t *shorter; /* of each entry: 1 + the place of the longest key it begins with, or 0 */
    size_t n;
} key_index;

struct ja_synonyms {
    ky_arena arena;
    key_index by[2];
};

/* What is at hand while one index is filled. */
typedef struct filler {
    const ja_synonym_table *table;
    size_t *links; /* of each term that stands for its equals: 1 + its first link, 0 for none */
    size_t *next;  /* of each link: 1 + the next one from the same place */
    size_t *seen;  /* of each term: the number of the last key that has it among its others */
    size_t number; /* of the key, from 1 */
    ja_synonym *others;
    size_t n;
    size_t cap;
} filler;

void ja_synonyms_free(ja_synonyms *s)
{
    if (s == NULL)
        return;
    ky_arena_fini(&s->arena);
    free(s);
}

static void filler_fini(filler *f)
{
    free(f->links);
    free(f->next);
    free(f->seen);
    free(f->others);
}

static ky_rc filler_init(filler *f, const ja_synonym_table *table, ky_err *err)
{
    size_t n_links = table->links.n;
    f->table = table;
    f->links = calloc(table->terms.n + 1, sizeof *f->links);
    f->next = calloc(n_links + 1, sizeof *f->next);
    f->seen = calloc(table->terms.n + 1, sizeof *f->seen);
    if (f->links == NULL || f->next == NULL || f->seen == NULL)
        return ky_nomem(err);
    for (size_t i = n_links; i-- > 0;) {
        size_t *first = &f->links[table->terms.items[table->links.items[i].from].equal];
        f->next[i] = *first;
        *first = i + 1;
    }
    return KY_OK;
}

/* ァ to ヶ as ぁ to ゖ: both take three bytes, so that lengths of keys hold for the text too. */
static uint32_t hiragana_of(uint32_t c)
{
    return c >= 0x30A1 && c <= 0x30F6 ? c - 0x60 : c;
}

/* Order by code points, katakana taken for hiragana; *ret_same bytes are the same in both. */
static int compare(ky_str a, ky_str b, size_t *ret_same)
{
    size_t at = 0;
    int order = 0;
    while (at < a.n && at < b.n && order == 0) {
        size_t len_a;
        size_t len_b;
        uint32_t x = hiragana_of(ky_utf8_next(ky_str_from(a, at), &len_a));
        uint32_t y = hiragana_of(ky_utf8_next(ky_str_from(b, at), &len_b));
        order = (x > y) - (x < y);
        if (order == 0)
            at += len_a;
    }
    *ret_same = at;
    return order != 0 ? order : (a.n > at) - (b.n > at);
}

static int kana_cmp(ky_str a, ky_str b)
{
    size_t same;
    return compare(a, b, &same);
}

static bool kana_starts(ky_str s, ky_str prefix)
{
    size_t same;
    compare(s, prefix, &same);
    return same == prefix.n;
}

static int by_key(const void *a, const void *b)
{
    const term_key *x = a;
    const term_key *y = b;
    int order = kana_cmp(x->text, y->text);
    return order != 0 ? order : (x->term > y->term) - (x->term < y->term);
}

static ky_rc list_keys(const ja_synonym_table *t, ja_synonym_key by, key_list *keys, ky_err *err)
{
    for (size_t i = 0; i < t->terms.n; i++) {
        const ja_synonym_term *term = &t->terms.items[i];
        ky_str rest = by == JA_BY_SPELLING ? term->text : term->readings;
        char separator = by == JA_BY_SPELLING ? '|' : '/';
        for (ky_str one; ja_next_part(&rest, separator, &one);) {
            if (by == JA_BY_READING && one.p[0] == '(')
                continue;
            if (!KY_GROW(keys->items, keys->cap, keys->n + 1))
                return ky_nomem(err);
            keys->items[keys->n++] = (term_key){one, i};
        }
    }
    if (keys->n > 1)
        qsort(keys->items, keys->n, sizeof *keys->items, by_key);
    return KY_OK;
}

static ky_rc add_other(filler *f, size_t term, ja_relation relation, ky_err *err)
{
    if (f->seen[term] == f->number)
        return KY_OK;
    f->seen[term] = f->number;
    if (!KY_GROW(f->others, f->cap, f->n + 1))
        return ky_nomem(err);
    ky_str readings = f->table->terms.items[term].readings;
    ky_str first = readings;
    ja_next_part(&readings, '/', &first);
    f->others[f->n++] =
        (ja_synonym){f->table->terms.items[term].text, ja_bare_reading(first), relation};
    return KY_OK;
}

static ky_rc add_equals(filler *f, size_t term, ja_relation relation, ky_err *err)
{
    const ja_synonym_term *terms = f->table->terms.items;
    ky_rc rc = KY_OK;
    for (size_t at = 1 + terms[term].equal; rc == KY_OK && at != 0; at = terms[at - 1].next)
        rc = add_other(f, at - 1, relation, err);
    return rc;
}

static ky_rc add_linked(filler *f, size_t term, ja_relation relation, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t at = f->links[f->table->terms.items[term].equal]; rc == KY_OK && at != 0;
         at = f->next[at - 1]) {
        const ja_synonym_link *l = &f->table->links.items[at - 1];
        if (l->relation != relation)
            continue;
        /* Asking for one related term finds its equals too: one offer is enough. */
        rc = relation == JA_RELATED ? add_other(f, l->to, relation, err)
                                    : add_equals(f, l->to, relation, err);
    }
    return rc;
}

static bool has_letters(ky_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'a' && s.p[i] <= 'z')
            return true;
    return false;
}

/* Others of the terms that keys[0..n) stand for, all of one text. What is read alike is found by
 * its reading, but not what is in letters: インスタグラム, instagram. */
static ky_rc gather(filler *f, ja_synonym_key by, const term_key *keys, size_t n, ky_err *err)
{
    const ja_synonym_term *terms = f->table->terms.items;
    bool one_meaning = true;
    f->n = 0;
    f->number++;
    for (size_t i = 0; i < n; i++) {
        if (by == JA_BY_SPELLING || !has_letters(terms[keys[i].term].text))
            f->seen[keys[i].term] = f->number;
        one_meaning = one_meaning && terms[keys[i].term].equal == terms[keys[0].term].equal;
    }
    ky_rc rc = KY_OK;
    if (one_meaning)
        rc = add_equals(f, keys[0].term, JA_EQUAL, err);
    if (one_meaning && rc == KY_OK)
        rc = add_linked(f, keys[0].term, JA_FINDS, err);
    for (size_t i = 0; rc == KY_OK && i < n; i++)
        rc = add_linked(f, keys[i].term, JA_RELATED, err);
    return rc;
}

static bool starts_key(const key_index *x, size_t i, ky_str text)
{
    return kana_starts(text, x->entries[i].key);
}

/* Append an entry; its key comes after those that are there. */
static ky_rc add_entry(key_index *x, ky_arena *arena, const filler *f, ky_str text, ky_err *err)
{
    ja_synonym *others = KY_ARENA_ARRAY(arena, ja_synonym, f->n);
    if (others == NULL)
        return ky_nomem(err);
    memcpy(others, f->others, f->n * sizeof *others);
    size_t at = x->n;
    while (at != 0 && !starts_key(x, at - 1, text))
        at = x->shorter[at - 1];
    x->entries[x->n] = (ja_synonym_entry){text, others, f->n};
    x->shorter[x->n++] = at;
    return KY_OK;
}

static ky_rc fill(ja_synonyms *s, ja_synonym_key by, filler *f, const key_list *keys, ky_err *err)
{
    key_index *x = &s->by[by];
    x->entries = KY_ARENA_ARRAY(&s->arena, ja_synonym_entry, keys->n + 1);
    x->shorter = KY_ARENA_ARRAY(&s->arena, size_t, keys->n + 1);
    if (x->entries == NULL || x->shorter == NULL)
        return ky_nomem(err);
    ky_rc rc = KY_OK;
    for (size_t i = 0, end; rc == KY_OK && i < keys->n; i = end) {
        for (end = i + 1; end < keys->n; end++) {
            if (kana_cmp(keys->items[end].text, keys->items[i].text) != 0)
                break;
        }
        rc = gather(f, by, keys->items + i, end - i, err);
        if (rc == KY_OK && f->n > 0)
            rc = add_entry(x, &s->arena, f, keys->items[i].text, err);
    }
    return rc;
}

static ky_rc build_index(ja_synonyms *s, ja_synonym_key by, const ja_synonym_table *table,
                         ky_err *err)
{
    KY_CLEANUP(filler_fini) filler f = {0};
    key_list keys = {0};
    ky_rc rc = filler_init(&f, table, err);
    if (rc == KY_OK)
        rc = list_keys(table, by, &keys, err);
    if (rc == KY_OK)
        rc = fill(s, by, &f, &keys, err);
    free(keys.items);
    return rc;
}

ky_rc ja_synonyms_parse(ky_str text, const char *name, ja_synonyms **ret, ky_err *err)
{
    KY_CLEANUP(ja_synonym_table_fini) ja_synonym_table table = {0};
    ky_rc rc = ja_synonym_table_read(text, name, &table, err);
    if (rc != KY_OK)
        return rc;
    KY_CLEANUP(ja_synonyms_free_p) ja_synonyms *s = calloc(1, sizeof *s);
    if (s == NULL)
        return ky_nomem(err);
    rc = build_index(s, JA_BY_SPELLING, &table, err);
    if (rc == KY_OK)
        rc = build_index(s, JA_BY_READING, &table, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(s);
    return rc;
}

/* How many keys do not come after text. */
static size_t count_up_to(const key_index *x, ky_str text)
{
    size_t low = 0;
    for (size_t high = x->n; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (kana_cmp(x->entries[middle].key, text) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const ja_synonym_entry *ja_synonyms_find(const ja_synonyms *s, ja_synonym_key by, ky_str key)
{
    const key_index *x = &s->by[by];
    size_t n = count_up_to(x, key);
    return n > 0 && kana_cmp(x->entries[n - 1].key, key) == 0 ? &x->entries[n - 1] : NULL;
}

/* ー and small kana, but for っ, which is a mora of its own: they belong to what they follow. */
static bool continues_mora(ky_str s)
{
    static const uint32_t small[] = {
        0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3083, 0x3085, 0x3087, 0x308E, 0x30FC,
        0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30E3, 0x30E5, 0x30E7, 0x30EE,
    };
    if (s.n == 0)
        return false;
    size_t len;
    uint32_t c = ky_utf8_next(s, &len);
    for (size_t i = 0; i < KY_LEN(small); i++) {
        if (small[i] == c)
            return true;
    }
    return false;
}

const ja_synonym_entry *ja_synonyms_at(const ja_synonyms *s, ja_synonym_key by, ky_str text,
                                       size_t at, size_t max)
{
    const key_index *x = &s->by[by];
    ky_str rest = ky_str_from(text, at);
    /* Every key that rest begins with is the last one not after rest, or begins it. */
    for (size_t i = count_up_to(x, rest); i != 0; i = x->shorter[i - 1]) {
        const ja_synonym_entry *e = &x->entries[i - 1];
        if (e->key.n <= max && kana_starts(rest, e->key) &&
            !continues_mora(ky_str_from(rest, e->key.n)))
            return e;
    }
    return NULL;
}

const ja_synonym_entry *ja_synonyms_all(const ja_synonyms *s, ja_synonym_key by, size_t *ret_n)
{
    *ret_n = s->by[by].n;
    return s->by[by].entries;
}
