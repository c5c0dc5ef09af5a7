/* Where the running program stands. */
#ifndef KY_BASE_EXE_H
#define KY_BASE_EXE_H

#include "buf.h"

/* Append the folder of the data built with the program: `share/kyodo` beside the `bin` that holds
 * the running executable. It is not checked to exist.
 *  errors  IO (the system does not tell: no /proc), NOMEM; out is then as it was. */
ky_rc ky_exe_datadir(ky_buf *out, ky_err *err);

#endif
