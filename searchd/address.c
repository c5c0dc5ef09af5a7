#include "address.h"

#include "base/num.h"

#define ACCEPTED "http://host:port or unix:/path"

static ky_rc refuse(ky_str text, ky_err *err)
{
    return ky_fail(err, KY_E_INVALID, "must be " ACCEPTED "; got '%.*s'", KY_FMT(text));
}

static bool copy(ky_str from, char *to, size_t size)
{
    if (from.n == 0 || from.n >= size)
        return false;
    memcpy(to, from.p, from.n);
    to[from.n] = '\0';
    return true;
}

static ky_rc parse_unix(ky_str text, address *ret, ky_err *err)
{
    address a = {.is_unix = true};
    ky_str path = ky_str_from(text, sizeof "unix:" - 1);
    if (!ky_str_starts(path, KY_LIT("/")))
        return refuse(text, err);
    if (!copy(path, a.path, sizeof a.path))
        return ky_fail(err, KY_E_INVALID, "the path of a Unix socket has at most %zu bytes",
                       sizeof a.path - 1);
    *ret = a;
    return KY_OK;
}

/* Split host:port at the last colon outside brackets. */
static bool split_host(ky_str s, ky_str *host, ky_str *port)
{
    size_t colon = s.n;
    while (colon > 0 && s.p[colon - 1] != ':')
        colon--;
    if (colon == 0)
        return false;
    *host = (ky_str){s.p, colon - 1};
    *port = ky_str_from(s, colon);
    bool bracketed = host->n > 2 && host->p[0] == '[' && host->p[host->n - 1] == ']';
    if (bracketed)
        *host = (ky_str){host->p + 1, host->n - 2};
    return bracketed || memchr(host->p, ':', host->n) == NULL;
}

static bool is_host(ky_str host)
{
    for (size_t i = 0; i < host.n; i++)
        if ((unsigned char) host.p[i] <= ' ' || strchr("/@?#[]", host.p[i]) != NULL)
            return false;
    return host.n > 0;
}

ky_rc address_parse(ky_str text, address *ret, ky_err *err)
{
    if (ky_str_starts(text, KY_LIT("unix:")))
        return parse_unix(text, ret, err);
    if (!ky_str_starts(text, KY_LIT("http://")))
        return refuse(text, err);
    ky_str rest = ky_str_from(text, sizeof "http://" - 1);
    if (rest.n > 0 && rest.p[rest.n - 1] == '/')
        rest.n--;
    address a = {0};
    ky_str host;
    ky_str port;
    uint32_t number;
    if (!split_host(rest, &host, &port) || !is_host(host) || !copy(host, a.host, sizeof a.host) ||
        !copy(port, a.port, sizeof a.port) ||
        ky_parse_u32(port, 0, UINT16_MAX, &number, NULL) != KY_OK)
        return refuse(text, err);
    *ret = a;
    return KY_OK;
}

static bool ends_with(ky_str s, ky_str end)
{
    return s.n > end.n && ky_str_eq(ky_str_from(s, s.n - end.n), end);
}

/* Browsers leave it out. */
static bool has_usual_port(ky_str scheme, ky_str host)
{
    return (ky_str_eq(scheme, KY_LIT("http")) && ends_with(host, KY_LIT(":80"))) ||
           (ky_str_eq(scheme, KY_LIT("https")) && ends_with(host, KY_LIT(":443")));
}

bool origin_is_valid(ky_str text)
{
    size_t at = ky_str_find(text, KY_LIT("://"));
    if (at == SIZE_MAX || at == 0)
        return false;
    for (size_t i = 0; i < at; i++)
        if (text.p[i] < 'a' || text.p[i] > 'z')
            return false;
    ky_str host = ky_str_from(text, at + 3);
    for (size_t i = 0; i < host.n; i++)
        if ((unsigned char) host.p[i] <= ' ' || (unsigned char) host.p[i] >= 0x7F ||
            (host.p[i] >= 'A' && host.p[i] <= 'Z') || strchr("/?#@,*", host.p[i]) != NULL)
            return false;
    return host.n > 0 && !has_usual_port((ky_str){text.p, at}, host);
}
