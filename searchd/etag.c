#include "etag.h"

#include <inttypes.h>
#include <stdio.h>

void etag_make(const ky_str *parts, size_t n, char ret[static ETAG_BYTES])
{
    uint64_t h = KY_HASH_SEED;
    for (size_t i = 0; i < n; i++) {
        h = ky_hash(parts[i], h);
        /* 0xFF stands in no UTF-8 text */
        h = ky_hash(KY_LIT("\xFF"), h);
    }
    (void) snprintf(ret, ETAG_BYTES, "W/\"%016" PRIx64 "\"", h);
}

static ky_str without_strength(ky_str tag)
{
    return ky_str_starts(tag, KY_LIT("W/")) ? ky_str_from(tag, 2) : tag;
}

/* Take the next tag off *list, quotes and all; false where none is left or it is malformed. */
static bool next_tag(ky_str *list, ky_str *ret)
{
    size_t at = 0;
    while (at < list->n && (list->p[at] == ' ' || list->p[at] == '\t' || list->p[at] == ','))
        at++;
    ky_str rest = without_strength(ky_str_from(*list, at));
    if (rest.n < 2 || rest.p[0] != '"')
        return false;
    const char *end = memchr(rest.p + 1, '"', rest.n - 1);
    if (end == NULL)
        return false;
    *ret = (ky_str){rest.p, (size_t) (end - rest.p) + 1};
    *list = ky_str_from(rest, ret->n);
    return true;
}

bool etag_matches(ky_str field, const char *etag)
{
    field = ky_str_trim(field);
    if (ky_str_eq(field, KY_LIT("*")))
        return true;
    ky_str wanted = without_strength(ky_str_of(etag));
    for (ky_str tag; next_tag(&field, &tag);)
        if (ky_str_eq(tag, wanted))
            return true;
    return false;
}
