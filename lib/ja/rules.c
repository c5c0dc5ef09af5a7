#include "rules.h"

#include "table_line.h"

typedef struct rule {
    ky_str value;
    ja_class cls;
} rule;

typedef struct rule_list {
    rule *items;
    size_t n;
    size_t cap;
} rule_list;

struct ja_rules {
    rule_list parts;     /* of speech, longest first */
    rule_list bases;     /* by bytes */
    rule_list tails;     /* likewise */
    rule_list rests;     /* likewise */
    rule_list districts; /* likewise */
    rule_list heads;     /* likewise */
};

enum { COL_KIND, COL_VALUE, COL_CLASS, COL_REASON, COLS };

void ja_rules_free(ja_rules *r)
{
    if (r == NULL)
        return;
    free(r->parts.items);
    free(r->bases.items);
    free(r->tails.items);
    free(r->rests.items);
    free(r->districts.items);
    free(r->heads.items);
    free(r);
}

static bool class_of_name(ky_str name, ja_class *ret)
{
    static const struct {
        ky_str name;
        ja_class cls;
    } names[] = {
        {{"word", 4}, JA_WORD},
        {{"stop", 4}, JA_STOP},
        {{"function", 8}, JA_FUNCTION},
    };
    for (size_t i = 0; i < KY_LEN(names); i++) {
        if (ky_str_eq(names[i].name, name)) {
            *ret = names[i].cls;
            return true;
        }
    }
    return false;
}

static ky_rc add(rule_list *list, ky_str value, ja_class cls, ky_err *err)
{
    for (size_t i = 0; i < list->n; i++) {
        if (ky_str_eq(list->items[i].value, value))
            return ky_fail(err, KY_E_INVALID, "'%.*s' stands there twice", KY_FMT(value));
    }
    if (!KY_GROW(list->items, list->cap, list->n + 1))
        return ky_nomem(err);
    list->items[list->n++] = (rule){value, cls};
    return KY_OK;
}

static ky_rc check_folded(ky_str value, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_str folded;
    ky_rc rc = ja_fold(value, &arena, &folded, err);
    if (rc == KY_OK && !ky_str_eq(folded, value))
        rc = ky_fail(err, KY_E_INVALID, "'%.*s' is not in normal form", KY_FMT(value));
    return rc;
}

static rule_list *list_of_kind(ja_rules *r, ky_str kind)
{
    if (ky_str_eq(kind, KY_LIT("pos")))
        return &r->parts;
    if (ky_str_eq(kind, KY_LIT("base")))
        return &r->bases;
    if (ky_str_eq(kind, KY_LIT("tail")))
        return &r->tails;
    if (ky_str_eq(kind, KY_LIT("area")))
        return &r->rests;
    if (ky_str_eq(kind, KY_LIT("head")))
        return &r->heads;
    return ky_str_eq(kind, KY_LIT("district")) ? &r->districts : NULL;
}

static ky_rc parse_line(ja_rules *r, ky_str line, ky_err *err)
{
    ky_str cols[COLS];
    ky_rc rc = ja_table_line(line, cols, COLS, err);
    if (rc != KY_OK)
        return rc;
    ja_class cls;
    if (!class_of_name(cols[COL_CLASS], &cls))
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not one of word, stop, function",
                       KY_FMT(cols[COL_CLASS]));
    rule_list *list = list_of_kind(r, cols[COL_KIND]);
    if (list == NULL)
        return ky_fail(err, KY_E_INVALID,
                       "'%.*s' is not one of pos, base, tail, head, area, district",
                       KY_FMT(cols[COL_KIND]));
    if (list != &r->parts && list != &r->bases && cls != JA_WORD)
        return ky_fail(err, KY_E_INVALID, "a %.*s is a word, not '%.*s'", KY_FMT(cols[COL_KIND]),
                       KY_FMT(cols[COL_CLASS]));
    if (list != &r->parts)
        rc = check_folded(cols[COL_VALUE], err);
    return rc == KY_OK ? add(list, cols[COL_VALUE], cls, err) : rc;
}

static int longest_first(const void *a, const void *b)
{
    size_t x = ((const rule *) a)->value.n;
    size_t y = ((const rule *) b)->value.n;
    return (x < y) - (x > y);
}

static int by_bytes(const void *a, const void *b)
{
    return ky_str_cmp(((const rule *) a)->value, ((const rule *) b)->value);
}

static void sort(rule_list *list, int (*order)(const void *, const void *))
{
    if (list->n > 1)
        qsort(list->items, list->n, sizeof *list->items, order);
}

static ky_rc parse_all(ja_rules *r, ky_str text, const char *name, ky_err *err)
{
    size_t line_number = 0;
    for (size_t at = 0; at < text.n;) {
        const char *newline = memchr(text.p + at, '\n', text.n - at);
        size_t end = newline == NULL ? text.n : (size_t) (newline - text.p);
        ky_str line = {text.p + at, end - at};
        at = end + 1;
        line_number++;
        if (line.n == 0 || line.p[0] == '#')
            continue;
        ky_err why = {0};
        ky_rc rc = parse_line(r, line, &why);
        if (rc != KY_OK)
            return ky_fail(err, rc, "%s:%zu: %s", name, line_number, why.msg);
    }
    return KY_OK;
}

ky_rc ja_rules_parse(ky_str text, const char *name, ja_rules **ret, ky_err *err)
{
    KY_CLEANUP(ja_rules_free_p) ja_rules *r = calloc(1, sizeof *r);
    if (r == NULL)
        return ky_nomem(err);
    ky_rc rc = parse_all(r, text, name, err);
    if (rc != KY_OK)
        return rc;
    sort(&r->parts, longest_first);
    sort(&r->bases, by_bytes);
    sort(&r->tails, by_bytes);
    sort(&r->rests, by_bytes);
    sort(&r->districts, by_bytes);
    sort(&r->heads, by_bytes);
    *ret = KY_STEAL(r);
    return KY_OK;
}

static const rule *find(const rule_list *list, ky_str value)
{
    rule key = {.value = value};
    return list->n == 0 ? NULL : bsearch(&key, list->items, list->n, sizeof *list->items, by_bytes);
}

/* A rule names whole columns: 名詞,非自立 is no beginning of 名詞,非自立的. */
static bool begins_with(ky_str feature, ky_str part)
{
    return ky_str_starts(feature, part) && (feature.n == part.n || feature.p[part.n] == ',');
}

ja_class ja_rules_class(const ja_rules *r, ky_str feature, ky_str base)
{
    ja_class cls = JA_WORD;
    for (size_t i = 0; i < r->parts.n; i++) {
        if (begins_with(feature, r->parts.items[i].value)) {
            cls = r->parts.items[i].cls;
            break;
        }
    }
    const rule *found = cls == JA_WORD ? find(&r->bases, base) : NULL;
    return found == NULL ? cls : found->cls;
}

bool ja_rules_is_tail(const ja_rules *r, ky_str word)
{
    return find(&r->tails, word) != NULL;
}

bool ja_rules_is_rest_of_area(const ja_rules *r, ky_str word)
{
    return find(&r->rests, word) != NULL;
}

bool ja_rules_is_district(const ja_rules *r, ky_str word)
{
    return find(&r->districts, word) != NULL;
}

bool ja_rules_is_head(const ja_rules *r, ky_str word)
{
    return find(&r->heads, word) != NULL;
}
