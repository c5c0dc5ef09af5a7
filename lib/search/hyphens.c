#include "hyphens.h"

#include "expand.h"
#include "ja/kana.h"
#include "ja/marks.h"

enum { MIN_DIGITS = 7 }; /* of a postal code */

/* ---- between kana ---- */

/* Copy text without the dashes between two kana; false where there are none. */
static bool leave_out(ky_str text, ky_buf *out)
{
    bool behind_kana = false;
    bool any = false;
    size_t n = 0;
    size_t m = 0;
    for (size_t at = 0; at < text.n; at += n) {
        uint32_t c = ky_utf8_next(ky_str_from(text, at), &n);
        ky_str rest = ky_str_from(text, at + n);
        bool dash = behind_kana && ja_is_dash_or_wave(c) && rest.n > 0 &&
                    ja_is_kana(ky_utf8_next(rest, &m));
        behind_kana = ja_is_kana(c);
        any = any || dash;
        if (!dash)
            ky_buf_put(out, (ky_str){text.p + at, n});
    }
    return any;
}

/* True where a keyword stands in the index, or something that it certainly means. */
static ky_rc stands(ky_index *ix, ky_str text, bool *ret, ky_err *err)
{
    ky_str folded;
    ky_forms forms;
    ky_rc rc = ja_fold(text, &ix->scratch, &folded, err);
    if (rc == KY_OK)
        rc = ky_expand(ix, folded, false, &forms, err);
    if (rc == KY_OK)
        *ret = forms.n > 0;
    return rc;
}

ky_rc ky_without_dashes(ky_index *ix, ky_str typed, ky_str *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    bool as_typed = false;
    bool without = false;
    ky_str plain;
    *ret = typed;
    ky_rc rc = ja_fold_plain(typed, &ix->scratch, &plain, err);
    if (rc != KY_OK || !leave_out(plain, &out))
        return rc;
    ky_str kept = ky_arena_str(&ix->scratch, ky_buf_str(&out));
    if (!ky_buf_ok(&out) || kept.p == NULL)
        return ky_nomem(err);
    rc = stands(ix, typed, &as_typed, err);
    if (rc == KY_OK && !as_typed)
        rc = stands(ix, kept, &without, err);
    if (rc == KY_OK && without)
        *ret = kept;
    return rc;
}

/* ---- between letters and digits ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_alnum_at(ky_str s, size_t at)
{
    return at < s.n && (is_digit(s.p[at]) || is_letter(s.p[at]));
}

ky_rc ky_closed_up(ky_index *ix, ky_str folded, ky_str *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    size_t digits = 0;
    bool letters = false;
    *ret = (ky_str){0};
    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i];
        digits += is_digit(c);
        letters = letters || is_letter(c);
        if (c != '-' || i == 0 || !is_alnum_at(folded, i - 1) || !is_alnum_at(folded, i + 1))
            ky_buf_putc(&out, c);
    }
    if (out.n == folded.n || (!letters && digits < MIN_DIGITS))
        return ky_buf_check(&out, err);
    *ret = ky_arena_str(&ix->scratch, ky_buf_str(&out));
    return !ky_buf_ok(&out) || ret->p == NULL ? ky_nomem(err) : KY_OK;
}

static bool is_number(ky_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_digit(s.p[i]))
            return false;
    return true;
}

ky_rc ky_as_range(ky_index *ix, ky_str folded, ky_str *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    const ky_str hyphen = KY_LIT("-");
    size_t at = ky_str_find(folded, hyphen);
    *ret = (ky_str){0};
    if (at == 0 || at == SIZE_MAX || folded.n > MIN_DIGITS)
        return KY_OK;
    ky_str from = {folded.p, at};
    ky_str to = ky_str_from(folded, at + hyphen.n);
    if (to.n == 0 || !is_number(from) || !is_number(to))
        return KY_OK;
    ky_buf_put(&out, from);
    ky_buf_put(&out, KY_LIT("〜"));
    ky_buf_put(&out, to);
    *ret = ky_arena_str(&ix->scratch, ky_buf_str(&out));
    return !ky_buf_ok(&out) || ret->p == NULL ? ky_nomem(err) : KY_OK;
}

size_t ky_number_end(const ja_analysis *a, size_t i, size_t to)
{
    size_t end = i;
    while (end + 2 < to && is_number(ja_token_text(a, &a->tokens[end])) &&
           is_number(ja_token_text(a, &a->tokens[end + 2])) &&
           ky_str_eq(ja_token_text(a, &a->tokens[end + 1]), KY_LIT("-")))
        end += 2;
    return end > i ? end + 1 : i;
}
