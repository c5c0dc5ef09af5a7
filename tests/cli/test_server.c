/* Promises of `kyodo --server` whatever is at the other end:
 *  - what does not answer as a daemon does (nobody there, a closed connection, a page, broken or
 *    other JSON, a redirect, a status of 500 or 503) exits 3 with one line that names the address;
 *  - the detail of a 400 is the message, and the exit is 2; so is a question too long for it (414);
 *  - a record that the daemon does not have exits 1;
 *  - a proxy named in the environment is not asked;
 *  - control characters in what a daemon says reach nobody. */
#include "canned.h"
#include "kyodo.h"

#define HEAD(status) "HTTP/1.1 " status "\r\nConnection: close\r\n"
#define JSON "Content-Type: application/json\r\n\r\n"
#define SCHEMA                                                                                     \
    HEAD("200 OK")                                                                                 \
    JSON "{\"facets\": [{\"name\": \"topic\", \"kind\": \"facet\", \"labels\": {\"ja\": "          \
         "\"\\u001b[1m話題\"}}], \"fields\": [{\"name\": \"title\", \"kind\": \"text\", "        \
         "\"labels\": {\"ja\": \"題\"}}, {\"name\": \"topic\", \"kind\": \"facet\", "             \
         "\"labels\": {\"ja\": \"話題\"}}]}"

static void assert_unusable(const char *schema, const char *other, const char *part)
{
    KY_CLEANUP(canned_stop) canned c = {.schema = schema, .other = other};
    canned_start(&c);
    assert_fails(KYODO(ARGS("search", "--server", c.address, "x")), 3, part);
}

static void what_is_no_daemon_exits_3(void **state)
{
    (void) state;
    static const char *const responses[] = {
        NULL,
        "",
        "hello\r\n",
        HEAD("200 OK") "Content-Type: text/html\r\n\r\n<html>it works</html>",
        HEAD("200 OK") JSON "{\"query\": {\"q\": ",
        HEAD("200 OK") JSON "[1, 2]",
        HEAD("200 OK") JSON "\"\xff\"",
        HEAD("200 OK") "Content-Length: 100\r\n\r\n{}",
        HEAD("302 Found") "Location: http://127.0.0.1:1/\r\n\r\n",
        HEAD("404 Not Found") "\r\nno such page",
        HEAD("400 Bad Request") "\r\n<html>bad</html>",
        HEAD("500 Internal Server Error") JSON "{}",
        HEAD("503 Service Unavailable") JSON "{\"detail\": \"no index is published yet\"}",
    };
    for (size_t i = 0; i < KY_LEN(responses); i++) {
        assert_unusable(SCHEMA, responses[i], "http://127.0.0.1:");
        assert_unusable(responses[i], NULL, "http://127.0.0.1:");
    }
}

static void nobody_there_exits_3(void **state)
{
    (void) state;
    canned c = {0};
    canned_start(&c);
    canned_stop(&c);
    assert_fails(KYODO(ARGS("search", "--server", c.address)), 3, c.address);
    assert_fails(KYODO(ARGS("search", "--server", "unix:/nonexistent/socket")), 3,
                 "unix:/nonexistent/socket");
}

static void the_reason_of_a_503_is_said(void **state)
{
    (void) state;
    static const char unavailable[] =
        HEAD("503 Service Unavailable") JSON "{\"detail\": \"no index is published yet\"}";
    assert_unusable(unavailable, NULL, "no index is published yet");
    assert_unusable(SCHEMA, unavailable, "503");
}

static void the_detail_of_a_400_is_the_message(void **state)
{
    (void) state;
    KY_CLEANUP(canned_stop)
    canned c = {.schema = SCHEMA,
                .other = HEAD("400 Bad Request") JSON
                "{\"detail\": \"parameter 'limit' is\\u001b '\\n'\"}"};
    canned_start(&c);
    assert_fails(KYODO(ARGS("search", "--server", c.address, "--limit", "x")), 2,
                 "kyodo: parameter 'limit' is\uFFFD '\uFFFD'\n");
}

static void a_question_too_long_is_a_wrong_call(void **state)
{
    (void) state;
    KY_CLEANUP(canned_stop) canned c = {.schema = SCHEMA, .other = HEAD("414 URI Too Long") "\r\n"};
    canned_start(&c);
    assert_fails(KYODO(ARGS("search", "--server", c.address, "x")), 2, "too long");
}

static void a_record_that_is_not_there_exits_1(void **state)
{
    (void) state;
    KY_CLEANUP(canned_stop)
    canned c = {.schema = SCHEMA,
                .other = HEAD("404 Not Found") JSON "{\"detail\": \"there is no such record\"}"};
    canned_start(&c);
    assert_fails(KYODO(ARGS("show", "--server", c.address, "7")), 1, "there is no such record");
    assert_fails(KYODO(ARGS("search", "--server", c.address, "7")), 3, c.address);
}

static void a_proxy_in_the_environment_is_not_asked(void **state)
{
    (void) state;
    KY_CLEANUP(canned_stop)
    canned c = {.schema = SCHEMA,
                .other = HEAD("200 OK") JSON
                "{\"total\": 1, \"hits\": [{\"id\": \"a\", \"title\": \"公園\"}]}"};
    canned_start(&c);
    KY_CLEANUP(outcome_fini)
    outcome o = KYODO(ARGS("search", "--server", c.address, "--topic", "x"),
                      ENV("http_proxy=http://127.0.0.1:1", "all_proxy=http://127.0.0.1:1"));
    assert_found(&o);
    assert_buf(&o.out, "id\tnumber\tyear\ttitle\ttopic\na\t\t\t公園\t\n");
}

static void what_a_daemon_says_is_cleaned_for_a_terminal(void **state)
{
    (void) state;
    KY_CLEANUP(canned_stop)
    canned c = {
        .schema = SCHEMA,
        .other = HEAD("200 OK") JSON
        "{\"total\": 1, \"hits\": [{\"id\": \"\\u001b]0;i\\u0007\", \"title\": \"\\u001b[31m\", "
        "\"topic\": [\"\\u009b1m\"]}], \"related\": [{\"facet\": \"topic\", \"value\": "
        "\"\\u001b[2J\", \"count\": 1}], \"query\": {\"corrected\": \"\\u001bc\", \"relaxed\": "
        "true, \"dropped\": [\"\\u001b\"]}, \"facets\": {\"topic\": [{\"value\": \"\\u001b\", "
        "\"count\": 1}], \"\\u001bx\": []}}"};
    canned_start(&c);
    KY_CLEANUP(outcome_fini)
    outcome hits = KYODO(.columns = 80, ARGS("search", "--server", c.address), ENV("NO_COLOR=1"));
    KY_CLEANUP(outcome_fini)
    outcome counts = KYODO(.columns = 80, ARGS("facets", "--server", c.address), ENV("NO_COLOR=1"));
    KY_CLEANUP(outcome_fini) outcome help = KYODO(ARGS("search", "--server", c.address, "--help"));
    assert_found(&hits);
    assert_found(&counts);
    assert_null(memchr(hits.out.p, '\033', hits.out.n));
    assert_null(memchr(counts.out.p, '\033', counts.out.n));
    assert_false(holds(ky_buf_str(&hits.out), "\302\233"));
    assert_null(memchr(help.out.p, '\033', help.out.n));
    assert_true(holds(ky_buf_str(&help.out), "--topic"));
}

static void odd_answers_do_no_harm(void **state)
{
    (void) state;
    static const char *const bodies[] = {
        HEAD("200 OK") JSON "{}",
        HEAD("200 OK") JSON "{\"total\": \"x\", \"hits\": {}, \"facets\": [], \"related\": 1}",
        HEAD("200 OK") JSON "{\"total\": -1, \"hits\": [1, null, {}], \"facets\": {\"topic\": 3}}",
        HEAD("200 OK") JSON "{\"total\": 9, \"hits\": [{\"highlight\": []}], \"query\": []}",
    };
    static const char *const commands[] = {"search", "facets", "show"};
    for (size_t i = 0; i < KY_LEN(bodies); i++) {
        for (size_t k = 0; k < KY_LEN(commands); k++) {
            KY_CLEANUP(canned_stop) canned c = {.schema = SCHEMA, .other = bodies[i]};
            canned_start(&c);
            KY_CLEANUP(outcome_fini)
            outcome o = KYODO(.columns = 60, ARGS(commands[k], "--server", c.address, "x"));
            assert_true(o.status <= 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_daemon_exits_3),
        cmocka_unit_test(nobody_there_exits_3),
        cmocka_unit_test(the_reason_of_a_503_is_said),
        cmocka_unit_test(the_detail_of_a_400_is_the_message),
        cmocka_unit_test(a_question_too_long_is_a_wrong_call),
        cmocka_unit_test(a_record_that_is_not_there_exits_1),
        cmocka_unit_test(a_proxy_in_the_environment_is_not_asked),
        cmocka_unit_test(what_a_daemon_says_is_cleaned_for_a_terminal),
        cmocka_unit_test(odd_answers_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
