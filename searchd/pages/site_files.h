/* What browsers and search engines ask of a site besides its pages. */
#ifndef SEARCHD_PAGES_SITE_FILES_H
#define SEARCHD_PAGES_SITE_FILES_H

#include "reply.h"
#include "responder.h"
#include "target.h"

/* Routes (routes.h). Absolute addresses begin with the public one.
 * Errors NOMEM, and those of the index where one is read. */

/* OpenSearch 1.1: the site as a search engine of a browser. */
ky_rc site_opensearch(responder *r, const target *t, reply *out, ky_err *err);

/* Suggestions as browsers read them, [q, [text, …]]. */
ky_rc site_suggestions(responder *r, const target *t, reply *out, ky_err *err);

/* https://www.sitemaps.org/protocol.html: the pages that are not of a question; the first 50,000
 * records. */
ky_rc site_map(responder *r, const target *t, reply *out, ky_err *err);

/* RFC 9309. */
ky_rc site_robots(responder *r, const target *t, reply *out, ky_err *err);

/* https://www.w3.org/TR/appmanifest/ */
ky_rc site_manifest(responder *r, const target *t, reply *out, ky_err *err);

#endif
