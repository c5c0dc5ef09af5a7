#include "pages/page.h"

#include "assets.h"
#include "base/mem.h"
#include "pages/page_overview.h"

ky_rc page_note(const page *p, const ky_param *param)
{
    ky_str shown = ky_utf8_valid(param->value, NULL) ? param->value : KY_LIT("�");
    json_t *notices = json_object_get(p->data, "notices");
    json_t *one =
        json_pack("{s:o, s:o}", "name", ky_json_str(param->name), "value", ky_json_str(shown));
    return ky_json_append(notices, one) ? KY_OK : ky_nomem(p->err);
}

/* An empty form field says nothing. */
static ky_rc choose_language(page *p, const ky_param *lang)
{
    if (language_of_code(lang->value, &p->language)) {
        p->lang = language_code(p->language);
        return KY_OK;
    }
    return ky_str_trim(lang->value).n == 0 ? KY_OK : page_note(p, lang);
}

/* The last `lang` that means something counts; the others are left out too. */
static ky_rc take_params(page *p, const target *t)
{
    ky_param *all = NULL;
    size_t n = 0;
    ky_rc rc = KY_OK;
    if (params_parse(t->raw_query, &p->r->arena, &all, &n, NULL) != KY_OK)
        return KY_OK;
    p->params = all;
    for (size_t i = 0; i < n && rc == KY_OK; i++) {
        const ky_param param = all[i];
        if (ky_str_eq(param.name, KY_LIT("lang")))
            rc = choose_language(p, &param);
        else
            p->params[p->n_params++] = param;
    }
    return rc;
}

ky_rc page_begin(page *ret, responder *r, const target *t, ky_err *err)
{
    *ret = (page){.r = r,
                  .schema = r->index == NULL ? NULL : ky_index_schema(r->index),
                  .language = language_accepted(r->request->accept_language),
                  .data = json_object(),
                  .err = err};
    if (ret->data == NULL || page_set(ret, "notices", json_array()) != KY_OK)
        return ky_nomem(err);
    return take_params(ret, t);
}

void page_fini(page *p)
{
    json_decref(p->data);
    p->data = NULL;
}

ky_rc page_set(const page *p, const char *key, json_t *value)
{
    return ky_json_set(p->data, key, value) ? KY_OK : ky_nomem(p->err);
}

json_t *page_link(const link_to *to)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    link_put(to, &b);
    return ky_buf_ok(&b) ? ky_json_str(ky_buf_str(&b)) : NULL;
}

json_t *page_absolute(const page *p, const char *path, ky_str query)
{
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_put(&b, p->r->service->public_url);
    ky_buf_puts(&b, path);
    ky_buf_put(&b, query);
    return ky_buf_ok(&b) ? ky_json_str(ky_buf_str(&b)) : NULL;
}

static bool is_ascii(ky_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char) s.p[i] >= 0x80)
            return false;
    return true;
}

json_t *page_label(const page *p, const ky_labels *labels, ky_str value)
{
    ky_str said = language_label(labels, p->language, value);
    bool own = said.p != value.p;
    return json_pack("{s:o, s:b}", own ? "say" : "text", ky_json_str(said), "published",
                     !own && !is_ascii(said));
}

json_t *page_value_label(const page *p, const ky_field *f, ky_str value)
{
    static const ky_labels none = {0};
    size_t i = ky_field_find_value(f, value);
    if (f->kind == KY_FIELD_FLAG) {
        bool yes = ky_str_eq(value, KY_LIT("true"));
        for (size_t k = 0; k < 2 && f->flag_values != NULL; k++)
            if (ky_str_eq(f->flag_values[k].value, yes ? KY_LIT("true") : KY_LIT("false")))
                return page_label(p, &f->flag_values[k].labels, value);
    }
    return page_label(p, i < f->n_vocabulary ? &f->vocabulary[i].labels : &none, value);
}

/* The same state in each language. */
static json_t *languages(const page *p, const link_to *self)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t l = 0; l < LANGUAGES; l++) {
        link_to to = *self;
        to.lang = language_code((language) l);
        json_t *one =
            json_pack("{s:s, s:s, s:b, s:o}", "code", to.lang, "tag", language_tag((language) l),
                      "current", l == p->language, "href", page_link(&to));
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

/* The data sets' titles: what is searched here. */
static json_t *sources(const page *p)
{
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; p->schema != NULL && i < p->schema->n_datasets; i++)
        if (!ky_json_append(list, ky_json_str(p->schema->datasets[i].title)))
            return NULL;
    return KY_STEAL(list);
}

static json_t *home(const page *p, const char *path)
{
    const link_to to = {.path = path, .lang = p->lang};
    return page_link(&to);
}

/* Addresses that change with their content, so that they may be kept for good. */
static json_t *files(void)
{
    static const char *const paths[] = {"assets/fonts.css", "assets/site.css", "assets/icon.svg",
                                        "assets/site.js",   "searchbox.js",    "assets/kiosk.css",
                                        "assets/kiosk.js"};
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    for (size_t i = 0; i < KY_LEN(paths); i++) {
        const asset *a = asset_find(ky_str_of(paths[i]));
        if (a == NULL)
            continue;
        json_t *one =
            json_pack("{s:s, s:s+++}", "path", paths[i], "href", "/", paths[i], "?v=", a->hash);
        if (!ky_json_append(list, one))
            return NULL;
    }
    return KY_STEAL(list);
}

static ky_rc set_frame(const page *p, const link_to *self)
{
    link_to same = *self;
    same.lang = p->lang;
    ky_rc rc = page_set(p, "languages", languages(p, self));
    if (rc == KY_OK)
        rc = page_set(p, "files", files());
    if (rc == KY_OK)
        rc = page_set(p, "sources", sources(p));
    if (rc == KY_OK)
        rc = page_set(p, "self", page_link(&same));
    if (rc == KY_OK)
        rc = page_set(p, "public", ky_json_str(p->r->service->public_url));
    if (rc == KY_OK)
        rc = page_set(p, "home", home(p, "/"));
    if (rc == KY_OK && page_overview_exists(p->schema))
        rc = page_set(p, "overview", home(p, "/overview"));
    return rc == KY_OK ? page_set(p, "open-data", home(p, "/data")) : rc;
}

ky_rc page_finish(page *p, const char *name, const link_to *self, unsigned status, reply *out)
{
    ky_rc rc = set_frame(p, self);
    ky_buf_clear(&out->body);
    if (rc == KY_OK)
        rc = pages_render(p->r->service->pages, p->language, name, p->data, &out->body, p->err);
    if (rc == KY_OK && reply_takes_gzip(p->r->request->accept_encoding))
        rc = reply_compress(out, p->err);
    if (rc != KY_OK)
        return rc;
    out->status = status;
    out->type = "text/html; charset=utf-8";
    out->language = language_tag(p->language);
    out->page = true;
    return KY_OK;
}
