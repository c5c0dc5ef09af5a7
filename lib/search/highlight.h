/* Marks on what stands in the text, and the snippet round the best of them. */
#ifndef KY_SEARCH_HIGHLIGHT_H
#define KY_SEARCH_HIGHLIGHT_H

#include "keyword.h"

/* One text with its matches marked.
 *  snippet   false: the whole text; true: the part that snippet.h chooses.
 *  arena     for what is needed meanwhile.
 *  ret       a new string: HTML-escaped, matches in <mark>, … where cut.
 *  errors    NOMEM.
 *  cost      linear in the text. */
ky_rc ky_highlight(const ky_keywords *ks, const ja_analysis *a, bool snippet, ky_arena *arena,
                   json_t **ret, ky_err *err);

/* A whole text without matches: HTML-escaped alone. Errors NOMEM. */
ky_rc ky_highlight_plain(ky_str text, json_t **ret, ky_err *err);

#endif
