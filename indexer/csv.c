#include "csv.h"

void ky_csv_fini(ky_csv *c)
{
    ky_buf_fini(&c->bytes);
    *c = (ky_csv){0};
}

typedef enum csv_state {
    AT_START, /* of a cell */
    IN_PLAIN,
    IN_QUOTES,
    AFTER_QUOTE, /* a quote inside quotes: the end of them, or the first of two */
} csv_state;

static void end_cell(ky_csv *c)
{
    if (c->total < KY_MAX_CELLS)
        c->ends[c->n++] = c->bytes.n;
    c->total++;
}

static csv_state take_byte(ky_csv *c, csv_state state, char byte)
{
    if (state == IN_QUOTES) {
        if (byte == '"')
            return AFTER_QUOTE;
        ky_buf_putc(&c->bytes, byte);
        return IN_QUOTES;
    }
    if (byte == ',') {
        end_cell(c);
        return AT_START;
    }
    if (byte == '"' && state == AT_START)
        return IN_QUOTES;
    if (byte != '"' && state == AFTER_QUOTE && c->loose_quote == 0)
        c->loose_quote = c->total + 1;
    ky_buf_putc(&c->bytes, byte);
    return state == AFTER_QUOTE && byte == '"' ? IN_QUOTES : IN_PLAIN;
}

/* Cells lie in a buffer that moves while it grows, so they are cut out of it at the end. */
static void cut_cells(ky_csv *c)
{
    size_t from = 0;
    for (size_t i = 0; i < c->n; i++) {
        c->cells[i] = (ky_str){c->bytes.p + from, c->ends[i] - from};
        from = c->ends[i];
    }
}

static void begin(ky_csv *c, size_t line)
{
    ky_buf_clear(&c->bytes);
    ky_buf_put(&c->bytes, KY_LIT("")); /* so that there are bytes to point to */
    c->n = 0;
    c->total = 0;
    c->line = line;
    c->open_quote = false;
    c->loose_quote = 0;
}

static ky_rc first_line(ky_context *cx, ky_line *line, bool *ret_more, ky_err *err)
{
    for (;;) {
        ky_rc rc = ky_context_line(cx, line, ret_more, err);
        if (rc != KY_OK || !*ret_more || line->text.n > 0)
            return rc;
    }
}

ky_rc ky_csv_next(ky_csv *c, ky_context *cx, bool *ret_more, ky_err *err)
{
    ky_line line;
    csv_state state = AT_START;
    ky_rc rc = first_line(cx, &line, ret_more, err);
    if (rc != KY_OK || !*ret_more)
        return rc;
    begin(c, line.number);
    for (;;) {
        for (size_t i = 0; i < line.text.n; i++)
            state = take_byte(c, state, line.text.p[i]);
        if (state != IN_QUOTES)
            break;
        if (c->bytes.n > KY_MAX_LINE_BYTES)
            return ky_fail(err, KY_E_INVALID,
                           "the record at line %zu is longer than %d bytes; does a quote close?",
                           c->line, KY_MAX_LINE_BYTES);
        bool more;
        rc = ky_context_line(cx, &line, &more, err);
        if (rc != KY_OK)
            return rc;
        c->open_quote = !more;
        if (!more)
            break;
        ky_buf_putc(&c->bytes, '\n');
    }
    end_cell(c);
    rc = ky_buf_check(&c->bytes, err);
    if (rc == KY_OK)
        cut_cells(c);
    return rc;
}
