#include "peer.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

#include "ja/terms.h"
#include "search/xapian.h"

static const double gram_scale = 0.5;
static const double near_scale = 0.2;
enum { NEAR_WINDOW = 8, TITLE_WEIGHT = 3, TEXT_GAP = 100, MAX_TERMS = 512, MAX_PATH_BYTES = 4096 };

static const xapc_weighting weighting = {
    .scheme = XAPC_SCHEME_BM25PLUS,
    .with.bm25 = {.k1 = 0.5, .k2 = 0, .k3 = 1, .b = 0.75, .min_normlen = 0.5, .delta = 1},
};

struct peer {
    char path[MAX_PATH_BYTES];    /* of what is searched */
    char written[MAX_PATH_BYTES]; /* of what is written, before it is compacted */
    const ky_schema *schema;
    ja_analyser *ja;
    xapc_writer *writer;
    xapc_database *db;
    ky_arena arena; /* of one record or question */
};

void peer_free(peer *p)
{
    if (p == NULL)
        return;
    xapc_database_free(p->db);
    xapc_writer_free(p->writer);
    ja_analyser_free(p->ja);
    ky_arena_fini(&p->arena);
    free(p);
}

ky_rc peer_new(const char *dir, const ky_schema *schema, const ja_model *model, peer **ret,
               ky_err *err)
{
    KY_CLEANUP(peer_free_p) peer *p = calloc(1, sizeof *p);
    xapc_error xe;
    if (p == NULL)
        return ky_nomem(err);
    p->schema = schema;
    (void) snprintf(p->path, sizeof p->path, "%s/compact", dir);
    (void) snprintf(p->written, sizeof p->written, "%s/written", dir);
    if (mkdir(dir, 0700) != 0)
        return ky_fail_errno(err, dir);
    ky_rc rc = ja_analyser_new(model, &p->ja, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(
            xapc_writer_open(p->written, XAPC_CREATE_NEW, XAPC_OPEN_NO_SYNC, 0, &p->writer, &xe),
            &xe, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(p);
    return rc;
}

/* ---- writing ---- */

typedef struct text_sink {
    xapc_document *doc;
    uint32_t before; /* position before the text's first word */
    uint32_t last;
    uint32_t weight;
} text_sink;

static ky_rc add_term(void *payload, const ja_term *t, ky_err *err)
{
    text_sink *s = payload;
    xapc_error xe;
    if (!ja_term_ranks(t))
        return KY_OK;
    if (t->kind != JA_TERM_WORD)
        return ky_xapian_rc(xapc_document_add_term(s->doc, ky_bytes(t->text), s->weight, &xe), &xe,
                            err);
    uint32_t position = s->before + t->position + 1;
    s->last = position > s->last ? position : s->last;
    return ky_xapian_rc(
        xapc_document_add_posting(s->doc, ky_bytes(t->text), position, s->weight, &xe), &xe, err);
}

static ky_rc add_texts(peer *p, const ky_record *r, xapc_document *doc, ky_err *err)
{
    text_sink s = {.doc = doc};
    for (size_t f = 0; f < p->schema->n_fields; f++) {
        ja_analysis a;
        if (p->schema->fields[f].kind != KY_FIELD_TEXT || r->cells[f].n == 0)
            continue;
        s.weight = f == p->schema->title ? TITLE_WEIGHT : 1;
        ky_rc rc = ja_analyse(p->ja, r->cells[f].values[0], &p->arena, &a, err);
        if (rc == KY_OK)
            rc = ja_terms(&a, add_term, &s, err);
        if (rc != KY_OK)
            return rc;
        s.before = s.last + TEXT_GAP;
    }
    return KY_OK;
}

static ky_rc add_data(const peer *p, const ky_record *r, xapc_document *doc, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *json = NULL;
    KY_CLEANUP(ky_buf_fini) ky_buf data = {0};
    xapc_error xe;
    ky_rc rc = ky_record_to_json(r, p->schema, &json, err);
    if (rc == KY_OK)
        rc = ky_json_write(json, 0, &data, err);
    return rc == KY_OK ? ky_xapian_rc(xapc_document_set_data(doc, ky_bytes(ky_buf_str(&data)), &xe),
                                      &xe, err)
                       : rc;
}

ky_rc peer_add(peer *p, const ky_record *r, ky_err *err)
{
    KY_CLEANUP(xapc_document_free_p) xapc_document *doc = NULL;
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_document_new(&doc, &xe), &xe, err);
    if (rc == KY_OK)
        rc = add_texts(p, r, doc, err);
    if (rc == KY_OK)
        rc = add_data(p, r, doc, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_writer_add(p->writer, doc, NULL, &xe), &xe, err);
    ky_arena_clear(&p->arena);
    return rc;
}

static ky_rc count_bytes(const char *path, uint64_t *ret, ky_err *err)
{
    DIR *dir = opendir(path);
    uint64_t sum = 0;
    if (dir == NULL)
        return ky_fail_errno(err, path);
    for (const struct dirent *e; (e = readdir(dir)) != NULL;) {
        struct stat st;
        if (fstatat(dirfd(dir), e->d_name, &st, 0) == 0 && S_ISREG(st.st_mode))
            sum += (uint64_t) st.st_size;
    }
    (void) closedir(dir);
    *ret = sum;
    return KY_OK;
}

ky_rc peer_finish(peer *p, uint64_t *ret_bytes, ky_err *err)
{
    const char *sources[] = {p->written};
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(xapc_writer_commit(p->writer, &xe), &xe, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_compact(sources, 1, p->path, XAPC_COMPACT_FULLER, 0, 0, &xe), &xe,
                          err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_database_open(p->path, &p->db, &xe), &xe, err);
    return rc == KY_OK ? count_bytes(p->path, ret_bytes, err) : rc;
}

/* ---- asking ---- */

typedef struct queries {
    xapc_query *items[MAX_TERMS];
    size_t n;
} queries;

static void queries_fini(queries *q)
{
    for (size_t i = 0; i < q->n; i++)
        xapc_query_free(q->items[i]);
}

static ky_rc any_of(const queries *q, double factor, queries *to, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *any = NULL;
    xapc_error xe;
    ky_rc rc = ky_xapian_rc(
        xapc_query_combine(XAPC_OP_OR, (const xapc_query *const *) q->items, q->n, 0, &any, &xe),
        &xe, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_query_scale(any, factor, &to->items[to->n], &xe), &xe, err);
    to->n += rc == KY_OK;
    return rc;
}

/* What a question is made of. */
typedef struct asked {
    queries words;
    queries grams;
    queries near;
    ky_str before; /* the term of the last word */
    ky_arena *arena;
} asked;

static void asked_fini(asked *q)
{
    queries_fini(&q->words);
    queries_fini(&q->grams);
    queries_fini(&q->near);
}

static ky_rc add_one(queries *q, ky_str term, ky_err *err)
{
    xapc_error xe;
    if (q->n == MAX_TERMS)
        return KY_OK;
    ky_rc rc = ky_xapian_rc(xapc_query_term(ky_bytes(term), 1, 0, &q->items[q->n], &xe), &xe, err);
    q->n += rc == KY_OK;
    return rc;
}

static ky_rc add_near(asked *q, ky_str term, ky_err *err)
{
    const xapc_bytes pair[] = {ky_bytes(q->before), ky_bytes(term)};
    xapc_error xe;
    if (q->before.n == 0 || ky_str_eq(q->before, term) || q->near.n == MAX_TERMS)
        return KY_OK;
    ky_rc rc = ky_xapian_rc(xapc_query_combine_terms(XAPC_OP_NEAR, pair, 2, NEAR_WINDOW,
                                                     &q->near.items[q->near.n], &xe),
                            &xe, err);
    q->near.n += rc == KY_OK;
    return rc;
}

static ky_rc ask_term(void *payload, const ja_term *t, ky_err *err)
{
    asked *q = payload;
    if (!ja_term_ranks(t))
        return KY_OK;
    if (t->kind != JA_TERM_WORD)
        return add_one(&q->grams, t->text, err);
    ky_str kept = ky_arena_str(q->arena, t->text);
    if (kept.p == NULL)
        return ky_nomem(err);
    ky_rc rc = add_one(&q->words, kept, err);
    if (rc == KY_OK)
        rc = add_near(q, kept, err);
    q->before = kept;
    return rc;
}

static ky_rc make_query(peer *p, ky_str text, xapc_query **ret, ky_err *err)
{
    KY_CLEANUP(asked_fini) asked q = {.arena = &p->arena};
    KY_CLEANUP(queries_fini) queries all = {.n = 0};
    xapc_error xe;
    ja_analysis a;
    ky_rc rc = ja_analyse(p->ja, text, &p->arena, &a, err);
    if (rc == KY_OK)
        rc = ja_terms(&a, ask_term, &q, err);
    if (rc == KY_OK)
        rc = any_of(&q.words, 1, &all, err);
    if (rc == KY_OK)
        rc = any_of(&q.grams, gram_scale, &all, err);
    if (rc == KY_OK)
        rc = any_of(&q.near, near_scale, &all, err);
    return rc == KY_OK
               ? ky_xapian_rc(xapc_query_combine(XAPC_OP_OR, (const xapc_query *const *) all.items,
                                                 all.n, 0, ret, &xe),
                              &xe, err)
               : rc;
}

static ky_rc add_hit(const xapc_hit *h, json_t *hits, ky_err *err)
{
    json_t *hit = json_loadb(h->data.data, h->data.size, 0, NULL);
    return ky_json_set(hit, "score", json_real(h->weight)) && ky_json_append(hits, hit)
               ? KY_OK
               : ky_nomem(err);
}

static ky_rc make_answer(const xapc_result *r, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *out = json_object();
    json_t *hits = json_array();
    if (!ky_json_set(out, "hits", hits))
        return ky_nomem(err);
    for (size_t i = 0; i < r->hit_count; i++) {
        ky_rc rc = add_hit(&r->hits[i], hits, err);
        if (rc != KY_OK)
            return rc;
    }
    *ret = KY_STEAL(out);
    return KY_OK;
}

ky_rc peer_ask(peer *p, ky_str q, uint32_t limit, json_t **ret, ky_err *err)
{
    KY_CLEANUP(xapc_query_free_p) xapc_query *query = NULL;
    KY_CLEANUP(xapc_result_free_p) xapc_result *found = NULL;
    const xapc_search_options o = {
        .max_items = limit, .weighting = weighting, .fetch = XAPC_FETCH_DATA};
    xapc_error xe;
    ky_rc rc = make_query(p, q, &query, err);
    if (rc == KY_OK)
        rc = ky_xapian_rc(xapc_search(p->db, query, &o, &found, &xe), &xe, err);
    if (rc == KY_OK)
        rc = make_answer(found, ret, err);
    ky_arena_clear(&p->arena);
    return rc;
}
