/* Reading IPADIC's sources, from which tables are learned when kyodo is built. */
#ifndef KY_JA_IPADIC_SOURCE_H
#define KY_JA_IPADIC_SOURCE_H

#include "base/err.h"
#include "base/str.h"

/* The columns of an entry. */
enum {
    JA_SOURCE_SURFACE = 0,
    JA_SOURCE_POS = 4, /* and its first subdivision */
    JA_SOURCE_POS_1 = 5,
    JA_SOURCE_KIND = 8, /* of what inflects, and the form */
    JA_SOURCE_FORM = 9,
    JA_SOURCE_READING = 11,
    JA_SOURCE_COLS = 12,
};

/* Called with the columns of each entry, which are gone after the call unless they point into the
 * file's text: none is quoted in the files that are read. */
typedef ky_rc ja_source_visit(void *payload, const ky_str *cols, ky_err *err);

/* Visit the entries of a file.
 *  text    of the file, in UTF-8.
 *  name    of the file, for messages.
 *  errors  what visit returns, and INVALID for a line that cannot be read, as `name:line: reason`;
 *          NOMEM. */
ky_rc ja_source_each(ky_str text, const char *name, ja_source_visit *visit, void *payload,
                     ky_err *err);

#endif
