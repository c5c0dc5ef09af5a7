/* GET /: the search page. */
#ifndef SEARCHD_PAGES_PAGE_SEARCH_H
#define SEARCHD_PAGES_PAGE_SEARCH_H

#include "reply.h"
#include "responder.h"
#include "target.h"

/* A route (routes.h): the form, what is chosen, hits, facets, and where nothing is found what is
 * nearest. Errors as ky_answer_search(). */
ky_rc page_search(responder *r, const target *t, reply *out, ky_err *err);

#endif
