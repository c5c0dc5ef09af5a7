/* GET /projects/ID: one record, and what leads on from it. */
#ifndef SEARCHD_PAGES_PAGE_PROJECT_H
#define SEARCHD_PAGES_PAGE_PROJECT_H

#include "reply.h"
#include "responder.h"
#include "target.h"

/* A route (routes.h): all fields, furigana, similar records with their reasons, JSON-LD.
 * Errors as ky_answer_record(). */
ky_rc page_project(responder *r, const target *t, reply *out, ky_err *err);

/* A route: the record's address as a QR code, SVG. Errors as above. */
ky_rc page_project_qr(responder *r, const target *t, reply *out, ky_err *err);

#endif
