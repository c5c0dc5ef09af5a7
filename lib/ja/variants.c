#include "variants.h"

#include "kanji_parse.h"
#include "table_line.h"
#include "text.h"

/* One spelling in one group. */
typedef struct entry {
    uint32_t at; /* in its table's text */
    uint32_t group;
    uint16_t n; /* bytes */
    uint8_t table;
    bool kana;   /* all of it */
    bool shared; /* kana that other words share */
    bool apart;  /* the group names words that must not meet */
} entry;

struct ja_variants {
    ky_str *texts;
    entry *entries; /* by group */
    size_t n;
    size_t cap;
    uint32_t *groups; /* where each begins, and the end of the last */
    size_t n_groups;
    size_t cap_groups;
    uint32_t *slots; /* entry + 1 by hash, 0 for none; a power of two, at most half full */
    size_t mask;
    uint64_t version;
};

enum { COL_KIND, COL_SPELLINGS, COL_REASON, COLS };

void ja_variants_free(ja_variants *v)
{
    if (v == NULL)
        return;
    free(v->texts);
    free(v->entries);
    free(v->groups);
    free(v->slots);
    free(v);
}

static ky_str text_of(const ja_variants *v, const entry *e)
{
    return (ky_str){v->texts[e->table].p + e->at, e->n};
}

/* The character by which a spelling is found: katakana are found as hiragana. */
static uint32_t next_key(ky_str s, size_t *ret_len)
{
    uint32_t c = ky_utf8_next(s, ret_len);
    return c >= 0x30A1 && c <= 0x30F6 ? c - 0x60 : c;
}

static uint64_t hash_on(uint64_t hash, uint32_t key)
{
    hash = (hash ^ key) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t hash_of(ky_str s)
{
    uint64_t hash = 0;
    for (size_t at = 0, len; at < s.n; at += len)
        hash = hash_on(hash, next_key(ky_str_from(s, at), &len));
    return hash;
}

/* Kana of one and the other kind are of one length. */
static bool same_key(ky_str a, ky_str b)
{
    if (a.n != b.n)
        return false;
    for (size_t at = 0, len_a, len_b; at < a.n; at += len_a) {
        if (next_key(ky_str_from(a, at), &len_a) != next_key(ky_str_from(b, at), &len_b))
            return false;
    }
    return true;
}

static bool is_kana(ky_str s)
{
    for (size_t at = 0, len; at < s.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(s, at), &len);
        if (c < 0x3041 || c > 0x30FF)
            return false;
    }
    return true;
}

static bool is_one_kanji(ky_str s)
{
    size_t len;
    return s.n > 0 && ja_is_ideograph(ky_utf8_next(s, &len)) && len == s.n;
}

/* Cut the next piece off rest, up to the separator or the end. */
static ky_str cut(ky_str *rest, char separator)
{
    const char *end = rest->n == 0 ? NULL : memchr(rest->p, separator, rest->n);
    size_t n = end == NULL ? rest->n : (size_t) (end - rest->p);
    ky_str piece = {rest->p, n};
    *rest = ky_str_from(*rest, end == NULL ? n : n + 1);
    return piece;
}

static ky_rc check_spelling(ky_str s, ky_arena *arena, ky_err *err)
{
    size_t chars = 0;
    for (size_t at = 0, len; at < s.n; at += len, chars++)
        (void) ky_utf8_next(ky_str_from(s, at), &len);
    if (chars == 0 || chars > JA_MAX_SPELLING_CHARS)
        return ky_fail(err, KY_E_INVALID, "a spelling of %zu characters, not 1 to %d", chars,
                       JA_MAX_SPELLING_CHARS);
    ky_str folded;
    ky_rc rc = ja_fold(s, arena, &folded, err);
    if (rc == KY_OK && !ky_str_eq(folded, s))
        rc = ky_fail(err, KY_E_INVALID, "'%.*s' is not in normal form", KY_FMT(s));
    return rc;
}

/* The spelling among the entries from `first` on, or NULL. */
static const entry *find_in(const ja_variants *v, size_t first, size_t end, ky_str s)
{
    for (size_t i = first; i < end; i++) {
        if (same_key(text_of(v, &v->entries[i]), s))
            return &v->entries[i];
    }
    return NULL;
}

static ky_rc parse_spelling(ja_variants *v, ky_str s, entry e, ky_arena *arena, ky_err *err)
{
    if (ky_str_starts(s, KY_LIT("~"))) {
        e.shared = true;
        s = ky_str_from(s, 1);
    }
    ky_rc rc = check_spelling(s, arena, err);
    if (rc != KY_OK)
        return rc;
    e.kana = is_kana(s);
    if (e.shared && !e.kana)
        return ky_fail(err, KY_E_INVALID, "~ before '%.*s', which is not in kana", KY_FMT(s));
    if (find_in(v, v->groups[e.group], v->n, s) != NULL)
        return ky_fail(err, KY_E_INVALID, "'%.*s' stands there twice", KY_FMT(s));
    if (v->n - v->groups[e.group] == JA_MAX_SPELLING_GROUP)
        return ky_fail(err, KY_E_INVALID, "more than %d spellings", JA_MAX_SPELLING_GROUP);
    if (v->n >= UINT32_MAX - 1 || !KY_GROW(v->entries, v->cap, v->n + 1))
        return ky_nomem(err);
    e.at = (uint32_t) (s.p - v->texts[e.table].p);
    e.n = (uint16_t) s.n;
    v->entries[v->n++] = e;
    return KY_OK;
}

static ky_rc parse_line(ja_variants *v, ky_str line, uint8_t table, ky_arena *arena, ky_err *err)
{
    ky_str cols[COLS];
    ky_rc rc = ja_table_line(line, cols, COLS, err);
    if (rc != KY_OK)
        return rc;
    bool apart = ky_str_eq(cols[COL_KIND], KY_LIT("apart"));
    if (!apart && !ky_str_eq(cols[COL_KIND], KY_LIT("same")))
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not one of same, apart",
                       KY_FMT(cols[COL_KIND]));
    size_t first = v->n;
    if (!KY_GROW(v->groups, v->cap_groups, v->n_groups + 2))
        return ky_nomem(err);
    v->groups[v->n_groups] = (uint32_t) first;
    entry e = {.group = (uint32_t) v->n_groups, .table = table, .apart = apart};
    bool all_kana = true;
    for (bool more = true; more;) {
        more = memchr(cols[COL_SPELLINGS].p, '|', cols[COL_SPELLINGS].n) != NULL;
        rc = parse_spelling(v, cut(&cols[COL_SPELLINGS], '|'), e, arena, err);
        if (rc != KY_OK)
            return rc;
        all_kana = all_kana && v->entries[v->n - 1].kana;
    }
    if (v->n - first < 2)
        return ky_fail(err, KY_E_INVALID, "a group of one spelling");
    if (all_kana)
        return ky_fail(err, KY_E_INVALID, "a group in kana alone");
    v->groups[++v->n_groups] = (uint32_t) v->n;
    return KY_OK;
}

static ky_rc parse_table(ja_variants *v, const ja_variants_table *t, uint8_t table, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    if (t->text.n >= UINT32_MAX)
        return ky_fail(err, KY_E_INVALID, "%s: longer than 4 GiB", t->name);
    ky_str rest = t->text;
    for (size_t number = 1; rest.n > 0; number++) {
        ky_str line = cut(&rest, '\n');
        if (line.n == 0 || line.p[0] == '#')
            continue;
        ky_arena_clear(&arena);
        ky_err why = {0};
        ky_rc rc = parse_line(v, line, table, &arena, &why);
        if (rc != KY_OK)
            return ky_fail(err, rc, "%s:%zu: %s", t->name, number, why.msg);
    }
    return KY_OK;
}

static ky_rc build_slots(ja_variants *v, ky_err *err)
{
    size_t size = 16;
    while (size < 2 * v->n)
        size *= 2;
    v->slots = calloc(size, sizeof *v->slots);
    if (v->slots == NULL)
        return ky_nomem(err);
    v->mask = size - 1;
    for (size_t i = 0; i < v->n; i++) {
        size_t slot = hash_of(text_of(v, &v->entries[i])) & v->mask;
        while (v->slots[slot] != 0)
            slot = (slot + 1) & v->mask;
        v->slots[slot] = (uint32_t) i + 1;
    }
    return KY_OK;
}

/* Where a spelling is looked for: every entry of it, in the order of the tables. */
typedef struct probe {
    const ja_variants *v;
    ky_str spelling;
    size_t slot;
} probe;

static probe probe_for(const ja_variants *v, ky_str spelling, uint64_t hash)
{
    return (probe){v, spelling, hash & v->mask};
}

static const entry *next_entry(probe *p)
{
    for (uint32_t i; (i = p->v->slots[p->slot]) != 0;) {
        const entry *e = &p->v->entries[i - 1];
        p->slot = (p->slot + 1) & p->v->mask;
        if (same_key(text_of(p->v, e), p->spelling))
            return e;
    }
    return NULL;
}

static const entry *next_same(probe *p)
{
    const entry *e;
    do
        e = next_entry(p);
    while (e != NULL && e->apart);
    return e;
}

/* ---- lines that contradict each other ---- */

static size_t line_of(const ja_variants *v, const entry *e)
{
    size_t line = 1;
    for (const char *p = v->texts[e->table].p; p < v->texts[e->table].p + e->at; p++)
        line += *p == '\n';
    return line;
}

static size_t group_size(const ja_variants *v, uint32_t group)
{
    return v->groups[group + 1] - v->groups[group];
}

static bool is_in_group(const ja_variants *v, uint32_t group, ky_str s)
{
    return find_in(v, v->groups[group], v->groups[group + 1], s) != NULL;
}

static bool same_groups(const ja_variants *v, uint32_t a, uint32_t b)
{
    if (group_size(v, a) != group_size(v, b))
        return false;
    for (size_t i = v->groups[a]; i < v->groups[a + 1]; i++)
        if (!is_in_group(v, b, text_of(v, &v->entries[i])))
            return false;
    return true;
}

static ky_rc fail_pair(const ja_variants_table *tables, const ja_variants *v, const entry *e,
                       const char *what, const entry *other, ky_err *err)
{
    return ky_fail(err, KY_E_INVALID, "%s:%zu: '%.*s' %s line %zu", tables[e->table].name,
                   line_of(v, e), KY_FMT(text_of(v, e)), what, line_of(v, other));
}

static probe probe_for_entry(const ja_variants *v, const entry *e)
{
    ky_str s = text_of(v, e);
    return probe_for(v, s, hash_of(s));
}

static ky_rc check_once(const ja_variants *v, const ja_variants_table *tables, uint32_t group,
                        ky_err *err)
{
    const entry *e = &v->entries[v->groups[group]];
    probe p = probe_for_entry(v, e);
    for (const entry *other; (other = next_entry(&p)) != NULL;)
        if (other->table == e->table && other->group < group && other->apart == e->apart &&
            same_groups(v, group, other->group))
            return fail_pair(tables, v, e, "begins the group that stands in", other, err);
    return KY_OK;
}

/* What one table keeps apart it does not have as the same. */
static ky_rc check_apart(const ja_variants *v, const ja_variants_table *tables, uint32_t group,
                         ky_err *err)
{
    size_t end = v->groups[group + 1];
    for (size_t i = v->groups[group]; i < end; i++) {
        const entry *e = &v->entries[i];
        probe p = probe_for_entry(v, e);
        for (const entry *other; (other = next_same(&p)) != NULL;)
            for (size_t k = i + 1; k < end && other->table == e->table; k++)
                if (is_in_group(v, other->group, text_of(v, &v->entries[k])))
                    return fail_pair(tables, v, e, "is kept apart from what is the same in", other,
                                     err);
    }
    return KY_OK;
}

static ky_rc check_groups(const ja_variants *v, const ja_variants_table *tables, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (uint32_t i = 0; i < v->n_groups && rc == KY_OK; i++) {
        rc = check_once(v, tables, i, err);
        if (rc == KY_OK && v->entries[v->groups[i]].apart)
            rc = check_apart(v, tables, i, err);
    }
    return rc;
}

ky_rc ja_variants_parse(const ja_variants_table *tables, size_t n, ja_variants **ret, ky_err *err)
{
    if (n > UINT8_MAX)
        return ky_fail(err, KY_E_INVALID, "%zu tables of spellings", n);
    KY_CLEANUP(ja_variants_free_p) ja_variants *v = calloc(1, sizeof *v);
    if (v == NULL)
        return ky_nomem(err);
    v->version = KY_HASH_SEED;
    v->texts = calloc(n + 1, sizeof *v->texts);
    if (v->texts == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < n; i++) {
        v->texts[i] = tables[i].text;
        v->version = ky_hash(tables[i].text, v->version);
        ky_rc rc = parse_table(v, &tables[i], (uint8_t) i, err);
        if (rc != KY_OK)
            return rc;
    }
    ky_rc rc = build_slots(v, err);
    if (rc == KY_OK)
        rc = check_groups(v, tables, err);
    if (rc != KY_OK)
        return rc;
    *ret = KY_STEAL(v);
    return KY_OK;
}

uint64_t ja_variants_version(const ja_variants *v)
{
    return v->version;
}

/* ---- looking up ---- */

static bool share_kanji(const ja_variants *v, uint32_t a, uint32_t b)
{
    for (size_t i = v->groups[a]; i < v->groups[a + 1]; i++) {
        const entry *e = &v->entries[i];
        if (!e->kana && find_in(v, v->groups[b], v->groups[b + 1], text_of(v, e)) != NULL)
            return true;
    }
    return false;
}

/* True where other spellings may be reached. Kana lead on from one word only: several groups must
 * be groups of that word, which a spelling of theirs shows. */
static bool leads_on(probe p)
{
    const entry *first = next_same(&p);
    if (first == NULL || !first->kana)
        return first != NULL;
    for (const entry *e = first; e != NULL; e = next_same(&p)) {
        if (e->shared || (e != first && !share_kanji(p.v, first->group, e->group)))
            return false;
    }
    return true;
}

static bool are_apart(probe p, ky_str other)
{
    for (const entry *e; (e = next_entry(&p)) != NULL;) {
        const uint32_t *group = &p.v->groups[e->group];
        if (e->apart && find_in(p.v, group[0], group[1], other) != NULL)
            return true;
    }
    return false;
}

static bool is_listed(const ky_str *items, size_t n, ky_str s)
{
    for (size_t i = 0; i < n; i++) {
        if (same_key(items[i], s))
            return true;
    }
    return false;
}

ky_rc ja_variants_of(const ja_variants *v, ky_str spelling, bool alone, ky_arena *arena,
                     ja_spellings *ret, ky_err *err)
{
    const probe all = probe_for(v, spelling, hash_of(spelling));
    size_t most = 0;
    if (leads_on(all)) {
        probe p = all;
        for (const entry *e; (e = next_same(&p)) != NULL;)
            most += v->groups[e->group + 1] - v->groups[e->group] - 1;
    }
    if (most == 0) {
        *ret = (ja_spellings){0};
        return KY_OK;
    }
    ky_str *items = KY_ARENA_ARRAY(arena, ky_str, most);
    if (items == NULL)
        return ky_nomem(err);
    bool no_kana = alone && is_one_kanji(spelling);
    size_t n = 0;
    probe p = all;
    for (const entry *e; (e = next_same(&p)) != NULL;) {
        for (size_t i = v->groups[e->group]; i < v->groups[e->group + 1]; i++) {
            const entry *other = &v->entries[i];
            ky_str text = text_of(v, other);
            if (other == e || (no_kana && other->kana) || is_listed(items, n, text) ||
                are_apart(all, text))
                continue;
            items[n++] = text;
        }
    }
    *ret = (ja_spellings){items, n};
    return KY_OK;
}

static bool is_mixed(ky_str s)
{
    bool kanji = true;
    for (size_t at = 0, len; at < s.n; at += len)
        kanji = kanji && ja_is_ideograph(ky_utf8_next(ky_str_from(s, at), &len));
    return !kanji && !is_kana(s);
}

ky_rc ja_variants_in_kana(const ja_variants *v, ky_str kana, ky_arena *arena, ja_spellings *ret,
                          ky_err *err)
{
    const probe all = probe_for(v, kana, hash_of(kana));
    ky_str items[JA_MAX_SPELLING_GROUP];
    size_t n = 0;
    probe p = all;
    for (const entry *e; (e = next_same(&p)) != NULL;) {
        for (size_t i = v->groups[e->group]; i < v->groups[e->group + 1]; i++) {
            ky_str text = text_of(v, &v->entries[i]);
            if (n < KY_LEN(items) && is_mixed(text) && !is_listed(items, n, text) &&
                !are_apart(all, text))
                items[n++] = text;
        }
    }
    *ret = (ja_spellings){0};
    if (n == 0)
        return KY_OK;
    ky_str *kept = KY_ARENA_ARRAY(arena, ky_str, n);
    if (kept == NULL)
        return ky_nomem(err);
    memcpy(kept, items, n * sizeof *kept);
    *ret = (ja_spellings){kept, n};
    return KY_OK;
}

size_t ja_variants_at(const ja_variants *v, ky_str text, size_t at,
                      size_t ends[JA_MAX_SPELLING_CHARS])
{
    size_t n = 0;
    uint64_t hash = 0;
    size_t end = at;
    for (size_t i = 0; i < JA_MAX_SPELLING_CHARS && end < text.n; i++) {
        size_t len;
        hash = hash_on(hash, next_key(ky_str_from(text, end), &len));
        end += len;
        if (leads_on(probe_for(v, (ky_str){text.p + at, end - at}, hash)))
            ends[n++] = end;
    }
    for (size_t i = 0; i < n / 2; i++) {
        size_t end_i = ends[i];
        ends[i] = ends[n - 1 - i];
        ends[n - 1 - i] = end_i;
    }
    return n;
}
