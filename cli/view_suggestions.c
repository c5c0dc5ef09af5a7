#include <inttypes.h>

#include "paragraph.h"
#include "view.h"

enum {
    GAP = 2,
    MIN_READING = 8, /* columns: with less room readings are left out */
    COUNT_COLUMNS = 6,
};

typedef struct sheet {
    ky_buf *out;
    const cli_screen *screen;
    const cli_fields *fields;
    size_t text; /* columns of the texts, of the readings, of what they are */
    size_t reading;
    size_t kind;
} sheet;

static ky_str member(const json_t *suggestion, const char *name)
{
    return ky_json_get_str(json_object_get(suggestion, name));
}

/* A facet goes by its label; words and names need none. */
static ky_str kind_of(const sheet *s, const json_t *suggestion)
{
    ky_str kind = member(suggestion, "kind");
    bool plain = ky_str_eq(kind, KY_LIT("term")) || ky_str_eq(kind, KY_LIT("name"));
    return plain ? (ky_str){0} : cli_facet_label(s->fields, kind);
}

static void widen(size_t *columns, ky_str text)
{
    size_t n = cli_width(text);
    *columns = n > *columns ? n : *columns;
}

/* Texts take what they need, up to half of the line where readings need room too. */
static void measure(sheet *s, const json_t *list)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        widen(&s->text, member(item, "text"));
        widen(&s->reading, member(item, "reading"));
        widen(&s->kind, kind_of(s, item));
    }
    size_t fixed = COUNT_COLUMNS + GAP + (s->kind > 0 ? GAP + s->kind : 0);
    size_t room = s->screen->columns > fixed + GAP ? s->screen->columns - fixed : GAP;
    if (s->text + GAP + s->reading > room)
        s->text = s->text < room / 2 ? s->text : room / 2;
    size_t left = room - s->text;
    s->reading = left < MIN_READING + GAP ? 0 : s->reading < left - GAP ? s->reading : left - GAP;
    if (s->reading == 0)
        s->text = room;
}

static void put_cell(const sheet *s, ky_str text, size_t columns, bool fill)
{
    KY_CLEANUP(ky_buf_fini) ky_buf clean = {0};
    cli_put_clean(&clean, text);
    cli_put_cell(s->out, ky_buf_str(&clean), columns, fill);
}

static void put_suggestion(const sheet *s, const json_t *item)
{
    ky_str kind = kind_of(s, item);
    ky_buf_printf(s->out, "%*" PRIdMAX, COUNT_COLUMNS,
                  (intmax_t) json_integer_value(json_object_get(item, "count")));
    cli_put_spaces(s->out, GAP);
    put_cell(s, member(item, "text"), s->text, s->reading > 0 || kind.n > 0);
    ky_buf_puts(s->out, cli_dim(s->screen));
    if (s->reading > 0) {
        cli_put_spaces(s->out, GAP);
        put_cell(s, member(item, "reading"), s->reading, kind.n > 0);
    }
    if (kind.n > 0) {
        cli_put_spaces(s->out, GAP);
        put_cell(s, kind, s->kind, false);
    }
    ky_buf_puts(s->out, cli_off(s->screen));
    ky_buf_putc(s->out, '\n');
}

static void put_next(const sheet *s, const json_t *next)
{
    const cli_frame frame = {s->screen, 0, s->screen->columns, 0, false};
    KY_CLEANUP(ky_buf_fini) ky_buf line = {0};
    if (json_array_size(next) == 0)
        return;
    ky_buf_puts(&line, "Next:");
    for (size_t i = 0; i < json_array_size(next); i++) {
        ky_buf_putc(&line, ' ');
        cli_put_clean(&line, ky_json_get_str(json_array_get(next, i)));
    }
    ky_buf_putc(s->out, '\n');
    cli_put_plain_paragraph(s->out, &frame, ky_buf_str(&line));
}

void cli_view_suggestions(ky_buf *out, const cli_screen *screen, const cli_fields *f,
                          const json_t *answer)
{
    const json_t *list = json_object_get(answer, "suggestions");
    sheet s = {.out = out, .screen = screen, .fields = f};
    measure(&s, list);
    if (json_array_size(list) == 0)
        ky_buf_puts(out, "Nothing begins so.\n");
    for (size_t i = 0; i < json_array_size(list); i++)
        put_suggestion(&s, json_array_get(list, i));
    put_next(&s, json_object_get(answer, "next"));
}
