/* Standard output, written once and whole. */
#ifndef KY_CLI_OUT_H
#define KY_CLI_OUT_H

#include "base/buf.h"

/* Write everything to fd. A reader that has gone away (EPIPE) is no failure: it has seen what it
 * wanted.
 *  errors  IO. */
ky_rc cli_write(int fd, ky_str text, ky_err *err);

#endif
