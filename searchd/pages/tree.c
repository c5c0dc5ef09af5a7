#include "pages/tree.h"

#include "base/mem.h"

static const xmlChar *chars(const char *text)
{
    return (const xmlChar *) text;
}

static bool is_xml(uint32_t c)
{
    return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

static ky_rc add_text(xmlNode *to, ky_str text, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf clean = {0};
    for (size_t at = 0, n = 0; at < text.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        ky_buf_put_utf8(&clean, is_xml(c) ? c : 0xFFFD);
    }
    ky_rc rc = ky_buf_check(&clean, err);
    if (rc != KY_OK || clean.n == 0)
        return rc;
    xmlNode *node = xmlNewTextLen(chars(clean.p), (int) clean.n);
    if (node == NULL)
        return ky_nomem(err);
    if (xmlAddChild(to, node) == NULL) {
        xmlFreeNode(node);
        return ky_nomem(err);
    }
    return KY_OK;
}

static ky_rc add_element(xmlNode *to, const char *name, xmlNode **ret, ky_err *err)
{
    *ret = xmlNewChild(to, NULL, chars(name), NULL);
    return *ret == NULL ? ky_nomem(err) : KY_OK;
}

static ky_rc add_with_text(xmlNode *to, const char *name, ky_str text, ky_err *err)
{
    xmlNode *node = NULL;
    ky_rc rc = add_element(to, name, &node, err);
    return rc == KY_OK ? add_text(node, text, err) : rc;
}

/* ---- marked text ---- */

static ky_str before(ky_str text, ky_str end)
{
    size_t n = ky_str_find(text, end);
    return (ky_str){text.p, n == SIZE_MAX ? text.n : n};
}

static void unescape(ky_str html, ky_buf *out)
{
    static const struct {
        ky_str entity;
        char c;
    } entities[] = {{{"&amp;", 5}, '&'},
                    {{"&lt;", 4}, '<'},
                    {{"&gt;", 4}, '>'},
                    {{"&quot;", 6}, '"'},
                    {{"&#39;", 5}, '\''}};
    while (html.n > 0) {
        size_t i = 0;
        while (i < KY_LEN(entities) && !ky_str_starts(html, entities[i].entity))
            i++;
        bool entity = i < KY_LEN(entities);
        ky_buf_putc(out, entity ? entities[i].c : html.p[0]);
        html = ky_str_from(html, entity ? entities[i].entity.n : 1);
    }
}

static ky_rc add_escaped(xmlNode *to, ky_str html, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    unescape(html, &text);
    ky_rc rc = ky_buf_check(&text, err);
    return rc == KY_OK ? add_text(to, ky_buf_str(&text), err) : rc;
}

static ky_rc add_marked(xmlNode *to, ky_str html, ky_err *err)
{
    const ky_str open = KY_LIT("<mark>");
    const ky_str close = KY_LIT("</mark>");
    ky_rc rc = KY_OK;
    while (html.n > 0 && rc == KY_OK) {
        xmlNode *mark = NULL;
        ky_str plain = before(html, open);
        rc = add_escaped(to, plain, err);
        html = ky_str_from(html, plain.n);
        if (rc != KY_OK || html.n == 0)
            break;
        html = ky_str_from(html, open.n);
        ky_str inside = before(html, close);
        rc = add_element(to, "mark", &mark, err);
        if (rc == KY_OK)
            rc = add_escaped(mark, inside, err);
        html = ky_str_from(html, inside.n);
        if (html.n > 0)
            html = ky_str_from(html, close.n);
    }
    return rc;
}

/* ---- interface text ---- */

static bool is_ideograph(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005;
}

static bool is_hiragana(uint32_t c)
{
    return (c >= 0x3041 && c <= 0x3096) || c == 0x30FC;
}

/* How many bytes from the start are of the kind. */
static size_t run(ky_str s, bool (*kind)(uint32_t))
{
    size_t at = 0;
    for (size_t n = 0; at < s.n && kind(ky_utf8_next(ky_str_from(s, at), &n)); at += n)
        ;
    return at;
}

/* One piece of text that is more than its characters: 漢字（かな）, or {name}. */
typedef struct piece {
    size_t n; /* bytes of it; 0: there is none */
    ky_str base;
    ky_str reading;
    ky_str arg;
} piece;

static piece furigana_at(ky_str s)
{
    const ky_str open = KY_LIT("（");
    const ky_str close = KY_LIT("）");
    size_t kanji = run(s, is_ideograph);
    ky_str rest = ky_str_from(s, kanji);
    if (kanji == 0 || !ky_str_starts(rest, open))
        return (piece){0};
    rest = ky_str_from(rest, open.n);
    size_t kana = run(rest, is_hiragana);
    if (kana == 0 || !ky_str_starts(ky_str_from(rest, kana), close))
        return (piece){0};
    return (piece){
        .n = kanji + open.n + kana + close.n, .base = {s.p, kanji}, .reading = {rest.p, kana}};
}

static piece arg_at(ky_str s)
{
    if (s.p[0] != '{')
        return (piece){0};
    ky_str name = before(ky_str_from(s, 1), KY_LIT("}"));
    return name.n + 2 > s.n ? (piece){0} : (piece){.n = name.n + 2, .arg = name};
}

static ky_rc add_ruby(xmlNode *to, const piece *p, ky_err *err)
{
    xmlNode *ruby = NULL;
    ky_rc rc = add_element(to, "ruby", &ruby, err);
    if (rc == KY_OK)
        rc = add_text(ruby, p->base, err);
    if (rc == KY_OK)
        rc = add_with_text(ruby, "rp", KY_LIT("（"), err);
    if (rc == KY_OK)
        rc = add_with_text(ruby, "rt", p->reading, err);
    return rc == KY_OK ? add_with_text(ruby, "rp", KY_LIT("）"), err) : rc;
}

static ky_rc add_arg(xmlNode *to, const piece *p, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf name = {0};
    xmlNode *arg = NULL;
    ky_buf_put(&name, p->arg);
    ky_rc rc = ky_buf_check(&name, err);
    if (rc == KY_OK)
        rc = add_element(to, "arg", &arg, err);
    if (rc == KY_OK && xmlNewProp(arg, chars("name"), chars(name.p)) == NULL)
        rc = ky_nomem(err);
    return rc;
}

static ky_rc add_said(xmlNode *to, ky_str text, ky_err *err)
{
    ky_str plain = {text.p, 0};
    ky_rc rc = KY_OK;
    while (plain.n < text.n && rc == KY_OK) {
        ky_str rest = ky_str_from(text, plain.n);
        piece p = arg_at(rest);
        if (p.n == 0)
            p = furigana_at(rest);
        if (p.n == 0) {
            size_t skip = run(rest, is_ideograph);
            plain.n += skip > 0 ? skip : ky_utf8_at(rest, 0).n;
            continue;
        }
        rc = add_text(to, plain, err);
        if (rc == KY_OK)
            rc = p.arg.n > 0 ? add_arg(to, &p, err) : add_ruby(to, &p, err);
        text = ky_str_from(rest, p.n);
        plain = (ky_str){text.p, 0};
    }
    return rc == KY_OK ? add_text(to, plain, err) : rc;
}

/* ---- values ---- */

static ky_rc add_number(xmlNode *to, const json_t *value, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf digits = {0};
    ky_rc rc = ky_json_write(value, 0, &digits, err);
    return rc == KY_OK ? add_text(to, ky_buf_str(&digits), err) : rc;
}

ky_rc tree_add_members(xmlNode *to, const json_t *object, ky_err *err)
{
    const char *key;
    json_t *member;
    ky_rc rc = KY_OK;
    json_object_foreach((json_t *) object, key, member)
    {
        if (rc == KY_OK)
            rc = tree_add(to, key, member, err);
    }
    return rc;
}

static ky_rc add_items(xmlNode *to, const json_t *list, ky_err *err)
{
    ky_rc rc = KY_OK;
    for (size_t i = 0; i < json_array_size(list) && rc == KY_OK; i++)
        rc = tree_add(to, "item", json_array_get(list, i), err);
    return rc;
}

static ky_rc add_string(xmlNode *to, const char *name, ky_str text, ky_err *err)
{
    if (strcmp(name, "html") == 0)
        return add_marked(to, text, err);
    return strcmp(name, "say") == 0 ? add_said(to, text, err) : add_text(to, text, err);
}

static ky_rc add_value(xmlNode *to, const char *name, const json_t *value, ky_err *err)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return tree_add_members(to, value, err);
    case JSON_ARRAY:
        return add_items(to, value, err);
    case JSON_STRING:
        return add_string(to, name, ky_json_get_str(value), err);
    case JSON_INTEGER:
    case JSON_REAL:
        return add_number(to, value, err);
    case JSON_TRUE:
        return add_text(to, KY_LIT("true"), err);
    case JSON_FALSE:
        return add_text(to, KY_LIT("false"), err);
    default:
        return KY_OK;
    }
}

ky_rc tree_add(xmlNode *parent, const char *name, const json_t *value, ky_err *err)
{
    xmlNode *node = NULL;
    if (json_is_null(value))
        return KY_OK;
    ky_rc rc = add_element(parent, name, &node, err);
    return rc == KY_OK ? add_value(node, name, value, err) : rc;
}
