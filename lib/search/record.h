/* One record of a table, in the shape that its schema gives it. */
#ifndef KY_SEARCH_RECORD_H
#define KY_SEARCH_RECORD_H

#include "base/arena.h"
#include "base/json.h"
#include "schema.h"

/* The values of one field.
 *  text     n is 0 or 1.
 *  facet    n values in the published order, the main one first.
 *  flag     n is 1 with the value "true", or 0 for no.
 *  number   n is 0 or 1, plain decimal digits. Fields with the role NUMBER or YEAR stay empty:
 *           their values are in the record itself. */
typedef struct ky_cell {
    size_t n;
    ky_str *values;
    ky_str *notes; /* as many as values, empty where a value has none; NULL where no value has */
} ky_cell;

/* Everything in a record lives in the arena that it was made in. */
typedef struct ky_record {
    ky_str id; /* YEAR-NUMBER, or what the record brings */
    uint32_t number;
    uint32_t year;
    ky_cell *cells; /* schema->n_fields of them, in the schema's order */
} ky_record;

/* An empty record with room for each field. False without memory. */
bool ky_record_init(ky_record *r, const ky_schema *s, ky_arena *arena);

/* A copy whose every string lives in arena. False without memory. */
bool ky_record_copy(const ky_record *r, const ky_schema *s, ky_arena *arena, ky_record *ret);

/* The record as clients see it: id, number, year, then the fields in the schema's order (text a
 * string, facet a list, flag a boolean, number a number or null) and, where a value has a note,
 * "other": {field: [notes]}, one for each value that takes a note, empty where it has none and a
 * later one has. *ret is a new reference. Errors NOMEM. */
ky_rc ky_record_to_json(const ky_record *r, const ky_schema *s, json_t **ret, ky_err *err);

/* The reverse. Strings are copied into arena; a member that is absent is empty; unknown members
 * are passed over. Errors INVALID (names the member), NOMEM. */
ky_rc ky_record_from_json(const json_t *j, const ky_schema *s, ky_arena *arena, ky_record *ret,
                          ky_err *err);

/* The record's title, or an empty slice. */
ky_str ky_record_title(const ky_record *r, const ky_schema *s);

#endif
