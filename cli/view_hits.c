#include <inttypes.h>

#include "paragraph.h"
#include "view.h"

enum {
    GAP = 2,           /* columns between columns */
    MAX_ID = 16,       /* columns of the id; a longer one is cut */
    MIN_TITLE = 36,    /* of the title, where there are columns beside it */
    MAX_FACET = 18,    /* of a facet, before what is left over is given out */
    MAX_FACETS = 16,   /* columns for facets */
    EXCERPT_LINES = 3, /* of a hit */
};

#define BETWEEN "／" /* what the published tables put between values */

typedef struct column {
    const cli_field *field;
    size_t natural; /* columns that show every cell whole */
    size_t columns;
} column;

typedef struct layout {
    size_t id;
    size_t title;
    column facets[MAX_FACETS];
    size_t n_facets;
} layout;

/* What is the same for every hit. */
typedef struct table {
    ky_buf *out;
    const cli_screen *screen;
    const cli_fields *fields;
    const json_t *hits;
    const cli_field *title;
    layout layout;
} table;

static ky_str str_of(const json_t *object, const char *key)
{
    return ky_json_get_str(json_object_get(object, key));
}

static json_int_t int_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static void put_cell_text(ky_buf *cell, const cli_field *f, const json_t *hit)
{
    KY_CLEANUP(ky_buf_fini) ky_buf raw = {0};
    cli_put_value(&raw, f, hit, BETWEEN);
    cli_put_clean(cell, ky_buf_str(&raw));
}

/* The name with its matches, and the labels of the flags that the record carries. */
static void title_text(const table *t, const json_t *hit, cli_text *ret)
{
    if (t->title != NULL) {
        const char *name = t->title->name.p;
        ky_str marked = str_of(json_object_get(hit, "highlight"), name);
        if (marked.n > 0)
            cli_text_put_html(ret, marked);
        else
            cli_text_put(ret, str_of(hit, name));
    }
    for (size_t i = 0; i < t->fields->n; i++) {
        const cli_field *f = &t->fields->items[i];
        if (f->kind != CLI_FLAG || !json_is_true(json_object_get(hit, f->name.p)))
            continue;
        cli_text_put(ret, KY_LIT("［"));
        cli_text_put(ret, f->label);
        cli_text_put(ret, KY_LIT("］"));
    }
}

static size_t natural_title(const table *t)
{
    KY_CLEANUP(cli_text_fini) cli_text text = {0};
    size_t columns = 0;
    for (size_t i = 0; i < json_array_size(t->hits); i++) {
        cli_text_clear(&text);
        title_text(t, json_array_get(t->hits, i), &text);
        columns = larger(columns, cli_width(ky_buf_str(&text.bytes)));
    }
    return columns;
}

static size_t natural_column(const table *t, const cli_field *f)
{
    KY_CLEANUP(ky_buf_fini) ky_buf cell = {0};
    size_t columns = cli_width(f->label);
    for (size_t i = 0; i < json_array_size(t->hits); i++) {
        ky_buf_clear(&cell);
        put_cell_text(&cell, f, json_array_get(t->hits, i));
        columns = larger(columns, cli_width(ky_buf_str(&cell)));
    }
    return columns;
}

static size_t id_columns(const table *t)
{
    size_t columns = 2;
    for (size_t i = 0; i < json_array_size(t->hits); i++)
        columns = larger(columns, cli_width(str_of(json_array_get(t->hits, i), "id")));
    return smaller(columns, MAX_ID);
}

/* Facets are taken in the schema's order as long as the title keeps its least width. What is left
 * goes to the title up to half of the screen, then to the facets, then to the title again. */
static void lay_out(table *t)
{
    layout *l = &t->layout;
    l->id = id_columns(t);
    size_t left = t->screen->columns - l->id - GAP;
    size_t title = natural_title(t);
    size_t least = smaller(title, MIN_TITLE);
    for (size_t i = 0; i < t->fields->n && l->n_facets < MAX_FACETS; i++) {
        const cli_field *f = &t->fields->items[i];
        if (f->kind != CLI_FACET)
            continue;
        size_t natural = natural_column(t, f);
        size_t wanted = smaller(natural, MAX_FACET);
        if (left < least + wanted + GAP)
            break;
        left -= wanted + GAP;
        l->facets[l->n_facets++] = (column){f, natural, wanted};
    }
    size_t half = larger(t->screen->columns / 2, least);
    l->title = smaller(left, smaller(larger(title, least), half));
    left -= l->title;
    for (size_t i = 0; i < l->n_facets; i++) {
        size_t more = smaller(left, l->facets[i].natural - l->facets[i].columns);
        l->facets[i].columns += more;
        left -= more;
    }
    l->title += smaller(left, title > l->title ? title - l->title : 0);
}

static void put_header(const table *t)
{
    const layout *l = &t->layout;
    ky_buf_puts(t->out, cli_dim(t->screen));
    cli_put_cell(t->out, KY_LIT("ID"), l->id + GAP, true);
    cli_put_cell(t->out, t->title == NULL ? KY_LIT("") : t->title->label, l->title,
                 l->n_facets > 0);
    for (size_t i = 0; i < l->n_facets; i++) {
        cli_put_spaces(t->out, GAP);
        cli_put_cell(t->out, l->facets[i].field->label, l->facets[i].columns, i + 1 < l->n_facets);
    }
    ky_buf_puts(t->out, cli_off(t->screen));
    ky_buf_putc(t->out, '\n');
    cli_put_rule(t->out, t->screen);
}

static void put_facets(const table *t, const json_t *hit)
{
    const layout *l = &t->layout;
    KY_CLEANUP(ky_buf_fini) ky_buf cell = {0};
    for (size_t i = 0; i < l->n_facets; i++) {
        ky_buf_clear(&cell);
        put_cell_text(&cell, l->facets[i].field, hit);
        cli_put_spaces(t->out, GAP);
        cli_put_cell(t->out, ky_buf_str(&cell), l->facets[i].columns, i + 1 < l->n_facets);
    }
}

/* Excerpts stand under the title, where a match is in them. */
static void put_excerpts(const table *t, const json_t *hit)
{
    size_t indent = t->layout.id + GAP;
    const cli_frame frame = {t->screen, indent, t->screen->columns - indent, EXCERPT_LINES, true};
    const char *field = NULL;
    json_t *html = NULL;
    json_object_foreach(json_object_get(hit, "highlight"), field, html)
    {
        if (t->title != NULL && ky_str_eq(ky_str_of(field), t->title->name))
            continue;
        KY_CLEANUP(cli_text_fini) cli_text text = {0};
        cli_text_put_html(&text, ky_json_get_str(html));
        if (text.n_marks == 0)
            continue;
        cli_put_spaces(t->out, indent);
        cli_put_paragraph(t->out, &frame, &text);
        t->out->failed = t->out->failed || !cli_text_ok(&text);
    }
}

/* What matched, where the answer tells it: `keyword: matched (kind, field, weight)`. */
static void put_why(const table *t, const json_t *hit)
{
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    size_t indent = t->layout.id + GAP;
    const cli_frame frame = {t->screen, indent, t->screen->columns - indent, 0, true};
    const json_t *why = json_object_get(hit, "why");
    for (size_t i = 0; i < json_array_size(why); i++) {
        const json_t *w = json_array_get(why, i);
        ky_buf_puts(&line, i == 0 ? "Why: " : "; ");
        cli_put_clean(&line, str_of(w, "keyword"));
        ky_buf_puts(&line, ": ");
        cli_put_clean(&line, str_of(w, "matched"));
        ky_buf_puts(&line, " (");
        cli_put_clean(&line, str_of(w, "by"));
        ky_buf_puts(&line, ", ");
        cli_put_clean(&line, str_of(w, "field"));
        ky_buf_printf(&line, ", %.2f)", json_number_value(json_object_get(w, "weight")));
    }
    if (line.n > 0) {
        cli_put_spaces(t->out, indent);
        cli_put_plain_paragraph(t->out, &frame, ky_buf_str(&line));
    }
    t->out->failed = t->out->failed || !ky_buf_ok(&line);
}

static void put_hit(const table *t, const json_t *hit)
{
    KY_CLEANUP(cli_text_fini) cli_text title = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf id = {0};
    size_t shown = 0;
    cli_put_clean(&id, str_of(hit, "id"));
    title_text(t, hit, &title);
    cli_put_cell(t->out, ky_buf_str(&id), t->layout.id, true);
    cli_put_spaces(t->out, GAP);
    ky_str text = ky_buf_str(&title.bytes);
    size_t n = cli_line(text, t->layout.title, &shown);
    cli_put_part(t->out, t->screen, &title, 0, shown, false);
    if (t->layout.n_facets > 0)
        cli_put_spaces(t->out, t->layout.title - cli_width((ky_str){text.p, shown}));
    put_facets(t, hit);
    ky_buf_putc(t->out, '\n');
    for (size_t at = n; at < text.n; at += n) {
        n = cli_line(ky_str_from(text, at), t->layout.title, &shown);
        cli_put_spaces(t->out, t->layout.id + GAP);
        cli_put_part(t->out, t->screen, &title, at, at + shown, false);
        ky_buf_putc(t->out, '\n');
    }
    put_excerpts(t, hit);
    put_why(t, hit);
    t->out->failed = t->out->failed || !cli_text_ok(&title);
}

static void put_notice(ky_buf *out, const cli_screen *screen, const ky_buf *text)
{
    const cli_frame frame = {screen, 0, screen->columns, 0, false};
    cli_put_plain_paragraph(out, &frame, ky_buf_str(text));
    out->failed = out->failed || !ky_buf_ok(text);
}

static void put_found(ky_buf *out, const cli_screen *screen, const json_t *answer)
{
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    json_int_t total = int_of(answer, "total");
    json_int_t offset = int_of(answer, "offset");
    json_int_t shown = (json_int_t) json_array_size(json_object_get(answer, "hits"));
    if (total == 0)
        ky_buf_puts(&line, "Nothing found.");
    else if (shown == 0)
        ky_buf_printf(&line, "%" PRIdMAX " found, none shown.", (intmax_t) total);
    else if (shown == total)
        ky_buf_printf(&line, "%" PRIdMAX " found.", (intmax_t) total);
    else
        ky_buf_printf(&line, "%" PRIdMAX " found, %" PRIdMAX " to %" PRIdMAX " shown.",
                      (intmax_t) total, (intmax_t) (offset + 1), (intmax_t) (offset + shown));
    if (shown > 0 && offset + shown < total)
        ky_buf_printf(&line, " More: --offset %" PRIdMAX, (intmax_t) (offset + shown));
    put_notice(out, screen, &line);
}

static void put_relaxed(ky_buf *out, const cli_screen *screen, const json_t *query)
{
    if (!json_is_true(json_object_get(query, "relaxed")))
        return;
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    const json_t *dropped = json_object_get(query, "dropped");
    ky_buf_puts(&line, "No record has every keyword; these have some.");
    for (size_t i = 0; i < json_array_size(dropped); i++) {
        ky_buf_puts(&line, i == 0 ? " The first one lacks: " : ", ");
        ky_buf_put(&line, ky_json_get_str(json_array_get(dropped, i)));
    }
    put_notice(out, screen, &line);
}

/* Facet values and words that are near the question, and a better spelling. */
static void put_offers(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                       const json_t *answer)
{
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    ky_str corrected = str_of(json_object_get(answer, "query"), "corrected");
    if (corrected.n > 0) {
        ky_buf_printf(&line, "Did you mean: %.*s", KY_FMT(corrected));
        put_notice(out, screen, &line);
    }
    const json_t *related = json_object_get(answer, "related");
    for (size_t i = 0; i < json_array_size(related); i++) {
        const json_t *r = json_array_get(related, i);
        ky_str facet = str_of(r, "facet");
        ky_buf_clear(&line);
        ky_buf_puts(&line, "Related: ");
        if (facet.n > 0)
            ky_buf_printf(&line, "%.*s %.*s", KY_FMT(cli_facet_label(f, facet)),
                          KY_FMT(str_of(r, "value")));
        else
            ky_buf_put(&line, str_of(r, "query"));
        ky_buf_printf(&line, " (%" PRIdMAX ")", (intmax_t) int_of(r, "count"));
        put_notice(out, screen, &line);
    }
}

void cli_view_hits(ky_buf *out, const cli_screen *screen, const cli_fields *f, const json_t *answer)
{
    table t = {.out = out,
               .screen = screen,
               .fields = f,
               .hits = json_object_get(answer, "hits"),
               .title = f->title};
    put_found(out, screen, answer);
    put_relaxed(out, screen, json_object_get(answer, "query"));
    if (json_array_size(t.hits) > 0) {
        lay_out(&t);
        ky_buf_putc(out, '\n');
        put_header(&t);
        for (size_t i = 0; i < json_array_size(t.hits); i++)
            put_hit(&t, json_array_get(t.hits, i));
        ky_buf_putc(out, '\n');
    }
    put_offers(out, screen, f, answer);
}
