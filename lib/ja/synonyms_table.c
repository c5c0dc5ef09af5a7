#include "synonyms_table.h"

#include "table_line.h"
#include "text.h"

typedef struct group {
    ja_relation relation;
    size_t line;
    size_t first; /* of its members */
    size_t n;
} group;

typedef struct group_list {
    group *items;
    size_t n;
    size_t cap;
} group_list;

typedef struct reader {
    size_t line; /* being read or to blame */
    ja_synonym_terms members;
    group_list groups;
    size_t *ids; /* of each member: its place in out->terms */
    ja_synonym_table *out;
} reader;

enum { COL_RELATION, COL_TERMS, COL_READINGS, COL_REASON, COLS };

void ja_synonym_table_fini(ja_synonym_table *t)
{
    free(t->terms.items);
    free(t->links.items);
    *t = (ja_synonym_table){0};
}

static void reader_fini(reader *r)
{
    free(r->members.items);
    free(r->groups.items);
    free(r->ids);
}

bool ja_next_part(ky_str *s, char separator, ky_str *ret)
{
    if (s->p == NULL)
        return false;
    const char *end = s->n == 0 ? NULL : memchr(s->p, separator, s->n);
    if (end == NULL) {
        *ret = *s;
        *s = (ky_str){NULL, 0};
        return true;
    }
    *ret = (ky_str){s->p, (size_t) (end - s->p)};
    *s = ky_str_from(*s, ret->n + 1);
    return true;
}

ky_str ja_bare_reading(ky_str one)
{
    bool in_parentheses = one.n > 2 && one.p[0] == '(' && one.p[one.n - 1] == ')';
    return in_parentheses ? (ky_str){one.p + 1, one.n - 2} : one;
}

static ky_rc relation_of_name(ky_str name, ja_relation *ret, ky_err *err)
{
    static const ky_str names[] = {
        [JA_EQUAL] = {"equal", 5}, [JA_FINDS] = {"finds", 5}, [JA_RELATED] = {"related", 7}};
    for (size_t i = 0; i < KY_LEN(names); i++) {
        if (ky_str_eq(names[i], name)) {
            *ret = (ja_relation) i;
            return KY_OK;
        }
    }
    return ky_fail(err, KY_E_INVALID, "'%.*s' is not one of equal, finds, related", KY_FMT(name));
}

static ky_rc check_term(ky_str text, ky_err *err)
{
    if (text.n == 0 || ky_str_trim(text).n != text.n)
        return ky_fail(err, KY_E_INVALID, "'%.*s' is no term", KY_FMT(text));
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_str folded;
    ky_rc rc = ja_fold(text, &arena, &folded, err);
    if (rc == KY_OK && !ky_str_eq(folded, text))
        rc = ky_fail(err, KY_E_INVALID, "'%.*s' is not in normal form", KY_FMT(text));
    return rc;
}

static bool is_reading(ky_str s)
{
    size_t len = 0;
    for (size_t at = 0; at < s.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(s, at), &len);
        if ((c < 0x3041 || c > 0x3096) && (c != 0x30FC || at == 0))
            return false;
    }
    return s.n > 0;
}

static ky_rc check_readings(ky_str readings, ky_err *err)
{
    ky_str rest = readings;
    for (ky_str one; ja_next_part(&rest, '/', &one);) {
        if (!is_reading(ja_bare_reading(one)))
            return ky_fail(err, KY_E_INVALID, "'%.*s' is no reading in hiragana", KY_FMT(one));
    }
    return KY_OK;
}

static ky_rc add_member(reader *r, size_t first, ky_str text, ky_str readings, ky_err *err)
{
    ky_rc rc = check_term(text, err);
    if (rc == KY_OK)
        rc = check_readings(readings, err);
    if (rc != KY_OK)
        return rc;
    for (size_t i = first; i < r->members.n; i++) {
        if (ky_str_eq(r->members.items[i].text, text))
            return ky_fail(err, KY_E_INVALID, "'%.*s' stands there twice", KY_FMT(text));
    }
    if (!KY_GROW(r->members.items, r->members.cap, r->members.n + 1))
        return ky_nomem(err);
    r->members.items[r->members.n++] =
        (ja_synonym_term){.text = text, .readings = readings, .line = r->line};
    return KY_OK;
}

static ky_rc parse_line(reader *r, ky_str line, ky_err *err)
{
    ky_str cols[COLS];
    ky_rc rc = ja_table_line(line, cols, COLS, err);
    if (rc != KY_OK)
        return rc;
    group g = {.line = r->line, .first = r->members.n};
    rc = relation_of_name(cols[COL_RELATION], &g.relation, err);
    ky_str text;
    ky_str readings;
    while (rc == KY_OK && ja_next_part(&cols[COL_TERMS], '|', &text)) {
        if (!ja_next_part(&cols[COL_READINGS], '|', &readings))
            return ky_fail(err, KY_E_INVALID, "'%.*s' has no reading", KY_FMT(text));
        rc = add_member(r, g.first, text, readings, err);
    }
    if (rc != KY_OK)
        return rc;
    if (cols[COL_READINGS].p != NULL)
        return ky_fail(err, KY_E_INVALID, "there are more readings than terms");
    g.n = r->members.n - g.first;
    if (g.n < 2)
        return ky_fail(err, KY_E_INVALID, "one term alone says nothing");
    if (!KY_GROW(r->groups.items, r->groups.cap, r->groups.n + 1))
        return ky_nomem(err);
    r->groups.items[r->groups.n++] = g;
    return KY_OK;
}

static ky_rc parse_lines(reader *r, ky_str text, ky_err *err)
{
    size_t number = 0;
    for (ky_str line; ja_next_part(&text, '\n', &line);) {
        r->line = ++number;
        if (line.n == 0 || line.p[0] == '#')
            continue;
        ky_rc rc = parse_line(r, line, err);
        if (rc != KY_OK)
            return rc;
    }
    return KY_OK;
}

static int by_text(const void *a, const void *b)
{
    return ky_str_cmp(((const ja_synonym_term *) a)->text, ((const ja_synonym_term *) b)->text);
}

static int by_text_and_line(const void *a, const void *b)
{
    const ja_synonym_term *x = a;
    const ja_synonym_term *y = b;
    int order = by_text(a, b);
    return order != 0 ? order : (x->line > y->line) - (x->line < y->line);
}

/* Leave each term once, at its first line. */
static ky_rc merge_terms(reader *r, ja_synonym_terms *terms, ky_err *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < terms->n; i++) {
        ja_synonym_term t = terms->items[i];
        const ja_synonym_term *last = kept == 0 ? NULL : &terms->items[kept - 1];
        if (last == NULL || !ky_str_eq(last->text, t.text)) {
            t.equal = kept;
            terms->items[kept++] = t;
        } else if (!ky_str_eq(last->readings, t.readings)) {
            r->line = t.line;
            return ky_fail(err, KY_E_INVALID, "'%.*s' is read otherwise in line %zu",
                           KY_FMT(t.text), last->line);
        }
    }
    terms->n = kept;
    return KY_OK;
}

static ky_rc collect_terms(reader *r, ky_err *err)
{
    size_t n = r->members.n;
    ja_synonym_terms *terms = &r->out->terms;
    r->ids = calloc(n, sizeof *r->ids);
    if (r->ids == NULL || !KY_GROW(terms->items, terms->cap, n))
        return ky_nomem(err);
    memcpy(terms->items, r->members.items, n * sizeof *terms->items);
    terms->n = n;
    qsort(terms->items, n, sizeof *terms->items, by_text_and_line);
    ky_rc rc = merge_terms(r, terms, err);
    if (rc != KY_OK)
        return rc;
    for (size_t i = 0; i < n; i++) {
        const ja_synonym_term *found =
            bsearch(&r->members.items[i], terms->items, terms->n, sizeof *terms->items, by_text);
        r->ids[i] = (size_t) (found - terms->items);
    }
    return KY_OK;
}

/* seen tells of each term in which line its equal ones stand. */
static ky_rc join_group(reader *r, const group *g, size_t *seen, ky_err *err)
{
    const size_t *ids = r->ids + g->first;
    r->line = g->line;
    for (size_t i = 0; i < g->n; i++) {
        ja_synonym_term *t = &r->out->terms.items[ids[i]];
        if (seen[ids[i]] != 0)
            return ky_fail(err, KY_E_INVALID, "'%.*s' stands in the equal terms of line %zu too",
                           KY_FMT(t->text), seen[ids[i]]);
        seen[ids[i]] = g->line;
        t->equal = ids[0];
        t->next = i + 1 < g->n ? 1 + ids[i + 1] : 0;
    }
    return KY_OK;
}

static ky_rc join_equals(reader *r, ky_err *err)
{
    KY_CLEANUP(ky_free_p) size_t *seen = calloc(r->out->terms.n, sizeof *seen);
    if (seen == NULL)
        return ky_nomem(err);
    ky_rc rc = KY_OK;
    for (size_t i = 0; rc == KY_OK && i < r->groups.n; i++) {
        if (r->groups.items[i].relation == JA_EQUAL)
            rc = join_group(r, &r->groups.items[i], seen, err);
    }
    return rc;
}

static size_t equal_of(const reader *r, size_t id)
{
    return r->out->terms.items[id].equal;
}

static ky_str text_of(const reader *r, size_t id)
{
    return r->out->terms.items[id].text;
}

static ky_rc add_link(reader *r, const group *g, size_t from, size_t to, ky_err *err)
{
    ja_synonym_links *links = &r->out->links;
    if (equal_of(r, from) == equal_of(r, to))
        return ky_fail(err, KY_E_INVALID, "'%.*s' and '%.*s' are equal already",
                       KY_FMT(text_of(r, from)), KY_FMT(text_of(r, to)));
    if (!KY_GROW(links->items, links->cap, links->n + 2))
        return ky_nomem(err);
    links->items[links->n++] = (ja_synonym_link){from, to, g->relation, g->line};
    if (g->relation == JA_RELATED)
        links->items[links->n++] = (ja_synonym_link){to, from, g->relation, g->line};
    return KY_OK;
}

static ky_rc link_group(reader *r, const group *g, ky_err *err)
{
    size_t heads = g->relation == JA_FINDS ? 1 : g->n;
    ky_rc rc = KY_OK;
    r->line = g->line;
    for (size_t i = 0; i < heads; i++) {
        for (size_t j = i + 1; rc == KY_OK && j < g->n; j++)
            rc = add_link(r, g, r->ids[g->first + i], r->ids[g->first + j], err);
    }
    return rc;
}

/* By what their ends are equal to, so that all links between two sets come together. */
typedef struct pair {
    size_t low;
    size_t high;
    const ja_synonym_link *link;
} pair;

static int by_ends(const void *a, const void *b)
{
    const pair *x = a;
    const pair *y = b;
    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    if (x->high != y->high)
        return x->high < y->high ? -1 : 1;
    return (x->link->line > y->link->line) - (x->link->line < y->link->line);
}

static ky_rc check_pairs(reader *r, ky_err *err)
{
    const ja_synonym_links *links = &r->out->links;
    KY_CLEANUP(ky_free_p) pair *pairs = calloc(links->n + 1, sizeof *pairs);
    if (pairs == NULL)
        return ky_nomem(err);
    size_t n = 0;
    for (size_t i = 0; i < links->n; i++) {
        const ja_synonym_link *l = &links->items[i];
        size_t x = equal_of(r, l->from);
        size_t y = equal_of(r, l->to);
        if (l->relation == JA_FINDS || x < y)
            pairs[n++] = (pair){x < y ? x : y, x < y ? y : x, l};
    }
    qsort(pairs, n, sizeof *pairs, by_ends);
    for (size_t i = 1; i < n; i++) {
        const pair *p = &pairs[i];
        if (p->low != p[-1].low || p->high != p[-1].high)
            continue;
        r->line = p->link->line;
        return ky_fail(err, KY_E_INVALID, "'%.*s' and '%.*s' stand together in line %zu already",
                       KY_FMT(text_of(r, p->link->from)), KY_FMT(text_of(r, p->link->to)),
                       p[-1].link->line);
    }
    return KY_OK;
}

/* Strike out the one-way links that leave where none arrives, as often as some are left. Returns
 * how many remain: they go round. The passes are as many as the longest chain has links. */
static size_t strike_out(const reader *r, size_t *arriving, bool *struck)
{
    const ja_synonym_links *links = &r->out->links;
    size_t left = 0;
    for (size_t i = 0; i < links->n; i++) {
        struck[i] = links->items[i].relation != JA_FINDS;
        if (struck[i])
            continue;
        arriving[equal_of(r, links->items[i].to)]++;
        left++;
    }
    for (size_t before = left + 1; left < before;) {
        before = left;
        for (size_t i = 0; i < links->n; i++) {
            if (struck[i] || arriving[equal_of(r, links->items[i].from)] > 0)
                continue;
            struck[i] = true;
            arriving[equal_of(r, links->items[i].to)]--;
            left--;
        }
    }
    return left;
}

static ky_rc check_loops(reader *r, ky_err *err)
{
    const ja_synonym_links *links = &r->out->links;
    KY_CLEANUP(ky_free_p) size_t *arriving = calloc(r->out->terms.n, sizeof *arriving);
    KY_CLEANUP(ky_free_p) bool *struck = calloc(links->n + 1, sizeof *struck);
    if (arriving == NULL || struck == NULL)
        return ky_nomem(err);
    if (strike_out(r, arriving, struck) == 0)
        return KY_OK;
    size_t i = 0;
    while (struck[i])
        i++;
    r->line = links->items[i].line;
    return ky_fail(err, KY_E_INVALID, "'%.*s' and '%.*s' stand in a loop",
                   KY_FMT(text_of(r, links->items[i].from)),
                   KY_FMT(text_of(r, links->items[i].to)));
}

static ky_rc link_terms(reader *r, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; rc == KY_OK && i < r->groups.n; i++) {
        if (r->groups.items[i].relation != JA_EQUAL)
            rc = link_group(r, &r->groups.items[i], err);
    }
    if (rc == KY_OK)
        rc = check_pairs(r, err);
    return rc == KY_OK ? check_loops(r, err) : rc;
}

ky_rc ja_synonym_table_read(ky_str text, const char *name, ja_synonym_table *ret, ky_err *err)
{
    KY_CLEANUP(reader_fini) reader r = {.out = ret};
    ky_err why = {0};
    ky_rc rc = parse_lines(&r, text, &why);
    if (rc == KY_OK && r.members.n > 0)
        rc = collect_terms(&r, &why);
    if (rc == KY_OK && r.members.n > 0)
        rc = join_equals(&r, &why);
    if (rc == KY_OK && r.members.n > 0)
        rc = link_terms(&r, &why);
    return rc == KY_OK ? KY_OK : ky_fail(err, rc, "%s:%zu: %s", name, r.line, why.msg);
}
