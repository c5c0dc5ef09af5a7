/* What is proved here, against the real daemon:
 *  - answers from the index carry a weak ETag that is the same for the same request, another for
 *    another request, and another after another generation was published,
 *    one of the same name too
 *  - If-None-Match (a list, weak or strong, `*`) gives 304 with the tag and without a body; a
 *    request that fails is never 304
 *  - cross-origin use is allowed for configured origins exactly, and for nobody by default */
#include "testing.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/mem.h"
#include "http.h"
#include "search/generation.h"

static const char search[] = "/v1/search?q=%E5%85%AC%E5%9C%92";

typedef struct fixture {
    workdir dir;
    daemon_child child;
} fixture;

static fixture f;

static int start(const char *const *more)
{
    workdir_make(&f.dir);
    publish(&f.dir);
    daemon_start_plain(&f.child, &f.dir, more);
    return 0;
}

static int up(void **state)
{
    (void) state;
    return start(NULL);
}

static int up_with_origins(void **state)
{
    (void) state;
    static const char *const more[] = {"--allow-origin", "https://www.example.jp", "--allow-origin",
                                       "http://localhost:3000", NULL};
    return start(more);
}

static int down(void **state)
{
    (void) state;
    int status = daemon_stop(&f.child, SIGTERM);
    workdir_remove(&f.dir);
    return status;
}

static void etag_of(const char *target, char ret[static PATH_BYTES])
{
    KY_CLEANUP(answer_fini) answer a = http_get(&f.child, target);
    assert_int_equal(a.status, 200);
    assert_true(answer_header(&a, "ETag", ret));
    assert_memory_equal(ret, "W/\"", 3);
    assert_header(&a, "Cache-Control", "no-cache");
}

static void tags_depend_on_the_request(void **state)
{
    (void) state;
    static const char *const targets[] = {
        search,      "/v1/search", "/v1/search?q=a", "/v1/projects/2020-1", "/v1/projects/2020-2",
        "/v1/schema"};
    char tags[KY_LEN(targets)][PATH_BYTES];
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        char again[PATH_BYTES];
        etag_of(targets[i], tags[i]);
        etag_of(targets[i], again);
        assert_string_equal(tags[i], again);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(tags[i], tags[k]);
    }
}

static void only_answers_from_the_index_have_tags(void **state)
{
    (void) state;
    static const char *const targets[] = {"/healthz", "/readyz", "/absent", "/v1/search?x=1"};
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(answer_fini) answer a = http_get(&f.child, targets[i]);
        assert_no_header(&a, "ETag");
        assert_header(&a, "Cache-Control", "no-store");
    }
}

static long status_with(const char *target, const char *method, const char *fmt, const char *tag)
{
    char header[2 * PATH_BYTES] = "If-None-Match: ";
    size_t n = strlen(header);
    char *at = strstr(fmt, "TAG");
    if (at == NULL)
        (void) snprintf(header + n, sizeof header - n, "%s", fmt);
    else
        (void) snprintf(header + n, sizeof header - n, "%.*s%s%s", (int) (at - fmt), fmt, tag,
                        at + 3);
    const ask how = {.header = header, .method = method};
    KY_CLEANUP(answer_fini) answer a = http_ask(&f.child, target, &how);
    if (a.status == 304) {
        char of_304[PATH_BYTES];
        assert_true(answer_header(&a, "ETag", of_304));
        assert_non_null(strstr(of_304, tag));
        assert_header(&a, "Cache-Control", "no-cache");
        assert_no_header(&a, "Content-Type");
        assert_int_equal(a.body.n, 0);
    }
    return a.status;
}

static void a_known_tag_gives_304(void **state)
{
    (void) state;
    static const char *const targets[] = {search, "/v1/projects/2020-1", "/v1/schema"};
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        char tag[PATH_BYTES];
        etag_of(targets[i], tag);
        assert_int_equal(status_with(targets[i], NULL, "TAG", tag), 304);
        assert_int_equal(status_with(targets[i], "HEAD", "TAG", tag), 304);
        assert_int_equal(status_with(targets[i], NULL, "*", tag), 304);
        assert_int_equal(status_with(targets[i], NULL, "\"a\", TAG, W/\"b\"", tag), 304);
        assert_int_equal(status_with(targets[i], NULL, "\"a\"", tag), 200);
        assert_int_equal(status_with(targets[i], NULL, "TAG", "W/\"0\""), 200);
        assert_int_equal(status_with(targets[i], NULL, "TAG", tag + 2), 304);
    }
}

static void a_failure_is_never_304(void **state)
{
    (void) state;
    assert_int_equal(status_with("/v1/projects/9999-1", NULL, "*", ""), 404);
    assert_int_equal(status_with("/v1/search?x=1", NULL, "*", ""), 400);
    assert_int_equal(status_with("/absent", NULL, "*", ""), 404);
}

static void a_304_keeps_the_connection_in_step(void **state)
{
    (void) state;
    int fd = raw_connect(&f.child);
    KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
    for (int i = 0; i < 3; i++) {
        raw_puts(fd, "GET /v1/schema HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n"
                     "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        KY_CLEANUP(answer_fini) answer a = raw_answer(fd, &carry, false);
        assert_int_equal(a.status, 304);
        KY_CLEANUP(answer_fini) answer b = raw_answer(fd, &carry, false);
        assert_int_equal(b.status, 200);
    }
    (void) close(fd);
}

static void a_new_generation_changes_the_tag(void **state)
{
    (void) state;
    char before[PATH_BYTES];
    char after[PATH_BYTES];
    etag_of(search, before);
    publish_built(&f.dir);
    do {
        etag_of(search, after);
    } while (strcmp(before, after) == 0);
    assert_int_equal(status_with(search, NULL, "TAG", before), 200);
}

static void publish_anew(char generation[static PATH_BYTES])
{
    char before[PATH_BYTES];
    char after[PATH_BYTES];
    etag_of(search, before);
    assert_int_equal(ky_remove_tree(f.dir.index, NULL), KY_OK);
    publish_built(&f.dir);
    current_generation(&f.dir, generation);
    do {
        etag_of(search, after);
    } while (strcmp(before, after) == 0);
}

/* The first generation of a directory that was removed and made again has the name of the old one,
 * and another content. */
static void an_index_made_anew_is_taken_up_and_changes_the_tag(void **state)
{
    (void) state;
    char first[PATH_BYTES];
    char second[PATH_BYTES];
    publish_anew(first);
    publish_anew(second);
    assert_string_equal(first, second);
}

static answer ask_from(const char *origin, const char *target)
{
    char header[PATH_BYTES];
    (void) snprintf(header, sizeof header, "Origin: %s", origin);
    const ask how = {.header = header};
    return http_ask(&f.child, target, &how);
}

static void nobody_else_may_ask_by_default(void **state)
{
    (void) state;
    KY_CLEANUP(answer_fini) answer a = ask_from("https://www.example.jp", search);
    assert_int_equal(a.status, 200);
    assert_no_header(&a, "Access-Control-Allow-Origin");
    assert_no_header(&a, "Vary");
}

static void configured_origins_may_ask(void **state)
{
    (void) state;
    static const char *const targets[] = {search, "/v1/search?x=1", "/absent", "/healthz"};
    static const char *const origins[] = {"https://www.example.jp", "http://localhost:3000"};
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        for (size_t k = 0; k < KY_LEN(origins); k++) {
            KY_CLEANUP(answer_fini) answer a = ask_from(origins[k], targets[i]);
            assert_header(&a, "Access-Control-Allow-Origin", origins[k]);
            assert_header(&a, "Vary", "Origin");
        }
    }
}

static void other_origins_may_not(void **state)
{
    (void) state;
    static const char *const origins[] = {
        "https://example.jp",
        "http://www.example.jp",
        "https://www.example.jp:8443",
        "https://www.example.jp.",
        "https://www.example.jp.evil",
        "null",
        "*",
        "HTTPS://WWW.EXAMPLE.JP",
    };
    for (size_t i = 0; i < KY_LEN(origins); i++) {
        KY_CLEANUP(answer_fini) answer a = ask_from(origins[i], search);
        assert_int_equal(a.status, 200);
        assert_no_header(&a, "Access-Control-Allow-Origin");
        assert_header(&a, "Vary", "Origin");
    }
    KY_CLEANUP(answer_fini) answer without = http_get(&f.child, search);
    assert_no_header(&without, "Access-Control-Allow-Origin");
    assert_header(&without, "Vary", "Origin");
}

int main(void)
{
    const struct CMUnitTest plain[] = {
        cmocka_unit_test(tags_depend_on_the_request),
        cmocka_unit_test(only_answers_from_the_index_have_tags),
        cmocka_unit_test(a_known_tag_gives_304),
        cmocka_unit_test(a_failure_is_never_304),
        cmocka_unit_test(a_304_keeps_the_connection_in_step),
        cmocka_unit_test(nobody_else_may_ask_by_default),
        cmocka_unit_test(a_new_generation_changes_the_tag),
        cmocka_unit_test(an_index_made_anew_is_taken_up_and_changes_the_tag),
    };
    const struct CMUnitTest origins[] = {
        cmocka_unit_test(configured_origins_may_ask),
        cmocka_unit_test(other_origins_may_not),
    };
    int failed = cmocka_run_group_tests(plain, up, down);
    return failed + cmocka_run_group_tests(origins, up_with_origins, down);
}
