/* What search engines read of a page: JSON-LD in terms of schema.org. */
#ifndef SEARCHD_PAGES_JSON_LD_H
#define SEARCHD_PAGES_JSON_LD_H

#include "pages/page.h"

/* A record. The text is JSON that can stand in a <script> element: no `<` is in it. A new reference
 * to a string, NULL without memory. */
json_t *json_ld_project(const page *p, const json_t *record);

/* The text of any value so written. */
json_t *json_ld_text(const json_t *value);

#endif
