#include "paragraph.h"

/* The last line that is allowed, with `…` where text is left over. */
static void put_last(ky_buf *out, const cli_frame *f, const cli_text *t, size_t at)
{
    size_t used = 0;
    ky_str rest = ky_str_from(ky_buf_str(&t->bytes), at);
    size_t n = cli_fit(rest, f->columns, &used);
    bool cut = n < rest.n;
    if (cut)
        n = cli_fit(rest, f->columns - 1, &used);
    cli_put_part(out, f->screen, t, at, at + n, f->dim);
    ky_buf_puts(out, cut ? "…\n" : "\n");
}

void cli_put_paragraph(ky_buf *out, const cli_frame *f, const cli_text *t)
{
    ky_str text = ky_buf_str(&t->bytes);
    size_t at = 0;
    for (size_t line = 1; at < text.n || line == 1; line++) {
        if (line > 1)
            cli_put_spaces(out, f->indent);
        if (line == f->max_lines) {
            put_last(out, f, t, at);
            return;
        }
        size_t shown = 0;
        size_t n = cli_line(ky_str_from(text, at), f->columns, &shown);
        cli_put_part(out, f->screen, t, at, at + shown, f->dim);
        ky_buf_putc(out, '\n');
        at += n;
    }
}

void cli_put_plain_paragraph(ky_buf *out, const cli_frame *f, ky_str text)
{
    KY_CLEANUP(cli_text_fini) cli_text t = {0};
    cli_text_put(&t, text);
    cli_put_paragraph(out, f, &t);
    out->failed = out->failed || !cli_text_ok(&t);
}

void cli_put_rule(ky_buf *out, const cli_screen *screen)
{
    ky_buf_puts(out, cli_dim(screen));
    for (size_t i = 0; i < screen->columns; i++)
        ky_buf_puts(out, "─");
    ky_buf_puts(out, cli_off(screen));
    ky_buf_putc(out, '\n');
}

const char *cli_dim(const cli_screen *screen)
{
    return screen->colour ? "\033[2m" : "";
}

const char *cli_bold(const cli_screen *screen)
{
    return screen->colour ? "\033[1m" : "";
}

const char *cli_off(const cli_screen *screen)
{
    return screen->colour ? "\033[0m" : "";
}
