#include "csv_cell.h"

#include "mem.h"

static const ky_str formula_starts[] = {
    {"=", 1},  {"+", 1},  {"-", 1},  {"@", 1},  {"\t", 1}, {"\r", 1},
    {"\n", 1}, {"＝", 3}, {"＋", 3}, {"－", 3}, {"＠", 3},
};

bool ky_csv_is_risky(ky_str text)
{
    while (text.n > 0 && text.p[0] == '\'')
        text = ky_str_from(text, 1);
    for (size_t i = 0; i < KY_LEN(formula_starts); i++)
        if (ky_str_starts(text, formula_starts[i]))
            return true;
    return false;
}

/* Every quote twice. */
static void put_doubled(ky_buf *out, ky_str text)
{
    for (size_t at = 0; at < text.n;) {
        ky_str rest = ky_str_from(text, at);
        size_t quote = ky_str_find(rest, KY_LIT("\""));
        size_t n = quote == SIZE_MAX ? rest.n : quote + 1;
        ky_buf_put(out, (ky_str){rest.p, n});
        if (quote != SIZE_MAX)
            ky_buf_putc(out, '"');
        at += n;
    }
}

void ky_csv_put_cell(ky_buf *out, ky_str text)
{
    bool quoted = false;
    for (size_t i = 0; i < text.n && !quoted; i++)
        quoted = strchr("\",\r\n", text.p[i]) != NULL && text.p[i] != '\0';
    if (quoted)
        ky_buf_putc(out, '"');
    if (ky_csv_is_risky(text))
        ky_buf_putc(out, '\'');
    put_doubled(out, text);
    if (quoted)
        ky_buf_putc(out, '"');
}

static const ky_str open_mark = {"（", 3};
static const ky_str close_mark = {"）", 3};

/* True where each parenthesis closes one that was opened before it; *ret_any where there is one. */
static bool is_balanced(ky_str s, bool *ret_any)
{
    int depth = 0;
    for (size_t at = 0, len; at < s.n; at += len) {
        ky_str rest = ky_str_from(s, at);
        (void) ky_utf8_next(rest, &len);
        if (rest.p[0] == '(' || ky_str_starts(rest, open_mark))
            depth++;
        else if (rest.p[0] == ')' || ky_str_starts(rest, close_mark))
            depth--;
        else
            continue;
        *ret_any = true;
        if (depth < 0)
            return false;
    }
    return depth == 0;
}

static bool holds_any(ky_str s, ky_str characters)
{
    for (size_t at = 0, len; at < s.n; at += len) {
        (void) ky_utf8_next(ky_str_from(s, at), &len);
        if (ky_str_find(characters, (ky_str){s.p + at, len}) != SIZE_MAX)
            return true;
    }
    return false;
}

static bool is_trimmed(ky_str s)
{
    return ky_str_trim(s).n == s.n;
}

/* What the reader takes apart into exactly this. */
static bool is_plain(ky_str value, ky_str note, ky_str split)
{
    bool any = false;
    bool any_in_note = false;
    if (value.n == 0 || value.p[0] == '"' || !is_trimmed(value) || !is_trimmed(note))
        return false;
    if (holds_any(value, KY_LIT(";")) || holds_any(value, split))
        return false;
    return is_balanced(value, &any) && is_balanced(note, &any_in_note) && (note.n == 0 || !any);
}

static void put_quoted(ky_buf *out, ky_str text)
{
    ky_buf_putc(out, '"');
    put_doubled(out, text);
    ky_buf_putc(out, '"');
}

void ky_csv_put_value(ky_buf *out, ky_str value, ky_str note, ky_str split, bool quoted)
{
    void (*put)(ky_buf *, ky_str) =
        quoted || !is_plain(value, note, split) ? put_quoted : ky_buf_put;
    put(out, value);
    if (note.n == 0)
        return;
    ky_buf_put(out, open_mark);
    put(out, note);
    ky_buf_put(out, close_mark);
}

/* Take `"…"` off the start of *rest. */
static bool take_quoted(ky_str *rest, ky_str *ret)
{
    if (rest->n == 0 || rest->p[0] != '"')
        return false;
    for (size_t i = 1; i < rest->n; i++) {
        if (rest->p[i] != '"')
            continue;
        if (i + 1 < rest->n && rest->p[i + 1] == '"') {
            i++;
            continue;
        }
        *ret = (ky_str){rest->p + 1, i - 1};
        *rest = ky_str_from(*rest, i + 1);
        return true;
    }
    return false;
}

static bool take(ky_str *rest, ky_str what)
{
    if (!ky_str_starts(*rest, what))
        return false;
    *rest = ky_str_from(*rest, what.n);
    return true;
}

bool ky_csv_read_quoted(ky_str cell, ky_csv_quoted *ret)
{
    ky_csv_quoted q = {0};
    ky_str rest = cell;
    if (!take_quoted(&rest, &q.value))
        return false;
    if (take(&rest, open_mark) && !(take_quoted(&rest, &q.note) && take(&rest, close_mark)))
        return false;
    while (rest.n > 0 && rest.p[0] == ' ')
        rest = ky_str_from(rest, 1);
    if (rest.n > 0 && !take(&rest, KY_LIT(";")))
        return false;
    q.n = cell.n - rest.n;
    *ret = q;
    return true;
}

void ky_csv_unquote(ky_buf *out, ky_str quoted)
{
    for (size_t i = 0; i < quoted.n; i++) {
        ky_buf_putc(out, quoted.p[i]);
        if (quoted.p[i] == '"' && i + 1 < quoted.n && quoted.p[i + 1] == '"')
            i++;
    }
}
