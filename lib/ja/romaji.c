#include "romaji.h"

#include "kana.h"
#include "romaji_table.h"

enum {
    MAX_EDGES = 24,
    RARE = 2,   /* what each further kana of one syllable costs */
    LAST = 100, /* what is read so only where nothing else is meant */
};

/* A text as letters of the table; a vowel with macron or circumflex is a letter that is long. */
typedef struct letters {
    char c[JA_MAX_ROMAJI_LETTERS + 1]; /* NUL behind the last */
    bool is_long[JA_MAX_ROMAJI_LETTERS + 1];
    size_t n;
    bool inside; /* kana stands before the first letter */
} letters;

/* A step over the next `len` letters. */
typedef struct edge {
    size_t len;
    ky_str kana;
    ky_str tail; /* what makes a long vowel of it */
    unsigned cost;
} edge;

typedef struct edges {
    edge items[MAX_EDGES];
    size_t n;
} edges;

typedef struct reading {
    ky_str kana;
    unsigned cost;
} reading;

/* The cheapest readings of the letters before a place, cheapest first. */
typedef struct best {
    reading items[JA_MAX_ROMAJI_READINGS];
    size_t n;
} best;

static bool is_vowel(char c)
{
    return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

static bool is_consonant(char c)
{
    return c >= 'a' && c <= 'z' && !is_vowel(c);
}

static bool add_letter(letters *l, uint32_t c)
{
    static const struct {
        uint32_t c;
        char vowel;
    } longs[] = {{0x101, 'a'}, {0x12B, 'i'}, {0x16B, 'u'}, {0x113, 'e'}, {0x14D, 'o'},
                 {0xE2, 'a'},  {0xEE, 'i'},  {0xFB, 'u'},  {0xEA, 'e'},  {0xF4, 'o'}};
    if (l->n == JA_MAX_ROMAJI_LETTERS)
        return false;
    if (c == 0x2019 || c == 0x02BC)
        c = '\'';
    for (size_t i = 0; i < KY_LEN(longs); i++) {
        if (longs[i].c == c) {
            l->is_long[l->n] = true;
            c = (unsigned char) longs[i].vowel;
        }
    }
    if ((c < 'a' || c > 'z') && c != '\'' && c != '-')
        return false;
    l->c[l->n++] = (char) c;
    return true;
}

static bool spell(ky_str text, letters *ret)
{
    size_t len;
    for (size_t at = 0; at < text.n; at += len) {
        if (!add_letter(ret, ky_utf8_next(ky_str_from(text, at), &len)))
            return false;
    }
    return true;
}

static void add_edge(edges *e, size_t len, ky_str kana, unsigned cost)
{
    if (e->n < MAX_EDGES)
        e->items[e->n++] = (edge){.len = len, .kana = kana, .cost = cost};
}

/* What a long vowel may be behind the kana of its short one, likeliest first: おう as in 協働, おお
 * as in 大きい, おー as in コーヒー. ē is seldom えい, which is written ei. */
static void add_long_edges(edges *e, size_t len, char vowel, ky_str kana, unsigned cost)
{
    static const struct {
        char vowel;
        ky_str tails[3];
    } table[] = {{'a', {{"ー", 3}, {"あ", 3}}},
                 {'i', {{"ー", 3}, {"い", 3}}},
                 {'u', {{"う", 3}, {"ー", 3}}},
                 {'e', {{"ー", 3}, {"え", 3}, {"い", 3}}},
                 {'o', {{"う", 3}, {"お", 3}, {"ー", 3}}}};
    for (size_t i = 0; i < KY_LEN(table); i++) {
        for (size_t j = 0; table[i].vowel == vowel && j < 3 && table[i].tails[j].n > 0; j++) {
            add_edge(e, len, kana, cost + (j > 0));
            e->items[e->n - 1].tail = table[i].tails[j];
        }
    }
}

/* The syllables of the table that stand at `at`. */
static void add_syllables(const ja_romaji *r, const letters *l, size_t at, edges *e)
{
    for (size_t len = 1; len <= JA_MAX_SYLLABLE && at + len <= l->n; len++) {
        size_t n;
        const ja_syllable *const *found = ja_romaji_find(r, (ky_str){l->c + at, len}, &n);
        for (size_t i = 0; i < n; i++) {
            unsigned cost = RARE * (unsigned) i;
            if (l->is_long[at + len - 1])
                add_long_edges(e, len, l->c[at + len - 1], found[i]->kana, cost);
            else
                add_edge(e, len, found[i]->kana, cost);
        }
        if (l->is_long[at + len - 1])
            return;
    }
}

/* ん: n before a consonant and at the end, nn as typed for an input method, m before a lip sound.
 */
static void add_nasals(const letters *l, size_t at, edges *e)
{
    static const ky_str n = {"ん", 3};
    char next = l->c[at + 1];
    if (l->c[at] == 'm' && (next == 'b' || next == 'm' || next == 'p'))
        add_edge(e, 1, n, 0);
    if (l->c[at] != 'n')
        return;
    if (next == 'n') {
        char behind = l->c[at + 2];
        add_edge(e, 1, n, 1);
        add_edge(e, 2, n, is_vowel(behind) || behind == 'y' ? 3 : 0);
    } else if (!is_vowel(next) && next != 'y') {
        add_edge(e, 1, n, 0);
    }
}

/* っ: a consonant twice, and t before ch. While text is being typed, tc may become tch. */
static void add_doubled(const letters *l, size_t at, edges *e)
{
    char c = l->c[at];
    char next = l->c[at + 1];
    bool tch = c == 't' && next == 'c' && (l->c[at + 2] == 'h' || l->c[at + 2] == '\0');
    if (tch || (is_consonant(c) && c == next && c != 'n' && c != 'm'))
        add_edge(e, 1, (ky_str){"っ", 3}, 0);
}

/* A hyphen lengthens a vowel, or else joins; an apostrophe only parts; h behind o lengthens it
 * where no vowel follows (Satoh), and o behind o may (kyoodoo). */
static void add_marks(const letters *l, size_t at, edges *e)
{
    char before = at > 0 ? l->c[at - 1] : '\0';
    char next = l->c[at + 1];
    bool behind_vowel = is_vowel(before);
    if (l->c[at] == '-' && behind_vowel)
        add_edge(e, 1, (ky_str){"ー", 3}, 0);
    if (l->c[at] == '\'' && (behind_vowel || before == 'n'))
        add_edge(e, 1, (ky_str){"", 0}, 1);
    if (l->c[at] == '-' && (behind_vowel || before == 'n'))
        add_edge(e, 1, (ky_str){"", 0}, behind_vowel ? LAST : 1);
    if (l->c[at] == 'o' && before == 'o')
        add_edge(e, 1, (ky_str){"う", 3}, LAST);
    if (l->c[at] == 'h' && before == 'o' && !is_vowel(next) && next != 'y') {
        add_edge(e, 1, (ky_str){"う", 3}, 1);
        add_edge(e, 1, (ky_str){"お", 3}, 1);
    }
}

/* No word begins with ん or っ; kana typed before the letters may go on so. */
static bool may_stand(const letters *l, size_t at, ky_str kana)
{
    return at > 0 || l->inside ||
           (!ky_str_starts(kana, KY_LIT("ん")) && !ky_str_starts(kana, KY_LIT("っ")));
}

static bool insert(best *b, ky_arena *arena, ky_str before, const edge *e, unsigned cost)
{
    size_t at = b->n;
    while (at > 0 && b->items[at - 1].cost > cost)
        at--;
    if (at == JA_MAX_ROMAJI_READINGS)
        return true;
    ky_str parts[] = {before, e->kana, e->tail};
    ky_str kana = {.n = before.n + e->kana.n + e->tail.n};
    char *bytes = KY_ARENA_ARRAY(arena, char, kana.n + 1);
    if (bytes == NULL)
        return false;
    kana.p = bytes;
    for (size_t i = 0; i < KY_LEN(parts); i++) {
        if (parts[i].n > 0)
            memcpy(bytes, parts[i].p, parts[i].n);
        bytes += parts[i].n;
    }
    for (size_t i = 0; i < at; i++) {
        if (ky_str_eq(b->items[i].kana, kana))
            return true;
    }
    size_t last = at; /* the item that makes room: the same kana at a higher cost, or the last */
    while (last < b->n && !ky_str_eq(b->items[last].kana, kana))
        last++;
    if (last == JA_MAX_ROMAJI_READINGS)
        last--;
    else if (last == b->n)
        b->n++;
    memmove(b->items + at + 1, b->items + at, (last - at) * sizeof *b->items);
    b->items[at] = (reading){kana, cost};
    return true;
}

/* ret[i]: the readings of the first i letters. n + 1 of them. */
static bool read_letters(const ja_romaji *r, const letters *l, ky_arena *arena, best *ret)
{
    ret[0] = (best){.items = {{.kana = {"", 0}}}, .n = 1};
    for (size_t at = 0; at < l->n; at++) {
        edges e = {.n = 0};
        if (ret[at].n == 0)
            continue;
        add_syllables(r, l, at, &e);
        add_nasals(l, at, &e);
        add_doubled(l, at, &e);
        add_marks(l, at, &e);
        for (size_t i = 0; i < e.n; i++) {
            const edge *step = &e.items[i];
            if (!may_stand(l, at, step->kana))
                continue;
            for (size_t j = 0; j < ret[at].n; j++) {
                const reading *from = &ret[at].items[j];
                if (!insert(&ret[at + step->len], arena, from->kana, step, from->cost + step->cost))
                    return false;
            }
        }
    }
    return true;
}

ky_rc ja_romaji_readings(const ja_romaji *r, ky_str folded, ky_arena *arena, ja_readings *ret,
                         ky_err *err)
{
    letters l = {.n = 0};
    if (!spell(folded, &l) || l.n == 0) {
        *ret = (ja_readings){0};
        return KY_OK;
    }
    best *b = KY_ARENA_ARRAY(arena, best, l.n + 1);
    ky_str *items = KY_ARENA_ARRAY(arena, ky_str, JA_MAX_ROMAJI_READINGS);
    if (b == NULL || items == NULL || !read_letters(r, &l, arena, b))
        return ky_nomem(err);
    size_t n_plain = 0;
    for (size_t i = 0; i < b[l.n].n; i++) {
        items[i] = b[l.n].items[i].kana;
        n_plain += b[l.n].items[i].cost < LAST;
    }
    *ret = (ja_readings){items, b[l.n].n, n_plain};
    return KY_OK;
}

/* The prefixes collected so far. */
typedef struct prefixes {
    const ja_romaji *r;
    ky_arena *arena;
    const letters *l;
    ky_str head;
    ky_str *items; /* JA_MAX_KANA_PREFIXES */
    size_t n;
} prefixes;

/* Add head + before + kana unless an item says it already; it replaces items that say more. */
static bool add_prefix(prefixes *p, ky_str before, ky_str small_tsu, ky_str kana)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    ky_buf_put(&text, p->head);
    ky_buf_put(&text, before);
    ky_buf_put(&text, small_tsu);
    ky_buf_put(&text, kana);
    if (!ky_buf_ok(&text))
        return false;
    size_t kept = 0;
    size_t place = SIZE_MAX;
    for (size_t i = 0; i < p->n; i++) {
        if (ky_str_starts(ky_buf_str(&text), p->items[i]))
            return true;
    }
    for (size_t i = 0; i < p->n; i++) {
        bool says_more = ky_str_starts(p->items[i], ky_buf_str(&text));
        if (says_more && place != SIZE_MAX)
            continue;
        if (says_more)
            place = kept;
        p->items[kept++] = p->items[i];
    }
    p->n = kept;
    if (place == SIZE_MAX && p->n == JA_MAX_KANA_PREFIXES)
        return true;
    if (place == SIZE_MAX)
        place = p->n++;
    p->items[place] = ky_arena_str(p->arena, ky_buf_str(&text));
    return p->items[place].p != NULL;
}

/* The syllables that begin with rest and go on. */
static bool add_begun(prefixes *p, size_t at, ky_str before, ky_str joint, ky_str rest)
{
    size_t n;
    const ja_syllable *all = ja_romaji_all(p->r, &n);
    for (size_t i = 0; i < n; i++) {
        ky_str kana = joint.n > 0 ? joint : all[i].kana;
        if (all[i].romaji.n <= rest.n || !ky_str_starts(all[i].romaji, rest) ||
            !may_stand(p->l, at, kana))
            continue;
        if (!add_prefix(p, before, joint, all[i].kana))
            return false;
    }
    return true;
}

/* What the letters from `at` on, too few for a syllable, may become behind `before`. */
static bool add_rest(prefixes *p, size_t at, ky_str before)
{
    static const ky_str lips[] = {{"b", 1}, {"m", 1}, {"p", 1}};
    const letters *l = p->l;
    ky_str rest = {l->c + at, l->n - at};
    char c = l->c[at];
    char last = at > 0 ? l->c[at - 1] : '\0';
    if (!add_begun(p, at, before, (ky_str){0}, rest))
        return false;
    if (rest.n > 1 || c == 'n' || !is_consonant(c) || c == last)
        return true;
    if (c != 'm')
        return add_begun(p, at, before, KY_LIT("っ"), rest);
    for (size_t i = 0; i < KY_LEN(lips); i++) {
        if (!add_begun(p, at, before, KY_LIT("ん"), lips[i]))
            return false;
    }
    return true;
}

static bool add_all(prefixes *p, const best *b)
{
    size_t n = p->l->n;
    for (size_t i = 0; i < b[n].n; i++) {
        if (!add_prefix(p, b[n].items[i].kana, (ky_str){0}, (ky_str){0}))
            return false;
    }
    for (size_t at = n; at-- > 0 && n - at < JA_MAX_SYLLABLE;) {
        for (size_t i = 0; i < b[at].n; i++) {
            if (!add_rest(p, at, b[at].items[i].kana))
                return false;
        }
    }
    return true;
}

/* Where the kana at the start of text ends. */
static size_t kana_end(ky_str text)
{
    size_t len;
    size_t at = 0;
    for (; at < text.n; at += len) {
        if (!ja_is_kana(ky_utf8_next(ky_str_from(text, at), &len)))
            break;
    }
    return at;
}

ky_rc ja_romaji_prefixes(const ja_romaji *r, ky_str folded, ky_arena *arena, ja_readings *ret,
                         ky_err *err)
{
    size_t head = kana_end(folded);
    letters l = {.inside = head > 0};
    if (folded.n == 0 || !spell(ky_str_from(folded, head), &l)) {
        *ret = (ja_readings){0};
        return KY_OK;
    }
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_kana_key((ky_str){folded.p, head}, &key);
    best *b = KY_ARENA_ARRAY(arena, best, l.n + 1);
    ky_str *items = KY_ARENA_ARRAY(arena, ky_str, JA_MAX_KANA_PREFIXES);
    if (!ky_buf_ok(&key) || b == NULL || items == NULL || !read_letters(r, &l, arena, b))
        return ky_nomem(err);
    prefixes p = {.r = r, .arena = arena, .l = &l, .head = ky_buf_str(&key), .items = items};
    if (!add_all(&p, b))
        return ky_nomem(err);
    *ret = (ja_readings){items, p.n, p.n};
    return KY_OK;
}
