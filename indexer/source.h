/* The bytes of a table, line by line, in bounded memory: from a file, a pipe, or memory. */
#ifndef KY_INDEXER_SOURCE_H
#define KY_INDEXER_SOURCE_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

enum { KY_SHA256_HEX_BYTES = 65 };

typedef struct ky_source ky_source;

typedef struct ky_line {
    ky_str text;     /* without LF, CR LF, or the BOM */
    size_t number;   /* from 1 */
    bool bom;        /* a byte order mark stood before it */
    bool crlf;       /* it ended in CR LF */
    bool unfinished; /* the input ended inside it: no LF follows */
} ky_line;

/* Open a file, or standard input where path is "-".
 *  ret     replaced on success only; free with ky_source_free().
 *  errors  INVALID (a directory), IO (it is not there, or may not be read), NOMEM. */
ky_rc ky_source_open(const char *path, ky_source **ret, ky_err *err);

/* The same over bytes, which are borrowed. Errors NOMEM. */
ky_rc ky_source_memory(ky_str bytes, ky_source **ret, ky_err *err);

void ky_source_free(ky_source *s);
KY_DEFINE_CLEANUP(ky_source, ky_source_free)

/* The SHA-256 of everything, in lower-case hex (FIPS 180-4, by nettle). Only before the first
 * line. A pipe is read ahead for it, and *ret is "" where it holds more than KY_MAX_KNOWN_BYTES.
 * Errors IO, NOMEM. */
ky_rc ky_source_sha256(ky_source *s, char ret[static KY_SHA256_HEX_BYTES], ky_err *err);

/* The next line; ret->text is valid until the next call. *ret_more is false at the end, and *ret
 * is then left alone. Errors INVALID (a line longer than KY_MAX_LINE_BYTES), IO, NOMEM. */
ky_rc ky_source_line(ky_source *s, ky_line *ret, bool *ret_more, ky_err *err);

/* How much of a file has been read, 0…1; negative where that is not known (a pipe, memory). */
double ky_source_fraction(const ky_source *s);

/* Lines given out so far. */
size_t ky_source_lines(const ky_source *s);

#endif
