#include <inttypes.h>

#include "paragraph.h"
#include "view.h"

enum {
    GAP = 2,
    NARROW = 48, /* a screen with fewer columns has the label on a line of its own */
    STACKED_INDENT = 2,
};

static ky_str str_of(const json_t *object, const char *key)
{
    return ky_json_get_str(json_object_get(object, key));
}

static size_t label_columns(const cli_fields *f)
{
    size_t columns = 0;
    for (size_t i = 0; i < f->n; i++) {
        size_t n = cli_width(f->items[i].label);
        columns = n > columns ? n : columns;
    }
    return columns;
}

static void put_field(ky_buf *out, const cli_screen *screen, ky_str label, size_t columns,
                      ky_str value)
{
    bool stacked = screen->columns < NARROW;
    size_t indent = stacked ? STACKED_INDENT : columns + GAP;
    const cli_frame frame = {screen, indent, screen->columns - indent, 0, false};
    ky_buf_puts(out, cli_dim(screen));
    cli_put_cell(out, label, stacked ? screen->columns : columns, !stacked);
    ky_buf_puts(out, cli_off(screen));
    if (stacked) {
        ky_buf_putc(out, '\n');
        cli_put_spaces(out, indent);
    } else {
        cli_put_spaces(out, GAP);
    }
    cli_put_plain_paragraph(out, &frame, value);
}

/* A value as people read it: a list one value a line would be long, so they stand side by side;
 * a flag has the table's own mark, and nothing is a dash. */
static void value_text(const cli_field *f, const json_t *record, ky_buf *ret)
{
    const json_t *v = json_object_get(record, f->name.p);
    if (json_is_boolean(v))
        ky_buf_puts(ret, json_is_true(v) ? "○" : "");
    else
        cli_put_value(ret, f, record, "／");
    if (ret->n == 0)
        ky_buf_puts(ret, "—");
}

static void put_heading(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                        const json_t *record)
{
    const cli_frame frame = {screen, 0, screen->columns, 0, false};
    ky_buf_puts(out, cli_bold(screen));
    if (f->title != NULL)
        cli_put_plain_paragraph(out, &frame, str_of(record, f->title->name.p));
    ky_buf_puts(out, cli_off(screen));
    cli_put_rule(out, screen);
}

static void put_fields(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                       const json_t *record)
{
    KY_CLEANUP(ky_buf_fini) ky_buf value = {0};
    size_t columns = label_columns(f);
    put_field(out, screen, KY_LIT("ID"), columns, str_of(record, "id"));
    for (size_t i = 0; i < f->n; i++) {
        if (&f->items[i] == f->title)
            continue;
        ky_buf_clear(&value);
        value_text(&f->items[i], record, &value);
        put_field(out, screen, f->items[i].label, columns, ky_buf_str(&value));
    }
    out->failed = out->failed || !ky_buf_ok(&value);
}

static void put_similar(ky_buf *out, const cli_screen *screen, ky_str title, const json_t *similar)
{
    size_t columns = 0;
    for (size_t i = 0; i < json_array_size(similar); i++) {
        size_t n = cli_width(str_of(json_array_get(similar, i), "id"));
        columns = n > columns ? n : columns;
    }
    if (columns + GAP > screen->columns / 2)
        columns = screen->columns / 2 - GAP;
    ky_buf_printf(out, "\n%sSimilar%s\n", cli_bold(screen), cli_off(screen));
    size_t indent = columns + GAP;
    for (size_t i = 0; i < json_array_size(similar); i++) {
        const json_t *s = json_array_get(similar, i);
        KY_CLEANUP(ky_buf_fini) ky_buf id = {0};
        cli_frame frame = {screen, indent, screen->columns - indent, 0, false};
        cli_put_clean(&id, str_of(s, "id"));
        cli_put_cell(out, ky_buf_str(&id), columns, true);
        cli_put_spaces(out, GAP);
        cli_put_plain_paragraph(out, &frame, str_of(s, title.p));
        ky_str reason = str_of(s, "reason");
        if (reason.n == 0)
            continue;
        frame.dim = true;
        cli_put_spaces(out, indent);
        cli_put_plain_paragraph(out, &frame, reason);
    }
}

void cli_view_record(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                     const json_t *record)
{
    put_heading(out, screen, f, record);
    put_fields(out, screen, f, record);
    const json_t *similar = json_object_get(record, "similar");
    if (f->title != NULL && json_array_size(similar) > 0)
        put_similar(out, screen, f->title->name, similar);
}
