/* The words of user.csv that no text could ever have. Runs when kyodo is built (check_table.c). */
#ifndef KY_JA_CHECK_WORDS_H
#define KY_JA_CHECK_WORDS_H

#include "base/err.h"
#include "base/str.h"

/* Look at each surface and base form: text is folded before MeCab sees it, cut at blanks, and taken
 * apart at marks (analyser.h), so none is found that is not in normal form, holds a blank, or holds
 * marks beside text. check.awk looks at the rest of the line.
 *  text     the file's bytes.
 *  errors   INVALID (`name:line: reason`), NOMEM. */
ky_rc ja_check_words(ky_str text, const char *name, ky_err *err);

#endif
