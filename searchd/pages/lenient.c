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

static ky_rc note(const page *p, json_t *notices, const ky_param *param)
{
    ky_str shown = ky_utf8_valid(param->value, NULL) ? param->value : KY_LIT("�");
    json_t *one =
        json_pack("{s:o, s:o}", "name", ky_json_str(param->name), "value", ky_json_str(shown));
    return ky_json_append(notices, one) ? KY_OK : ky_nomem(p->err);
}

ky_rc lenient_parse(const page *p, ky_request *ret)
{
    KY_CLEANUP(ky_json_unref_p) json_t *notices = json_array();
    ky_arena *arena = &p->r->arena;
    ky_param *kept = KY_ARENA_ARRAY(arena, ky_param, p->n_params);
    size_t n = 0;
    ky_rc rc = kept == NULL || notices == NULL ? ky_nomem(p->err) : KY_OK;
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
            rc = good == KY_E_INVALID ? note(p, notices, param) : good;
    }
    if (rc == KY_OK)
        rc = ky_request_parse(p->schema, kept, n, arena, ret, p->err);
    if (rc == KY_OK && ret->limit == 0) /* counts alone are for programs */
        ret->limit = KY_DEFAULT_LIMIT;
    return rc == KY_OK ? page_set(p, "notices", json_incref(notices)) : rc;
}
