/* The HTML of the daemon's pages: what a page shows is a JSON value, how it shows it a stylesheet
 * (XSLT 1.0, web/pages), and what it says a file for each language (web/texts). All of it is part
 * of the program. */
#ifndef SEARCHD_PAGES_PAGES_H
#define SEARCHD_PAGES_PAGES_H

#include "base/json.h"
#include "pages/language.h"

typedef struct pages pages;

/* Read stylesheets and texts.
 *  ret      free with pages_free(); immutable, any number of threads may use it.
 *  errors   INTERNAL (they make no sense), NOMEM. */
ky_rc pages_open(pages **ret, ky_err *err);
void pages_free(pages *p);
KY_DEFINE_CLEANUP(pages, pages_free)

/* The text of an id in a language, without its arguments filled in; empty where there is none.
 * Lives as long as the pages. */
ky_str pages_text(const pages *p, language l, const char *id);

/* Make a page.
 *  name     of the template that makes what stands between header and footer.
 *  data     the page; its members are children of the root, docs/pages.md.
 *  out      HTML is appended; it never holds markup from data.
 *  errors   NOMEM, INTERNAL.
 *  cost     some tenths of a millisecond. */
ky_rc pages_render(const pages *p, language l, const char *name, const json_t *data, ky_buf *out,
                   ky_err *err);

#endif
