/* How far two short texts are apart. */
#ifndef KY_SEARCH_NEAR_H
#define KY_SEARCH_NEAR_H

#include "base/str.h"

enum { KY_NEAR_CHARACTERS = 40 }; /* longer texts are near to nothing but themselves */

/* The number of characters (code points) to replace, insert, leave out, or swap with their
 * neighbour, to make b of a; most + 1 where it is more than `most`. Optimal string alignment: no
 * stretch is changed twice (L. Boytsov, Indexing methods for approximate dictionary searching,
 * ACM JEA 16, 2011).
 *  a, b    UTF-8.
 *  cost    nothing where the lengths tell; else the product of what is left between the common
 *          beginning and the common end, given up as soon as it is more than `most`. */
unsigned ky_near(ky_str a, ky_str b, unsigned most);

#endif
