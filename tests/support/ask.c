#include "ask.h"

#include <stdio.h>

#include "cmocka_c17.h"

enum { MAX_PARAMS = 300 };

ky_rc try_ask(ky_index *ix, const char *const *params, uint64_t limit_us, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_param list[MAX_PARAMS];
    ky_request rq;
    size_t n = 0;
    for (; params[n] != NULL; n++) {
        assert_true(n < MAX_PARAMS);
        size_t eq = strcspn(params[n], "=");
        assert_int_equal(params[n][eq], '=');
        list[n] = (ky_param){{params[n], eq}, ky_str_of(params[n] + eq + 1)};
    }
    ky_rc rc = ky_request_parse(ky_index_schema(ix), list, n, &arena, &rq, err);
    return rc == KY_OK ? ky_answer_search(ix, &rq, limit_us, ret, err) : rc;
}

json_t *ask_list(ky_index *ix, const char *const *params)
{
    json_t *answer = NULL;
    ky_err err;
    if (try_ask(ix, params, 0, &answer, &err) != KY_OK)
        fail_msg("%s: %s", params[0] == NULL ? "" : params[0], err.msg);
    return answer;
}

typedef void put_hit(ky_buf *out, const json_t *hit);

static void put_number(ky_buf *out, const json_t *hit)
{
    ky_buf_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(json_object_get(hit, "number")));
}

static void put_id(ky_buf *out, const json_t *hit)
{
    ky_buf_put(out, ky_json_get_str(json_object_get(hit, "id")));
}

static char *hits_text(ky_index *ix, const char *const *params, put_hit *put)
{
    const char *with_limit[MAX_PARAMS + 1];
    size_t n = 0;
    bool limited = false;
    for (; params[n] != NULL; n++) {
        with_limit[n] = params[n];
        limited = limited || strncmp(params[n], "limit=", 6) == 0;
    }
    with_limit[n] = limited ? NULL : "limit=100";
    with_limit[n + 1] = NULL;
    KY_CLEANUP(ky_json_unref_p) json_t *answer = ask_list(ix, with_limit);
    ky_buf out = {0};
    size_t i;
    json_t *hit;
    json_array_foreach(json_object_get(answer, "hits"), i, hit)
    {
        if (i > 0)
            ky_buf_putc(&out, ',');
        put(&out, hit);
    }
    char *text = ky_buf_take(&out);
    assert_non_null(text);
    return text;
}

char *numbers_list(ky_index *ix, const char *const *params)
{
    return hits_text(ix, params, put_number);
}

char *ids_list(ky_index *ix, const char *const *params)
{
    return hits_text(ix, params, put_id);
}

void assert_hits_list(ky_index *ix, char *found, const char *wanted, const char *file, int line)
{
    (void) ix;
    bool equal = strcmp(found, wanted) == 0;
    if (!equal)
        print_error("found  %s\nwanted %s\n", found, wanted);
    free(found);
    _assert_true(equal, "the hits are those wanted", file, line);
}

json_int_t total_of(const json_t *answer)
{
    return json_integer_value(json_object_get(answer, "total"));
}

json_int_t total_list(ky_index *ix, const char *const *params)
{
    KY_CLEANUP(ky_json_unref_p) json_t *answer = ask_list(ix, params);
    return total_of(answer);
}

char *facet_text(const json_t *answer, const char *facet, bool zeros)
{
    ky_buf out = {0};
    size_t i;
    json_t *v;
    json_array_foreach(json_object_get(json_object_get(answer, "facets"), facet), i, v)
    {
        json_int_t count = json_integer_value(json_object_get(v, "count"));
        bool selected = json_is_true(json_object_get(v, "selected"));
        if (count == 0 && !zeros && !selected)
            continue;
        ky_buf_printf(&out, "%s%s %" JSON_INTEGER_FORMAT "%s", out.n == 0 ? "" : ", ",
                      json_string_value(json_object_get(v, "value")), count, selected ? "*" : "");
    }
    char *text = ky_buf_take(&out);
    assert_non_null(text);
    return text;
}

json_t *at(json_t *j, const char *path)
{
    while (j != NULL && *path != '\0') {
        char key[64];
        size_t n = strcspn(path, ".");
        assert_true(n < sizeof key);
        memcpy(key, path, n);
        key[n] = '\0';
        j = json_is_array(j) ? json_array_get(j, strtoul(key, NULL, 10)) : json_object_get(j, key);
        path += n + (path[n] == '.');
    }
    return j;
}

const char *text_at(json_t *j, const char *path)
{
    const char *text = json_string_value(at(j, path));
    if (text == NULL)
        fail_msg("the answer has no text at %s", path);
    return text;
}

json_t *suggest(ky_index *ix, const char *q, uint32_t limit)
{
    const ky_suggest_request rq = {.q = ky_str_of(q), .limit = limit};
    json_t *j = NULL;
    ky_err err;
    if (ky_suggest(ix, &rq, &j, &err) != KY_OK)
        fail_msg("%s: %s", q, err.msg);
    return j;
}

size_t rank_of(const json_t *answer, const char *text)
{
    const json_t *list = json_object_get(answer, "suggestions");
    for (size_t i = 0; i < json_array_size(list); i++)
        if (strcmp(json_string_value(json_object_get(json_array_get(list, i), "text")), text) == 0)
            return i;
    return SIZE_MAX;
}
