/* The syntax of a question: white space, quotes, minus signs; plus signs before keywords, which are
 * left out. Nothing else is syntax, and nothing is an error. */
#ifndef KY_SEARCH_SYNTAX_H
#define KY_SEARCH_SYNTAX_H

#include "base/str.h"

/* A piece of the question as the syntax cuts it, before any analysis. */
typedef struct ky_piece {
    ky_str text; /* borrowed from the question, without minus and quotes */
    bool excluded;
    bool quoted;
} ky_piece;

typedef struct ky_pieces {
    ky_piece *items;
    size_t n;
    size_t cap;
    bool failed; /* no memory */
} ky_pieces;

/* Cut q, appending to `out`, which begins as {0}. Linear, but for quotes that do not close. */
void ky_pieces_scan(ky_str q, ky_pieces *out);

void ky_pieces_fini(ky_pieces *p); /* for KY_CLEANUP */

#endif
