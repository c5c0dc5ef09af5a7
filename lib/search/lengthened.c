#include "lengthened.h"

#include "ja/kana.h"
#include "ja/marks.h"

static bool asked_with_long_mark(const ky_forms *f, ky_str spelling)
{
    KY_CLEANUP(ky_buf_fini) ky_buf key = {0};
    ja_kana_key(spelling, &key);
    ky_buf_puts(&key, "ー");
    for (size_t i = 0; i < f->n_keys && ky_buf_ok(&key); i++)
        if (ky_str_eq(f->keys[i], ky_buf_str(&key)))
            return true;
    return false;
}

ja_span ky_lengthened(const ky_forms *f, size_t i, const ja_analysis *a, ja_span s)
{
    ky_str after = ky_str_from(a->text.folded, s.end);
    ky_str spelling = f->items[i].spelling;
    size_t len = 0;
    if (after.n > 0 && ja_all_kana(spelling) && ja_is_dash_or_wave(ky_utf8_next(after, &len)) &&
        asked_with_long_mark(f, spelling))
        s.end += (uint32_t) len;
    return s;
}
