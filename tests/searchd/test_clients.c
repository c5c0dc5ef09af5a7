/* What is proved here, against the real daemon:
 *  - pipelined requests are answered in their order
 *  - a target of nothing but parameters is answered, whatever its length
 *  - garbage, broken requests and connections cut at any byte hurt nobody else
 *  - a client that sends its request and closes its half is answered and let go
 *  - a client that sends one byte at a time, or takes no answer, loses its connection after
 *    --idle-timeout, however busy it looks, and others are answered meanwhile
 *  - a thousand connections are served at a time; one over --max-connections is told 503 and the
 *    place is free again when another has gone
 *  - requests that arrive at once are answered however many they are, also exactly as many as the
 *    HTTP library takes at a time */
#include "testing.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"
#include "http.h"

static const char health[] = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

static workdir dir;
static daemon_child child;

static int group_up(void **state)
{
    (void) state;
    workdir_make(&dir);
    publish(&dir);
    return 0;
}

static int group_down(void **state)
{
    (void) state;
    workdir_remove(&dir);
    return 0;
}

static int up(void **state)
{
    (void) state;
    daemon_start_plain(&child, &dir, NULL);
    return 0;
}

static int up_impatient(void **state)
{
    (void) state;
    static const char *const more[] = {"--idle-timeout", "1", NULL};
    daemon_start_plain(&child, &dir, more);
    return 0;
}

/* A machine that is busy may take its time over a thousand. */
static int up_patient(void **state)
{
    (void) state;
    static const char *const more[] = {"--idle-timeout", "3600", NULL};
    daemon_start_plain(&child, &dir, more);
    return 0;
}

static int up_alone(void **state)
{
    (void) state;
    static const char *const more[] = {"--threads", "1", NULL};
    daemon_start_plain(&child, &dir, more);
    return 0;
}

static int up_small(void **state)
{
    (void) state;
    static const char *const more[] = {"--max-connections", "4", "--threads", "2", NULL};
    daemon_start_plain(&child, &dir, more);
    return 0;
}

static int down(void **state)
{
    (void) state;
    return daemon_stop(&child, SIGTERM);
}

static void pipelined_requests_are_answered_in_order(void **state)
{
    (void) state;
    enum { REQUESTS = 40 };
    KY_CLEANUP(ky_buf_fini) ky_buf all = {0};
    for (int i = 1; i <= REQUESTS; i++)
        ky_buf_printf(&all, "GET /v1/projects/2020-%d HTTP/1.1\r\nHost: a\r\n\r\n", i);
    int fd = raw_connect(&child);
    raw_send(fd, all.p, all.n);
    KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
    for (int i = 1; i <= REQUESTS; i++) {
        KY_CLEANUP(answer_fini) answer a = raw_answer(fd, &carry, false);
        KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(&a);
        assert_int_equal(json_integer_value(json_object_get(j, "number")), i);
    }
    (void) close(fd);
}

static void old_clients_are_answered_and_let_go(void **state)
{
    (void) state;
    int fd = raw_connect(&child);
    KY_CLEANUP(ky_buf_fini) ky_buf all = {0};
    raw_puts(fd, "GET /healthz HTTP/1.0\r\n\r\n");
    raw_drain(fd, &all);
    assert_non_null(strstr(all.p, " 200 OK"));
    assert_non_null(strstr(all.p, "serving"));
    (void) close(fd);
}

/* As many parameters as a target can hold, within the limit of its length and over it. */
static void crowds_of_parameters_are_answered(void **state)
{
    (void) state;
    static const struct {
        const char *one;
        size_t n;
        long status;
    } crowds[] = {
        {"&", 8000, 200},  {"a&", 4000, 400},  {"?&", 4000, 400},
        {"&", 20000, 414}, {"=&", 12000, 414},
    };
    for (size_t i = 0; i < KY_LEN(crowds); i++) {
        KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
        ky_buf_puts(&text, "GET /v1/search?limit=0&");
        for (size_t k = 0; k < crowds[i].n; k++)
            ky_buf_puts(&text, crowds[i].one);
        ky_buf_puts(&text, " HTTP/1.1\r\nHost: a\r\n\r\n");
        assert_true(ky_buf_ok(&text));
        int fd = raw_connect(&child);
        raw_send(fd, text.p, text.n);
        KY_CLEANUP(answer_fini) answer a = raw_answer(fd, &carry, false);
        assert_int_equal(a.status, crowds[i].status);
        (void) close(fd);
    }
}

static void garbage_hurts_nobody(void **state)
{
    (void) state;
    const ky_str garbage[] = {
        KY_LIT("\r\n\r\n\r\n"),
        KY_LIT("\0\0\0\0\r\n\r\n"),
        KY_LIT("GET\r\n\r\n"),
        KY_LIT("GET  HTTP/1.1\r\n\r\n"),
        KY_LIT("GET / HTTP/9.9\r\n\r\n"),
        KY_LIT("GET / FTP/1.1\r\n\r\n"),
        KY_LIT("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), /* a TLS greeting */
        KY_LIT("GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n"),
        KY_LIT("GET / HTTP/1.1\r\nHost\r\n\r\n"),
        KY_LIT("GET / HTTP/1.1\r\n: x\r\n\r\n"),
        KY_LIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"),
        KY_LIT("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"),
        KY_LIT("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
        KY_LIT("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    };
    for (size_t i = 0; i < KY_LEN(garbage); i++) {
        int fd = raw_connect(&child);
        raw_send(fd, garbage[i].p, garbage[i].n);
        (void) shutdown(fd, SHUT_WR);
        KY_CLEANUP(ky_buf_fini) ky_buf all = {0};
        raw_drain(fd, &all); /* whatever it says, it ends */
        /* 505 is right for a version of HTTP that does not exist */
        if (all.n > 0 && strstr(all.p, " 50") == all.p + 8 && strstr(all.p, " 505 ") == NULL)
            fail_msg("garbage %zu: %s", i, all.p);
        (void) close(fd);
        assert_int_equal(http_status(&child, "/healthz"), 200);
    }
}

static void random_bytes_hurt_nobody(void **state)
{
    (void) state;
    unsigned seed = 1;
    for (int i = 0; i < 200; i++) {
        char bytes[300];
        size_t n = (size_t) (seed = seed * 1103515245 + 12345) / 65536 % sizeof bytes;
        for (size_t k = 0; k < n; k++)
            bytes[k] = (char) ((seed = seed * 1103515245 + 12345) / 65536);
        int fd = raw_connect(&child);
        if (i % 2 == 0)
            raw_puts(fd, "GET /v1/search?q=");
        raw_send(fd, bytes, n);
        raw_puts(fd, " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        (void) shutdown(fd, SHUT_WR);
        KY_CLEANUP(ky_buf_fini) ky_buf all = {0};
        raw_drain(fd, &all);
        if (all.n > 0 && strstr(all.p, " 50") == all.p + 8 && strstr(all.p, " 505 ") == NULL)
            fail_msg("round %d: %s", i, all.p);
        (void) close(fd);
    }
    assert_int_equal(http_status(&child, "/healthz"), 200);
}

static void a_half_closed_connection_is_answered_and_let_go(void **state)
{
    (void) state;
    for (int i = 0; i < 50; i++) {
        int fd = raw_connect(&child);
        raw_puts(fd, "GET /v1/search?q=a HTTP/1.1\r\nHost: a\r\n\r\n");
        (void) shutdown(fd, SHUT_WR);
        KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
        KY_CLEANUP(answer_fini) answer a = raw_answer(fd, &carry, false);
        assert_int_equal(a.status, 200);
        if (i % 25 == 0)
            raw_drain(fd, &carry);
        (void) close(fd);
    }
}

static void a_request_cut_at_any_byte_hurts_nobody(void **state)
{
    (void) state;
    static const char request[] = "GET /v1/search?q=%E5%85%AC HTTP/1.1\r\nHost: a\r\n\r\n";
    for (size_t n = 0; n < sizeof request; n++) {
        int fd = raw_connect(&child);
        raw_send(fd, request, n);
        (void) close(fd);
    }
    assert_int_equal(http_status(&child, "/healthz"), 200);
}

static void a_client_of_single_bytes_is_cut_off(void **state)
{
    (void) state;
    int fd = raw_connect(&child);
    raw_puts(fd, "GET /healthz HTTP/1.1\r\nX: ");
    for (char answer_byte; recv(fd, &answer_byte, 1, MSG_DONTWAIT) != 0;) {
        /* each byte starts the library's own timeout anew */
        if (send(fd, "a", 1, MSG_NOSIGNAL) < 0)
            break;
        assert_int_equal(http_status(&child, "/healthz"), 200);
    }
    (void) close(fd);
}

static void a_silent_client_is_cut_off(void **state)
{
    (void) state;
    int fresh = raw_connect(&child);
    int used = raw_connect(&child);
    KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
    raw_puts(used, health);
    KY_CLEANUP(answer_fini) answer a = raw_answer(used, &carry, false);
    assert_int_equal(a.status, 200);
    raw_drain(fresh, &carry);
    raw_drain(used, &carry);
    assert_int_equal(carry.n, 0);
    (void) close(fresh);
    (void) close(used);
}

static void a_client_that_takes_no_answer_is_cut_off(void **state)
{
    (void) state;
    int fd = raw_connect(&child);
    int small = 4096;
    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small), 0);
    KY_CLEANUP(ky_buf_fini) ky_buf many = {0};
    for (int i = 0; i < 400; i++)
        ky_buf_puts(&many, "GET /v1/search?limit=100 HTTP/1.1\r\nHost: a\r\n\r\n");
    raw_send(fd, many.p, many.n);
    /* One that is kept waiting until the other has been hung up on: its error shows then. */
    int why = 0;
    while (why == 0) {
        socklen_t size = sizeof why;
        assert_int_equal(http_status(&child, "/healthz"), 200);
        assert_int_equal(getsockopt(fd, SOL_SOCKET, SO_ERROR, &why, &size), 0);
        if (send(fd, "\r\n", 2, MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
            break;
    }
    (void) close(fd);
}

static void a_thousand_connections_are_served(void **state)
{
    (void) state;
    enum { CONNECTIONS = 1000 };
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    static int fds[CONNECTIONS];
    for (int i = 0; i < CONNECTIONS; i++) {
        fds[i] = raw_connect(&child);
        assert_true(fds[i] >= 0);
    }
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < CONNECTIONS; i++)
            raw_puts(fds[i], health);
        for (int i = 0; i < CONNECTIONS; i++) {
            KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
            KY_CLEANUP(answer_fini) answer a = raw_answer(fds[i], &carry, false);
            assert_int_equal(a.status, 200);
        }
    }
    for (int i = 0; i < CONNECTIONS; i++)
        (void) close(fds[i]);
}

/* So many requests that the HTTP library's event loop takes them all at once, and none besides: the
 * daemon stands still while they arrive. */
static void requests_that_arrive_together_are_answered(void **state)
{
    (void) state;
    enum { AT_ONCE = 128 };
    static const int counts[] = {AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE};
    for (size_t k = 0; k < KY_LEN(counts); k++) {
        int fds[2 * AT_ONCE];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < counts[k] && round == 0; i++)
                fds[i] = raw_connect(&child);
            assert_int_equal(kill(child.pid, round == 0 ? SIGCONT : SIGSTOP), 0);
            for (int i = 0; i < counts[k]; i++)
                raw_puts(fds[i], health);
            assert_int_equal(kill(child.pid, SIGCONT), 0);
            for (int i = 0; i < counts[k]; i++) {
                KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
                KY_CLEANUP(answer_fini) answer a = raw_answer(fds[i], &carry, false);
                assert_int_equal(a.status, 200);
            }
        }
        for (int i = 0; i < counts[k]; i++)
            (void) close(fds[i]);
    }
}

static void one_connection_too_many_is_told_so(void **state)
{
    (void) state;
    int fds[4];
    for (size_t i = 0; i < KY_LEN(fds); i++) {
        fds[i] = raw_connect(&child);
        KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
        raw_puts(fds[i], health);
        KY_CLEANUP(answer_fini) answer a = raw_answer(fds[i], &carry, false);
        assert_int_equal(a.status, 200);
    }
    KY_CLEANUP(answer_fini) answer a = http_get(&child, "/healthz");
    assert_problem(&a, 503, "connections");
    assert_header(&a, "Retry-After", "5");
    assert_header(&a, "Connection", "close");
    (void) close(fds[0]);
    wait_for_status(&child, "/healthz", 200);
    for (size_t i = 1; i < KY_LEN(fds); i++)
        (void) close(fds[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pipelined_requests_are_answered_in_order, up, down),
        cmocka_unit_test_setup_teardown(old_clients_are_answered_and_let_go, up, down),
        cmocka_unit_test_setup_teardown(crowds_of_parameters_are_answered, up, down),
        cmocka_unit_test_setup_teardown(garbage_hurts_nobody, up, down),
        cmocka_unit_test_setup_teardown(random_bytes_hurt_nobody, up, down),
        cmocka_unit_test_setup_teardown(a_half_closed_connection_is_answered_and_let_go, up, down),
        cmocka_unit_test_setup_teardown(a_request_cut_at_any_byte_hurts_nobody, up, down),
        cmocka_unit_test_setup_teardown(a_client_of_single_bytes_is_cut_off, up_impatient, down),
        cmocka_unit_test_setup_teardown(a_silent_client_is_cut_off, up_impatient, down),
        cmocka_unit_test_setup_teardown(a_client_that_takes_no_answer_is_cut_off, up_impatient,
                                        down),
        cmocka_unit_test_setup_teardown(a_thousand_connections_are_served, up_patient, down),
        cmocka_unit_test_setup_teardown(requests_that_arrive_together_are_answered, up_alone, down),
        cmocka_unit_test_setup_teardown(one_connection_too_many_is_told_so, up_small, down),
    };
    return cmocka_run_group_tests(tests, group_up, group_down);
}
