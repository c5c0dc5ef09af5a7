#include "escape.h"

/* What stands for a character; empty for one that stands for itself. */
static ky_str entity(char c)
{
    switch (c) {
    case '&':
        return KY_LIT("&amp;");
    case '<':
        return KY_LIT("&lt;");
    case '>':
        return KY_LIT("&gt;");
    case '"':
        return KY_LIT("&quot;");
    case '\'':
        return KY_LIT("&#39;");
    default:
        return (ky_str){0};
    }
}

void ky_put_escaped(ky_str text, ky_buf *out)
{
    size_t done = 0;
    for (size_t i = 0; i < text.n; i++) {
        ky_str e = entity(text.p[i]);
        if (e.n == 0)
            continue;
        ky_buf_put(out, (ky_str){text.p + done, i - done});
        ky_buf_put(out, e);
        done = i + 1;
    }
    ky_buf_put(out, ky_str_from(text, done));
}
