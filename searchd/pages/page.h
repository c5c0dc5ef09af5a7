/* What every page has in common: its language, its addresses, what its header and footer show. */
#ifndef SEARCHD_PAGES_PAGE_H
#define SEARCHD_PAGES_PAGE_H

#include "pages/link.h"
#include "pages/pages.h"
#include "responder.h"
#include "target.h"

/* A page being made. */
typedef struct page {
    responder *r;
    const ky_schema *schema; /* NULL where no index is open */
    ky_param *params;        /* of the request, all but `lang` */
    size_t n_params;
    language language;
    const char *lang; /* its code where the address says it, to be carried along; else NULL */
    json_t *data;
    ky_err *err;
} page;

/* Begin: the language is that of `lang`, else of Accept-Language.
 *  ret     to be ended with page_fini(), also after a failure.
 *  errors  NOMEM. Parameters that cannot be read are left out. */
ky_rc page_begin(page *ret, responder *r, const target *t, ky_err *err);
void page_fini(page *p); /* for KY_CLEANUP */

/* Set a member of the page's data; takes the reference. Errors NOMEM (value NULL, too). */
ky_rc page_set(const page *p, const char *key, json_t *value);

/* Tell that a parameter was left out, since its value means nothing here: the page's "notices":
 * [{"name", "value"}]. Errors NOMEM. */
ky_rc page_note(const page *p, const ky_param *param);

/* An address as a string; a new reference, NULL without memory. */
json_t *page_link(const link_to *to);

/* The same with the public address before it, in no language. */
json_t *page_absolute(const page *p, const char *path, ky_str query);

/* A label: {"say" or "text", "published"}; a new reference. What the schema says may hold furigana;
 * the value itself, which may be a visitor's, is text. Published is what the table itself says, in
 * Japanese whatever the page is in. */
json_t *page_label(const page *p, const ky_labels *labels, ky_str value);

/* The label of a value of a field. */
json_t *page_value_label(const page *p, const ky_field *f, ky_str value);

/* Make the HTML.
 *  name       of the template.
 *  path       of the page without parameters, and `query` those that are its state.
 *  status     of the answer.
 *  errors     NOMEM, INTERNAL. */
ky_rc page_finish(page *p, const char *name, const link_to *self, unsigned status, reply *out);

#endif
