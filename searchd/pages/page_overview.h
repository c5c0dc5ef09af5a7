/* GET /overview: how many records have two values at once, as a picture and as a table. */
#ifndef SEARCHD_PAGES_PAGE_OVERVIEW_H
#define SEARCHD_PAGES_PAGE_OVERVIEW_H

#include "reply.h"
#include "responder.h"
#include "target.h"

/* A route (routes.h). `view` names two facets, such as category-partner; every parameter of a
 * search narrows it. Errors as ky_answer_search(). */
ky_rc page_overview(responder *r, const target *t, reply *out, ky_err *err);

/* True for a table that has two facets to cross, one of them with a vocabulary; schema may be NULL.
 * Where there is no such page, none leads to it. */
bool page_overview_exists(const ky_schema *schema);

#endif
