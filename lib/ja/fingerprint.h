/* Which dictionary and tables an analysis was made with, in one line. */
#ifndef KY_JA_FINGERPRINT_H
#define KY_JA_FINGERPRINT_H

#include "base/buf.h"

/* Raised whenever the same dictionary and tables would give other terms or positions than before.
 */
#define JA_ANALYSER_VERSION "14"

/* Identify the system dictionary in dicdir, from the bytes alone, so that a copy elsewhere gives
 * the same number. Files of up to 256 KiB (dicrc, unk.dic) count whole; of the larger ones
 * (sys.dic, matrix.bin, char.bin) the size and 64 pages of 4 KiB spread evenly over them, first and
 * last included. The first page of sys.dic holds what mecab_dictionary_info tells. A recompiled
 * dictionary moves nearly every byte, so the sample sees it; a byte patched by hand between two
 * pages goes unseen.
 * Errors NOT_FOUND (a file is missing: named in the message), IO.  Cost: 200 page reads. */
ky_rc ja_fingerprint_sysdic(const char *dicdir, uint64_t *ret, ky_err *err);

/* Identify a whole file; errors as above. */
ky_rc ja_fingerprint_file(const char *path, uint64_t *ret, ky_err *err);

/* Append the line: analyser, MeCab, system dictionary, user dictionary, tables, Unicode. It names
 * no path. */
void ja_fingerprint_line(uint64_t sysdic, uint64_t userdic, uint64_t tables, ky_buf *out);

#endif
