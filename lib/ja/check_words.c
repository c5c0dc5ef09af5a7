#include "check_words.h"

#include "base/mem.h"
#include "chars.h"
#include "feature.h"
#include "text.h"

/* The columns of user.csv. */
enum { SURFACE = 0, BASE = 4 + JA_COL_BASE, COLS };

static ky_rc check_text(ky_str s, ky_arena *arena, ky_err *err)
{
    ky_str folded;
    size_t marks = 0;
    size_t n = 0;
    ky_rc rc = ja_fold(s, arena, &folded, err);
    if (rc != KY_OK)
        return rc;
    for (size_t at = 0, len = 0; at < s.n; at += len, n++) {
        ja_char kind = ja_char_of(ky_utf8_next(ky_str_from(s, at), &len));
        if (kind == JA_CHAR_BLANK || kind == JA_CHAR_BREAK)
            return ky_fail(err, KY_E_INVALID, "'%.*s' holds a blank", KY_FMT(s));
        marks += kind == JA_CHAR_PUNCT;
    }
    if (!ky_str_eq(folded, s))
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not in normal form, which is '%.*s'",
                       KY_FMT(s), KY_FMT(folded));
    if (marks > 0 && marks < n)
        return ky_fail(err, KY_E_INVALID, "'%.*s' holds marks beside text", KY_FMT(s));
    return KY_OK;
}

static ky_rc check_line(ky_str line, ky_arena *arena, ky_err *err)
{
    ky_str cols[COLS] = {{0}};
    size_t n = 0;
    if (!ky_utf8_valid(line, NULL))
        return ky_fail(err, KY_E_INVALID, "not UTF-8");
    for (size_t i = 0; i < line.n; i++) {
        if ((unsigned char) line.p[i] < 0x20)
            return ky_fail(err, KY_E_INVALID, "a control character");
    }
    ky_rc rc = ja_csv_split(line, arena, cols, COLS, &n, err);
    if (rc == KY_OK)
        rc = check_text(cols[SURFACE], arena, err);
    return rc == KY_OK ? check_text(cols[BASE], arena, err) : rc;
}

ky_rc ja_check_words(ky_str text, const char *name, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    size_t number = 1;
    for (size_t at = 0; at < text.n; number++) {
        const char *newline = memchr(text.p + at, '\n', text.n - at);
        size_t end = newline == NULL ? text.n : (size_t) (newline - text.p);
        ky_err why = {0};
        ky_arena_clear(&arena);
        ky_rc rc = check_line((ky_str){text.p + at, end - at}, &arena, &why);
        if (rc != KY_OK)
            return ky_fail(err, rc, "%s:%zu: %s", name, number, why.msg);
        at = end + 1;
    }
    return KY_OK;
}
