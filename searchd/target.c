#include "target.h"

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static ky_rc percent_decode(ky_str raw, bool plus_is_space, ky_arena *arena, ky_str *ret,
                            ky_err *err)
{
    char *to = ky_arena_alloc(arena, raw.n + 1);
    if (to == NULL)
        return ky_nomem(err);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        char c = raw.p[i];
        int high = c == '%' && raw.n - i > 2 ? hex_digit(raw.p[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(raw.p[i + 2]) : -1;
        if (low >= 0) {
            c = (char) (high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        to[n++] = c;
    }
    *ret = (ky_str){to, n};
    return KY_OK;
}

/* Take what stands before the first c off *s, and c itself. */
static ky_str take_until(ky_str *s, char c)
{
    const char *at = s->n == 0 ? NULL : memchr(s->p, c, s->n);
    size_t n = at == NULL ? s->n : (size_t) (at - s->p);
    ky_str taken = {s->p, n};
    *s = ky_str_from(*s, at == NULL ? n : n + 1);
    return taken;
}

/* A server must also take a target that names it: RFC 9112, 3.2.2. */
static ky_str without_authority(ky_str text)
{
    size_t n = 0;
    if (ky_str_starts(text, KY_LIT("http://")))
        n = sizeof "http://" - 1;
    else if (ky_str_starts(text, KY_LIT("https://")))
        n = sizeof "https://" - 1;
    if (n == 0)
        return text;
    while (n < text.n && text.p[n] != '/' && text.p[n] != '?')
        n++;
    return ky_str_from(text, n);
}

ky_rc target_split(ky_str text, ky_arena *arena, target *ret, ky_err *err)
{
    target t = {.whole = text};
    ky_str rest = without_authority(text);
    ky_str path = take_until(&rest, '?');
    t.raw_query = rest;
    if (ky_str_starts(path, KY_LIT("/")))
        path = ky_str_from(path, 1);
    for (bool more = true; more;) {
        more = path.n > 0 && memchr(path.p, '/', path.n) != NULL;
        t.too_deep = t.n_segments == SD_MAX_PATH_SEGMENTS;
        if (t.too_deep)
            break;
        ky_str *to = &t.segments[t.n_segments++];
        ky_rc rc = percent_decode(take_until(&path, '/'), false, arena, to, err);
        if (rc != KY_OK)
            return rc;
    }
    *ret = t;
    return KY_OK;
}

ky_rc params_parse(ky_str raw_query, ky_arena *arena, ky_param **ret, size_t *ret_n, ky_err *err)
{
    ky_param *params = NULL;
    size_t n = 0;
    while (raw_query.n > 0) {
        ky_str value = take_until(&raw_query, '&');
        if (value.n == 0)
            continue;
        if (params == NULL)
            params = KY_ARENA_ARRAY(arena, ky_param, KY_MAX_PARAMS);
        if (params == NULL)
            return ky_nomem(err);
        if (n == KY_MAX_PARAMS)
            return ky_fail(err, KY_E_INVALID, "a request has at most %d parameters", KY_MAX_PARAMS);
        ky_str name = take_until(&value, '=');
        ky_rc rc = percent_decode(name, true, arena, &params[n].name, err);
        if (rc == KY_OK)
            rc = percent_decode(value, true, arena, &params[n].value, err);
        if (rc != KY_OK)
            return rc;
        n++;
    }
    *ret = params;
    *ret_n = n;
    return KY_OK;
}
