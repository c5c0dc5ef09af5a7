/* The columns of a dictionary entry's feature. */
#ifndef KY_JA_FEATURE_H
#define KY_JA_FEATURE_H

#include "base/arena.h"
#include "base/err.h"

/* IPADIC's columns; unknown words have the first seven. */
enum {
    JA_COL_POS = 0, /* part of speech, and its three subdivisions */
    JA_COL_POS_END = 4,
    JA_COL_FORM = 5,    /* 活用形 */
    JA_COL_BASE = 6,    /* 原形 */
    JA_COL_READING = 7, /* 読み, katakana */
    JA_COLS_UNKNOWN = 7,
    JA_COLS = 9,
    JA_COL_PARTS = 9, /* of user.csv: parts and their readings, with | between */
    JA_COL_PART_READINGS = 10,
    JA_COLS_USER = 11,
    JA_COL_KANA = 11, /* not empty: a word in kana of kana.csv, which kanji are the rule for */
};

/* Columns of a CSV line (RFC 4180 quoting); those past `max` are counted but not kept.
 *  cols   filled with up to max columns, borrowed from line; a quoted one that holds a doubled
 *         quote is unescaped into arena.
 *  ret    how many columns the line has.
 * Errors NOMEM; INVALID for a quote that does not close. */
ky_rc ja_csv_split(ky_str line, ky_arena *arena, ky_str *cols, size_t max, size_t *ret,
                   ky_err *err);

#endif
