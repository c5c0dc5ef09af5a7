#include "bench_judged.h"

#include <stdio.h>

#include "base/mem.h"

enum { MAX_FILE_BYTES = 64 << 20, MAX_PATH_BYTES = 4096, DEPTH = 10 };

/* "id record", sorted, to look up whether a record is relevant. */
typedef struct judgement {
    ky_str id;
    ky_str record;
} judgement;

typedef struct set {
    ky_buf qrels;
    ky_buf queries;
    judgement *judged;
    size_t n;
    size_t cap;
    double *ms;
    size_t n_ms;
    size_t cap_ms;
    FILE *run;
} set;

static void set_fini(set *s)
{
    ky_buf_fini(&s->qrels);
    ky_buf_fini(&s->queries);
    free(s->judged);
    free(s->ms);
    if (s->run != NULL)
        (void) fclose(s->run);
}

static ky_str take(ky_str *rest, char mark)
{
    const char *at = rest->n == 0 ? NULL : memchr(rest->p, mark, rest->n);
    ky_str got = {rest->p, at == NULL ? rest->n : (size_t) (at - rest->p)};
    *rest = at == NULL ? (ky_str){0} : ky_str_from(*rest, got.n + 1);
    return got;
}

static int by_id_and_record(const void *a, const void *b)
{
    const judgement *x = a;
    const judgement *y = b;
    int order = ky_str_cmp(x->id, y->id);
    return order != 0 ? order : ky_str_cmp(x->record, y->record);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *) a;
    double y = *(const double *) b;
    return (x > y) - (x < y);
}

static ky_rc read_judgements(set *s, ky_err *err)
{
    ky_str rest = ky_buf_str(&s->qrels);
    while (rest.n > 0) {
        ky_str line = take(&rest, '\n');
        if (line.n == 0)
            continue;
        judgement j = {.id = take(&line, ' ')};
        (void) take(&line, ' ');
        j.record = take(&line, ' ');
        if (line.n == 0)
            return ky_fail(err, KY_E_INVALID, "a judgement of fewer than four columns");
        if (ky_str_eq(ky_str_trim(line), KY_LIT("0")))
            continue;
        if (!KY_GROW(s->judged, s->cap, s->n + 1))
            return ky_nomem(err);
        s->judged[s->n++] = j;
    }
    if (s->n == 0)
        return ky_fail(err, KY_E_INVALID, "no judgements");
    qsort(s->judged, s->n, sizeof *s->judged, by_id_and_record);
    return KY_OK;
}

static size_t judged_questions(const set *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        n += i == 0 || !ky_str_eq(s->judged[i].id, s->judged[i - 1].id);
    return n;
}

static bool is_relevant(const set *s, ky_str id, ky_str record)
{
    const judgement key = {id, record};
    return bsearch(&key, s->judged, s->n, sizeof key, by_id_and_record) != NULL;
}

/* 1 / rank of the first relevant hit among the first ten. */
static double score(const set *s, ky_str id, const json_t *hits)
{
    double reciprocal = 0;
    size_t i;
    const json_t *hit;
    json_array_foreach(hits, i, hit)
    {
        ky_str record = ky_json_get_str(json_object_get(hit, "id"));
        if (s->run != NULL)
            (void) fprintf(s->run, "%.*s Q0 %.*s %zu %f kyodo\n", KY_FMT(id), KY_FMT(record), i + 1,
                           json_number_value(json_object_get(hit, "score")));
        if (reciprocal <= 0 && i < DEPTH && is_relevant(s, id, record))
            reciprocal = 1.0 / (double) (i + 1);
    }
    return reciprocal;
}

static ky_rc ask_all(set *s, judged_ask *ask, void *payload, double *ret_sum, ky_err *err)
{
    ky_str rest = ky_buf_str(&s->queries);
    double sum = 0;
    while (rest.n > 0) {
        KY_CLEANUP(ky_json_unref_p) json_t *answer = NULL;
        ky_str line = take(&rest, '\n');
        ky_str id = take(&line, '\t');
        if (line.n == 0)
            continue;
        if (!KY_GROW(s->ms, s->cap_ms, s->n_ms + 1))
            return ky_nomem(err);
        ky_rc rc = ask(payload, line, &answer, &s->ms[s->n_ms], err);
        if (rc != KY_OK)
            return rc;
        s->n_ms++;
        sum += score(s, id, json_object_get(answer, "hits"));
    }
    *ret_sum = sum;
    return s->n_ms > 0 ? KY_OK : ky_fail(err, KY_E_INVALID, "no questions");
}

static ky_rc open_set(set *s, const char *folder, const char *name, const char *runs, ky_err *err)
{
    char path[MAX_PATH_BYTES];
    (void) snprintf(path, sizeof path, "%s/%s.qrels.txt", folder, name);
    ky_rc rc = ky_buf_read_file(&s->qrels, path, MAX_FILE_BYTES, err);
    (void) snprintf(path, sizeof path, "%s/%s.queries.tsv", folder, name);
    if (rc == KY_OK)
        rc = ky_buf_read_file(&s->queries, path, MAX_FILE_BYTES, err);
    if (rc != KY_OK || runs == NULL)
        return rc;
    (void) snprintf(path, sizeof path, "%s/%s.run", runs, name);
    s->run = fopen(path, "we");
    return s->run == NULL ? ky_fail_errno(err, path) : KY_OK;
}

ky_rc judged_measure(const char *folder, const char *name, const char *runs, judged_ask *ask,
                     void *payload, judged_figures *ret, ky_err *err)
{
    KY_CLEANUP(set_fini) set s = {0};
    double sum = 0;
    ky_rc rc = open_set(&s, folder, name, runs, err);
    if (rc == KY_OK)
        rc = read_judgements(&s, err);
    if (rc == KY_OK)
        rc = ask_all(&s, ask, payload, &sum, err);
    if (rc != KY_OK)
        return ky_prefix(err, rc, name);
    double total = 0;
    for (size_t i = 0; i < s.n_ms; i++)
        total += s.ms[i];
    qsort(s.ms, s.n_ms, sizeof *s.ms, ascending);
    size_t n = judged_questions(&s);
    *ret = (judged_figures){.n = n,
                            .mrr = sum / (double) n,
                            .mean_ms = total / (double) s.n_ms,
                            .median_ms = s.ms[s.n_ms / 2]};
    return KY_OK;
}
