#include <inttypes.h>

#include "paragraph.h"
#include "view.h"

enum {
    GAP = 2,
    GUTTER = 2,   /* in front of a value, for the sign of a selected one */
    MAX_BAR = 24, /* columns of the longest bar */
    MIN_BAR = 6,  /* with less room there are no bars */
    COUNT_BYTES = 24,
};

typedef struct sheet {
    ky_buf *out;
    const cli_screen *screen;
    size_t value; /* columns of the values, of the counts, of the longest bar */
    size_t count;
    size_t bar;
    json_int_t most;
} sheet;

static json_int_t count_of(const json_t *value)
{
    return json_integer_value(json_object_get(value, "count"));
}

static ky_str value_of(const json_t *value)
{
    return ky_json_get_str(json_object_get(value, "value"));
}

static size_t digits(json_int_t n)
{
    size_t d = 1;
    for (; n >= 10; n /= 10)
        d++;
    return d;
}

/* One measure for all facets, so that their bars can be compared. */
static void measure(sheet *s, const json_t *facets)
{
    const char *name = NULL;
    json_t *values = NULL;
    json_object_foreach((json_t *) facets, name, values)
    {
        for (size_t i = 0; i < json_array_size(values); i++) {
            const json_t *v = json_array_get(values, i);
            size_t columns = cli_width(value_of(v));
            s->value = columns > s->value ? columns : s->value;
            s->most = count_of(v) > s->most ? count_of(v) : s->most;
        }
    }
    s->count = digits(s->most);
    size_t fixed = GUTTER + GAP + s->count;
    if (s->value + fixed > s->screen->columns)
        s->value = s->screen->columns - fixed;
    size_t room = s->screen->columns - fixed - s->value;
    s->bar = room < MIN_BAR + GAP ? 0 : room - GAP;
    s->bar = s->bar > MAX_BAR ? MAX_BAR : s->bar;
}

static void put_bar(const sheet *s, json_int_t count)
{
    if (s->bar == 0 || s->most == 0 || count == 0)
        return;
    size_t n = (size_t) (count * (json_int_t) s->bar / s->most);
    cli_put_spaces(s->out, GAP);
    ky_buf_puts(s->out, cli_dim(s->screen));
    for (size_t i = 0; i < (n == 0 ? 1 : n); i++)
        ky_buf_puts(s->out, "█");
    ky_buf_puts(s->out, cli_off(s->screen));
}

static void put_value(const sheet *s, const json_t *value)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    bool selected = json_is_true(json_object_get(value, "selected"));
    cli_put_clean(&text, value_of(value));
    ky_buf_puts(s->out, selected ? "* " : "  ");
    ky_buf_puts(s->out, selected ? cli_bold(s->screen) : "");
    cli_put_cell(s->out, ky_buf_str(&text), s->value, true);
    ky_buf_puts(s->out, selected ? cli_off(s->screen) : "");
    ky_buf_printf(s->out, "  %*" PRIdMAX, (int) s->count, (intmax_t) count_of(value));
    put_bar(s, count_of(value));
    ky_buf_putc(s->out, '\n');
}

void cli_view_facets(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                     const json_t *answer)
{
    const json_t *facets = json_object_get(answer, "facets");
    sheet s = {.out = out, .screen = screen};
    measure(&s, facets);
    ky_buf_printf(out, "%" PRIdMAX " found.\n",
                  (intmax_t) json_integer_value(json_object_get(answer, "total")));
    const char *name = NULL;
    json_t *values = NULL;
    json_object_foreach((json_t *) facets, name, values)
    {
        const cli_frame frame = {screen, 0, screen->columns, 1, false};
        ky_buf_printf(out, "\n%s", cli_bold(screen));
        cli_put_plain_paragraph(out, &frame, cli_facet_label(f, ky_str_of(name)));
        ky_buf_puts(out, cli_off(screen));
        for (size_t i = 0; i < json_array_size(values); i++)
            put_value(&s, json_array_get(values, i));
    }
}
