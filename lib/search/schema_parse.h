/* The schema's inside: the struct and the arena that holds everything in it. */
#ifndef KY_SEARCH_SCHEMA_PARSE_H
#define KY_SEARCH_SCHEMA_PARSE_H

#include "base/arena.h"
#include "base/json.h"
#include "schema.h"

/* Fill *s from a parsed file; what it points to lives in arena. Errors INVALID, NOMEM. */
ky_rc ky_schema_from_json(const json_t *root, const char *where, ky_arena *arena, ky_schema *s,
                          ky_err *err);

/* What the parts cannot tell alone: unique names, roles, columns. Errors INVALID. */
ky_rc ky_schema_check(const ky_schema *s, const char *where, ky_err *err);

#endif
