/* Text in HTML and XML. */
#ifndef KY_BASE_ESCAPE_H
#define KY_BASE_ESCAPE_H

#include "buf.h"

/* Append text with & < > " ' as entities, so that it is text in an element and in a quoted
 * attribute. Errors stick to out. */
void ky_put_escaped(ky_str text, ky_buf *out);

#endif
