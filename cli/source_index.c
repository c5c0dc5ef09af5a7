#include "ja/analyser.h"
#include "search/answer.h"
#include "search/index.h"
#include "search/suggest.h"
#include "source_kind.h"

typedef struct embedded {
    const char *dir;
    ja_model *model;
    ky_index *index;
} embedded;

static void embedded_free(void *self)
{
    embedded *e = self;
    ky_index_free(e->index);
    ja_model_free(e->model);
    free(e);
}

ky_rc cli_index_open(const cli_place *place, void **ret, ky_err *err)
{
    embedded *e = calloc(1, sizeof *e);
    if (e == NULL)
        return ky_nomem(err);
    e->dir = place->index;
    ky_rc rc = ja_model_open(place->dictionary, place->data, &e->model, err);
    if (rc == KY_OK)
        rc = ky_index_open(place->index, e->model, &e->index, err);
    if (rc != KY_OK) {
        embedded_free(e);
        return rc;
    }
    *ret = e;
    return KY_OK;
}

static ky_rc reopen(embedded *e, ky_err *err)
{
    ky_index *fresh = NULL;
    ky_rc rc = ky_index_open(e->dir, e->model, &fresh, err);
    if (rc != KY_OK)
        return rc;
    ky_index_free(e->index);
    e->index = fresh;
    return KY_OK;
}

typedef struct question {
    const ky_param *params;
    size_t n;
    ky_str id;
} question;

typedef ky_rc asking(embedded *e, const question *q, json_t **ret, ky_err *err);

static ky_rc ask_schema(embedded *e, const question *q, json_t **ret, ky_err *err)
{
    (void) q;
    return ky_answer_schema(e->index, ret, err);
}

static ky_rc ask_search(embedded *e, const question *q, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_request rq = {0};
    ky_rc rc = ky_request_parse(ky_index_schema(e->index), q->params, q->n, &arena, &rq, err);
    return rc == KY_OK ? ky_answer_search(e->index, &rq, 0, ret, err) : rc;
}

static ky_rc ask_suggest(embedded *e, const question *q, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_suggest_request rq = {0};
    ky_rc rc = ky_suggest_parse(q->params, q->n, &arena, &rq, err);
    return rc == KY_OK ? ky_suggest(e->index, &rq, ret, err) : rc;
}

static ky_rc ask_record(embedded *e, const question *q, json_t **ret, ky_err *err)
{
    return ky_answer_record(e->index, q->id, true, ret, err);
}

/* A generation that was taken away under the reader is asked for once more in its successor. */
static ky_rc answer(embedded *e, asking *ask, const question *q, cli_answer *ret, ky_err *err)
{
    KY_CLEANUP(ky_json_unref_p) json_t *json = NULL;
    ky_rc rc = ask(e, q, &json, err);
    if (rc == KY_E_STALE && (rc = reopen(e, err)) == KY_OK)
        rc = ask(e, q, &json, err);
    if (rc != KY_OK)
        return rc;
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    rc = ky_json_write(json, 0, &text, err);
    if (rc != KY_OK)
        return rc;
    *ret = (cli_answer){KY_STEAL(json), text};
    text = (ky_buf){0};
    return KY_OK;
}

static ky_rc embedded_schema(void *self, cli_answer *ret, ky_err *err)
{
    return answer(self, ask_schema, &(question){0}, ret, err);
}

static ky_rc embedded_search(void *self, const ky_param *params, size_t n, cli_answer *ret,
                             ky_err *err)
{
    return answer(self, ask_search, &(question){.params = params, .n = n}, ret, err);
}

static ky_rc embedded_suggest(void *self, const ky_param *params, size_t n, cli_answer *ret,
                              ky_err *err)
{
    return answer(self, ask_suggest, &(question){.params = params, .n = n}, ret, err);
}

static ky_rc embedded_record(void *self, ky_str id, cli_answer *ret, ky_err *err)
{
    return answer(self, ask_record, &(question){.id = id}, ret, err);
}

const cli_source_kind cli_index_kind = {embedded_free, embedded_schema, embedded_search,
                                        embedded_suggest, embedded_record};
