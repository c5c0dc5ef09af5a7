#include "json.h"

json_t *ky_json_str(ky_str s)
{
    return json_stringn(s.n == 0 ? "" : s.p, s.n);
}

ky_str ky_json_get_str(const json_t *j)
{
    if (!json_is_string(j))
        return (ky_str){0};
    return (ky_str){json_string_value(j), json_string_length(j)};
}

bool ky_json_set(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0;
}

bool ky_json_append(json_t *array, json_t *value)
{
    return json_array_append_new(array, value) == 0;
}

static ky_rc wrong_type(const char *where, const char *key, const char *wanted, ky_err *err)
{
    return ky_fail(err, KY_E_INVALID, "%s: '%s' must be %s", where, key, wanted);
}

ky_rc ky_json_need_str(const json_t *object, const char *key, const char *where, ky_str *ret,
                       ky_err *err)
{
    if (json_object_get(object, key) == NULL)
        return ky_fail(err, KY_E_INVALID, "%s: '%s' is missing", where, key);
    return ky_json_opt_str(object, key, where, ret, err);
}

ky_rc ky_json_opt_str(const json_t *object, const char *key, const char *where, ky_str *ret,
                      ky_err *err)
{
    const json_t *j = json_object_get(object, key);
    if (j == NULL)
        return KY_OK;
    if (!json_is_string(j))
        return wrong_type(where, key, "a string", err);
    *ret = ky_json_get_str(j);
    return KY_OK;
}

ky_rc ky_json_opt_u32(const json_t *object, const char *key, const char *where, uint32_t min,
                      uint32_t max, uint32_t *ret, ky_err *err)
{
    const json_t *j = json_object_get(object, key);
    if (j == NULL)
        return KY_OK;
    json_int_t v = json_is_integer(j) ? json_integer_value(j) : -1;
    if (v < (json_int_t) min || v > (json_int_t) max)
        return ky_fail(err, KY_E_INVALID, "%s: '%s' must be a whole number in %u..%u", where, key,
                       min, max);
    *ret = (uint32_t) v;
    return KY_OK;
}

ky_rc ky_json_opt_bool(const json_t *object, const char *key, const char *where, bool *ret,
                       ky_err *err)
{
    const json_t *j = json_object_get(object, key);
    if (j == NULL)
        return KY_OK;
    if (!json_is_boolean(j))
        return wrong_type(where, key, "true or false", err);
    *ret = json_is_true(j);
    return KY_OK;
}

ky_rc ky_json_opt_container(const json_t *object, const char *key, const char *where,
                            json_type type, json_t **ret, ky_err *err)
{
    json_t *j = json_object_get(object, key);
    if (j != NULL && json_typeof(j) != type)
        return wrong_type(where, key, type == JSON_ARRAY ? "a list" : "an object", err);
    *ret = j;
    return KY_OK;
}

static bool is_known(const char *key, const char *const *known)
{
    for (; *known != NULL; known++)
        if (strcmp(key, *known) == 0)
            return true;
    return false;
}

ky_rc ky_json_known_keys(const json_t *object, const char *const *known, const char *where,
                         ky_err *err)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *) object, key, value) if (!is_known(key, known)) return ky_fail(
        err, KY_E_INVALID, "%s: unknown key '%s'", where, key);
    return KY_OK;
}

/* Without memory jansson mostly gives no message. */
ky_rc ky_json_fail(const json_error_t *e, const char *where, ky_err *err)
{
    if (json_error_code(e) == json_error_out_of_memory || e->text[0] == '\0')
        return ky_nomem(err);
    return ky_fail(err, KY_E_INVALID, "%s: line %d column %d: %s", where, e->line, e->column,
                   e->text);
}

ky_rc ky_json_parse(ky_str text, const char *where, json_t **ret, ky_err *err)
{
    json_error_t e;
    json_t *j = json_loadb(text.n == 0 ? "" : text.p, text.n, JSON_REJECT_DUPLICATES, &e);
    if (j == NULL)
        return ky_json_fail(&e, where, err);
    *ret = j;
    return KY_OK;
}

static int append_bytes(const char *bytes, size_t n, void *payload)
{
    ky_buf *out = payload;
    ky_buf_put(out, (ky_str){bytes, n});
    return out->failed ? -1 : 0;
}

ky_rc ky_json_write(const json_t *j, size_t indent, ky_buf *out, ky_err *err)
{
    size_t flags = JSON_ENCODE_ANY | (indent > 0 ? JSON_INDENT(indent) : JSON_COMPACT);
    if (j == NULL || json_dump_callback(j, append_bytes, out, flags) != 0)
        return ky_nomem(err);
    return KY_OK;
}
