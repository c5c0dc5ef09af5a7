#include "table_line.h"

#include "base/mem.h"

static bool has_control(ky_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char) s.p[i];
        if (c < 0x20 || c == 0x7F)
            return true;
    }
    return false;
}

/* False unless there are n columns, none of them empty. */
static bool split(ky_str line, ky_str *cols, size_t n)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        const char *tab = at < line.n ? memchr(line.p + at, '\t', line.n - at) : NULL;
        size_t end = tab == NULL ? line.n : (size_t) (tab - line.p);
        if (end <= at || (tab == NULL) != (i + 1 == n))
            return false;
        cols[i] = (ky_str){line.p + at, end - at};
        at = end + 1;
    }
    return true;
}

ky_rc ja_table_line(ky_str line, ky_str *cols, size_t n, ky_err *err)
{
    if (!ky_utf8_valid(line, NULL))
        return ky_fail(err, KY_E_INVALID, "not UTF-8");
    if (!split(line, cols, n))
        return ky_fail(err, KY_E_INVALID, "not %zu columns of text with tabs between", n);
    for (size_t i = 0; i < n; i++) {
        if (has_control(cols[i]))
            return ky_fail(err, KY_E_INVALID, "column %zu holds a control character", i + 1);
        if (ky_str_trim(cols[i]).n != cols[i].n)
            return ky_fail(err, KY_E_INVALID, "column %zu begins or ends with a blank", i + 1);
    }
    return KY_OK;
}
