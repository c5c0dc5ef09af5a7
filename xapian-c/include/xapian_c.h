/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A C API over libxapian 1.4.
 *
 * Conventions that hold for every function:
 *  - A function that can fail returns an xapc_status. Results come through the last parameter but
 *    one and are written on success only. The last parameter, err, may be NULL; it is written on
 *    failure only.
 *  - No C++ exception leaves the library. A NULL handle or a NULL result pointer is XAPC_INVALID, a
 *    handle whose database was closed is XAPC_CLOSED.
 *  - Besides the codes a comment lists, every function may return INVALID (misuse), NOMEM and
 *    INTERNAL, and every function that touches a database IO, CORRUPT and CLOSED, and over a
 *    connection NETWORK and TIMEOUT.
 *  - Byte strings (terms, values, keys, data) are pointer + length and may hold any byte, NUL
 *    included. A length of 0 allows a NULL pointer; NULL with another length is XAPC_INVALID.
 *  - Paths, host names and program names end in NUL and must not be NULL.
 *  - A handle from *_new, *_open* or another constructor is the caller's; one *_free each, which
 *    takes NULL. What was made from a handle stays valid when that handle is freed, except where a
 *    comment says otherwise.
 *  - Threads: handles that were made from one another (a database, the readers over a writer, the
 *    databases added to it; a query and those it was combined into) are one family. A family may be
 *    used by one thread at a time. Different families never share state. Plain results may be read
 *    by any number of threads.
 *  - A read that meets XAPC_MODIFIED (a writer has overwritten the revision being read) reopens the
 *    reader and runs once more as a whole; a second time is reported. Visits are rerun only while
 *    no entry has been handed out.
 *  - Callbacks run on the calling thread, must return normally (no longjmp) and must not free,
 *    close or change the handle being visited. What they are given lives until they return. */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include "xapian_c/database.h"
#include "xapian_c/document.h"
#include "xapian_c/expand.h"
#include "xapian_c/query.h"
#include "xapian_c/read.h"
#include "xapian_c/search.h"
#include "xapian_c/tools.h"
#include "xapian_c/types.h"
#include "xapian_c/weighting.h"
#include "xapian_c/writer.h"

#endif
