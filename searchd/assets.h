/* Files for browsers, built from web/ and embedded in the program: no path of a request ever
 * becomes a path of the machine. */
#ifndef SEARCHD_ASSETS_H
#define SEARCHD_ASSETS_H

#include "base/str.h"

typedef struct asset {
    const char *path;           /* without a slash in front: "searchbox.js", "assets/site.css" */
    const char *type;           /* for Content-Type, with the charset where it is text */
    const unsigned char *bytes; /* n of them */
    size_t n;
    const unsigned char *gzip; /* the same, compressed; NULL where that would not be smaller */
    size_t gzip_n;
    const char *hash; /* 16 hexadecimal digits of the content, for ETag and ?v= */
} asset;

/* The file of exactly this path, or NULL. Any bytes may be asked for. Static; from any thread.
 * Cost: a binary search. */
const asset *asset_find(ky_str path);

#endif
