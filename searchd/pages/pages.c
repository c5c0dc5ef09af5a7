#include "pages/pages.h"

#include <libxml/parser.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltutils.h>
#include <stdlib.h>

#include "base/mem.h"
#include "pages/tree.h"

/* Made by kyodo_embed_text(). */
struct file {
    const char *name;
    const char *bytes;
    const char *end;
};
extern const struct file kyodo_stylesheets[];
extern const struct file kyodo_texts[];

struct pages {
    xsltStylesheet *style;
    xsltSecurityPrefs *nothing_outside;
    json_t *texts[LANGUAGES]; /* id: text */
    xmlDoc *said[LANGUAGES];  /* the same as a tree */
};

static void doc_free(xmlDoc **doc)
{
    xmlFreeDoc(*doc);
}

static void context_free(xsltTransformContext **c)
{
    if (*c != NULL)
        xsltFreeTransformContext(*c);
}

static void chars_free(xmlChar **text)
{
    xmlFree(*text);
}

/* ---- stylesheets ---- */

/* Errors of our own files are found by the tests; the library's words go where it writes them. */
static ky_rc parse(const struct file *f, xmlDoc **ret, ky_err *err)
{
    *ret = xmlReadMemory(f->bytes, (int) (f->end - f->bytes), f->name, NULL, XML_PARSE_NONET);
    return *ret == NULL
               ? ky_fail(err, KY_E_INTERNAL, "the page template %s cannot be read", f->name)
               : KY_OK;
}

/* Each file is a stylesheet of its own for editors; together they are one. */
static ky_rc add_templates(xmlDoc *all, const struct file *f, ky_err *err)
{
    KY_CLEANUP(doc_free) xmlDoc *one = NULL;
    ky_rc rc = parse(f, &one, err);
    if (rc != KY_OK)
        return rc;
    for (xmlNode *n = xmlDocGetRootElement(one)->children; n != NULL; n = n->next) {
        xmlNode *copy = xmlDocCopyNode(n, all, 1);
        if (copy == NULL || xmlAddChild(xmlDocGetRootElement(all), copy) == NULL)
            return ky_nomem(err);
    }
    return KY_OK;
}

static ky_rc open_style(pages *p, ky_err *err)
{
    xmlDoc *all = NULL;
    ky_rc rc = parse(&kyodo_stylesheets[0], &all, err);
    for (size_t i = 1; rc == KY_OK && kyodo_stylesheets[i].name != NULL; i++)
        rc = add_templates(all, &kyodo_stylesheets[i], err);
    p->style = rc == KY_OK ? xsltParseStylesheetDoc(all) : NULL;
    if (p->style != NULL)
        return KY_OK;
    xmlFreeDoc(all);
    return rc == KY_OK ? ky_fail(err, KY_E_INTERNAL, "the page templates make no sense") : rc;
}

/* Nothing that a template says may read, write or fetch. */
static ky_rc shut_off(pages *p, ky_err *err)
{
    static const xsltSecurityOption all[] = {XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE,
                                             XSLT_SECPREF_CREATE_DIRECTORY,
                                             XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
    p->nothing_outside = xsltNewSecurityPrefs();
    if (p->nothing_outside == NULL)
        return ky_nomem(err);
    for (size_t i = 0; i < KY_LEN(all); i++)
        if (xsltSetSecurityPrefs(p->nothing_outside, all[i], xsltSecurityForbid) != 0)
            return ky_fail(err, KY_E_INTERNAL, "page templates cannot be shut off");
    return KY_OK;
}

/* ---- texts ---- */

static const struct file *texts_of(language l)
{
    const struct file *f = kyodo_texts;
    size_t n = strlen(language_code(l));
    while (f->name != NULL && (strncmp(f->name, language_code(l), n) != 0 || f->name[n] != '.'))
        f++;
    return f;
}

static ky_rc add_said(xmlNode *root, const json_t *texts, ky_err *err)
{
    const char *id;
    json_t *text;
    ky_rc rc = KY_OK;
    json_object_foreach((json_t *) texts, id, text)
    {
        KY_CLEANUP(ky_json_unref_p) json_t *said = json_pack("{s:O}", "say", text);
        if (rc == KY_OK)
            rc = said == NULL ? ky_nomem(err) : tree_add(root, id, said, err);
    }
    return rc;
}

static ky_rc open_texts(pages *p, language l, ky_err *err)
{
    const struct file *f = texts_of(l);
    if (f->name == NULL)
        return ky_fail(err, KY_E_INTERNAL, "there are no texts in '%s'", language_code(l));
    ky_rc rc =
        ky_json_parse((ky_str){f->bytes, (size_t) (f->end - f->bytes)}, f->name, &p->texts[l], err);
    if (rc != KY_OK)
        return rc;
    p->said[l] = xmlNewDoc(NULL);
    xmlNode *root = p->said[l] == NULL
                        ? NULL
                        : xmlNewDocNode(p->said[l], NULL, (const xmlChar *) "texts", NULL);
    if (root == NULL)
        return ky_nomem(err);
    (void) xmlDocSetRootElement(p->said[l], root);
    return add_said(root, p->texts[l], err);
}

ky_rc pages_open(pages **ret, ky_err *err)
{
    KY_CLEANUP(pages_free_p) pages *p = calloc(1, sizeof *p);
    if (p == NULL)
        return ky_nomem(err);
    xmlInitParser();
    ky_rc rc = open_style(p, err);
    if (rc == KY_OK)
        rc = shut_off(p, err);
    for (size_t l = 0; l < LANGUAGES && rc == KY_OK; l++)
        rc = open_texts(p, (language) l, err);
    if (rc == KY_OK)
        *ret = KY_STEAL(p);
    return rc;
}

void pages_free(pages *p)
{
    if (p == NULL)
        return;
    for (size_t l = 0; l < LANGUAGES; l++) {
        json_decref(p->texts[l]);
        xmlFreeDoc(p->said[l]);
    }
    xsltFreeSecurityPrefs(p->nothing_outside);
    xsltFreeStylesheet(p->style);
    free(p);
}

ky_str pages_text(const pages *p, language l, const char *id)
{
    return ky_json_get_str(json_object_get(p->texts[l], id));
}

/* ---- a page ---- */

static ky_rc make_tree(const pages *p, language l, const char *name, const json_t *data,
                       xmlDoc **ret, ky_err *err)
{
    xmlDoc *doc = xmlNewDoc(NULL);
    *ret = doc;
    xmlNode *root = doc == NULL ? NULL : xmlNewDocNode(doc, NULL, (const xmlChar *) "page", NULL);
    if (root == NULL)
        return ky_nomem(err);
    (void) xmlDocSetRootElement(doc, root);
    xmlNode *said = xmlDocCopyNode(xmlDocGetRootElement(p->said[l]), doc, 1);
    if (said == NULL || xmlAddChild(root, said) == NULL ||
        xmlNewProp(root, (const xmlChar *) "name", (const xmlChar *) name) == NULL ||
        xmlNewProp(root, (const xmlChar *) "code", (const xmlChar *) language_code(l)) == NULL ||
        xmlNewProp(root, (const xmlChar *) "lang", (const xmlChar *) language_tag(l)) == NULL)
        return ky_nomem(err);
    return tree_add_members(root, data, err);
}

static void say_nothing(void *cx, const char *format, ...)
{
    (void) cx;
    (void) format;
}

static ky_rc transform(const pages *p, xmlDoc *doc, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(context_free) xsltTransformContext *cx = xsltNewTransformContext(p->style, doc);
    KY_CLEANUP(doc_free) xmlDoc *html = NULL;
    KY_CLEANUP(chars_free) xmlChar *text = NULL;
    int n = 0;
    if (cx == NULL || xsltSetCtxtSecurityPrefs(p->nothing_outside, cx) != 0)
        return ky_nomem(err);
    xsltSetTransformErrorFunc(cx, NULL, say_nothing);
    html = xsltApplyStylesheetUser(p->style, doc, NULL, NULL, NULL, cx);
    if (html == NULL || cx->state != XSLT_STATE_OK)
        return ky_fail(err, KY_E_INTERNAL, "a page template failed");
    if (xsltSaveResultToString(&text, &n, html, p->style) != 0 || text == NULL)
        return ky_nomem(err);
    ky_buf_put(out, (ky_str){(const char *) text, (size_t) n});
    return ky_buf_check(out, err);
}

ky_rc pages_render(const pages *p, language l, const char *name, const json_t *data, ky_buf *out,
                   ky_err *err)
{
    KY_CLEANUP(doc_free) xmlDoc *doc = NULL;
    ky_rc rc = make_tree(p, l, name, data, &doc, err);
    return rc == KY_OK ? transform(p, doc, out, err) : rc;
}
