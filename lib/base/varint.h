/* Small numbers in few bytes: seven bits a byte, lowest first, the high bit says more follow
 * (LEB128, DWARF 5 section 7.6). */
#ifndef KY_BASE_VARINT_H
#define KY_BASE_VARINT_H

#include "buf.h"

void ky_put_varint(uint64_t v, ky_buf *out);

/* Take a number off the front of *s. False where s ends within it or it does not fit 64 bits; *s
 * is then unspecified. */
bool ky_get_varint(ky_str *s, uint64_t *ret);

#endif
