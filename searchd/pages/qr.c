#include "pages/qr.h"

#include <errno.h>
#include <qrencode.h>

#include "base/escape.h"
#include "base/mem.h"

enum { QUIET = 4, DARK = 1 }; /* modules; the bit of a dark one */

static void code_free(QRcode **code)
{
    QRcode_free(*code);
}

/* The dark modules of a row, each run a rectangle. */
static void put_row(const unsigned char *row, int width, int y, ky_buf *out)
{
    for (int x = 0; x < width; x++) {
        int from = x;
        while (x < width && (row[x] & DARK) != 0)
            x++;
        if (x > from)
            ky_buf_printf(out, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
    }
}

ky_rc qr_put_svg(ky_str text, ky_str label, ky_buf *out, ky_err *err)
{
    KY_CLEANUP(code_free)
    QRcode *code = QRcode_encodeData((int) text.n, (const unsigned char *) text.p, 0, QR_ECLEVEL_M);
    if (code == NULL)
        return errno == ENOMEM ? ky_nomem(err)
                               : ky_fail(err, KY_E_INVALID, "too long for a QR code");
    int size = code->width + 2 * QUIET;
    ky_buf_printf(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" "
                  "shape-rendering=\"crispEdges\"><title>",
                  size, size);
    ky_put_escaped(label, out);
    ky_buf_printf(out, "</title><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"", size, size);
    for (int y = 0; y < code->width; y++)
        put_row(code->data + (size_t) y * (size_t) code->width, code->width, y, out);
    ky_buf_puts(out, "\"/></svg>\n");
    return ky_buf_check(out, err);
}
