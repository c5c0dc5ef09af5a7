/* GET /kiosk: the frame of the touch screen in the hall; all else is its script's. */
#ifndef SEARCHD_PAGES_PAGE_KIOSK_H
#define SEARCHD_PAGES_PAGE_KIOSK_H

#include "reply.h"
#include "responder.h"
#include "target.h"

/* A route (routes.h), with an index or without. In the language of `lang`, else of the
 * configuration: whoever stands there did not set up the browser. Errors NOMEM, INTERNAL. */
ky_rc page_kiosk(responder *r, const target *t, reply *out, ky_err *err);

#endif
