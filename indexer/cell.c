#include "cell.h"

#include "base/buf.h"
#include "base/csv_cell.h"

/* Blanks that ky_str_trim() leaves: no-break and zero width space, BOM, en, em and thin space. */
static const ky_str more_blanks[] = {
    {"\u00A0", 2}, {"\u200B", 3}, {"\uFEFF", 3}, {"\u2002", 3}, {"\u2003", 3}, {"\u2009", 3},
};

static ky_str trim_once(ky_str s)
{
    s = ky_str_trim(s);
    for (size_t i = 0; i < KY_LEN(more_blanks); i++) {
        ky_str blank = more_blanks[i];
        if (ky_str_starts(s, blank))
            s = ky_str_from(s, blank.n);
        if (s.n >= blank.n && memcmp(s.p + s.n - blank.n, blank.p, blank.n) == 0)
            s.n -= blank.n;
    }
    return s;
}

ky_str ky_cell_trim(ky_str s)
{
    size_t before;
    do {
        before = s.n;
        s = trim_once(s);
    } while (s.n < before);
    return s;
}

static size_t count_quotes(ky_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '"';
    return n;
}

/* True where quotes stand round the whole: those inside are then written twice. `"A" and "B"` is
 * plain text. */
static bool is_quoted(ky_str s)
{
    if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
        return false;
    for (size_t i = 1; i + 1 < s.n; i++) {
        if (s.p[i] != '"')
            continue;
        if (i + 2 >= s.n || s.p[++i] != '"')
            return false;
    }
    return true;
}

ky_str ky_cell_plain(ky_str raw)
{
    ky_str s = ky_cell_trim(raw);
    if (is_quoted(s))
        s = ky_cell_trim((ky_str){s.p + 1, s.n - 2});
    return s;
}

static ky_rc keep(ky_buf *b, ky_arena *arena, ky_str *ret, ky_err *err)
{
    ky_rc rc = ky_buf_check(b, err);
    if (rc != KY_OK)
        return rc;
    ky_str copy = ky_arena_str(arena, ky_buf_str(b));
    if (copy.p == NULL)
        return ky_nomem(err);
    *ret = copy;
    return KY_OK;
}

static ky_rc mend_utf8(const ky_context *cx, ky_place at, ky_arena *arena, ky_str *cell,
                       ky_err *err)
{
    if (ky_utf8_valid(*cell, NULL))
        return KY_OK;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    for (size_t i = 0, len; i < cell->n; i += len) {
        uint32_t c = ky_utf8_next(ky_str_from(*cell, i), &len);
        ky_buf_put_utf8(&b, c);
    }
    ky_rc rc = keep(&b, arena, cell, err);
    if (rc == KY_OK)
        ky_report_add(cx->report, at, KY_FIND_UTF8, *cell, *cell);
    return rc;
}

static bool is_control(char c)
{
    unsigned char u = (unsigned char) c;
    return (u < 0x20 && u != '\n') || u == 0x7F;
}

static ky_rc mend_controls(const ky_context *cx, ky_place at, ky_arena *arena, ky_str *cell,
                           ky_err *err)
{
    size_t i = 0;
    while (i < cell->n && !is_control(cell->p[i]))
        i++;
    if (i == cell->n)
        return KY_OK;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    for (size_t k = 0; k < cell->n; k++) {
        bool crlf = cell->p[k] == '\r' && k + 1 < cell->n && cell->p[k + 1] == '\n';
        if (!crlf)
            ky_buf_putc(&b, is_control(cell->p[k]) ? ' ' : cell->p[k]);
    }
    const ky_str found = *cell;
    ky_rc rc = keep(&b, arena, cell, err);
    if (rc == KY_OK)
        ky_report_add(cx->report, at, KY_FIND_CONTROL, found, *cell);
    return rc;
}

static void take_blanks(const ky_context *cx, ky_place at, ky_str *cell)
{
    const ky_str found = *cell;
    *cell = ky_cell_trim(found);
    if (cell->n < found.n)
        ky_report_add(cx->report, at, KY_FIND_BLANK, found, *cell);
}

static ky_rc take_quotes(const ky_context *cx, ky_place at, ky_arena *arena, ky_str *cell,
                         ky_err *err)
{
    const ky_str found = *cell;
    if (!is_quoted(found)) {
        if (found.n > 0 && found.p[0] == '"' && count_quotes(found) % 2 != 0)
            ky_report_add(cx->report, at, KY_FIND_QUOTE_OPEN, found, found);
        return KY_OK;
    }
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    for (size_t i = 1; i + 1 < found.n; i++) {
        ky_buf_putc(&b, found.p[i]);
        if (found.p[i] == '"' && i + 2 < found.n && found.p[i + 1] == '"')
            i++;
    }
    ky_rc rc = keep(&b, arena, cell, err);
    if (rc == KY_OK)
        ky_report_add(cx->report, at, KY_FIND_QUOTES, found, *cell);
    return rc;
}

static void take_apostrophe(const ky_context *cx, ky_place at, ky_str *cell)
{
    const ky_str found = ky_cell_trim(*cell);
    if (!ky_csv_has_guard(found))
        return;
    *cell = ky_str_from(found, 1);
    ky_report_add(cx->report, at, KY_FIND_APOSTROPHE, found, *cell);
}

ky_rc ky_cell_clean(const ky_context *cx, ky_str raw, ky_place at, unsigned what, ky_arena *arena,
                    ky_str *ret, ky_err *err)
{
    ky_str cell = raw;
    ky_rc rc = mend_utf8(cx, at, arena, &cell, err);
    if (rc == KY_OK && (what & KY_CLEAN_APOSTROPHE) != 0) /* which guards tabs and line ends, too */
        take_apostrophe(cx, at, &cell);
    if (rc == KY_OK)
        rc = mend_controls(cx, at, arena, &cell, err);
    if (rc != KY_OK)
        return rc;
    take_blanks(cx, at, &cell);
    if ((what & KY_CLEAN_QUOTES) != 0) {
        rc = take_quotes(cx, at, arena, &cell, err);
        if (rc != KY_OK)
            return rc;
        take_blanks(cx, at, &cell);
    }
    *ret = cell;
    return KY_OK;
}

size_t ky_cells_split(ky_str line, ky_str *cells, size_t max)
{
    size_t n = 0;
    for (;;) {
        const char *tab = line.n == 0 ? NULL : memchr(line.p, '\t', line.n);
        size_t len = tab == NULL ? line.n : (size_t) (tab - line.p);
        if (n < max)
            cells[n] = (ky_str){line.p, len};
        n++;
        if (tab == NULL)
            return n;
        line = ky_str_from(line, len + 1);
    }
}

/* The digit at the start of s, or 10. */
static unsigned digit(ky_str s, size_t *ret_len)
{
    uint32_t c = ky_utf8_next(s, ret_len);
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 0xFF10 && c <= 0xFF19 ? c - 0xFF10 : 10;
}

bool ky_cell_number(ky_str cell, uint32_t *ret, bool *ret_wide)
{
    uint64_t v = 0;
    bool wide = false;
    for (size_t at = 0, len; at < cell.n; at += len) {
        unsigned d = digit(ky_str_from(cell, at), &len);
        v = v * 10 + d;
        if (d > 9 || v > UINT32_MAX)
            return false;
        wide = wide || len > 1;
    }
    if (cell.n == 0)
        return false;
    *ret = (uint32_t) v;
    *ret_wide = wide;
    return true;
}
