/* Promises checked here, for each hit of each judged question:
 * - something tells why it is one, and is marked in it, unless it is a value or a note beside the
 * texts
 * - what is marked is told, and what is told of a text that is shown whole is marked there
 * - what is marked, asked for as an exact text, finds the record */
#include "ask.h"
#include "cmocka_c17.h"
#include "judge.h"

enum { LIMIT = 100 };

typedef struct marks {
    ky_buf text; /* each, with a NUL behind */
    size_t n;
} marks;

static void marks_fini(marks *m)
{
    ky_buf_fini(&m->text);
}

static void put_plain(ky_str s, ky_buf *out)
{
    static const struct {
        const char *entity;
        char c;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t k = 0; k < s.n;) {
        size_t n = 0;
        for (size_t i = 0; i < KY_LEN(entities) && n == 0; i++) {
            if (ky_str_starts(ky_str_from(s, k), ky_str_of(entities[i].entity))) {
                n = strlen(entities[i].entity);
                ky_buf_putc(out, entities[i].c);
            }
        }
        if (n == 0)
            ky_buf_putc(out, s.p[k]);
        k += n == 0 ? 1 : n;
    }
}

static void take_marks(const char *shown, marks *m)
{
    for (const char *mark = shown; (mark = strstr(mark, "<mark>")) != NULL; m->n++) {
        mark += strlen("<mark>");
        const char *end = strstr(mark, "</mark>");
        assert_non_null(end);
        put_plain((ky_str){mark, (size_t) (end - mark)}, &m->text);
        ky_buf_putc(&m->text, '\0');
    }
}

static bool holds(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

/* True where some mark of the field holds what was matched. */
static bool is_marked(const char *shown, const char *matched)
{
    KY_CLEANUP(marks_fini) marks m = {0};
    take_marks(shown, &m);
    const char *marked = m.text.p;
    for (size_t i = 0; i < m.n; i++, marked += strlen(marked) + 1)
        if (holds(marked, matched))
            return true;
    return false;
}

static bool is_told(json_t *why, const char *field, const char *marked)
{
    json_t *w;
    size_t i;
    json_array_foreach(why, i, w)
    {
        const char *matched = text_at(w, "matched");
        if (strcmp(text_at(w, "field"), field) == 0 &&
            (holds(matched, marked) || holds(marked, matched)))
            return true;
    }
    return false;
}

static void check_mark_finds(const place *p, const char *q, const char *marked, const char *id)
{
    KY_CLEANUP(ky_buf_fini) ky_buf exact = {0};
    ky_buf_printf(&exact, "q=\"%s\"", marked);
    KY_CLEANUP(ky_json_unref_p) json_t *a = ask(p->ix, exact.p, "facets=none", "limit=100");
    json_t *hit;
    size_t i;
    if (strchr(marked, '"') != NULL)
        return;
    json_array_foreach(at(a, "hits"), i, hit)
    {
        if (strcmp(text_at(hit, "id"), id) == 0)
            return;
    }
    if (json_integer_value(at(a, "total")) <= LIMIT)
        fail_msg("%s marks '%s' in %s, which that does not find", q, marked, id);
}

static size_t check_field(const place *p, const char *q, json_t *hit, const char *field)
{
    KY_CLEANUP(marks_fini) marks m = {0};
    take_marks(text_at(at(hit, "highlight"), field), &m);
    const char *marked = m.text.p;
    for (size_t i = 0; i < m.n; i++, marked += strlen(marked) + 1) {
        if (!is_told(at(hit, "why"), field, marked))
            fail_msg("%s marks '%s' in %s without a reason", q, marked, text_at(hit, "id"));
        check_mark_finds(p, q, marked, text_at(hit, "id"));
    }
    return m.n;
}

/* False where what is told stands beside the texts that are shown. */
static bool check_told(const char *q, json_t *hit, json_t *w)
{
    const char *matched = text_at(w, "matched");
    const char *field = text_at(w, "field");
    json_t *shown = json_object_get(at(hit, "highlight"), field);
    if (shown == NULL || strcmp(text_at(w, "by"), "facet") == 0)
        return false;
    assert_non_null(strstr(text_at(hit, field), matched));
    if (!holds(json_string_value(shown), "…") && !is_marked(json_string_value(shown), matched))
        fail_msg("%s does not mark '%s' in %s", q, matched, text_at(hit, "id"));
    return true;
}

static void check_hit(const place *p, const char *q, json_t *hit)
{
    size_t n_marks = 0;
    size_t n_texts = 0;
    size_t i;
    json_t *w;
    const char *field;
    json_t *shown;
    json_t *why = at(hit, "why");
    if (json_array_size(why) == 0)
        fail_msg("%s finds %s without a reason", q, text_at(hit, "id"));
    json_array_foreach(why, i, w)
    {
        n_texts += check_told(q, hit, w);
    }
    json_object_foreach(at(hit, "highlight"), field, shown)
    {
        n_marks += check_field(p, q, hit, field);
    }
    if (n_marks == 0 && n_texts > 0)
        fail_msg("%s marks nothing in %s", q, text_at(hit, "id"));
}

static void check_question(const place *p, ky_str q)
{
    KY_CLEANUP(ky_buf_fini) ky_buf param = {0};
    size_t i;
    json_t *hit;
    ky_buf_printf(&param, "q=%.*s", KY_FMT(q));
    KY_CLEANUP(ky_json_unref_p)
    json_t *a = ask(p->ix, param.p, "facets=none", "limit=100", "explain=1");
    json_array_foreach(at(a, "hits"), i, hit)
    {
        check_hit(p, param.p + strlen("q="), hit);
    }
}

static void what_is_found_is_told_and_marked(void **state)
{
    (void) state;
    for (size_t i = 0; i < JUDGED_SETS; i++) {
        char *path = judged_path(judged_sets[i].file);
        char *file = read_whole(path);
        ky_str rest = ky_str_of(file);
        while (rest.n > 0) {
            const char *newline = memchr(rest.p, '\n', rest.n);
            size_t n = newline == NULL ? rest.n : (size_t) (newline - rest.p);
            const char *tab = memchr(rest.p, '\t', n);
            if (tab != NULL && rest.p[0] != '#')
                check_question(judged_sets[i].asked, (ky_str){rest.p, (size_t) (tab - rest.p)});
            rest = ky_str_from(rest, newline == NULL ? n : n + 1);
        }
        free(path);
        free(file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_found_is_told_and_marked)};
    return cmocka_run_group_tests(tests, tables_setup, tables_teardown);
}
