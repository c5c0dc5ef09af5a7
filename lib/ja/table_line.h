/* One line of a table of dict/. */
#ifndef KY_JA_TABLE_LINE_H
#define KY_JA_TABLE_LINE_H

#include "base/err.h"
#include "base/str.h"

/* Cut a line at its tabs into exactly n columns.
 *  cols    point into the line; undefined on failure.
 *  errors  INVALID: not UTF-8; fewer or more columns, or an empty one; one that is blank at an end,
 *          so that it would be compared with nothing, or says nothing; a control character, which
 *          is what the line ends of other systems leave behind. */
ky_rc ja_table_line(ky_str line, ky_str *cols, size_t n, ky_err *err);

#endif
