#include "pages/json_ld.h"

#include "base/mem.h"
#include "pages/hits.h"

json_t *json_ld_text(const json_t *value)
{
    KY_CLEANUP(ky_buf_fini) ky_buf json = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf safe = {0};
    if (value == NULL || ky_json_write(value, 0, &json, NULL) != KY_OK)
        return NULL;
    for (size_t i = 0; i < json.n; i++) {
        if (json.p[i] == '<' || json.p[i] == '>' || json.p[i] == '&')
            ky_buf_printf(&safe, "\\u%04x", (unsigned char) json.p[i]);
        else
            ky_buf_putc(&safe, json.p[i]);
    }
    return ky_buf_ok(&safe) ? ky_json_str(ky_buf_str(&safe)) : NULL;
}

/* Everything that is a value of a facet with a vocabulary says what the record is about. */
static json_t *keywords(const page *p, const json_t *record)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < p->schema->n_fields; i++) {
        ky_str values[KY_MAX_VALUES];
        const ky_field *f = &p->schema->fields[i];
        size_t n = f->n_vocabulary == 0 ? 0 : hits_values(p, record, i, values, KY_LEN(values));
        for (size_t k = 0; k < n; k++)
            if (!ky_json_append(list, ky_json_str(values[k])))
                return NULL;
    }
    return KY_STEAL(list);
}

static json_t *description(const page *p, const json_t *record)
{
    for (size_t i = 0; i < p->schema->n_fields; i++) {
        const ky_field *f = &p->schema->fields[i];
        ky_str text = ky_json_get_str(json_object_get(record, f->name.p));
        if (f->kind == KY_FIELD_TEXT && i != p->schema->title && text.n > 0)
            return ky_json_str(text);
    }
    return json_null();
}

static json_t *page_address(const page *p, const json_t *record)
{
    KY_CLEANUP(ky_buf_fini) ky_buf id = {0};
    link_put_encoded(ky_json_get_str(json_object_get(record, "id")), &id);
    return ky_buf_ok(&id) ? page_absolute(p, "/projects/", ky_buf_str(&id)) : NULL;
}

json_t *json_ld_project(const page *p, const json_t *record)
{
    const ky_field *title = &p->schema->fields[p->schema->title];
    KY_CLEANUP(ky_json_unref_p)
    json_t *ld =
        json_pack("{s:s, s:s, s:O?, s:o, s:o?, s:o, s:o}", "@context", "https://schema.org",
                  "@type", "Project", "name", json_object_get(record, title->name.p), "url",
                  page_address(p, record), "description", description(p, record), "keywords",
                  keywords(p, record), "identifier", json_incref(json_object_get(record, "id")));
    return json_ld_text(ld);
}
