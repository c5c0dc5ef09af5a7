/* The parameters of a page: links gather unknown ones, and a bad value is no reason to show
 * nothing. */
#ifndef SEARCHD_PAGES_LENIENT_H
#define SEARCHD_PAGES_LENIENT_H

#include "pages/page.h"

/* Take what can be taken of the page's parameters; a bad value, or a second one of what has but
 * one, is left out, and noted (page_note()).
 *  ret     lives in the responder's arena.
 *  errors  NOMEM. */
ky_rc lenient_parse(const page *p, ky_request *ret);

#endif
