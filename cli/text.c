#include "text.h"

#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

#define SGR_MARK "\033[1;33m"
#define SGR_DIM "\033[2m"
#define SGR_OFF "\033[0m"

void cli_text_fini(cli_text *t)
{
    ky_buf_fini(&t->bytes);
    free(t->marks);
    *t = (cli_text){0};
}

void cli_text_clear(cli_text *t)
{
    ky_buf_clear(&t->bytes);
    t->n_marks = 0;
}

bool cli_text_ok(const cli_text *t)
{
    return ky_buf_ok(&t->bytes);
}

static bool turns_direction(uint32_t cp)
{
    return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static uint32_t harmless(uint32_t cp)
{
    if ((cp >= '\t' && cp <= '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029)
        return ' ';
    bool control = utf8proc_category((utf8proc_int32_t) cp) == UTF8PROC_CATEGORY_CC;
    return control || turns_direction(cp) ? REPLACEMENT : cp;
}

void cli_put_clean(ky_buf *out, ky_str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t len = 0;
        uint32_t cp = ky_utf8_next(ky_str_from(s, at), &len);
        ky_buf_put_utf8(out, harmless(cp));
        at += len;
    }
}

void cli_text_put(cli_text *t, ky_str plain)
{
    cli_put_clean(&t->bytes, plain);
}

typedef struct entity {
    ky_str name;
    char meaning;
} entity;

/* The entities that escaping for HTML makes. Returns the bytes taken, 0 where s begins none. */
static size_t unescape(ky_str s, char *ret)
{
    static const entity entities[] = {
        {{"&lt;", 4}, '<'},  {{"&gt;", 4}, '>'},   {{"&amp;", 5}, '&'},   {{"&quot;", 6}, '"'},
        {{"&#34;", 5}, '"'}, {{"&#39;", 5}, '\''}, {{"&#x27;", 6}, '\''}, {{"&apos;", 6}, '\''}};
    for (size_t i = 0; i < KY_LEN(entities); i++) {
        if (ky_str_starts(s, entities[i].name)) {
            *ret = entities[i].meaning;
            return entities[i].name.n;
        }
    }
    return 0;
}

static void open_mark(cli_text *t)
{
    if (!KY_GROW(t->marks, t->cap_marks, t->n_marks + 1)) {
        t->bytes.failed = true;
        return;
    }
    t->marks[t->n_marks++] = (cli_span){t->bytes.n, t->bytes.n};
}

void cli_text_put_html(cli_text *t, ky_str html)
{
    static const ky_str open = {"<mark>", 6};
    static const ky_str close = {"</mark>", 7};
    bool inside = false;
    for (size_t at = 0; at < html.n && cli_text_ok(t);) {
        ky_str rest = ky_str_from(html, at);
        char c = '\0';
        size_t taken = unescape(rest, &c);
        if (taken > 0) {
            ky_buf_putc(&t->bytes, c);
        } else if (ky_str_starts(rest, open)) {
            taken = open.n;
            open_mark(t);
            inside = true;
        } else if (ky_str_starts(rest, close)) {
            taken = close.n;
            inside = false;
        } else {
            ky_buf_put_utf8(&t->bytes, harmless(ky_utf8_next(rest, &taken)));
        }
        if (inside && t->n_marks > 0)
            t->marks[t->n_marks - 1].end = t->bytes.n;
        at += taken;
    }
}

static void put_range(ky_buf *out, const cli_text *t, size_t start, size_t end, const char *sgr)
{
    if (start >= end)
        return;
    ky_buf_puts(out, sgr);
    ky_buf_put(out, (ky_str){t->bytes.p + start, end - start});
    if (sgr[0] != '\0')
        ky_buf_puts(out, SGR_OFF);
}

void cli_put_part(ky_buf *out, const cli_screen *screen, const cli_text *t, size_t start,
                  size_t end, bool dim)
{
    const char *plain = screen->colour && dim ? SGR_DIM : "";
    const char *mark = screen->colour ? SGR_MARK : "";
    size_t at = start;
    for (size_t i = 0; i < t->n_marks && at < end; i++) {
        cli_span m = t->marks[i];
        if (m.end <= at || m.start >= end)
            continue;
        if (m.start > at)
            put_range(out, t, at, m.start, plain);
        size_t from = m.start > at ? m.start : at;
        size_t to = m.end < end ? m.end : end;
        put_range(out, t, from, to, mark);
        at = to;
    }
    put_range(out, t, at, end, plain);
}

void cli_put_spaces(ky_buf *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        ky_buf_putc(out, ' ');
}

void cli_put_cell(ky_buf *out, ky_str s, size_t columns, bool fill)
{
    size_t used = 0;
    size_t n = cli_fit(s, columns, &used);
    if (n < s.n && columns > 0) {
        n = cli_fit(s, columns - 1, &used);
        ky_buf_put(out, (ky_str){s.p, n});
        ky_buf_puts(out, "…");
        used++;
    } else {
        ky_buf_put(out, (ky_str){s.p, n});
    }
    if (fill && used < columns)
        cli_put_spaces(out, columns - used);
}
