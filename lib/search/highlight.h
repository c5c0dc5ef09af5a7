/* Marks on what stands in the text, and the snippet round the best of them. */
#ifndef KY_SEARCH_HIGHLIGHT_H
#define KY_SEARCH_HIGHLIGHT_H

#include "keyword.h"

/* One text with its matches marked.
 *  text      as published.
 *  snippet   false: the whole text; true: the part that snippet.h chooses.
 *  ret       a new string: HTML-escaped, matches in <mark>, … where cut.
 *  errors    NOMEM, INVALID (not UTF-8). Uses the index's analyser and scratch arena.  */
ky_rc ky_highlight(ky_index *ix, const ky_keywords *ks, ky_str text, bool snippet, json_t **ret,
                   ky_err *err);

#endif
