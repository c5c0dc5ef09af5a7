/* A walk's records as a file to download: CSV, a JSON array, or JSON Lines; docs/api.md describes
 * all three. kyodo-indexer reads the first and the last back to the same records.
 *
 * A file is made in pieces, as its reader takes them. In a content reader of libmicrohttpd:
 *
 *     ssize_t read(void *cls, uint64_t pos, char *to, size_t max)
 *     {
 *         size_t n = 0;
 *         if (ky_export_read(cls, to, max, &n, &err) != KY_OK)
 *             return MHD_CONTENT_READER_END_WITH_ERROR;
 *         return n == 0 ? MHD_CONTENT_READER_END_OF_STREAM : (ssize_t) n;
 *     }
 *
 * with MHD_SIZE_UNKNOWN as the size and ky_export_free() where the response is freed. `pos` only
 * ever grows by what was returned. The match has run when ky_export_new() is called, so what can
 * be answered by a status has been found out before the first byte; what fails later cuts the
 * answer off. */
#ifndef KY_SEARCH_EXPORT_H
#define KY_SEARCH_EXPORT_H

#include "base/buf.h"
#include "walk.h"

typedef enum ky_export_format {
    KY_EXPORT_CSV,   /* text/csv; charset=utf-8; header=present */
    KY_EXPORT_JSON,  /* application/json */
    KY_EXPORT_JSONL, /* application/jsonl */
} ky_export_format;

/* "csv", "json", "jsonl": the ending of a file's name. False where it is none of them. */
bool ky_export_format_of(ky_str ending, ky_export_format *ret);
const char *ky_export_type(ky_export_format f); /* the media type */

typedef struct ky_export ky_export;

/* Begin a file.
 *  walk    becomes the file's, also on failure.
 *  ret     free with ky_export_free(), in the thread of the walk. Errors NOMEM. */
ky_rc ky_export_new(ky_walk *walk, ky_export_format f, ky_export **ret, ky_err *err);

/* The next bytes, at most max, which is not 0. *ret_n is 0 at the end and nowhere else.
 *  errors  as ky_walk_next(), behind what was made before it. Nothing more comes after one.
 *  memory  one record at a time.
 *  cost    some 20 MB/s. */
ky_rc ky_export_read(ky_export *e, char *to, size_t max, size_t *ret_n, ky_err *err);

void ky_export_free(ky_export *e);
KY_DEFINE_CLEANUP(ky_export, ky_export_free)

/* The same by records, for who has them from elsewhere: what stands before the first one, one
 * (is_first tells), and what stands after the last one. Errors NOMEM. */
ky_rc ky_export_begin(ky_export_format f, const ky_schema *s, ky_buf *out, ky_err *err);
ky_rc ky_export_record(ky_export_format f, const ky_schema *s, const ky_record *r, bool is_first,
                       ky_buf *out, ky_err *err);
ky_rc ky_export_end(ky_export_format f, bool any, ky_buf *out, ky_err *err);

#endif
