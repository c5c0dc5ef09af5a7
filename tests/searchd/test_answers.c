/* What is proved here, against the real daemon on an index of the bundled table:
 *  - the paths of the contract answer 200 with JSON; every other path, a trailing slash, a deeper
 *    or an empty one is a 404 problem
 *  - every method but GET and HEAD is 405 with `Allow: GET, HEAD`, OPTIONS too, and a request body
 *    does not break the connection
 *  - HEAD has the status and the headers of GET, and no body
 *  - a target of 8192 bytes is taken, of 8193 bytes is a 414 problem, and a much longer one is 4xx
 *  - unknown and repeated parameters are 400 and the known ones are listed; /healthz takes any
 *  - `+`, `%`, NUL and control characters in parameters mean what the contract says
 *  - a problem is application/problem+json and shows no path of the machine
 *  - suggestions have an ETag, answer HEAD, tell which keys lead on where that is asked for, and
 *    refuse what they do not know
 *  - a record, its similar ones and the hits of a search have their furigana where they are asked
 * for, else none
 *  - pages load what the daemon serves and nothing else, what is no page loads nothing
 *  - the kiosk's worker may ask this daemon, and is asked for again each time
 *  - one request leaves nothing behind for the next: A, B, A' gives A = A' */
#include "testing.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "assets.h"
#include "base/mem.h"
#include "http.h"
#include "search/suggest.h"

static workdir dir;
static daemon_child child;

static int group_up(void **state)
{
    (void) state;
    workdir_make(&dir);
    publish(&dir);
    daemon_start_plain(&child, &dir, NULL);
    return 0;
}

static int group_down(void **state)
{
    (void) state;
    int status = daemon_stop(&child, SIGTERM);
    workdir_remove(&dir);
    return status;
}

static void the_paths_of_the_contract_answer(void **state)
{
    (void) state;
    static const char *const targets[] = {
        "/v1/search",
        "/v1/search?q=%E5%85%AC%E5%9C%92",
        "/v1/search?",
        "/v1/projects/2020-1",
        "/v1/schema",
        "/v1/suggest",
        "/v1/suggest?q=%E3%81%93%E3%81%9D&limit=3",
        "/healthz",
        "/readyz",
        "/v1/%73earch",
        "http://any.host/v1/search?q=a",
    };
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(answer_fini) answer a = http_get(&child, targets[i]);
        if (a.status != 200)
            fail_msg("%s: %ld %s", targets[i], a.status, a.body.p);
        assert_header(&a, "Content-Type", "application/json");
        assert_header(&a, "X-Content-Type-Options", "nosniff");
        KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(&a);
        assert_true(json_is_object(j));
    }
}

static void absent_paths_are_404(void **state)
{
    (void) state;
    static const char *const targets[] = {
        "/projects",
        "/projects/",
        "/data/",
        "/assets/",
        "/search.csv/",
        "/index.html",
        "/v1",
        "/v1/",
        "/v1/search/",
        "/v1/searchx",
        "/V1/search",
        "/v1/search/x",
        "//v1/search",
        "/v1//search",
        "/v1/projects",
        "/v1/projects/",
        "/v1/projects/2020-1/",
        "/v1/projects/2020-1/x",
        "/metrics",
        "/healthz/",
        "/../etc/passwd",
        "/v1/../v1/search",
        "/a/b/c/d/e/f/g/h/i/j/k",
        "/%00",
        "/*",
        "/v1%2Fsearch",
    };
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(answer_fini) answer a = http_get(&child, targets[i]);
        if (a.status != 404)
            fail_msg("%s: %ld", targets[i], a.status);
        assert_problem(&a, 404, "");
    }
}

static void a_record_is_found_by_its_id(void **state)
{
    (void) state;
    KY_CLEANUP(answer_fini) answer a = http_get(&child, "/v1/projects/2020-34");
    KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(&a);
    assert_string_equal(json_string_value(json_object_get(j, "id")), "2020-34");
    assert_true(json_is_array(json_object_get(j, "similar")));
    assert_int_equal(http_status(&child, "/v1/projects/%32020-34"), 200);
    static const char *const absent[] = {
        "/v1/projects/2020-78", "/v1/projects/1999-1", "/v1/projects/x",
        "/v1/projects/%FF",     "/v1/projects/%00",    "/v1/projects/2020%2F34",
        "/v1/projects/+34",     "/v1/projects/..",     "/v1/projects/2020-34%20"};
    for (size_t i = 0; i < KY_LEN(absent); i++) {
        KY_CLEANUP(answer_fini) answer none = http_get(&child, absent[i]);
        assert_problem(&none, 404, "");
    }
}

static void a_record_is_read_where_that_is_asked_for(void **state)
{
    (void) state;
    static const char *const members[] = {"ruby", "values", "notes"};
    KY_CLEANUP(answer_fini) answer on = http_get(&child, "/v1/projects/2020-34?furigana=on");
    KY_CLEANUP(answer_fini) answer bare = http_get(&child, "/v1/projects/2020-34");
    KY_CLEANUP(answer_fini) answer off = http_get(&child, "/v1/projects/2020-34?furigana=off");
    KY_CLEANUP(ky_json_unref_p) json_t *read = answer_json(&on);
    KY_CLEANUP(ky_json_unref_p) json_t *record = answer_json(&bare);
    json_t *similar = json_array_get(json_object_get(read, "similar"), 0);
    const json_t *own = json_array_get(json_object_get(record, "similar"), 0);
    assert_string_equal(off.body.p, bare.body.p);
    for (size_t i = 0; i < KY_LEN(members); i++) {
        assert_null(json_object_get(record, members[i]));
        assert_null(json_object_get(own, members[i]));
        assert_true(json_is_object(json_object_get(read, members[i])));
        assert_int_equal(json_object_del(read, members[i]), 0);
        assert_true(json_is_object(json_object_get(similar, members[i])));
        assert_int_equal(json_object_del(similar, members[i]), 0);
    }
    assert_true(json_equal(similar, own));
    size_t n = json_array_size(json_object_get(read, "similar"));
    assert_int_equal(n, 5);
    assert_int_equal(json_object_del(read, "similar"), 0);
    assert_int_equal(json_object_del(record, "similar"), 0);
    assert_true(json_equal(read, record));
    static const char *const wrong[] = {"/v1/projects/2020-34?furigana=1",
                                        "/v1/projects/2020-34?furigana",
                                        "/v1/projects/2020-34?furigana=on&furigana=off"};
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        KY_CLEANUP(answer_fini) answer a = http_get(&child, wrong[i]);
        assert_problem(&a, 400, "furigana");
    }
}

static void each_kind_of_answer_has_its_policy(void **state)
{
    (void) state;
    static const char page[] =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'";
    static const char other[] = "default-src 'none'; frame-ancestors 'none'";
    static const char *const asked[][2] = {
        {"/", page},
        {"/kiosk", page},
        {"/embed-example", page},
        {"/v1/schema", other},
        {"/searchbox.js", other},
        {"/absent", other},
        {"/assets/kiosk.js", other},
    };
    for (size_t i = 0; i < KY_LEN(asked); i++) {
        KY_CLEANUP(answer_fini) answer a = http_get(&child, asked[i][0]);
        assert_header(&a, "Content-Security-Policy", asked[i][1]);
    }
}

/* A worker is under the policy of its own script: without connect-src it could fetch nothing. */
static void the_kiosks_worker_may_ask_and_is_never_stale(void **state)
{
    (void) state;
    const asset *file = asset_find(KY_LIT("kiosk-worker.js"));
    assert_non_null(file);
    for (int versioned = 0; versioned < 2; versioned++) {
        char target[64];
        (void) snprintf(target, sizeof target, "/kiosk-worker.js%s%s", versioned ? "?v=" : "",
                        versioned ? file->hash : "");
        KY_CLEANUP(answer_fini) answer a = http_get(&child, target);
        assert_int_equal(a.status, 200);
        assert_header(&a, "Content-Type", "text/javascript; charset=utf-8");
        assert_header(&a, "Cache-Control", "no-cache");
        assert_header(&a, "Cross-Origin-Resource-Policy", "same-origin");
        assert_header(&a, "Content-Security-Policy",
                      "default-src 'none'; connect-src 'self'; frame-ancestors 'none'");
    }
}

static void other_methods_are_405_everywhere(void **state)
{
    (void) state;
    static const char *const methods[] = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"};
    static const char *const targets[] = {"/v1/search?q=a", "/v1/schema", "/healthz", "/absent"};
    for (size_t i = 0; i < KY_LEN(methods); i++) {
        for (size_t k = 0; k < KY_LEN(targets); k++) {
            const ask how = {.method = methods[i]};
            KY_CLEANUP(answer_fini) answer a = http_ask(&child, targets[k], &how);
            assert_problem(&a, 405, "GET and HEAD");
            assert_header(&a, "Allow", "GET, HEAD");
        }
    }
    int fd = raw_connect(&child);
    KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
    raw_puts(fd, "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n");
    KY_CLEANUP(answer_fini) answer a = raw_answer(fd, &carry, false);
    assert_problem(&a, 405, "");
    (void) close(fd);
}

static void a_request_body_does_not_break_the_connection(void **state)
{
    (void) state;
    static const char *const requests[] = {
        "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nhello world",
        "POST /v1/search HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n0\r\n\r\n",
    };
    int fd = raw_connect(&child);
    KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
    for (size_t i = 0; i < KY_LEN(requests); i++) {
        raw_puts(fd, requests[i]);
        KY_CLEANUP(answer_fini) answer a = raw_answer(fd, &carry, false);
        assert_problem(&a, 405, "");
        raw_puts(fd, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        KY_CLEANUP(answer_fini) answer next = raw_answer(fd, &carry, false);
        assert_int_equal(next.status, 200);
    }
    /* a body on a GET is thrown away too */
    raw_puts(fd, "GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
                 "GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n");
    for (int i = 0; i < 2; i++) {
        KY_CLEANUP(answer_fini) answer a = raw_answer(fd, &carry, false);
        assert_int_equal(a.status, 200);
    }
    (void) close(fd);
}

static void a_body_over_the_limit_is_not_read_to_the_end(void **state)
{
    (void) state;
    int fd = raw_connect(&child);
    KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
    raw_puts(fd, "POST /v1/search HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n");
    KY_CLEANUP(answer_fini) answer a = raw_answer(fd, &carry, false);
    assert_problem(&a, 405, "");
    raw_drain(fd, &carry); /* ends, because the daemon hangs up */
    (void) close(fd);
}

/* The header lines but the date. */
static void put_stable_lines(const answer *a, ky_buf *out)
{
    for (const char *line = a->head.p; *line != '\0';) {
        size_t n = strcspn(line, "\r") + 2;
        if (strncmp(line, "Date:", 5) != 0)
            ky_buf_put(out, (ky_str){line, n});
        line += n;
    }
}

static void head_has_the_headers_of_get(void **state)
{
    (void) state;
    static const char *const targets[] = {
        "/v1/search?q=a", "/v1/search?q=a&q=b", "/v1/search?x=1", "/v1/projects/2020-1",
        "/v1/projects/9", "/v1/schema",         "/healthz",       "/readyz",
        "/absent",
    };
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        const ask head = {.method = "HEAD"};
        KY_CLEANUP(answer_fini) answer a = http_get(&child, targets[i]);
        KY_CLEANUP(answer_fini) answer b = http_ask(&child, targets[i], &head);
        KY_CLEANUP(ky_buf_fini) ky_buf of_get = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf of_head = {0};
        put_stable_lines(&a, &of_get);
        put_stable_lines(&b, &of_head);
        assert_string_equal(of_get.p, of_head.p);
        char length[PATH_BYTES];
        assert_true(answer_header(&b, "Content-Length", length));
        assert_string_not_equal(length, "0");
        assert_int_equal(b.body.n, 0);
    }
}

/* /healthz?aaaa… of n bytes. */
static long status_of_length(size_t n)
{
    KY_CLEANUP(ky_buf_fini) ky_buf target = {0};
    ky_buf_puts(&target, "/healthz?");
    while (target.n < n)
        ky_buf_putc(&target, 'a');
    KY_CLEANUP(answer_fini) answer a = http_get(&child, target.p);
    if (a.status == 414 && n < 50000)
        assert_problem(&a, 414, "8192");
    return a.status;
}

static void a_target_has_a_limit(void **state)
{
    (void) state;
    assert_int_equal(status_of_length(8192), 200);
    assert_int_equal(status_of_length(8193), 414);
    assert_int_equal(status_of_length(10000), 414);
    assert_int_equal(status_of_length(40000), 414);
    assert_int_equal(status_of_length(200000), 414); /* with the library's own body */
}

static void unknown_parameters_are_400_with_the_known_ones(void **state)
{
    (void) state;
    KY_CLEANUP(answer_fini) answer a = http_get(&child, "/v1/search?q=a&catgory=x");
    assert_problem(&a, 400, "catgory");
    static const char *const known[] = {"q",         "match",   "sort",        "offset",
                                        "limit",     "facets",  "facet_limit", "category",
                                        "partner",   "form",    "department",  "year",
                                        "cancelled", "explain", "furigana"};
    for (size_t i = 0; i < KY_LEN(known); i++)
        assert_problem(&a, 400, known[i]);
    static const char *const targets[] = {"/v1/schema?x=1", "/v1/projects/2020-1?x=1",
                                          "/v1/schema?q=a", "/v1/search?=1",
                                          "/v1/search?Q=1", "/v1/search?q%00=1"};
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(answer_fini) answer b = http_get(&child, targets[i]);
        assert_problem(&b, 400, "unknown parameter");
    }
    assert_int_equal(http_status(&child, "/healthz?x=1"), 200);
    assert_int_equal(http_status(&child, "/readyz?x=1"), 200);
    assert_int_equal(http_status(&child, "/v1/schema?&&"), 200);
}

static void wrong_values_are_400(void **state)
{
    (void) state;
    static const char *const queries[] = {
        "q=a&q=b",         "limit=101",
        "limit=-1",        "limit=",
        "limit=1x",        "offset=10001",
        "match=some",      "sort=x",
        "facets=x",        "facet_limit=1001",
        "cancelled=yes",   "year=20201",
        "category=",       "q=%FF",
        "q=%C3",           "%FF=1",
        "limit=1&limit=1", "year=x",
        "offset=1e3",      "limit=%2B1",
        "explain=2",       "furigana=1",
        "furigana=",       "furigana=on&furigana=on",
    };
    for (size_t i = 0; i < KY_LEN(queries); i++) {
        char target[128];
        (void) snprintf(target, sizeof target, "/v1/search?%s", queries[i]);
        KY_CLEANUP(answer_fini) answer a = http_get(&child, target);
        if (a.status != 400)
            fail_msg("%s: %ld", queries[i], a.status);
        assert_problem(&a, 400, "");
    }
}

static void assert_q(const char *raw, const char *q)
{
    char target[256];
    (void) snprintf(target, sizeof target, "/v1/search?facets=none&limit=0&%s", raw);
    KY_CLEANUP(answer_fini) answer a = http_get(&child, target);
    if (a.status != 200)
        fail_msg("%s: %ld %s", raw, a.status, a.body.p);
    KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(&a);
    assert_string_equal(json_string_value(json_object_get(json_object_get(j, "query"), "q")), q);
}

static void parameters_are_decoded_as_the_contract_says(void **state)
{
    (void) state;
    assert_q("q=a+b", "a b");
    assert_q("q=a%2Bb", "a+b");
    assert_q("q=100%", "100%");
    assert_q("q=%zz%4", "%zz%4");
    assert_q("q=%E5%85%AC%E5%9C%92", "公園");
    assert_q("%71=x", "x");
    assert_q("q=a%00b", "a b");
    assert_q("q=a%0Ab%09c%7Fd", "a b c d");
    assert_q("q=%F0%9F%8E%89", "🎉");
    assert_q("&&q=x&", "x");
    assert_q("q=a;b", "a;b");
    assert_q("q", "");
}

static void problems_show_nothing_of_the_machine(void **state)
{
    (void) state;
    static const char *const targets[] = {"/absent", "/v1/search?x=1", "/v1/projects/9999-1",
                                          "/v1/search?q=%FF", "/v1/search?limit=x"};
    static const char *const secrets[] = {"/tmp",   "/var", "/home", ".c:",   "xapian",
                                          "Xapian", "gen-", "ky_",   "mecab", "0x"};
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(answer_fini) answer a = http_get(&child, targets[i]);
        for (size_t k = 0; k < KY_LEN(secrets); k++)
            assert_null(strstr(a.body.p, secrets[k]));
        assert_no_header(&a, "Server");
        assert_no_header(&a, "ETag");
    }
}

/* The answer to a search as text, without the time it took. */
static char *timeless(const char *target)
{
    KY_CLEANUP(answer_fini) answer a = http_get(&child, target);
    KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(&a);
    (void) json_object_del(j, "took_us");
    char *text = json_dumps(j, JSON_COMPACT);
    assert_non_null(text);
    return text;
}

static void a_request_leaves_nothing_behind(void **state)
{
    (void) state;
    static const char a[] = "/v1/search?q=%E5%85%AC%E5%9C%92&category=%E7%A6%8F%E7%A5%89";
    static const char b[] = "/v1/search?q=x&match=any&sort=-number&limit=3&facets=year";
    KY_CLEANUP(ky_free_p) char *first = timeless(a);
    for (int i = 0; i < 20; i++) {
        (void) http_status(&child, i % 2 == 0 ? b : "/v1/search?limit=x");
        KY_CLEANUP(ky_free_p) char *again = timeless(a);
        assert_string_equal(first, again);
    }
}

static void queries_are_not_logged(void **state)
{
    (void) state;
    (void) http_status(&child, "/v1/search?q=verysecretword");
    (void) http_status(&child, "/v1/search?verysecretword=1");
    KY_CLEANUP(ky_free_p) char *log = daemon_log(&child);
    assert_null(strstr(log, "verysecretword"));
}

static void suggestions_are_answered_as_a_search_is(void **state)
{
    (void) state;
    const char *target = "/v1/suggest?q=%E3%81%93%E3%81%9D&limit=3"; /* こそ */
    KY_CLEANUP(answer_fini) answer get = http_get(&child, target);
    KY_CLEANUP(answer_fini)
    answer head = http_ask(&child, target, &(ask){.method = "HEAD"});
    KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(&get);
    const json_t *list = json_object_get(j, "suggestions");
    char tag[PATH_BYTES];
    char header[PATH_BYTES + 32];
    assert_int_equal(json_array_size(list), 3);
    assert_string_equal(json_string_value(json_object_get(json_array_get(list, 0), "reading")),
                        "こそだてこどものけんぜんいくせい");
    assert_int_equal(json_array_size(json_object_get(j, "next")), 1);
    assert_int_equal(head.status, 200);
    assert_int_equal(head.body.n, 0);
    assert_true(answer_header(&get, "ETag", tag));
    assert_header(&head, "ETag", tag);
    (void) snprintf(header, sizeof header, "If-None-Match: %s", tag);
    KY_CLEANUP(answer_fini) answer same = http_ask(&child, target, &(ask){.header = header});
    assert_int_equal(same.status, 304);
}

static void keys_that_lead_on_are_told_where_they_are_asked_for(void **state)
{
    (void) state;
    KY_CLEANUP(answer_fini) /* こそ, だざD */
    answer asked =
        http_get(&child, "/v1/suggest?q=%E3%81%93%E3%81%9D&keys=%E3%81%A0%E3%81%96D%E3%81%A0");
    KY_CLEANUP(answer_fini) answer none = http_get(&child, "/v1/suggest?keys=");
    KY_CLEANUP(answer_fini) answer bare = http_get(&child, "/v1/suggest");
    KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(&asked);
    KY_CLEANUP(ky_json_unref_p) json_t *empty = answer_json(&none);
    KY_CLEANUP(ky_json_unref_p) json_t *without = answer_json(&bare);
    KY_CLEANUP(ky_json_unref_p) json_t *wanted = json_pack("[s, s]", "だ", "D");
    assert_true(json_equal(json_object_get(j, "keys"), wanted));
    assert_int_equal(json_array_size(json_object_get(empty, "keys")), 0);
    assert_int_equal(json_object_del(empty, "keys"), 0);
    assert_true(json_equal(empty, without));
}

static void wrong_questions_for_suggestions_are_400(void **state)
{
    (void) state;
    static const char *const wrong[][2] = {
        {"/v1/suggest?q=a&sort=name", "known are: q, limit, keys"},
        {"/v1/suggest?limit=0", "1 to 50"},
        {"/v1/suggest?limit=51", "1 to 50"},
        {"/v1/suggest?q=a&q=b", "twice"},
        {"/v1/suggest?q=%FF", "UTF-8"},
        {"/v1/suggest?keys=%FF", "UTF-8"},
        {"/v1/suggest?keys=a&keys=b", "twice"},
    };
    char target[PATH_BYTES] = "/v1/suggest?keys=";
    memset(target + strlen(target), 'a', KY_MAX_SUGGEST_KEYS + 1);
    KY_CLEANUP(answer_fini) answer long_keys = http_get(&child, target);
    assert_problem(&long_keys, 400, "at most 128");
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        KY_CLEANUP(answer_fini) answer a = http_get(&child, wrong[i][0]);
        assert_problem(&a, 400, wrong[i][1]);
    }
    KY_CLEANUP(answer_fini)
    answer post = http_ask(&child, "/v1/suggest", &(ask){.method = "POST", .body = "x"});
    assert_problem(&post, 405, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_paths_of_the_contract_answer),
        cmocka_unit_test(absent_paths_are_404),
        cmocka_unit_test(a_record_is_found_by_its_id),
        cmocka_unit_test(a_record_is_read_where_that_is_asked_for),
        cmocka_unit_test(each_kind_of_answer_has_its_policy),
        cmocka_unit_test(the_kiosks_worker_may_ask_and_is_never_stale),
        cmocka_unit_test(other_methods_are_405_everywhere),
        cmocka_unit_test(a_request_body_does_not_break_the_connection),
        cmocka_unit_test(a_body_over_the_limit_is_not_read_to_the_end),
        cmocka_unit_test(head_has_the_headers_of_get),
        cmocka_unit_test(a_target_has_a_limit),
        cmocka_unit_test(unknown_parameters_are_400_with_the_known_ones),
        cmocka_unit_test(wrong_values_are_400),
        cmocka_unit_test(parameters_are_decoded_as_the_contract_says),
        cmocka_unit_test(problems_show_nothing_of_the_machine),
        cmocka_unit_test(a_request_leaves_nothing_behind),
        cmocka_unit_test(suggestions_are_answered_as_a_search_is),
        cmocka_unit_test(keys_that_lead_on_are_told_where_they_are_asked_for),
        cmocka_unit_test(wrong_questions_for_suggestions_are_400),
        cmocka_unit_test(queries_are_not_logged),
    };
    return cmocka_run_group_tests(tests, group_up, group_down);
}
