/* Numbers are parsed once, strictly, with bounds. */
#ifndef KY_BASE_NUM_H
#define KY_BASE_NUM_H

#include "err.h"
#include "str.h"

/* Plain decimal ASCII digits only: no sign, blank, or group mark. Leading zeros are taken.
 * INVALID names the text and the accepted range; *ret is then as it was. */
ky_rc ky_parse_u64(ky_str text, uint64_t min, uint64_t max, uint64_t *ret, ky_err *err);
ky_rc ky_parse_u32(ky_str text, uint32_t min, uint32_t max, uint32_t *ret, ky_err *err);

#endif
