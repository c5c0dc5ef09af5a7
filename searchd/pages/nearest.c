#include "pages/nearest.h"

#include "base/mem.h"
#include "pages/hits.h"
#include "search/answer.h"
#include "search/nearest.h"

enum { SHOWN = 5 };

static uint64_t limit_of(const page *p)
{
    return p->r->service->config->query_us;
}

/* Hits for q without facets; NULL where there are none. */
static ky_rc without_facets(const page *p, ky_str q, json_t **ret, json_t **ret_corrected)
{
    KY_CLEANUP(ky_json_unref_p) json_t *answer = NULL;
    const ky_param params[] = {{KY_LIT("q"), q},
                               {KY_LIT("limit"), KY_LIT("5")}, /* SHOWN */
                               {KY_LIT("facets"), KY_LIT("none")}};
    ky_request rq;
    ky_rc rc = ky_request_parse(p->schema, params, KY_LEN(params), &p->r->arena, &rq, p->err);
    if (rc == KY_OK)
        rc = ky_answer_search(p->r->index, &rq, limit_of(p), &answer, p->err);
    if (rc != KY_OK)
        return rc;
    json_t *hits = json_object_get(answer, "hits");
    const json_t *query = json_object_get(answer, "query");
    *ret = json_array_size(hits) > 0 ? json_incref(hits) : NULL;
    if (ret_corrected != NULL)
        *ret_corrected = json_incref(json_object_get(query, "corrected"));
    return KY_OK;
}

static ky_rc give(const page *p, const char *why, const json_t *hits, json_t **ret)
{
    *ret = json_pack("{s:s, s:o}", "why", why, "hits", hits_all(p, hits));
    return *ret == NULL ? ky_nomem(p->err) : KY_OK;
}

static ky_rc alike(const page *p, ky_str q, json_t **ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *hits = NULL;
    ky_rc rc = ky_answer_nearest(p->r->index, q, SHOWN, limit_of(p), &hits, p->err);
    if (rc == KY_OK && json_array_size(hits) > 0)
        return give(p, "alike", hits, ret);
    if (rc != KY_OK)
        return rc;
    json_decref(KY_STEAL(hits));
    rc = without_facets(p, (ky_str){0}, &hits, NULL);
    return rc == KY_OK ? give(p, "first", hits, ret) : rc;
}

ky_rc nearest_find(const page *p, const ky_request *rq, json_t **ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *hits = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *better = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *of_better = NULL;
    ky_rc rc = without_facets(p, rq->q, &hits, &better);
    if (rc == KY_OK && hits != NULL)
        return give(p, "filters", hits, ret);
    ky_str q = ky_json_get_str(better);
    if (rc == KY_OK && q.n > 0)
        rc = without_facets(p, q, &of_better, NULL);
    if (rc == KY_OK && of_better != NULL)
        return give(p, "corrected", of_better, ret);
    return rc == KY_OK ? alike(p, rq->q, ret) : rc;
}
