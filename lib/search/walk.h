/* All records of a data set, or all that a question finds, one after the other.
 *
 * The match runs once, when a walk begins, and gives the documents' numbers, 4 bytes each; the
 * records are then read as they are asked for, so an answer may take as long as its reader does.
 * A walk holds the index as it was when it began: other questions may be answered between two
 * records, a newer index be taken up, and the holder's own ky_index_free() comes first. */
#ifndef KY_SEARCH_WALK_H
#define KY_SEARCH_WALK_H

#include "index.h"
#include "record.h"
#include "request.h"

typedef struct ky_walk ky_walk;

/* Begin a walk over the data set called id, by year, number and id.
 *  limit_us  time limit of the match in microseconds; 0 for none.
 *  ret       free with ky_walk_free().
 *  errors    NOT_FOUND (the index has no record of such a data set), TIMEOUT, STALE, CORRUPT, IO,
 *            NOMEM.
 *  threads   the index's thread, here and below.
 *  cost      a match; some 400 bytes a record while it runs. */
ky_rc ky_walk_dataset(ky_index *ix, ky_str id, uint64_t limit_us, ky_walk **ret, ky_err *err);

/* The same over what a request finds, in the order of its hits; offset, limit, facets and explain
 * count for nothing. What a request does not find is no error. Never NOT_FOUND. */
ky_rc ky_walk_search(ky_index *ix, const ky_request *rq, uint64_t limit_us, ky_walk **ret,
                     ky_err *err);

void ky_walk_free(ky_walk *w);
KY_DEFINE_CLEANUP(ky_walk, ky_walk_free)

/* How many records it has in all. */
size_t ky_walk_records(const ky_walk *w);

/* Lives as long as the walk. */
const ky_schema *ky_walk_schema(const ky_walk *w);

/* Read the next record.
 *  ret     good until the next call; NULL after the last one.
 *  errors  STALE (the files were taken away: begin again), CORRUPT, IO, NOMEM. The walk stays
 *          where it was.
 *  cost    reading one record; nothing is kept. */
ky_rc ky_walk_next(ky_walk *w, const ky_record **ret, ky_err *err);

#endif
