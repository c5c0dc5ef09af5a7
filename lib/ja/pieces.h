/* The terms of what stands in a text under the span rule besides base forms, and of readings that
 * depend on the place. For lib/ja alone; terms.h says what they are. */
#ifndef KY_JA_PIECES_H
#define KY_JA_PIECES_H

#include "terms.h"

/* Visit the INFLECTED, SPELLING, READING and PART terms of a text. Errors as for ja_terms(). */
ky_rc ja_piece_terms(const ja_analysis *a, ja_term_visit *visit, void *payload, ky_err *err);

#endif
