/* Addresses of pages: every state is one, its parameters in a fixed order, defaults left out. */
#ifndef SEARCHD_PAGES_LINK_H
#define SEARCHD_PAGES_LINK_H

#include "base/buf.h"
#include "pages/language.h"
#include "search/request.h"

/* A state, and how the address differs from it. */
typedef struct link_to {
    const char *path; /* such as "/" */
    const ky_schema *schema;
    const ky_request *rq; /* NULL: no parameters but the language */
    const char *lang;     /* a code to carry along; NULL: the browser's choice */
    bool no_filters;
    bool no_match;        /* however its words must match, the usual way instead */
    const ky_str *q;      /* in place of the state's; NULL: that one */
    size_t field;         /* whose value is chosen or, where it is chosen, let go of */
    ky_str value;         /* empty: none is */
    const ky_field *also; /* a second facet whose value is chosen besides; NULL: none */
    ky_str also_value;
    bool only;           /* the value in place of those chosen in its facet */
    const ky_sort *sort; /* in place of the state's; NULL: that one */
    uint32_t offset;
    ky_str view; /* of the picture; empty: its first one */
} link_to;

/* Append the address. Errors stick to out. */
void link_put(const link_to *to, ky_buf *out);

/* The values of the parameters, as an address has them. */
ky_str link_match(ky_match match);
ky_str link_sort(ky_sort sort);

/* Append text, percent-encoded but for what RFC 3986, 2.3, leaves as it is. */
void link_put_encoded(ky_str text, ky_buf *out);

#endif
