/* Weak entity tags: RFC 9110, 8.8.3 and 13.1.2. */
#ifndef SEARCHD_ETAG_H
#define SEARCHD_ETAG_H

#include "base/str.h"

enum { ETAG_BYTES = 24 }; /* W/"0123456789abcdef" and the NUL */

/* The tag of everything that an answer depends on; parts are told apart, so that moving a byte
 * from one to the next makes another tag. */
void etag_make(const ky_str *parts, size_t n, char ret[static ETAG_BYTES]);

/* True where the value of an If-None-Match field, a list or `*`, has the tag. Strength does not
 * count, as that field wants it. */
bool etag_matches(ky_str field, const char *etag);

#endif
