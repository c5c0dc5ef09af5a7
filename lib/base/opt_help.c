#include "opt.h"

#include <inttypes.h>
#include <utf8proc.h>

#include "mem.h"

enum {
    NAME_COLUMN = 2,     /* where an option begins */
    MAX_TEXT_COLUMN = 32 /* where its text begins at the latest */
};

static size_t width_of(ky_str s)
{
    size_t width = 0;
    for (size_t at = 0, n; at < s.n; at += n)
        width +=
            (size_t) utf8proc_charwidth((utf8proc_int32_t) ky_utf8_next(ky_str_from(s, at), &n));
    return width;
}

static void put_blanks(ky_buf *out, size_t n)
{
    while (n-- > 0)
        ky_buf_putc(out, ' ');
}

/* A place on the page: text is set between indent and columns. */
typedef struct page {
    ky_buf *out;
    size_t columns;
    size_t indent;
    size_t column;
} page;

static void new_line(page *p)
{
    ky_buf_putc(p->out, '\n');
    p->column = 0;
}

/* The first bytes of word that fit into `room` columns; at least one character. */
static size_t fitting(ky_str word, size_t room)
{
    size_t fit = 0;
    for (size_t n; fit < word.n; fit += n) {
        (void) ky_utf8_next(ky_str_from(word, fit), &n);
        if (fit > 0 && width_of((ky_str){word.p, fit + n}) > room)
            break;
    }
    return fit;
}

static void put_word(page *p, ky_str word, bool first)
{
    size_t width = width_of(word);
    if (!first && p->column + 1 + width > p->columns)
        new_line(p);
    else if (!first && p->column > p->indent)
        ky_buf_putc(p->out, ' '), p->column++;
    while (word.n > 0) {
        if (p->column < p->indent) {
            put_blanks(p->out, p->indent - p->column);
            p->column = p->indent;
        }
        size_t n = fitting(word, p->columns - p->column);
        ky_str piece = {word.p, n};
        ky_buf_put(p->out, piece);
        p->column += width_of(piece);
        word = ky_str_from(word, n);
        if (word.n > 0)
            new_line(p);
    }
}

/* Set text word by word; a line break in it stays one. */
static void put_text(page *p, ky_str text)
{
    bool first = true;
    while (text.n > 0) {
        size_t n = 0;
        while (n < text.n && text.p[n] != ' ' && text.p[n] != '\n')
            n++;
        if (n > 0)
            put_word(p, (ky_str){text.p, n}, first);
        first = n == 0 && first;
        if (n < text.n && text.p[n] == '\n') {
            new_line(p);
            first = true;
        }
        text = ky_str_from(text, n < text.n ? n + 1 : n);
    }
}

static void put_paragraphs(const char *text, ky_buf *out)
{
    if (text == NULL)
        return;
    page p = {.out = out, .columns = KY_HELP_COLUMNS};
    new_line(&p);
    put_text(&p, ky_str_of(text));
    new_line(&p);
}

static void put_name(const ky_opt *opt, ky_buf *out)
{
    put_blanks(out, NAME_COLUMN);
    if (opt->letter != '\0')
        ky_buf_printf(out, "-%c, ", opt->letter);
    else
        put_blanks(out, 4);
    ky_buf_printf(out, "--%s", opt->name);
    if (opt->kind != KY_OPT_FLAG)
        ky_buf_printf(out, " %s", ky_opt_argument(opt));
}

/* What the help says of an option's values: range or choices, unit, default, repeatable. */
static void put_facts(const ky_opt *opt, ky_buf *out)
{
    const char *dflt = opt->dflt_help != NULL ? opt->dflt_help : opt->dflt;
    ky_buf_puts(out, opt->help);
    if (opt->kind == KY_OPT_UINT) {
        ky_buf_printf(out, "; %" PRIu64 "..%" PRIu64, opt->min, opt->max);
        if (opt->unit != NULL)
            ky_buf_printf(out, " %s", opt->unit);
    }
    for (size_t i = 0; opt->choices != NULL && opt->choices[i] != NULL; i++)
        ky_buf_printf(out, "%s%s", i == 0 ? "; one of " : ", ", opt->choices[i]);
    if (opt->kind == KY_OPT_LIST)
        ky_buf_puts(out, "; repeatable");
    if (dflt != NULL)
        ky_buf_printf(out, "; default %s", dflt);
}

static size_t text_column(const ky_opt_table *t)
{
    size_t column = 0;
    for (size_t i = 0; i < t->n; i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf name = {0};
        put_name(&t->opts[i], &name);
        size_t width = width_of(ky_buf_str(&name)) + 2;
        if (width <= MAX_TEXT_COLUMN && width > column)
            column = width;
    }
    return column;
}

static void put_option(const ky_opt *opt, size_t column, ky_buf *out)
{
    KY_CLEANUP(ky_buf_fini) ky_buf name = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf facts = {0};
    put_name(opt, &name);
    put_facts(opt, &facts);
    out->failed = out->failed || name.failed || facts.failed;
    ky_buf_put(out, ky_buf_str(&name));
    page p = {.out = out,
              .columns = KY_HELP_COLUMNS,
              .indent = column,
              .column = width_of(ky_buf_str(&name))};
    if (p.column + 2 > column)
        new_line(&p);
    put_text(&p, ky_buf_str(&facts));
    new_line(&p);
}

ky_rc ky_opts_help(const ky_opt_table *t, ky_buf *out, ky_err *err)
{
    static const char usage[] = "Usage: ";
    page p = {.out = out,
              .columns = KY_HELP_COLUMNS,
              .indent = sizeof usage - 1,
              .column = sizeof usage - 1};
    ky_buf_puts(out, usage);
    put_text(&p, ky_str_of(t->usage));
    new_line(&p);
    put_paragraphs(t->about, out);
    ky_buf_puts(out, "\nOptions:\n");
    size_t column = text_column(t);
    for (size_t i = 0; i < t->n; i++)
        put_option(&t->opts[i], column, out);
    put_paragraphs(t->more, out);
    return ky_buf_check(out, err);
}

static void put_comment(ky_str text, ky_buf *out)
{
    for (const char *line = text.p, *end = text.p + text.n; line < end;) {
        size_t n = strcspn(line, "\n");
        ky_buf_puts(out, "# ");
        ky_buf_put(out, (ky_str){line, n});
        ky_buf_putc(out, '\n');
        line += n + 1;
    }
}

ky_rc ky_opts_example(const ky_opt_table *t, ky_buf *out, ky_err *err)
{
    for (size_t i = 0; i < t->n; i++) {
        const ky_opt *opt = &t->opts[i];
        if (!opt->in_file)
            continue;
        KY_CLEANUP(ky_buf_fini) ky_buf facts = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        put_facts(opt, &facts);
        page p = {.out = &text, .columns = KY_HELP_COLUMNS - 2};
        put_text(&p, ky_buf_str(&facts));
        out->failed = out->failed || facts.failed || text.failed;
        if (out->n > 0)
            ky_buf_putc(out, '\n');
        put_comment(ky_buf_str(&text), out);
        const char *value = opt->kind == KY_OPT_FLAG ? "false" : ky_opt_argument(opt);
        if (opt->dflt != NULL)
            value = opt->dflt;
        ky_buf_printf(out, "#%s = %s\n", opt->name, value);
    }
    return ky_buf_check(out, err);
}
