/* Many bytes in the metadata of a database: compressed, in chunks. */
#ifndef KY_SEARCH_BLOB_H
#define KY_SEARCH_BLOB_H

#include "base/buf.h"
#include "xapian.h"

enum {
    KY_BLOB_BYTES = 256 << 20,      /* at most, as they are */
    KY_BLOB_CHUNK_BYTES = 64 << 10, /* of one value in the metadata */
};

/* Write bytes under the keys name0, name1, …; the caller commits.
 *  errors  INVALID (longer than KY_BLOB_BYTES), IO, NOMEM.
 *  cost    zlib's: some 20 MB/s. */
ky_rc ky_blob_store(xapc_writer *w, const char *name, ky_str bytes, ky_err *err);

/* Append them to out.
 *  errors  CORRUPT (damaged, or there are none), STALE, IO, NOMEM.
 *  cost    some 300 MB/s. */
ky_rc ky_blob_load(xapc_database *db, const char *name, ky_buf *out, ky_err *err);

#endif
