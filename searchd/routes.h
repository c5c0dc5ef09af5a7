/* Which path is answered by what. */
#ifndef SEARCHD_ROUTES_H
#define SEARCHD_ROUTES_H

#include "responder.h"
#include "target.h"

typedef ky_rc route_fn(responder *r, const target *t, reply *out, ky_err *err);

typedef struct route {
    const char *path; /* `*` stands for one segment */
    route_fn *answer;
    bool needs_index;
    bool page; /* for people: what goes wrong is told as HTML */
} route;

/* NULL where the path is absent. A trailing slash makes another path. */
const route *route_find(const target *t);

#endif
