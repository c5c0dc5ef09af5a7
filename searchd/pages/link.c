#include "pages/link.h"

#include <stdio.h>
#include <string.h>

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void link_put_encoded(ky_str text, ky_buf *out)
{
    for (size_t i = 0; i < text.n; i++) {
        if (is_unreserved(text.p[i]))
            ky_buf_putc(out, text.p[i]);
        else
            ky_buf_printf(out, "%%%02X", (unsigned char) text.p[i]);
    }
}

typedef struct writer {
    ky_buf *out;
    bool any; /* a parameter was written */
} writer;

static void put(writer *w, ky_str name, ky_str value)
{
    ky_buf_putc(w->out, w->any ? '&' : '?');
    w->any = true;
    ky_buf_put(w->out, name);
    ky_buf_putc(w->out, '=');
    link_put_encoded(value, w->out);
}

static bool is_chosen(const ky_choice *c, ky_str value)
{
    for (size_t i = 0; i < c->n; i++)
        if (ky_str_eq(c->values[i], value))
            return true;
    return false;
}

static void put_field(writer *w, const link_to *to, size_t field)
{
    const ky_field *f = &to->schema->fields[field];
    const ky_choice *c = &to->rq->chosen[field];
    bool changed = field == to->field && to->value.n > 0;
    bool also = f == to->also;
    for (size_t i = 0; i < c->n && !to->no_filters; i++) {
        bool goes =
            (changed && (to->only || ky_str_eq(c->values[i], to->value))) || (also && to->only);
        if (!goes)
            put(w, f->name, c->values[i]);
    }
    if (changed && (to->only || to->no_filters || !is_chosen(c, to->value)))
        put(w, f->name, to->value);
    if (also)
        put(w, f->name, to->also_value);
}

static void put_number(writer *w, const char *name, uint32_t number)
{
    char digits[12];
    (void) snprintf(digits, sizeof digits, "%u", (unsigned) number);
    put(w, ky_str_of(name), ky_str_of(digits));
}

ky_str link_match(ky_match match)
{
    static const ky_str names[] = {
        [KY_MATCH_AUTO] = {"auto", 4}, [KY_MATCH_ALL] = {"all", 3}, [KY_MATCH_ANY] = {"any", 3}};
    return names[match];
}

ky_str link_sort(ky_sort sort)
{
    static const ky_str names[] = {[KY_SORT_RELEVANCE] = {"relevance", 9},
                                   [KY_SORT_NUMBER] = {"number", 6},
                                   [KY_SORT_NUMBER_DESC] = {"-number", 7},
                                   [KY_SORT_NAME] = {"name", 4}};
    return names[sort];
}

static void put_state(writer *w, const link_to *to)
{
    ky_str q = to->q == NULL ? to->rq->q : *to->q;
    if (q.n > 0)
        put(w, KY_LIT("q"), q);
    for (size_t i = 0; i < to->schema->n_fields; i++)
        put_field(w, to, i);
    if (to->rq->match != KY_MATCH_AUTO && !to->no_match)
        put(w, KY_LIT("match"), link_match(to->rq->match));
    if (to->sort != NULL || to->rq->sort_given)
        put(w, KY_LIT("sort"), link_sort(to->sort == NULL ? to->rq->sort : *to->sort));
    if (to->rq->limit != KY_DEFAULT_LIMIT)
        put_number(w, "limit", to->rq->limit);
    if (to->offset > 0)
        put_number(w, "offset", to->offset);
    if (to->view.n > 0)
        put(w, KY_LIT("view"), to->view);
}

void link_put(const link_to *to, ky_buf *out)
{
    writer w = {out, false};
    ky_buf_puts(out, to->path);
    if (to->rq != NULL)
        put_state(&w, to);
    if (to->lang != NULL)
        put(&w, KY_LIT("lang"), ky_str_of(to->lang));
}
