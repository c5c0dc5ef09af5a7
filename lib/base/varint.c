#include "varint.h"

void ky_put_varint(uint64_t v, ky_buf *out)
{
    for (; v >= 0x80; v >>= 7)
        ky_buf_putc(out, (char) (v | 0x80));
    ky_buf_putc(out, (char) v);
}

bool ky_get_varint(ky_str *s, uint64_t *ret)
{
    uint64_t v = 0;
    for (unsigned shift = 0; s->n > 0; shift += 7) {
        unsigned char byte = (unsigned char) s->p[0];
        *s = ky_str_from(*s, 1);
        if (shift > 63 || (shift == 63 && byte > 1))
            return false;
        v |= (uint64_t) (byte & 0x7F) << shift;
        if ((byte & 0x80) == 0) {
            *ret = v;
            return true;
        }
    }
    return false;
}
