/* How well a judged collection is answered, in process: match=any, 100 hits, MRR@10; and how the
 * peer of peer.h answers it in the same run.
 *
 *   bench_relevance COLLECTION SCHEMA [RUNS | - [NAME Q KW KWU KC]]
 *
 * COLLECTION is a folder with records.jsonl and, for each of the sets q, kw, kwu and kc,
 * SET.queries.tsv (id, question) and SET.qrels.txt (id, 0, record, relevance). RUNS is a folder
 * that gets what was found as SET.run (id, Q0, record, rank, score, kyodo), as TREC's tools want
 * it. NAME and four figures are printed beside ours, as the other engine's. The index is made anew
 * in a temporary folder. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "bench_judged.h"
#include "peer.h"
#include "search/answer.h"
#include "search/builder.h"
#include "search/generation.h"
#include "search/inspect.h"
#include "table.h"

enum { MAX_SCHEMA_BYTES = 1 << 20, MAX_PATH_BYTES = 4096, HITS = 100 };

typedef struct target {
    const char *name;
    const char *what;
    double design; /* what the design begun with measured */
    double aim;
} target;

/* docs/relevance.md says where the figures come from. */
static const target targets[] = {
    {"q", "questions as typed", .9504, .955},
    {"kw", "keywords cut by IPADIC", .9057, .915},
    {"kwu", "keywords cut by UniDic", .8829, .895},
    {"kc", "noun compounds", .9287, .935},
};

typedef struct bench {
    const char *collection;
    const char *runs; /* NULL: not written */
    const char *other;
    char **figures; /* of the other, one a target */
    ky_schema *schema;
    ja_model *model;
    char dir[MAX_PATH_BYTES];
    size_t text_bytes; /* of the searched texts */
    ky_index *ix;
    peer *peer;
    uint64_t peer_bytes;
} bench;

static void bench_fini(bench *b)
{
    ky_index_free(b->ix);
    peer_free(b->peer);
    if (b->dir[0] != '\0')
        (void) ky_remove_tree(b->dir, NULL);
    ja_model_free(b->model);
    ky_schema_free(b->schema);
}

static ky_rc open_inputs(bench *b, const char *schema, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf json = {0};
    const char *tmp = getenv("TMPDIR");
    ky_rc rc = ky_buf_read_file(&json, schema, MAX_SCHEMA_BYTES, err);
    if (rc == KY_OK)
        rc = ky_schema_parse(ky_buf_str(&json), schema, &b->schema, err);
    if (rc == KY_OK)
        rc = ja_model_open(KYODO_MECAB_DICDIR, KYODO_DATADIR, &b->model, err);
    if (rc != KY_OK)
        return rc;
    (void) snprintf(b->dir, sizeof b->dir, "%s/kyodo-bench-XXXXXX", tmp == NULL ? "/tmp" : tmp);
    if (mkdtemp(b->dir) == NULL) {
        rc = ky_fail_errno(err, b->dir);
        b->dir[0] = '\0';
    }
    return rc;
}

static size_t searched_bytes(const bench *b, const ky_record *r)
{
    size_t n = 0;
    for (size_t f = 0; f < b->schema->n_fields; f++)
        if (b->schema->fields[f].kind == KY_FIELD_TEXT && r->cells[f].n > 0)
            n += r->cells[f].values[0].n;
    return n;
}

static ky_rc add_all(bench *b, ky_table *t, ky_builder *builder, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_record r;
    bool more = true;
    for (;;) {
        ky_rc rc = ky_table_next(t, &arena, &r, &more, err);
        if (rc != KY_OK || !more)
            return rc;
        b->text_bytes += searched_bytes(b, &r);
        rc = ky_builder_add(builder, &r, ky_table_dataset(t), err);
        if (rc == KY_OK)
            rc = peer_add(b->peer, &r, err);
        if (rc != KY_OK)
            return rc;
    }
}

static ky_rc build(bench *b, ky_err *err)
{
    KY_CLEANUP(ky_builder_free_p) ky_builder *builder = NULL;
    KY_CLEANUP(ky_report_free_p) ky_report *report = NULL;
    KY_CLEANUP(ky_idset_fini) ky_idset ids = {0};
    KY_CLEANUP(ky_table_free_p) ky_table *t = NULL;
    const ky_build_options o = {
        .jobs = 1, .shards = 1, .memory_mib = 64, .keep = 1, .program = "bench_relevance"};
    char path[MAX_PATH_BYTES];
    char generation[KY_GENERATION_BYTES];
    (void) snprintf(path, sizeof path, "%s/records.jsonl", b->collection);
    ky_rc rc = ky_report_new(NULL, NULL, &report, err);
    if (rc != KY_OK)
        return rc;
    ky_report_table_begin(report, path);
    const ky_table_options to = {.schema = b->schema, .report = report, .ids = &ids};
    rc = ky_table_open(path, &to, &t, err);
    if (rc == KY_OK)
        rc = ky_builder_open(b->dir, b->schema, b->model, &o, &builder, err);
    if (rc == KY_OK)
        rc = add_all(b, t, builder, err);
    if (rc == KY_OK)
        rc = ky_builder_finish(builder, err);
    return rc == KY_OK ? ky_builder_publish(builder, generation, err) : rc;
}

static double now_ms(void)
{
    struct timespec t;
    (void) clock_gettime(CLOCK_MONOTONIC, &t);
    return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

static ky_rc ask(void *payload, ky_str q, json_t **ret, double *ret_ms, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    const bench *b = payload;
    const ky_param params[] = {{KY_LIT("q"), q},
                               {KY_LIT("match"), KY_LIT("any")},
                               {KY_LIT("facets"), KY_LIT("none")},
                               {KY_LIT("limit"), KY_LIT("100")}}; /* HITS */
    ky_request rq;
    double start = now_ms();
    ky_rc rc = ky_request_parse(ky_index_schema(b->ix), params, KY_LEN(params), &arena, &rq, err);
    if (rc == KY_OK)
        rc = ky_answer_search(b->ix, &rq, 0, ret, err);
    *ret_ms = now_ms() - start;
    return rc;
}

static ky_rc build_peer(bench *b, ky_err *err)
{
    char path[MAX_PATH_BYTES + 8];
    (void) snprintf(path, sizeof path, "%s/peer", b->dir);
    return peer_new(path, b->schema, b->model, &b->peer, err);
}

static ky_rc ask_peer(void *payload, ky_str q, json_t **ret, double *ret_ms, ky_err *err)
{
    const bench *b = payload;
    double start = now_ms();
    ky_rc rc = peer_ask(b->peer, q, HITS, ret, err);
    *ret_ms = now_ms() - start;
    return rc;
}

static ky_rc print_size(const bench *b, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *facts = NULL;
    ky_rc rc = ky_inspect(b->dir, &facts, err);
    if (rc != KY_OK)
        return rc;
    double bytes = (double) json_integer_value(json_object_get(facts, "bytes"));
    (void) printf(
        "%u records, %zu bytes of text; %.0f bytes of index, %.2f for each byte of text\n",
        ky_index_records(b->ix), b->text_bytes, bytes, bytes / (double) b->text_bytes);
    double peers = (double) b->peer_bytes;
    (void) printf("the peer: %.0f bytes, %.2f for each; kyodo takes %.2f times as much\n", peers,
                  peers / (double) b->text_bytes, bytes / peers);
    return KY_OK;
}

static ky_rc measure(bench *b, size_t i, ky_err *err)
{
    judged_figures f;
    judged_figures peers;
    const char *name = targets[i].name;
    ky_rc rc = judged_measure(b->collection, name, b->runs, ask, b, &f, err);
    if (rc == KY_OK)
        rc = judged_measure(b->collection, name, NULL, ask_peer, b, &peers, err);
    if (rc != KY_OK)
        return rc;
    (void) printf("%-4s %-24s %6.4f %6.4f %9.4f %6.3f", name, targets[i].what, f.mrr, peers.mrr,
                  targets[i].design, targets[i].aim);
    if (b->other != NULL)
        (void) printf("  %*s", (int) strlen(b->other), b->figures[i]);
    (void) printf("  %7.2f %7.2f %6.1f  (%zu)\n", f.mean_ms, f.median_ms,
                  f.median_ms / peers.median_ms, f.n);
    return KY_OK;
}

static ky_rc run(bench *b, const char *schema, ky_err *err)
{
    ky_rc rc = open_inputs(b, schema, err);
    if (rc == KY_OK)
        rc = build_peer(b, err);
    if (rc == KY_OK)
        rc = build(b, err);
    if (rc == KY_OK)
        rc = peer_finish(b->peer, &b->peer_bytes, err);
    if (rc == KY_OK)
        rc = ky_index_open(b->dir, b->model, &b->ix, err);
    if (rc == KY_OK)
        rc = print_size(b, err);
    if (rc != KY_OK)
        return rc;
    (void) printf("%-29s %6s %6s %9s %6s", "MRR@10, match=any, 100 hits", "kyodo", "peer",
                  "at first", "aim");
    if (b->other != NULL)
        (void) printf("  %s", b->other);
    (void) printf("  mean ms  median  times the peer's  (questions)\n");
    for (size_t i = 0; i < KY_LEN(targets) && rc == KY_OK; i++)
        rc = measure(b, i, err);
    return rc;
}

int main(int argc, char **argv)
{
    KY_CLEANUP(bench_fini) bench b = {0};
    ky_err err;
    if (argc != 3 && argc != 4 && argc != 5 + (int) KY_LEN(targets)) {
        (void) fprintf(stderr,
                       "usage: bench_relevance COLLECTION SCHEMA [RUNS | - [NAME Q KW KWU KC]]\n");
        return 2;
    }
    b.collection = argv[1];
    b.runs = argc > 3 && strcmp(argv[3], "-") != 0 ? argv[3] : NULL;
    b.other = argc > 4 ? argv[4] : NULL;
    b.figures = argv + 5;
    if (run(&b, argv[2], &err) == KY_OK)
        return 0;
    (void) fprintf(stderr, "bench_relevance: %s\n", err.msg);
    return 1;
}
