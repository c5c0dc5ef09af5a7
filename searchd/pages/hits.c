#include "pages/hits.h"

#include <stdio.h>

#include "base/mem.h"

json_t *hits_address(const page *p, ky_str id)
{
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    ky_buf_puts(&path, "/projects/");
    link_put_encoded(id, &path);
    if (!ky_buf_ok(&path))
        return NULL;
    const link_to to = {.path = path.p, .lang = p->lang};
    return page_link(&to);
}

json_t *hits_with_value(const page *p, size_t field, ky_str value)
{
    ky_request none;
    if (ky_request_parse(p->schema, NULL, 0, &p->r->arena, &none, NULL) != KY_OK)
        return NULL;
    const link_to to = {.path = "/",
                        .schema = p->schema,
                        .rq = &none,
                        .lang = p->lang,
                        .field = field,
                        .value = value};
    return page_link(&to);
}

static ky_str number_text(const page *p, const json_t *number)
{
    char digits[24];
    (void) snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(number));
    return ky_arena_str(&p->r->arena, ky_str_of(digits));
}

size_t hits_values(const page *p, const json_t *record, size_t field, ky_str *ret, size_t max)
{
    const ky_field *f = &p->schema->fields[field];
    const json_t *value = json_object_get(record, f->name.p);
    size_t n = 0;
    if (!f->facet)
        return 0;
    if (json_is_integer(value)) {
        ret[0] = number_text(p, value);
        return ret[0].p != NULL;
    }
    if (json_is_true(value)) {
        ret[0] = KY_LIT("true");
        return 1;
    }
    for (; n < json_array_size(value) && n < max; n++)
        ret[n] = ky_json_get_str(json_array_get(value, n));
    return n;
}

static json_t *values_of(const page *p, size_t field, const ky_str *values, size_t n)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const ky_field *f = &p->schema->fields[field];
    for (size_t i = 0; i < n; i++) {
        json_t *value = json_pack("{s:o, s:o}", "label", page_value_label(p, f, values[i]), "href",
                                  hits_with_value(p, field, values[i]));
        if (!ky_json_append(list, value))
            return NULL;
    }
    return KY_STEAL(list);
}

static bool add_tag(const page *p, const json_t *hit, size_t field, json_t *tags)
{
    ky_str values[KY_MAX_VALUES];
    const ky_field *f = &p->schema->fields[field];
    size_t n = hits_values(p, hit, field, values, KY_LEN(values));
    if (n == 0)
        return true;
    return ky_json_append(tags, json_pack("{s:o, s:o}", "label", page_label(p, &f->labels, f->name),
                                          "values", values_of(p, field, values, n)));
}

static bool add_text(const page *p, const json_t *marked, size_t field, json_t *texts)
{
    const ky_field *f = &p->schema->fields[field];
    ky_str html = ky_json_get_str(json_object_get(marked, f->name.p));
    if (html.n == 0)
        return true;
    return ky_json_append(texts,
                          json_pack("{s:o, s:o}", "label", page_label(p, &f->labels, f->name),
                                    "html", ky_json_str(html)));
}

/* A record without a name has its number. */
static json_t *title(const page *p, const json_t *hit)
{
    const ky_field *f = &p->schema->fields[p->schema->title];
    ky_str html = ky_json_get_str(json_object_get(json_object_get(hit, "highlight"), f->name.p));
    if (html.n == 0)
        html = ky_json_get_str(json_object_get(hit, "id"));
    return json_pack("{s:o}", "html", ky_json_str(html));
}

json_t *hits_one(const page *p, const json_t *hit)
{
    KY_CLEANUP(ky_json_unref_p) json_t *texts = json_array();
    KY_CLEANUP(ky_json_unref_p) json_t *tags = json_array();
    KY_CLEANUP(ky_json_unref_p) json_t *flags = json_array();
    const json_t *marked = json_object_get(hit, "highlight");
    ky_str id = ky_json_get_str(json_object_get(hit, "id"));
    for (size_t i = 0; i < p->schema->n_fields; i++) {
        const ky_field *f = &p->schema->fields[i];
        bool done = f->kind == KY_FIELD_TEXT
                        ? i == p->schema->title || add_text(p, marked, i, texts)
                        : add_tag(p, hit, i, f->kind == KY_FIELD_FLAG ? flags : tags);
        if (!done)
            return NULL;
    }
    return json_pack("{s:o, s:o, s:o, s:O, s:O, s:O}", "id", ky_json_str(id), "href",
                     hits_address(p, id), "title", title(p, hit), "texts", texts, "tags", tags,
                     "flags", flags);
}

json_t *hits_all(const page *p, const json_t *hits)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < json_array_size(hits); i++)
        if (!ky_json_append(list, hits_one(p, json_array_get(hits, i))))
            return NULL;
    return KY_STEAL(list);
}
