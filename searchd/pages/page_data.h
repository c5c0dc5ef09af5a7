/* GET /data and the files below it: what is searched, to be taken away. */
#ifndef SEARCHD_PAGES_PAGE_DATA_H
#define SEARCHD_PAGES_PAGE_DATA_H

#include "reply.h"
#include "responder.h"
#include "target.h"

/* A route (routes.h): the data sets with their facts and files, JSON-LD. Errors NOMEM, INTERNAL. */
ky_rc page_data(responder *r, const target *t, reply *out, ky_err *err);

/* A route: a whole data set as /data/ID.csv, .json or .jsonl. Errors as ky_walk_dataset(). */
ky_rc data_file(responder *r, const target *t, reply *out, ky_err *err);

/* A route: all that a search finds, as CSV. Takes the parameters of /v1/search, and lang, which
 * means nothing here. Errors INVALID, and as ky_walk_search(). */
ky_rc data_search(responder *r, const target *t, reply *out, ky_err *err);

#endif
