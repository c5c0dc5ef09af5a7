#include "repeats.h"

#include <utf8proc.h>

#include "kana.h"

enum { MARK_BYTES = 3 }; /* of a mark, and of any kana that it repeats */

static bool is_combining(ky_str s)
{
    size_t len;
    if (s.n == 0)
        return false;
    utf8proc_int32_t c = (utf8proc_int32_t) ky_utf8_next(s, &len);
    return utf8proc_get_property(c)->combining_class != 0;
}

void ja_fold_repeats(ja_folded *t)
{
    const ky_str s = {t->bytes, t->n};
    uint32_t before = 0;
    size_t len;
    for (size_t at = 0; at < s.n; at += len) {
        uint32_t c = ky_utf8_next(ky_str_from(s, at), &len);
        bool repeats = len == MARK_BYTES && ja_is_repeat((const unsigned char *) s.p + at);
        if (repeats && !is_combining(ky_str_from(s, at + len))) {
            c = ja_kana_repeated(c, before);
            (void) utf8proc_encode_char((utf8proc_int32_t) c, (utf8proc_uint8_t *) t->bytes + at);
        }
        before = c;
    }
}
