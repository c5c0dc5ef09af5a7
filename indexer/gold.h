/* Questions with known answers, asked of a new index before it is published. */
#ifndef KY_INDEXER_GOLD_H
#define KY_INDEXER_GOLD_H

#include "search/answer.h"

/* Ask every question of a file.
 *  path     lines of tab-separated cells: a query; the numbers of the records that it finds, joined
 *           by commas, or - where it finds nothing (or only by relaxing); anything more is a
 *           remark. Blank lines and lines that begin with # say nothing.
 *  ret_bad  how many were answered wrongly; each is complained about on standard error.
 *  errors   INVALID (a line that is no question: file and line), NOT_FOUND, IO, and what
 *           ky_answer_search() gives. */
ky_rc ky_gold_check(ky_index *ix, const char *path, size_t *ret_bad, ky_err *err);

#endif
