#include "responder.h"

#include "base/mem.h"
#include "pages/language.h"
#include "pages/page_error.h"
#include "routes.h"

void responder_fini(responder *r)
{
    ky_index_free(atomic_exchange(&r->next, NULL));
    ky_index_free(r->index);
    ky_arena_fini(&r->arena);
    r->index = NULL;
}

void responder_hand(responder *r, ky_index *index)
{
    ky_index_free(atomic_exchange(&r->next, index));
}

static void take_up(responder *r)
{
    if (atomic_load_explicit(&r->next, memory_order_relaxed) == NULL)
        return;
    ky_index *newer = atomic_exchange(&r->next, NULL);
    if (newer == NULL)
        return;
    ky_index_free(r->index);
    r->index = newer;
}

/* The files of the generation were taken away: open what is published now, in this thread. */
static bool reopen(responder *r)
{
    ky_index *newer = NULL;
    ky_err err;
    if (ky_index_open(r->service->config->index, r->service->model, &newer, &err) != KY_OK) {
        log_line(r->service->log, LOG_WARN, "the index cannot be opened again: %s", err.msg);
        return false;
    }
    ky_index_free(r->index);
    r->index = newer;
    return true;
}

/* A page is in the language that its request accepts; what is no page is as it was published. */
static ky_str language_spoken(const responder *r, const reply *out)
{
    if (!out->page)
        return KY_LIT("ja");
    return ky_str_of(language_code(language_accepted(r->request->accept_language)));
}

static void make_etag(const responder *r, const target *t, reply *out)
{
    const ky_str parts[] = {
        ky_index_generation(r->index),
        ky_index_built(r->index),
        ky_str_of(ja_model_words_version(r->service->model)),
        KY_LIT(KYODO_VERSION),
        language_spoken(r, out),
        out->compressed ? KY_LIT("gzip") : KY_LIT(""),
        t->whole,
    };
    etag_make(parts, KY_LEN(parts), out->etag);
}

static ky_rc answer_from_index(responder *r, const route *to, const target *t,
                               const http_request *rq, reply *out, ky_err *err)
{
    ky_rc rc = to->answer(r, t, out, err);
    if (rc != KY_OK)
        return rc;
    make_etag(r, t, out);
    out->from_index = true;
    /* The body stays: a 304 states the length that a 200 would have, RFC 9110, 8.6. */
    if (rq->if_none_match.n > 0 && etag_matches(rq->if_none_match, out->etag))
        out->status = 304;
    return KY_OK;
}

static ky_rc run(responder *r, const route *to, const target *t, const http_request *rq, reply *out,
                 ky_err *err)
{
    if (!to->needs_index)
        return to->answer(r, t, out, err);
    if (r->index == NULL)
        return ky_fail(err, KY_E_LOCKED, "no index is published yet");
    ky_rc rc = answer_from_index(r, to, t, rq, out, err);
    if (rc == KY_E_STALE && reopen(r))
        rc = answer_from_index(r, to, t, rq, out, err);
    return rc;
}

/* Of an address that was not read, or cannot be. */
static const target nowhere = {0};

/* Browsers say that they want HTML; programs get a problem that they can read. */
static void refuse(responder *r, const target *t, bool page, unsigned status, const char *detail,
                   reply *out)
{
    bool html = page || ky_str_find(r->request->accept, KY_LIT("text/html")) != SIZE_MAX;
    bool api = ky_str_starts(r->request->target, KY_LIT("/v1/"));
    reply_problem(out, status, detail);
    if (html && !api)
        page_error(r, t, out);
}

static void fail(responder *r, const target *t, bool page, ky_rc rc, const ky_err *err, reply *out)
{
    unsigned status = reply_status(rc);
    bool clients_fault = status < 500;
    if (!clients_fault && rc != KY_E_LOCKED)
        log_line(r->service->log, rc == KY_E_TIMEOUT ? LOG_INFO : LOG_WARN,
                 "a request was answered with %u: %s", status, err->msg);
    refuse(r, t, page, status, clients_fault ? err->msg : NULL, out);
}

static bool is_read(ky_str method)
{
    return ky_str_eq(method, KY_LIT("GET")) || ky_str_eq(method, KY_LIT("HEAD"));
}

void respond(responder *r, const http_request *rq, reply *out)
{
    take_up(r);
    ky_arena_clear(&r->arena);
    r->request = rq;
    if (rq->target.n > SD_MAX_TARGET_BYTES) {
        refuse(r, &nowhere, false, 414, NULL, out);
        return;
    }
    if (!is_read(rq->method)) {
        refuse(r, &nowhere, false, 405, NULL, out);
        return;
    }
    target t;
    ky_err err;
    ky_rc rc = target_split(rq->target, &r->arena, &t, &err);
    const route *to = rc == KY_OK ? route_find(&t) : NULL;
    if (rc != KY_OK) {
        fail(r, &nowhere, false, rc, &err, out);
        return;
    }
    if (to == NULL) {
        refuse(r, &t, false, 404, NULL, out);
        return;
    }
    rc = run(r, to, &t, rq, out, &err);
    if (rc != KY_OK)
        fail(r, &t, to->page, rc, &err, out);
}
