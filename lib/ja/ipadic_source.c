#include "ipadic_source.h"

#include "base/arena.h"
#include "base/mem.h"
#include "feature.h"

static ky_rc visit_line(ky_str line, ky_arena *arena, ja_source_visit *visit, void *payload,
                        ky_err *err)
{
    ky_str cols[JA_SOURCE_COLS] = {{0}};
    size_t n = 0;
    if (!ky_utf8_valid(line, NULL))
        return ky_fail(err, KY_E_INVALID, "not UTF-8");
    ky_rc rc = ja_csv_split(line, arena, cols, JA_SOURCE_COLS, &n, err);
    if (rc == KY_OK && n < JA_SOURCE_COLS)
        rc = ky_fail(err, KY_E_INVALID, "%zu columns", n);
    return rc == KY_OK ? visit(payload, cols, err) : rc;
}

ky_rc ja_source_each(ky_str text, const char *name, ja_source_visit *visit, void *payload,
                     ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    size_t number = 1;
    for (size_t at = 0; at < text.n; number++) {
        const char *newline = memchr(text.p + at, '\n', text.n - at);
        size_t end = newline == NULL ? text.n : (size_t) (newline - text.p);
        ky_err why = {0};
        ky_arena_clear(&arena);
        ky_rc rc = visit_line((ky_str){text.p + at, end - at}, &arena, visit, payload, &why);
        if (rc != KY_OK)
            return ky_fail(err, rc, "%s:%zu: %s", name, number, why.msg);
        at = end + 1;
    }
    return KY_OK;
}
