#include "num.h"

#include <inttypes.h>

ky_rc ky_parse_u64(ky_str text, uint64_t min, uint64_t max, uint64_t *ret, ky_err *err)
{
    uint64_t v = 0;
    bool digits = text.n > 0;
    bool overflow = false;
    for (size_t i = 0; i < text.n && digits; i++) {
        unsigned d = (unsigned) (unsigned char) text.p[i] - '0';
        digits = d <= 9;
        overflow = overflow || v > (UINT64_MAX - d) / 10;
        v = overflow ? v : v * 10 + d;
    }
    if (!digits)
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not a plain decimal number", KY_FMT(text));
    if (overflow || v < min || v > max)
        return ky_fail(err, KY_E_INVALID, "'%.*s' is not in %" PRIu64 "..%" PRIu64, KY_FMT(text),
                       min, max);
    *ret = v;
    return KY_OK;
}

ky_rc ky_parse_u32(ky_str text, uint32_t min, uint32_t max, uint32_t *ret, ky_err *err)
{
    uint64_t v = 0;
    ky_rc rc = ky_parse_u64(text, min, max, &v, err);
    if (rc == KY_OK)
        *ret = (uint32_t) v;
    return rc;
}
