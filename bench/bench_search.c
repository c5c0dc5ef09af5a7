/* How long searches take in process: each line of a file is asked with match=all, 20 hits, marks;
 * or how long suggestions take, 10 for each line.
 *
 *   bench_search INDEX QUERIES [facets|plain|suggest] [ROUNDS]
 *
 * Prints queries, mean, median, 99th percentile and maximum in milliseconds; the JSON is written
 * out too, as the daemon would. With ROUNDS the file is asked so often again, and the least time of
 * each question is printed besides: what other processes take of a shared machine is left out. */
#include <stdio.h>
#include <time.h>

#include "base/num.h"
#include "search/answer.h"
#include "search/suggest.h"

enum { MAX_QUERIES = 1 << 20, MAX_FILE_BYTES = 64 << 20 };

typedef struct samples {
    double *ms;
    size_t n;
    size_t cap;
} samples;

typedef struct measured {
    samples first; /* the time each question was asked first */
    samples least; /* of the other rounds */
} measured;

static double now_ms(void)
{
    struct timespec t;
    (void) clock_gettime(CLOCK_MONOTONIC, &t);
    return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *) a;
    double y = *(const double *) b;
    return (x > y) - (x < y);
}

/* Asked for instead of facets. */
#define SUGGEST "suggest"

static ky_rc complete(ky_index *ix, ky_str q, json_t **ret, ky_err *err)
{
    const ky_suggest_request rq = {.q = q, .limit = KY_DEFAULT_SUGGESTIONS};
    return ky_suggest(ix, &rq, ret, err);
}

static ky_rc search(ky_index *ix, ky_str q, ky_str facets, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    const ky_param params[] = {
        {KY_LIT("q"), q}, {KY_LIT("match"), KY_LIT("all")}, {KY_LIT("facets"), facets}};
    ky_request rq;
    ky_rc rc = ky_request_parse(ky_index_schema(ix), params, KY_LEN(params), &arena, &rq, err);
    return rc == KY_OK ? ky_answer_search(ix, &rq, 0, ret, err) : rc;
}

static ky_rc ask(ky_index *ix, ky_str q, ky_str facets, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *answer = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf body = {0};
    ky_rc rc = ky_str_eq(facets, KY_LIT(SUGGEST)) ? complete(ix, q, &answer, err)
                                                  : search(ix, q, facets, &answer, err);
    return rc == KY_OK ? ky_json_write(answer, 0, &body, err) : rc;
}

static ky_rc ask_all(ky_index *ix, ky_str lines, ky_str facets, samples *s, ky_err *err)
{
    s->n = 0;
    while (lines.n > 0 && s->n < MAX_QUERIES) {
        size_t end = ky_str_find(lines, KY_LIT("\n"));
        ky_str q = {lines.p, end == SIZE_MAX ? lines.n : end};
        lines = end == SIZE_MAX ? (ky_str){0} : ky_str_from(lines, end + 1);
        if (q.n == 0)
            continue;
        if (!KY_GROW(s->ms, s->cap, s->n + 1))
            return ky_nomem(err);
        double start = now_ms();
        ky_rc rc = ask(ix, q, facets, err);
        if (rc != KY_OK)
            return rc;
        s->ms[s->n++] = now_ms() - start;
    }
    return s->n > 0 ? KY_OK : ky_fail(err, KY_E_INVALID, "no queries");
}

static ky_rc ask_again(ky_index *ix, ky_str lines, ky_str facets, uint32_t rounds, samples *least,
                       ky_err *err)
{
    samples s = {0};
    ky_rc rc = rounds > 0 ? ask_all(ix, lines, facets, least, err) : KY_OK;
    for (uint32_t i = 1; i < rounds && rc == KY_OK; i++) {
        rc = ask_all(ix, lines, facets, &s, err);
        for (size_t k = 0; k < s.n && rc == KY_OK; k++)
            least->ms[k] = s.ms[k] < least->ms[k] ? s.ms[k] : least->ms[k];
    }
    free(s.ms);
    return rc;
}

static void print(const char *what, samples *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->n; i++)
        sum += s->ms[i];
    qsort(s->ms, s->n, sizeof s->ms[0], ascending);
    (void) printf("%s: mean %.3f, median %.3f, p99 %.3f, at most %.3f ms", what,
                  sum / (double) s->n, s->ms[s->n / 2], s->ms[s->n * 99 / 100], s->ms[s->n - 1]);
}

static ky_rc run(const char *dir, const char *queries, ky_str facets, uint32_t rounds, ky_err *err)
{
    KY_CLEANUP(ja_model_free_p) ja_model *model = NULL;
    KY_CLEANUP(ky_index_free_p) ky_index *ix = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf file = {0};
    measured m = {0};
    ky_rc rc = ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &model, err);
    double start = now_ms();
    if (rc == KY_OK)
        rc = ky_index_open(dir, model, &ix, err);
    double opened = now_ms() - start;
    if (rc == KY_OK)
        rc = ky_buf_read_file(&file, queries, MAX_FILE_BYTES, err);
    if (rc == KY_OK)
        rc = ask_all(ix, ky_buf_str(&file), facets, &m.first, err);
    if (rc == KY_OK)
        rc = ask_again(ix, ky_buf_str(&file), facets, rounds, &m.least, err);
    if (rc == KY_OK) {
        (void) printf("%zu questions, index opened in %.1f ms; ", m.first.n, opened);
        print("first", &m.first);
        if (rounds > 0)
            print("; again", &m.least);
        (void) printf("\n");
    }
    free(m.first.ms);
    free(m.least.ms);
    return rc;
}

int main(int argc, char **argv)
{
    ky_err err;
    uint32_t rounds = 0;
    if (argc < 3 ||
        (argc > 4 && ky_parse_u32(ky_str_of(argv[4]), 0, 1000, &rounds, NULL) != KY_OK)) {
        (void) fprintf(stderr,
                       "usage: bench_search INDEX QUERIES [facets|plain|" SUGGEST "] [ROUNDS]\n");
        return 2;
    }
    ky_str facets = argc > 3 ? ky_str_of(argv[3]) : KY_LIT("facets");
    if (ky_str_eq(facets, KY_LIT("plain")))
        facets = KY_LIT("none");
    else if (ky_str_eq(facets, KY_LIT("facets")))
        facets = KY_LIT("*");
    if (run(argv[1], argv[2], facets, rounds, &err) == KY_OK)
        return 0;
    (void) fprintf(stderr, "bench_search: %s\n", err.msg);
    return 1;
}
