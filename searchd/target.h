/* The target of a request line: its path, piece by piece, and its parameters. */
#ifndef SEARCHD_TARGET_H
#define SEARCHD_TARGET_H

#include "sd_limits.h"
#include "search/request.h"

typedef struct target {
    ky_str whole;                          /* as it came */
    ky_str segments[SD_MAX_PATH_SEGMENTS]; /* of the path, percent-decoded: any bytes */
    size_t n_segments;
    bool too_deep;    /* more segments than these: no such path */
    ky_str raw_query; /* after the first `?`, as it came */
} target;

/* Split a target (`/v1/search?q=x`, or `http://host/v1/search?q=x`).
 *  text    outlives *ret.
 *  errors  NOMEM. */
ky_rc target_split(ky_str text, ky_arena *arena, target *ret, ky_err *err);

/* The parameters of a raw query: separated by `&`, empty pieces passed over, names and values
 * percent-decoded (`+` is a space, a `%` without two hex digits is itself).
 *  ret     *ret_n of them, in arena; *ret may be NULL where there are none.
 *  errors  INVALID: more than KY_MAX_PARAMS; NOMEM. */
ky_rc params_parse(ky_str raw_query, ky_arena *arena, ky_param **ret, size_t *ret_n, ky_err *err);

#endif
