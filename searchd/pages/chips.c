#include "pages/chips.h"

#include "base/mem.h"

static const ky_str no_words = {0};

static json_t *words_chip(const link_to *here)
{
    link_to without = *here;
    without.q = &no_words;
    return json_pack("{s:o, s:o}", "word", ky_json_str(here->rq->q), "href", page_link(&without));
}

/* How the words must match, where that is not the usual way. */
static json_t *match_chip(const link_to *here)
{
    link_to without = *here;
    without.no_match = true;
    return json_pack("{s:s, s:o}", "match", here->rq->match == KY_MATCH_ALL ? "all" : "any", "href",
                     page_link(&without));
}

static json_t *value_chip(const page *p, const link_to *here, size_t field, ky_str value)
{
    const ky_field *f = &p->schema->fields[field];
    link_to without = *here;
    without.field = field;
    without.value = value;
    return json_pack("{s:o, s:o, s:o}", "label", page_label(p, &f->labels, f->name), "value",
                     page_value_label(p, f, value), "href", page_link(&without));
}

static json_t *all(const page *p, const link_to *here, bool words)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    if (words && here->rq->q.n > 0 && !ky_json_append(list, words_chip(here)))
        return NULL;
    if (here->rq->q.n > 0 && here->rq->match != KY_MATCH_AUTO &&
        !ky_json_append(list, match_chip(here)))
        return NULL;
    for (size_t i = 0; i < p->schema->n_fields; i++)
        for (size_t k = 0; k < here->rq->chosen[i].n; k++)
            if (!ky_json_append(list, value_chip(p, here, i, here->rq->chosen[i].values[k])))
                return NULL;
    return KY_STEAL(list);
}

ky_rc chips_set(const page *p, const link_to *here, bool words)
{
    link_to without = *here;
    without.no_filters = true;
    without.no_match = true;
    if (words)
        without.q = &no_words;
    ky_rc rc = page_set(p, "chips", all(p, here, words));
    return rc == KY_OK ? page_set(p, "clear", page_link(&without)) : rc;
}
