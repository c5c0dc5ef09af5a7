/* A record as bytes, the way an index keeps it: its values in the order of the schema, each with
 * its length before it. Names of fields would be a quarter of a record. */
#ifndef KY_SEARCH_RECORD_BYTES_H
#define KY_SEARCH_RECORD_BYTES_H

#include "record.h"

/* Append r to out. Errors stick to out. */
void ky_record_write(const ky_record *r, const ky_schema *s, ky_buf *out);

/* Take a record off the front of *bytes.
 *  arena   holds a copy of every string.
 *  errors  CORRUPT (the bytes make no record of this schema), NOMEM. */
ky_rc ky_record_read(ky_str *bytes, const ky_schema *s, ky_arena *arena, ky_record *ret,
                     ky_err *err);

#endif
