#include "pages/page_project.h"

#include "base/mem.h"
#include "pages/hits.h"
#include "pages/json_ld.h"
#include "pages/qr.h"
#include "search/answer.h"

/* One record's page being made. */
typedef struct project_page {
    page page;
    json_t *record;
    bool furigana; /* shown */
    json_t *read;  /* ky_answer_furigana() where they are; else NULL */
} project_page;

static void project_page_fini(project_page *s)
{
    json_decref(s->record);
    json_decref(s->read);
    page_fini(&s->page);
}

static ky_str id_of(const json_t *record)
{
    return ky_json_get_str(json_object_get(record, "id"));
}

/* ---- fields ---- */

/* The words that were published behind a value: その他（X）. Each value has one, empty or not. */
static ky_str note_at(const json_t *record, const ky_field *f, size_t i)
{
    const json_t *notes = json_object_get(json_object_get(record, "other"), f->name.p);
    return ky_json_get_str(json_array_get(notes, i));
}

static bool is_note_value(const ky_field *f, ky_str value)
{
    size_t i = ky_field_find_value(f, value);
    return i < f->n_vocabulary && f->vocabulary[i].note;
}

/* The furigana of a value or of its note, `member` saying which; NULL where none are shown. */
static json_t *ruby_at(const project_page *s, const ky_field *f, const char *member, size_t i)
{
    return json_array_get(json_object_get(json_object_get(s->read, member), f->name.p), i);
}

/* What the vocabulary says of a value in other words has furigana of its own. */
static json_t *value_label(const project_page *s, const ky_field *f, ky_str value, size_t i)
{
    json_t *label = page_value_label(&s->page, f, value);
    json_t *ruby = ruby_at(s, f, "values", i);
    const json_t *said = json_object_get(label, "say");
    if (label == NULL || ruby == NULL || (said != NULL && !ky_str_eq(ky_json_get_str(said), value)))
        return label;
    if (!ky_json_set(label, "ruby", json_incref(ruby)))
        json_decref(KY_STEAL(label));
    return label;
}

static json_t *note_text(const project_page *s, const ky_field *f, ky_str note, size_t i)
{
    return note.n == 0 ? NULL
                       : json_pack("{s:o, s:O?}", "plain", ky_json_str(note), "ruby",
                                   ruby_at(s, f, "notes", i));
}

static json_t *values(const project_page *s, size_t field)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const ky_field *f = &s->page.schema->fields[field];
    ky_str found[KY_MAX_VALUES];
    size_t notes = 0;
    size_t n = hits_values(&s->page, s->record, field, found, KY_LEN(found));
    if (f->kind == KY_FIELD_FLAG && n == 0)
        found[n++] = KY_LIT("false");
    for (size_t i = 0; i < n; i++) {
        ky_str note = is_note_value(f, found[i]) ? note_at(s->record, f, notes++) : (ky_str){0};
        json_t *value =
            json_pack("{s:o, s:o*, s:o}", "label", value_label(s, f, found[i], i), "note",
                      note_text(s, f, note, i), "href", hits_with_value(&s->page, field, found[i]));
        if (!ky_json_append(list, value))
            return NULL;
    }
    return KY_STEAL(list);
}

/* A text as it was published and, where it is shown, its furigana: [[characters, reading], …]. */
static json_t *text(const project_page *s, const ky_field *f)
{
    return json_pack("{s:O?, s:O?}", "plain", json_object_get(s->record, f->name.p), "ruby",
                     json_object_get(json_object_get(s->read, "ruby"), f->name.p));
}

static json_t *number(const project_page *s, const ky_field *f)
{
    return json_pack("{s:O?}", "plain", json_object_get(s->record, f->name.p));
}

static json_t *field(const project_page *s, size_t i)
{
    static const char *const kinds[] = {[KY_FIELD_TEXT] = "text",
                                        [KY_FIELD_FACET] = "facet",
                                        [KY_FIELD_FLAG] = "flag",
                                        [KY_FIELD_NUMBER] = "number"};
    const ky_field *f = &s->page.schema->fields[i];
    json_t *label = page_label(&s->page, &f->labels, f->name);
    if (f->facet)
        return json_pack("{s:s, s:s, s:o, s:o}", "name", f->name.p, "kind", kinds[f->kind], "label",
                         label, "values", values(s, i));
    return json_pack("{s:s, s:s, s:o, s:o}", "name", f->name.p, "kind", kinds[f->kind], "label",
                     label, "text", f->kind == KY_FIELD_TEXT ? text(s, f) : number(s, f));
}

static json_t *fields(const project_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < s->page.schema->n_fields; i++)
        if (i != s->page.schema->title && !ky_json_append(list, field(s, i)))
            return NULL;
    return KY_STEAL(list);
}

/* ---- similar records ---- */

static bool add_shared_values(const page *p, const json_t *shared, json_t *reasons)
{
    const json_t *facets = json_object_get(shared, "facets");
    for (size_t i = 0; i < p->schema->n_fields; i++) {
        const ky_field *f = &p->schema->fields[i];
        const json_t *list = json_object_get(facets, f->name.p);
        for (size_t k = 0; k < json_array_size(list); k++) {
            ky_str value = ky_json_get_str(json_array_get(list, k));
            json_t *reason = json_pack("{s:o, s:o}", "label", page_label(p, &f->labels, f->name),
                                       "value", page_value_label(p, f, value));
            if (!ky_json_append(reasons, reason))
                return false;
        }
    }
    return true;
}

static json_t *reasons(const page *p, const json_t *hit)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const json_t *shared = json_object_get(hit, "shared");
    const json_t *words = json_object_get(shared, "words");
    if (!add_shared_values(p, shared, list))
        return NULL;
    for (size_t i = 0; i < json_array_size(words); i++)
        if (!ky_json_append(list, json_pack("{s:O}", "word", json_array_get(words, i))))
            return NULL;
    return KY_STEAL(list);
}

static json_t *similar(const project_page *s)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    const json_t *hits = json_object_get(s->record, "similar");
    for (size_t i = 0; i < json_array_size(hits); i++) {
        const json_t *hit = json_array_get(hits, i);
        KY_CLEANUP(ky_json_unref_p) json_t *shown = hits_one(&s->page, hit);
        if (shown == NULL || !ky_json_set(shown, "reasons", reasons(&s->page, hit)) ||
            !ky_json_append(list, KY_STEAL(shown)))
            return NULL;
    }
    return KY_STEAL(list);
}

/* ---- the page ---- */

/* The path of the record, in the responder's arena; NULL without memory. */
static const char *path_of(const project_page *s, const char *end)
{
    KY_CLEANUP(ky_buf_fini) ky_buf path = {0};
    ky_buf_puts(&path, "/projects/");
    link_put_encoded(id_of(s->record), &path);
    ky_buf_puts(&path, end);
    return ky_buf_ok(&path) ? ky_arena_str(&s->page.r->arena, ky_buf_str(&path)).p : NULL;
}

static json_t *title(const project_page *s)
{
    const ky_field *f = &s->page.schema->fields[s->page.schema->title];
    ky_str name = ky_json_get_str(json_object_get(s->record, f->name.p));
    if (name.n == 0)
        return json_pack("{s:o}", "plain", ky_json_str(id_of(s->record)));
    return text(s, f);
}

/* The same page with furigana, or without. */
static json_t *toggle(const project_page *s, const char *path)
{
    KY_CLEANUP(ky_buf_fini) ky_buf href = {0};
    ky_buf_printf(&href, "%s?furigana=%s", path, s->furigana ? "off" : "on");
    if (s->page.lang != NULL)
        ky_buf_printf(&href, "&lang=%s", s->page.lang);
    return json_pack("{s:b, s:o}", "on", s->furigana, "href", ky_json_str(ky_buf_str(&href)));
}

/* Who reads やさしい日本語 wants them; all others may ask for them. */
static ky_rc choose_furigana(const page *p, bool *ret)
{
    ky_rc rc = KY_OK;
    *ret = p->language == LANGUAGE_EASY;
    for (size_t i = 0; i < p->n_params && rc == KY_OK; i++) {
        const ky_param *param = &p->params[i];
        bool on = ky_str_eq(param->value, KY_LIT("on"));
        if (!ky_str_eq(param->name, KY_LIT("furigana")) || ky_str_trim(param->value).n == 0)
            continue;
        if (on || ky_str_eq(param->value, KY_LIT("off")))
            *ret = on;
        else
            rc = page_note(p, param);
    }
    return rc;
}

static ky_rc set_all(const project_page *s, const char *path)
{
    const page *p = &s->page;
    ky_rc rc = page_set(p, "id", ky_json_str(id_of(s->record)));
    if (rc == KY_OK)
        rc = page_set(p, "title", title(s));
    if (rc == KY_OK)
        rc = page_set(p, "fields", fields(s));
    if (rc == KY_OK)
        rc = page_set(p, "similar", similar(s));
    if (rc == KY_OK)
        rc = page_set(p, "canonical", page_absolute(p, path, (ky_str){0}));
    if (rc == KY_OK)
        rc = page_set(p, "front", json_true());
    if (rc == KY_OK)
        rc = page_set(p, "furigana", toggle(s, path));
    return rc == KY_OK ? page_set(p, "ld", json_ld_project(p, s->record)) : rc;
}

static ky_rc begin(project_page *s, responder *r, const target *t, ky_err *err)
{
    ky_str id = t->segments[1];
    if (!ky_utf8_valid(id, NULL))
        return ky_fail(err, KY_E_NOT_FOUND, "there is no such record");
    ky_rc rc = page_begin(&s->page, r, t, err);
    if (rc == KY_OK)
        rc = choose_furigana(&s->page, &s->furigana);
    if (rc == KY_OK)
        rc = ky_answer_record(r->index, id, true, &s->record, err);
    if (rc == KY_OK && s->furigana)
        rc = ky_answer_furigana(r->index, id_of(s->record), false, &s->read, err);
    return rc;
}

ky_rc page_project(responder *r, const target *t, reply *out, ky_err *err)
{
    KY_CLEANUP(project_page_fini) project_page s = {0};
    ky_rc rc = begin(&s, r, t, err);
    if (rc != KY_OK)
        return rc;
    const char *path = path_of(&s, "");
    rc = path == NULL ? ky_nomem(err) : set_all(&s, path);
    const link_to self = {.path = path};
    return rc == KY_OK ? page_finish(&s.page, "project", &self, 200, out) : rc;
}

ky_rc page_project_qr(responder *r, const target *t, reply *out, ky_err *err)
{
    KY_CLEANUP(project_page_fini) project_page s = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *url = NULL;
    ky_rc rc = begin(&s, r, t, err);
    if (rc != KY_OK)
        return rc;
    const char *path = path_of(&s, "");
    if (path == NULL || (url = page_absolute(&s.page, path, (ky_str){0})) == NULL)
        return ky_nomem(err);
    ky_buf_clear(&out->body);
    rc = qr_put_svg(ky_json_get_str(url), ky_json_get_str(url), &out->body, err);
    out->status = 200;
    out->type = "image/svg+xml";
    return rc;
}
