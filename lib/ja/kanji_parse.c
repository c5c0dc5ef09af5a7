#include "kanji_parse.h"

#include <utf8proc.h>

#include "kanji.h"
#include "table_line.h"

enum { COL_KIND, COL_FROM, COL_TO, COL_REASON, COLS };

/* A pair and the line it stands in. */
typedef struct entry {
    ja_kanji_pair pair;
    size_t line;
} entry;

typedef struct entries {
    entry *items;
    size_t n;
    size_t cap;
} entries;

typedef struct parser {
    entries folds;
    entries alikes;
    size_t line;
} parser;

static void parser_fini(parser *p)
{
    free(p->folds.items);
    free(p->alikes.items);
}

void ja_kanji_tables_fini(ja_kanji_tables *t)
{
    free(t->folds.items);
    free(t->alikes.items);
    *t = (ja_kanji_tables){0};
}

static ky_rc add(entries *list, uint32_t from, uint32_t to, size_t line, ky_err *err)
{
    if (!KY_GROW(list->items, list->cap, list->n + 1))
        return ky_nomem(err);
    list->items[list->n++] = (entry){{from, to}, line};
    return KY_OK;
}

static const entry *find(const entries *list, uint32_t from)
{
    for (size_t i = 0; i < list->n; i++) {
        if (list->items[i].pair.from == from)
            return &list->items[i];
    }
    return NULL;
}

/* True where text is made of just this one character. */
static bool one_char(ky_str text, uint32_t *ret)
{
    size_t len;
    uint32_t c = ky_utf8_next(text, &len);
    if (len != text.n)
        return false;
    *ret = c;
    return true;
}

/* True where NFKC and case folding leave c alone. */
static bool is_stable(uint32_t c)
{
    const utf8proc_option_t form =
        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD;
    /* UAX #15 gives 18 as the most code points that one decomposes to (U+FDFA). */
    utf8proc_int32_t out[18];
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t) c, out,
                                                 (utf8proc_ssize_t) KY_LEN(out), form, NULL);
    if (n > 0 && n <= (utf8proc_ssize_t) KY_LEN(out))
        n = utf8proc_normalize_utf32(out, n, form);
    return n == 1 && (uint32_t) out[0] == c;
}

static ky_rc parse_fold(parser *p, const ky_str cols[COLS], ky_err *err)
{
    uint32_t from;
    uint32_t to;
    if (!one_char(cols[COL_FROM], &from) || !one_char(cols[COL_TO], &to))
        return ky_fail(err, KY_E_INVALID, "a fold is of one character to one character");
    if (!ja_is_ideograph(from) || !ja_is_ideograph(to))
        return ky_fail(err, KY_E_INVALID, "a fold is of a kanji to a kanji");
    if (!is_stable(from) || !is_stable(to))
        return ky_fail(err, KY_E_INVALID, "NFKC changes '%.*s' or '%.*s'", KY_FMT(cols[COL_FROM]),
                       KY_FMT(cols[COL_TO]));
    if (from == to)
        return ky_fail(err, KY_E_INVALID, "'%.*s' folds to itself", KY_FMT(cols[COL_FROM]));
    const entry *twice = find(&p->folds, from);
    if (twice != NULL)
        return ky_fail(err, KY_E_INVALID, "'%.*s' folds in line %zu already",
                       KY_FMT(cols[COL_FROM]), twice->line);
    return add(&p->folds, from, to, p->line, err);
}

static ky_rc parse_alike(parser *p, const ky_str cols[COLS], ky_err *err)
{
    uint32_t members[JA_MAX_KANJI_ALIKE + 1];
    size_t n = 1;
    if (!one_char(cols[COL_FROM], &members[0]))
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not one character", KY_FMT(cols[COL_FROM]));
    for (size_t at = 0, len; at < cols[COL_TO].n; at += len) {
        if (n == KY_LEN(members))
            return ky_fail(err, KY_E_INVALID, "more than %d alternatives", JA_MAX_KANJI_ALIKE);
        members[n++] = ky_utf8_next(ky_str_from(cols[COL_TO], at), &len);
    }
    for (size_t i = 0; i < n; i++) {
        const entry *twice = find(&p->alikes, members[i]);
        if (twice != NULL)
            return ky_fail(err, KY_E_INVALID, "U+%04X has alternatives in line %zu already",
                           (unsigned) members[i], twice->line);
        if (!is_stable(members[i]))
            return ky_fail(err, KY_E_INVALID, "NFKC changes U+%04X", (unsigned) members[i]);
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < n; k++) {
            if (k != i && members[k] == members[i])
                return ky_fail(err, KY_E_INVALID, "U+%04X stands there twice",
                               (unsigned) members[i]);
            ky_rc rc = k == i ? KY_OK : add(&p->alikes, members[i], members[k], p->line, err);
            if (rc != KY_OK)
                return rc;
        }
    }
    return KY_OK;
}

static ky_rc parse_line(parser *p, ky_str line, ky_err *err)
{
    ky_str cols[COLS];
    ky_rc rc = ja_table_line(line, cols, COLS, err);
    if (rc != KY_OK)
        return rc;
    if (ky_str_eq(cols[COL_KIND], KY_LIT("fold")))
        return parse_fold(p, cols, err);
    if (ky_str_eq(cols[COL_KIND], KY_LIT("alike")))
        return parse_alike(p, cols, err);
    return ky_fail(err, KY_E_INVALID, "'%.*s' is not one of fold, alike", KY_FMT(cols[COL_KIND]));
}

/* A fold of a fold: following it either comes back (a loop) or ends elsewhere (a chain). */
static const char *chain_kind(const entries *folds, const entry *first)
{
    uint32_t c = first->pair.to;
    for (size_t steps = 0; steps < folds->n; steps++) {
        const entry *next = find(folds, c);
        if (next == NULL)
            return "a chain";
        c = next->pair.to;
    }
    return "a loop";
}

static ky_rc check_chains(const parser *p, const char *name, ky_err *err)
{
    for (size_t i = 0; i < p->folds.n; i++) {
        const entry *e = &p->folds.items[i];
        const entry *next = find(&p->folds, e->pair.to);
        if (next != NULL)
            return ky_fail(err, KY_E_INVALID, "%s:%zu: %s: U+%04X folds on in line %zu", name,
                           e->line, chain_kind(&p->folds, e), (unsigned) e->pair.to, next->line);
    }
    for (size_t i = 0; i < p->alikes.n; i++) {
        const entry *e = &p->alikes.items[i];
        const entry *gone = find(&p->folds, e->pair.from);
        if (gone != NULL)
            return ky_fail(err, KY_E_INVALID, "%s:%zu: U+%04X is folded away in line %zu", name,
                           e->line, (unsigned) e->pair.from, gone->line);
    }
    return KY_OK;
}

static int by_from_and_to(const void *a, const void *b)
{
    const entry *x = a;
    const entry *y = b;
    if (x->pair.from != y->pair.from)
        return (x->pair.from > y->pair.from) - (x->pair.from < y->pair.from);
    return (x->pair.to > y->pair.to) - (x->pair.to < y->pair.to);
}

static ky_rc sorted_pairs(entries *list, ja_kanji_pairs *ret, ky_err *err)
{
    if (list->n == 0)
        return KY_OK;
    qsort(list->items, list->n, sizeof *list->items, by_from_and_to);
    if (!KY_GROW(ret->items, ret->cap, list->n))
        return ky_nomem(err);
    for (size_t i = 0; i < list->n; i++)
        ret->items[ret->n++] = list->items[i].pair;
    return KY_OK;
}

ky_rc ja_kanji_parse(ky_str text, const char *name, ja_kanji_tables *ret, ky_err *err)
{
    KY_CLEANUP(parser_fini) parser p = {0};
    for (size_t at = 0; at < text.n;) {
        const char *newline = memchr(text.p + at, '\n', text.n - at);
        size_t end = newline == NULL ? text.n : (size_t) (newline - text.p);
        ky_str line = {text.p + at, end - at};
        at = end + 1;
        p.line++;
        if (line.n == 0 || line.p[0] == '#')
            continue;
        ky_err why = {0};
        ky_rc rc = parse_line(&p, line, &why);
        if (rc != KY_OK)
            return ky_fail(err, rc, "%s:%zu: %s", name, p.line, why.msg);
    }
    ky_rc rc = check_chains(&p, name, err);
    if (rc != KY_OK)
        return rc;
    KY_CLEANUP(ja_kanji_tables_fini) ja_kanji_tables t = {0};
    rc = sorted_pairs(&p.folds, &t.folds, err);
    if (rc == KY_OK)
        rc = sorted_pairs(&p.alikes, &t.alikes, err);
    if (rc != KY_OK)
        return rc;
    *ret = t;
    t = (ja_kanji_tables){0};
    return KY_OK;
}
