/* Where the readings of a build come from, and where they are kept: the databases of its sounds;
 * the metadata of shard 0. */
#ifndef KY_SEARCH_READINGS_SOURCE_H
#define KY_SEARCH_READINGS_SOURCE_H

#include "readings.h"
#include "xapian.h"

/* Gather the readings and write them into the metadata; the caller commits.
 *  sounds  all databases of the sounds, as one, committed.
 *  errors  INVALID (too many), CORRUPT, IO, NOMEM.
 *  cost    a walk over the terms of words, and a sort. */
ky_rc ky_readings_store(xapc_database *sounds, xapc_writer *w, ky_err *err);

/* Read them from there. Errors CORRUPT (damaged, or there are none), STALE, IO, NOMEM. */
ky_rc ky_readings_load(xapc_database *db, ky_readings *ret, ky_err *err);

#endif
