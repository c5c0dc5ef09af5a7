/* What is chosen, to be shown and let go of. */
#ifndef SEARCHD_PAGES_CHIPS_H
#define SEARCHD_PAGES_CHIPS_H

#include "pages/page.h"

/* Set "chips" of the page: [{"label", "value", "href"}], one for each value that is chosen, in the
 * schema's order, with the address of the same state without it, {"match", "href"} before them
 * where words must match in another way than usual; and "clear", the address without all of them.
 *  here     the state.
 *  words    the question is one of them, before the others: {"word", "href"}.
 *  errors   NOMEM. */
ky_rc chips_set(const page *p, const link_to *here, bool words);

#endif
