#include "pages/lenient.h"

#include "base/mem.h"

/* Of a search's parameters those that a page has none of: it shows all facets. */
static bool is_known(const page *p, ky_str name)
{
    static const char *const names[] = {"q", "match", "sort", "offset", "limit"};
    size_t field = ky_schema_find(p->schema, name);
    if (field < p->schema->n_fields && p->schema->fields[field].facet)
        return true;
    for (size_t i = 0; i < KY_LEN(names); i++)
        if (ky_str_eq(name, ky_str_of(names[i])))
            return true;
    return false;
}

static bool repeats(const page *p, const ky_param *kept, size_t n, ky_str name)
{
    if (ky_schema_find(p->schema, name) < p->schema->n_fields)
        return false;
    for (size_t i = 0; i < n; i++)
        if (ky_str_eq(kept[i].name, name))
            return true;
    return false;
}

/* An empty form field says nothing. */
static bool is_empty(const ky_param *param)
{
    return ky_str_trim(param->value).n == 0;
}

ky_rc lenient_parse(const page *p, ky_request *ret)
{
    ky_arena *arena = &p->r->arena;
    ky_param *kept = KY_ARENA_ARRAY(arena, ky_param, p->n_params);
    size_t n = 0;
    ky_rc rc = kept == NULL ? ky_nomem(p->err) : KY_OK;
    for (size_t i = 0; i < p->n_params && rc == KY_OK; i++) {
        ky_request alone;
        const ky_param *param = &p->params[i];
        if (!ky_utf8_valid(param->name, NULL) || !is_known(p, param->name) || is_empty(param))
            continue;
        ky_rc good = repeats(p, kept, n, param->name)
                         ? KY_E_INVALID
                         : ky_request_parse(p->schema, param, 1, arena, &alone, p->err);
        if (good == KY_OK)
            kept[n++] = *param;
        else
            rc = good == KY_E_INVALID ? page_note(p, param) : good;
    }
    if (rc == KY_OK)
        rc = ky_request_parse(p->schema, kept, n, arena, ret, p->err);
    if (rc == KY_OK && ret->limit == 0) /* counts alone are for programs */
        ret->limit = KY_DEFAULT_LIMIT;
    return rc;
}
