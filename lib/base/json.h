/* Small helpers over jansson: ownership by cleanup, typed members with a sentence on failure. */
#ifndef KY_BASE_JSON_H
#define KY_BASE_JSON_H

#include <jansson.h>

#include "buf.h"
#include "err.h"
#include "str.h"

static inline void ky_json_unref_p(json_t **j)
{
    json_decref(*j);
}

/* A string from a slice; NULL without memory or where s is not UTF-8. New reference. */
json_t *ky_json_str(ky_str s);

/* The bytes of a JSON string, borrowed from it; {NULL, 0} for anything else. */
ky_str ky_json_get_str(const json_t *j);

/* object[key] = value; takes the reference even on failure. False where value is NULL or there is
 * no memory, so that a chain of sets can be checked with &&. */
bool ky_json_set(json_t *object, const char *key, json_t *value);
bool ky_json_append(json_t *array, json_t *value);

/* Typed members of a configuration-like object. `where` begins the message of INVALID.
 * The _opt forms leave *ret alone where the key is absent. Strings are borrowed from object. */
ky_rc ky_json_need_str(const json_t *object, const char *key, const char *where, ky_str *ret,
                       ky_err *err);
ky_rc ky_json_opt_str(const json_t *object, const char *key, const char *where, ky_str *ret,
                      ky_err *err);
ky_rc ky_json_opt_u32(const json_t *object, const char *key, const char *where, uint32_t min,
                      uint32_t max, uint32_t *ret, ky_err *err);
ky_rc ky_json_opt_bool(const json_t *object, const char *key, const char *where, bool *ret,
                       ky_err *err);
/* *ret borrowed; NULL where absent. type is JSON_ARRAY or JSON_OBJECT. */
ky_rc ky_json_opt_container(const json_t *object, const char *key, const char *where,
                            json_type type, json_t **ret, ky_err *err);

/* Refuse an object that has a key outside `known` (NULL-terminated list). */
ky_rc ky_json_known_keys(const json_t *object, const char *const *known, const char *where,
                         ky_err *err);

/* Parse a text; INVALID names line and column. Duplicate keys are refused. New reference. */
ky_rc ky_json_parse(ky_str text, const char *where, json_t **ret, ky_err *err);

/* Why jansson could not parse: INVALID with line and column, or NOMEM. */
ky_rc ky_json_fail(const json_error_t *e, const char *where, ky_err *err);

/* Append compact JSON, or indented where indent > 0; keys keep their order, non-ASCII as is. */
ky_rc ky_json_write(const json_t *j, size_t indent, ky_buf *out, ky_err *err);

#endif
