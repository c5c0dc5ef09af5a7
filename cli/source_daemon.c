#include <curl/curl.h>

#include "source_kind.h"

enum {
    CONNECT_MS = 5000,
    TOTAL_MS = 30000,
    MAX_ANSWER_BYTES = 64 << 20,
};

#define UNIX_SCHEME "unix:"

typedef struct daemon_source {
    CURL *curl;
    const char *server; /* as the user wrote it, for messages */
    ky_buf base;        /* the URL before the path */
} daemon_source;

bool cli_is_server(const char *text)
{
    static const char *const schemes[] = {"http://", "https://", UNIX_SCHEME "/"};
    for (size_t i = 0; i < KY_LEN(schemes); i++) {
        ky_str scheme = ky_str_of(schemes[i]);
        ky_str address = ky_str_of(text);
        if (ky_str_starts(address, scheme) && address.n > scheme.n)
            return true;
    }
    return false;
}

static void daemon_free(void *self)
{
    daemon_source *d = self;
    curl_easy_cleanup(d->curl);
    ky_buf_fini(&d->base);
    curl_global_cleanup();
    free(d);
}

/* Append what the daemon sends; taking less than offered tells curl to stop. */
static size_t take(char *bytes, size_t size, size_t n, void *payload)
{
    ky_buf *body = payload;
    if (body->n + size * n > MAX_ANSWER_BYTES)
        return 0;
    ky_buf_put(body, (ky_str){bytes, size * n});
    return ky_buf_ok(body) ? size * n : 0;
}

static bool set_address(daemon_source *d, ky_str server)
{
    ky_str scheme = ky_str_of(UNIX_SCHEME);
    if (ky_str_starts(server, scheme)) {
        ky_buf_puts(&d->base, "http://localhost");
        return curl_easy_setopt(d->curl, CURLOPT_UNIX_SOCKET_PATH, server.p + scheme.n) == CURLE_OK;
    }
    while (server.n > 0 && server.p[server.n - 1] == '/')
        server.n--;
    ky_buf_put(&d->base, server);
    return true;
}

/* A daemon is asked directly, whatever proxy the environment names for the web. */
static bool set_up(daemon_source *d)
{
    CURL *c = d->curl;
    return curl_easy_setopt(c, CURLOPT_PROXY, "") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long) CONNECT_MS) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long) TOTAL_MS) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_USERAGENT, "kyodo/" KYODO_VERSION) == CURLE_OK &&
           curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take) == CURLE_OK;
}

ky_rc cli_daemon_open(const cli_place *place, void **ret, ky_err *err)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return ky_fail(err, KY_E_INTERNAL, "libcurl cannot be initialised");
    daemon_source *d = calloc(1, sizeof *d);
    if (d == NULL) {
        curl_global_cleanup();
        return ky_nomem(err);
    }
    d->server = place->server;
    d->curl = curl_easy_init();
    if (d->curl == NULL || !set_up(d) || !set_address(d, ky_str_of(place->server)) ||
        !ky_buf_ok(&d->base)) {
        daemon_free(d);
        return ky_fail(err, KY_E_IO, "%s: not an address that can be asked", place->server);
    }
    *ret = d;
    return KY_OK;
}

static void put_escaped(ky_buf *url, ky_str s)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char) s.p[i];
        if (c != '\0' && strchr(plain, c) != NULL)
            ky_buf_putc(url, (char) c);
        else
            ky_buf_printf(url, "%%%02X", c);
    }
}

/* The reason in a problem document (RFC 9457), or nothing. */
static ky_str problem_detail(const json_t *json)
{
    ky_str detail = ky_json_get_str(json_object_get(json, "detail"));
    return detail.n > 0 ? detail : ky_json_get_str(json_object_get(json, "title"));
}

static ky_rc refused(const daemon_source *d, long status, const json_t *json, ky_err *err)
{
    ky_str detail = problem_detail(json);
    if (status == 400 && detail.n > 0)
        return ky_fail(err, KY_E_INVALID, "%.*s", KY_FMT(detail));
    if (status == 414)
        return ky_fail(err, KY_E_INVALID, "the question is too long for %s", d->server);
    if (status == 404 && detail.n > 0)
        return ky_fail(err, KY_E_NOT_FOUND, "%.*s", KY_FMT(detail));
    if (detail.n > 0)
        return ky_fail(err, KY_E_IO, "%s: answered %ld: %.*s", d->server, status, KY_FMT(detail));
    return ky_fail(err, KY_E_IO, "%s: answered %ld, not as a kyodo daemon does", d->server, status);
}

static ky_rc fetch(daemon_source *d, const ky_buf *url, ky_buf *body, long *ret_status, ky_err *err)
{
    char reason[CURL_ERROR_SIZE] = "";
    if (curl_easy_setopt(d->curl, CURLOPT_URL, url->p) != CURLE_OK ||
        curl_easy_setopt(d->curl, CURLOPT_WRITEDATA, body) != CURLE_OK ||
        curl_easy_setopt(d->curl, CURLOPT_ERRORBUFFER, reason) != CURLE_OK)
        return ky_nomem(err);
    CURLcode code = curl_easy_perform(d->curl);
    (void) curl_easy_setopt(d->curl, CURLOPT_ERRORBUFFER, NULL);
    if (code != CURLE_OK)
        return ky_fail(err, KY_E_IO, "%s: %s", d->server,
                       reason[0] != '\0' ? reason : curl_easy_strerror(code));
    if (curl_easy_getinfo(d->curl, CURLINFO_RESPONSE_CODE, ret_status) != CURLE_OK)
        return ky_fail(err, KY_E_INTERNAL, "%s: no status", d->server);
    return KY_OK;
}

/* GET base + target. *ret is filled where the daemon answered 200 with a JSON object. */
static ky_rc get(daemon_source *d, const ky_buf *target, cli_answer *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf url = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf body = {0};
    KY_CLEANUP(ky_json_unref_p) json_t *json = NULL;
    long status = 0;
    ky_buf_put(&url, ky_buf_str(&d->base));
    ky_buf_put(&url, ky_buf_str(target));
    ky_rc rc = ky_buf_check(target, err);
    if (rc == KY_OK)
        rc = ky_buf_check(&url, err);
    if (rc == KY_OK)
        rc = fetch(d, &url, &body, &status, err);
    if (rc != KY_OK)
        return rc;
    bool is_object =
        ky_json_parse(ky_buf_str(&body), d->server, &json, NULL) == KY_OK && json_is_object(json);
    if (status != 200)
        return refused(d, status, json, err);
    if (!is_object)
        return ky_fail(err, KY_E_IO, "%s: the answer is no JSON object, not a kyodo daemon?",
                       d->server);
    while (body.n > 0 && strchr(" \r\n", body.p[body.n - 1]) != NULL)
        body.p[--body.n] = '\0';
    *ret = (cli_answer){KY_STEAL(json), body};
    body = (ky_buf){0};
    return KY_OK;
}

/* A path that every daemon has: 404 means that it is none. */
static ky_rc get_known(daemon_source *d, const ky_buf *target, cli_answer *ret, ky_err *err)
{
    ky_rc rc = get(d, target, ret, err);
    if (rc == KY_E_NOT_FOUND)
        return ky_fail(err, KY_E_IO, "%s: answered 404, not as a kyodo daemon does", d->server);
    return rc;
}

static ky_rc daemon_schema(void *self, cli_answer *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf target = {0};
    ky_buf_puts(&target, "/v1/schema");
    return get_known(self, &target, ret, err);
}

static ky_rc get_with_params(daemon_source *d, const char *path, const ky_param *params, size_t n,
                             cli_answer *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf target = {0};
    ky_buf_puts(&target, path);
    for (size_t i = 0; i < n; i++) {
        ky_buf_putc(&target, i == 0 ? '?' : '&');
        put_escaped(&target, params[i].name);
        ky_buf_putc(&target, '=');
        put_escaped(&target, params[i].value);
    }
    return get_known(d, &target, ret, err);
}

static ky_rc daemon_search(void *self, const ky_param *params, size_t n, cli_answer *ret,
                           ky_err *err)
{
    return get_with_params(self, "/v1/search", params, n, ret, err);
}

static ky_rc daemon_suggest(void *self, const ky_param *params, size_t n, cli_answer *ret,
                            ky_err *err)
{
    return get_with_params(self, "/v1/suggest", params, n, ret, err);
}

static ky_rc daemon_record(void *self, ky_str id, cli_answer *ret, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf target = {0};
    ky_buf_puts(&target, "/v1/projects/");
    put_escaped(&target, id);
    return get(self, &target, ret, err);
}

const cli_source_kind cli_daemon_kind = {daemon_free, daemon_schema, daemon_search, daemon_suggest,
                                         daemon_record};
