#include "testing.h"

#include "look.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static htmlDocPtr parse(const reply *r)
{
    htmlDocPtr doc = htmlReadMemory(r->body.p, (int) r->body.n, NULL, "UTF-8",
                                    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    assert_non_null(doc);
    return doc;
}

void strings_free(strings *s)
{
    for (size_t i = 0; i < s->n; i++)
        free(s->items[i]);
    s->n = 0;
}

strings find(const reply *r, const char *xpath)
{
    strings found = {0};
    htmlDocPtr doc = parse(r);
    xmlXPathContext *cx = xmlXPathNewContext(doc);
    xmlXPathObject *o = xmlXPathEvalExpression((const xmlChar *) xpath, cx);
    assert_non_null(o);
    for (int i = 0; o->nodesetval != NULL && i < o->nodesetval->nodeNr; i++) {
        xmlChar *text = xmlNodeGetContent(o->nodesetval->nodeTab[i]);
        assert_true(found.n < KY_LEN(found.items));
        found.items[found.n++] = strdup((const char *) text);
        xmlFree(text);
    }
    xmlXPathFreeObject(o);
    xmlXPathFreeContext(cx);
    xmlFreeDoc(doc);
    return found;
}

void assert_one(const reply *r, const char *xpath, const char *wanted)
{
    KY_CLEANUP(strings_free) strings s = find(r, xpath);
    if (s.n != 1 || strcmp(s.items[0], wanted) != 0)
        fail_msg("%s: %zu found, the first '%s', not '%s'", xpath, s.n, s.n > 0 ? s.items[0] : "",
                 wanted);
}

size_t count(const reply *r, const char *xpath)
{
    KY_CLEANUP(strings_free) strings s = find(r, xpath);
    return s.n;
}
