/* QR codes (ISO/IEC 18004) as SVG. */
#ifndef SEARCHD_PAGES_QR_H
#define SEARCHD_PAGES_QR_H

#include "base/buf.h"
#include "base/err.h"

/* Append an image of text: black on white with the quiet zone of four modules that readers want,
 * error correction M, one path, no size of its own.
 *  label    what it is, for people who do not see it; escaped here.
 *  errors   INVALID (longer than a code holds, some 2,300 bytes), NOMEM. */
ky_rc qr_put_svg(ky_str text, ky_str label, ky_buf *out, ky_err *err);

#endif
