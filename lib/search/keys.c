#include "keys.h"

#include "complete.h"

/* One key behind what was typed. */
static ky_rc try_key(ky_index *ix, ky_str q, ky_str key, ky_arena *arena, bool *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf typed = {0};
    ky_buf_put(&typed, q);
    ky_buf_put(&typed, key);
    ky_rc rc = ky_buf_check(&typed, err);
    return rc == KY_OK ? ky_complete_leads(ix, ky_buf_str(&typed), arena, ret, err) : rc;
}

ky_rc ky_keys_that_lead(ky_index *ix, ky_str q, ky_str keys, json_t **ret, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *list = json_array();
    ky_rc rc = list == NULL ? ky_nomem(err) : KY_OK;
    for (size_t at = 0; at < keys.n && rc == KY_OK;) {
        ky_str key = ky_utf8_at(keys, at);
        ky_str before = {keys.p, at};
        bool led = false;
        at += key.n;
        if (ky_str_find(before, key) != SIZE_MAX)
            continue;
        rc = try_key(ix, q, key, &arena, &led, err);
        if (rc == KY_OK && led && !ky_json_append(list, ky_json_str(key)))
            rc = ky_nomem(err);
        ky_arena_clear(&arena);
    }
    if (rc == KY_OK)
        *ret = KY_STEAL(list);
    return rc;
}
