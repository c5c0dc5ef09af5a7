/* What cannot be shown, as a page. */
#ifndef SEARCHD_PAGES_PAGE_ERROR_H
#define SEARCHD_PAGES_PAGE_ERROR_H

#include "reply.h"
#include "responder.h"
#include "target.h"

/* Replace a reply that is a problem by a page of the same status that says so and leads on. Where
 * that fails the problem stays. */
void page_error(responder *r, const target *t, reply *out);

#endif
