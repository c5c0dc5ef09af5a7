#include "testing.h"

#include "http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"

void answer_fini(answer *a)
{
    ky_buf_fini(&a->head);
    ky_buf_fini(&a->body);
}

static size_t put(char *bytes, size_t size, size_t n, void *to)
{
    ky_buf_put(to, (ky_str){bytes, size * n});
    return size * n;
}

answer http_ask(const daemon_child *d, const char *target, const ask *how)
{
    answer a = {0};
    char url[64];
    (void) snprintf(url, sizeof url, "http://127.0.0.1:%d/", d->port);
    CURL *c = curl_easy_init();
    assert_non_null(c);
    struct curl_slist *headers = NULL;
    if (how->header != NULL)
        headers = curl_slist_append(headers, how->header);
    (void) curl_easy_setopt(c, CURLOPT_URL, url);
    (void) curl_easy_setopt(c, CURLOPT_REQUEST_TARGET, target);
    (void) curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    (void) curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, put);
    (void) curl_easy_setopt(c, CURLOPT_HEADERDATA, &a.head);
    (void) curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, put);
    (void) curl_easy_setopt(c, CURLOPT_WRITEDATA, &a.body);
    if (how->unix_path != NULL)
        (void) curl_easy_setopt(c, CURLOPT_UNIX_SOCKET_PATH, how->unix_path);
    if (how->body != NULL)
        (void) curl_easy_setopt(c, CURLOPT_POSTFIELDS, how->body);
    if (how->method != NULL && strcmp(how->method, "HEAD") == 0)
        (void) curl_easy_setopt(c, CURLOPT_NOBODY, 1L);
    else if (how->method != NULL)
        (void) curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, how->method);
    if (curl_easy_perform(c) == CURLE_OK)
        (void) curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &a.status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return a;
}

answer http_get(const daemon_child *d, const char *target)
{
    const ask how = {0};
    return http_ask(d, target, &how);
}

long http_status(const daemon_child *d, const char *target)
{
    KY_CLEANUP(answer_fini) answer a = http_get(d, target);
    return a.status;
}

bool answer_header(const answer *a, const char *name, char out[static PATH_BYTES])
{
    size_t n = strlen(name);
    for (const char *line = a->head.p; line != NULL && *line != '\0';) {
        const char *end = strstr(line, "\r\n");
        if (end == NULL)
            return false;
        if (strncasecmp(line, name, n) == 0 && line[n] == ':') {
            ky_str value = ky_str_trim((ky_str){line + n + 1, (size_t) (end - line) - n - 1});
            (void) snprintf(out, PATH_BYTES, "%.*s", KY_FMT(value));
            return true;
        }
        line = end + 2;
    }
    return false;
}

void assert_header(const answer *a, const char *name, const char *value)
{
    char found[PATH_BYTES] = "";
    if (!answer_header(a, name, found))
        fail_msg("no header %s in: %s", name, a->head.p == NULL ? "" : a->head.p);
    assert_string_equal(found, value);
}

void assert_no_header(const answer *a, const char *name)
{
    char found[PATH_BYTES];
    if (answer_header(a, name, found))
        fail_msg("header %s: %s", name, found);
}

json_t *answer_json(const answer *a)
{
    json_t *j = NULL;
    ky_err err = {0};
    if (ky_json_parse(ky_buf_str(&a->body), "body", &j, &err) != KY_OK)
        fail_msg("%s: %s", err.msg, a->body.p == NULL ? "" : a->body.p);
    return j;
}

void assert_problem(const answer *a, long status, const char *in_detail)
{
    assert_int_equal(a->status, status);
    assert_header(a, "Content-Type", "application/problem+json");
    KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(a);
    assert_int_equal(json_integer_value(json_object_get(j, "status")), status);
    assert_true(json_is_string(json_object_get(j, "type")));
    assert_true(json_is_string(json_object_get(j, "title")));
    const char *detail = json_string_value(json_object_get(j, "detail"));
    assert_non_null(detail);
    if (strstr(detail, in_detail) == NULL)
        fail_msg("'%s' is not in '%s'", in_detail, detail);
}

void wait_for_status(const daemon_child *d, const char *target, long status)
{
    while (http_status(d, target) != status)
        continue;
}

int raw_connect(const daemon_child *d)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    const struct sockaddr_in to = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t) d->port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    if (connect(fd, (const struct sockaddr *) &to, sizeof to) == 0)
        return fd;
    (void) close(fd);
    return -1;
}

void raw_send(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(fd, bytes, n, MSG_NOSIGNAL);
        if (sent < 0 && (errno == EPIPE || errno == ECONNRESET))
            return; /* what the daemon said before is still to be read */
        assert_true(sent > 0);
        bytes += sent;
        n -= (size_t) sent;
    }
}

void raw_puts(int fd, const char *text)
{
    raw_send(fd, text, strlen(text));
}

static bool read_more(int fd, ky_buf *to)
{
    char chunk[16384];
    ssize_t n = recv(fd, chunk, sizeof chunk, 0);
    if (n > 0)
        ky_buf_put(to, (ky_str){chunk, (size_t) n});
    return n > 0;
}

static void drop_front(ky_buf *b, size_t n)
{
    ky_buf rest = {0};
    ky_buf_put(&rest, ky_str_from(ky_buf_str(b), n));
    ky_buf_fini(b);
    *b = rest;
}

answer raw_answer(int fd, ky_buf *carry, bool head)
{
    answer a = {0};
    size_t end;
    while ((end = ky_str_find(ky_buf_str(carry), KY_LIT("\r\n\r\n"))) == SIZE_MAX)
        if (!read_more(fd, carry))
            return a;
    ky_buf_put(&a.head, (ky_str){carry->p, end + 4});
    drop_front(carry, end + 4);
    char value[PATH_BYTES] = "0";
    (void) answer_header(&a, "Content-Length", value);
    long status = strtol(a.head.p + sizeof "HTTP/1.1", NULL, 10);
    size_t length = head || status == 304 ? 0 : strtoul(value, NULL, 10);
    while (carry->n < length)
        if (!read_more(fd, carry))
            return a;
    ky_buf_put(&a.body, (ky_str){carry->p, length});
    drop_front(carry, length);
    a.status = status;
    return a;
}

void raw_drain(int fd, ky_buf *out)
{
    while (read_more(fd, out))
        continue;
}
