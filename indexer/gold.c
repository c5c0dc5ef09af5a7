#include "gold.h"

#include <stdio.h>

#include "base/num.h"

enum { MAX_GOLD_BYTES = 16 << 20 };

void ky_gold_numbers_fini(ky_gold_numbers *l)
{
    free(l->items);
    *l = (ky_gold_numbers){0};
}

static ky_rc add_number(ky_gold_numbers *l, uint32_t number, ky_err *err)
{
    if (!KY_GROW(l->items, l->cap, l->n + 1))
        return ky_nomem(err);
    l->items[l->n++] = number;
    return KY_OK;
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a;
    uint32_t y = *(const uint32_t *) b;
    return (x > y) - (x < y);
}

static void sort_numbers(ky_gold_numbers *l)
{
    if (l->n > 0)
        qsort(l->items, l->n, sizeof l->items[0], ascending);
}

static bool same_numbers(const ky_gold_numbers *a, const ky_gold_numbers *b)
{
    return a->n == b->n && (a->n == 0 || memcmp(a->items, b->items, a->n * sizeof *a->items) == 0);
}

/* Cut s at the first `mark`; the rest is behind it, or empty with *ret_more false. */
static ky_str cut(ky_str s, char mark, ky_str *rest, bool *ret_more)
{
    const char *at = s.n == 0 ? NULL : memchr(s.p, mark, s.n);
    size_t n = at == NULL ? s.n : (size_t) (at - s.p);
    *ret_more = at != NULL;
    *rest = at == NULL ? (ky_str){0} : ky_str_from(s, n + 1);
    return (ky_str){s.p, n};
}

static ky_rc parse_numbers(ky_str cell, ky_gold_numbers *ret, ky_err *err)
{
    bool more = !ky_str_eq(cell, KY_LIT("-"));
    while (more) {
        uint32_t number = 0;
        ky_str item = cut(cell, ',', &cell, &more);
        ky_rc rc = ky_parse_u32(ky_str_trim(item), 0, UINT32_MAX, &number, err);
        if (rc == KY_OK)
            rc = add_number(ret, number, err);
        if (rc != KY_OK)
            return rc;
    }
    sort_numbers(ret);
    return KY_OK;
}

static ky_rc ask_page(ky_index *ix, ky_str q, uint32_t offset, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%u", offset);
    const ky_param params[] = {{KY_LIT("q"), q},
                               {KY_LIT("facets"), KY_LIT("none")},
                               {KY_LIT("limit"), KY_LIT("100")},
                               {KY_LIT("offset"), {digits, (size_t) n}}};
    ky_request rq;
    ky_rc rc = ky_request_parse(ky_index_schema(ix), params, KY_LEN(params), &arena, &rq, err);
    return rc == KY_OK ? ky_answer_search(ix, &rq, 0, ret, err) : rc;
}

static ky_rc collect(const json_t *answer, ky_gold_numbers *ret, ky_err *err)
{
    const json_t *hits = json_object_get(answer, "hits");
    for (size_t i = 0; i < json_array_size(hits); i++) {
        const json_t *number = json_object_get(json_array_get(hits, i), "number");
        ky_rc rc = add_number(ret, (uint32_t) json_integer_value(number), err);
        if (rc != KY_OK)
            return rc;
    }
    return KY_OK;
}

static ky_rc ask_pages(ky_index *ix, ky_str q, ky_gold_numbers *ret, ky_err *err)
{
    for (uint32_t offset = 0; offset <= KY_MAX_OFFSET; offset += KY_MAX_LIMIT) {
        KY_CLEANUP(ky_json_unref_p) json_t *answer = NULL;
        ky_rc rc = ask_page(ix, q, offset, &answer, err);
        if (rc != KY_OK)
            return rc;
        const json_t *query = json_object_get(answer, "query");
        if (json_is_true(json_object_get(query, "relaxed")))
            break;
        rc = collect(answer, ret, err);
        if (rc != KY_OK)
            return rc;
        if (json_integer_value(json_object_get(answer, "total")) <= offset + KY_MAX_LIMIT)
            break;
    }
    sort_numbers(ret);
    return KY_OK;
}

ky_rc ky_gold_find(ky_index *ix, ky_str q, ky_gold_numbers *ret, ky_err *err)
{
    KY_CLEANUP(ky_gold_numbers_fini) ky_gold_numbers found = {0};
    ky_rc rc = ask_pages(ix, q, &found, err);
    if (rc == KY_OK) {
        *ret = found;
        found = (ky_gold_numbers){0};
    }
    return rc;
}

static ky_rc ask_line(ky_index *ix, ky_str text, size_t number, ky_gold_visit *visit, void *payload,
                      ky_err *err)
{
    KY_CLEANUP(ky_gold_numbers_fini) ky_gold_numbers wanted = {0};
    KY_CLEANUP(ky_gold_numbers_fini) ky_gold_numbers found = {0};
    ky_gold_line line = {.number = number, .wanted = &wanted, .found = &found};
    ky_str rest;
    bool more = false;
    line.q = cut(text, '\t', &rest, &more);
    if (!more)
        return ky_fail(err, KY_E_INVALID, "no tab between query and numbers");
    ky_rc rc = parse_numbers(cut(rest, '\t', &line.remark, &more), &wanted, err);
    if (rc == KY_OK)
        rc = ky_gold_find(ix, line.q, &found, err);
    if (rc != KY_OK)
        return rc;
    line.right = same_numbers(&wanted, &found);
    visit(payload, &line);
    return KY_OK;
}

ky_rc ky_gold_ask(ky_index *ix, const char *path, ky_gold_visit *visit, void *payload, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf file = {0};
    size_t number = 0;
    bool more = true;
    ky_rc rc = ky_buf_read_file(&file, path, MAX_GOLD_BYTES, err);
    ky_str rest = ky_buf_str(&file);
    while (rc == KY_OK && more) {
        ky_str line = ky_str_trim(cut(rest, '\n', &rest, &more));
        char where[KY_ERR_BYTES];
        (void) snprintf(where, sizeof where, "%s:%zu", path, ++number);
        if (line.n == 0 || line.p[0] == '#')
            continue;
        rc = ask_line(ix, line, number, visit, payload, err);
        if (rc != KY_OK)
            return ky_prefix(err, rc, where);
    }
    return rc;
}
