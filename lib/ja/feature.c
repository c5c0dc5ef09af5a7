#include "feature.h"

/* Copy a quoted column's inside with every doubled quote made one. */
static ky_rc unescape(ky_str inside, ky_arena *arena, ky_str *ret, ky_err *err)
{
    char *to = KY_ARENA_ARRAY(arena, char, inside.n);
    if (to == NULL)
        return ky_nomem(err);
    size_t n = 0;
    for (size_t i = 0; i < inside.n; i++) {
        to[n++] = inside.p[i];
        if (inside.p[i] == '"')
            i++;
    }
    *ret = (ky_str){to, n};
    return KY_OK;
}

/* The quoted column at *at; *at is then past its closing quote and what follows up to a comma. */
static ky_rc quoted(ky_str line, size_t *at, ky_arena *arena, ky_str *ret, ky_err *err)
{
    size_t start = *at + 1;
    size_t i = start;
    bool doubled = false;
    for (; i < line.n; i++) {
        if (line.p[i] != '"')
            continue;
        if (i + 1 >= line.n || line.p[i + 1] != '"')
            break;
        doubled = true;
        i++;
    }
    if (i >= line.n)
        return ky_fail(err, KY_E_INVALID, "a quote does not close");
    ky_str inside = {line.p + start, i - start};
    const char *comma = memchr(line.p + i, ',', line.n - i);
    *at = comma == NULL ? line.n : (size_t) (comma - line.p);
    if (doubled)
        return unescape(inside, arena, ret, err);
    *ret = inside;
    return KY_OK;
}

static ky_str bare(ky_str line, size_t *at)
{
    size_t start = *at;
    const char *comma = memchr(line.p + start, ',', line.n - start);
    *at = comma == NULL ? line.n : (size_t) (comma - line.p);
    return (ky_str){line.p + start, *at - start};
}

ky_rc ja_csv_split(ky_str line, ky_arena *arena, ky_str *cols, size_t max, size_t *ret, ky_err *err)
{
    size_t n = 0;
    for (size_t at = 0;; at++) {
        ky_str col = {0};
        if (at < line.n && line.p[at] == '"') {
            ky_rc rc = quoted(line, &at, arena, &col, err);
            if (rc != KY_OK)
                return rc;
        } else if (at < line.n) {
            col = bare(line, &at);
        }
        if (n < max)
            cols[n] = col;
        n++;
        if (at >= line.n)
            break;
    }
    *ret = n;
    return KY_OK;
}
