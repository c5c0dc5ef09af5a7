/* What a search page shows where nothing is found: never nothing. */
#ifndef SEARCHD_PAGES_NEAREST_H
#define SEARCHD_PAGES_NEAREST_H

#include "pages/page.h"

/* Records for a request that finds none: without its facets, of the corrected question, with the
 * most characters in common, or simply the first ones.
 *  ret     {"why": "filters" | "corrected" | "alike" | "first", "hits"}; a new reference.
 *  errors  as ky_answer_search(). */
ky_rc nearest_find(const page *p, const ky_request *rq, json_t **ret);

#endif
