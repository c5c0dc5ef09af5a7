#include "judge.h"

#include "cmocka_c17.h"

const judged_set judged_sets[JUDGED_SETS] = {
    {"gold.tsv", &published},       {"more.tsv", &published},       {"more_events.tsv", &events},
    {"more_parks.tsv", &parks},     {"more_minutes.tsv", &minutes}, {"more_town.tsv", &town},
    {"more_words.tsv", &published},
};

char *judged_path(const char *file)
{
    return path_in(KYODO_JUDGED, file);
}

ky_str next_cell(ky_str *rest, char mark)
{
    const char *at = rest->n == 0 ? NULL : memchr(rest->p, mark, rest->n);
    ky_str got = {rest->p, at == NULL ? rest->n : (size_t) (at - rest->p)};
    *rest = at == NULL ? (ky_str){0} : ky_str_from(*rest, got.n + 1);
    return got;
}

void judge_lines(const char *file, size_t least, bool (*holds)(ky_str line))
{
    char *path = judged_path(file);
    char *text = read_whole(path);
    ky_str rest = ky_str_of(text);
    size_t asked = 0;
    size_t wrong = 0;
    while (rest.n > 0) {
        ky_str line = next_cell(&rest, '\n');
        if (line.n == 0 || line.p[0] == '#')
            continue;
        asked++;
        wrong += !holds(line);
    }
    free(path);
    free(text);
    assert_true(asked >= least);
    if (wrong > 0)
        fail_msg("%s: %zu of %zu lines do not hold", file, wrong, asked);
}

/* Append the numbers of a that b lacks, each as often as b lacks it; how many they are. */
static size_t put_lacking(ky_buf *out, const ky_gold_numbers *a, const ky_gold_numbers *b)
{
    size_t n = 0;
    size_t k = 0;
    for (size_t i = 0; i < a->n; i++) {
        while (k < b->n && b->items[k] < a->items[i])
            k++;
        if (k < b->n && b->items[k] == a->items[i]) {
            k++;
            continue;
        }
        ky_buf_printf(out, n == 0 ? "%u" : ",%u", a->items[i]);
        n++;
    }
    return n;
}

static void take(void *payload, const ky_gold_line *line)
{
    KY_CLEANUP(ky_buf_fini) ky_buf missing = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf surplus = {0};
    verdict *v = payload;
    size_t n_missing = put_lacking(&missing, line->wanted, line->found);
    size_t n_surplus = put_lacking(&surplus, line->found, line->wanted);
    v->asked++;
    v->right += line->right;
    v->wanted += line->wanted->n;
    v->found += line->wanted->n - n_missing;
    v->surplus += n_surplus;
    if (line->right)
        return;
    ky_buf_printf(&v->wrong, "  %4zu  %.*s (%.*s):", line->number, KY_FMT(line->q),
                  KY_FMT(line->remark));
    if (n_missing > 0)
        ky_buf_printf(&v->wrong, " missing %s", missing.p);
    if (n_surplus > 0)
        ky_buf_printf(&v->wrong, " surplus %s", surplus.p);
    ky_buf_putc(&v->wrong, '\n');
}

verdict judge(const char *path, const place *p)
{
    verdict v = {0};
    ky_err err;
    if (ky_gold_ask(p->ix, path, take, &v, &err) != KY_OK)
        fail_msg("%s", err.msg);
    assert_true(ky_buf_ok(&v.wrong));
    return v;
}

void verdict_fini(verdict *v)
{
    ky_buf_fini(&v->wrong);
}
