/* What is proved here, against the real program:
 *  - one line per listener, with the port really bound; TCP, IPv6 and Unix sockets answer alike
 *  - a Unix socket has mode 0660, is removed at the end, and replaces one whose daemon has died,
 *    but neither a live one (exit 3) nor a file that is no socket (exit 3)
 *  - a port in use exits 3
 *  - sockets passed by systemd are used instead of the default, and beside explicit ones */
#include "testing.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/mem.h"
#include "http.h"

static workdir dir;
static char path[100];    /* of a Unix socket */
static char address[108]; /* unix:path */

static int up(void **state)
{
    (void) state;
    workdir_make(&dir);
    publish(&dir);
    (void) snprintf(path, sizeof path, "%s/socket", dir.path);
    (void) snprintf(address, sizeof address, "unix:%s", path);
    return 0;
}

static int down(void **state)
{
    (void) state;
    workdir_remove(&dir);
    return 0;
}

static void start(daemon_child *d, size_t listeners, const char *const *args)
{
    const daemon_options o = {.args = args, .listeners = listeners};
    if (!daemon_start(d, &dir, &o))
        fail_msg("it did not start: %s", daemon_log(d));
}

static long unix_status(const daemon_child *d, const char *at)
{
    const ask how = {.unix_path = at};
    KY_CLEANUP(answer_fini) answer a = http_ask(d, "/v1/search?q=a", &how);
    return a.status;
}

static void assert_exits_3(const char *listen, const char *why)
{
    const char *const args[] = {"--index", dir.index, "--listen", listen, NULL};
    char *out;
    char *err;
    assert_int_equal(daemon_run(&dir, args, &out, &err), 3);
    assert_string_equal(out, "");
    if (strstr(err, why) == NULL || strstr(err, listen) == NULL)
        fail_msg("'%s': %s", why, err);
    free(out);
    free(err);
}

static void every_listener_is_named_and_answers(void **state)
{
    (void) state;
    const char *const args[] = {"--index",  dir.index, "--listen", "http://127.0.0.1:0",
                                "--listen", address,   "--listen", "http://localhost:0",
                                NULL};
    daemon_child d;
    start(&d, 3, args);
    assert_int_equal(strncmp(d.listening[0], "http://127.0.0.1:", 17), 0);
    assert_true(d.port > 0);
    assert_string_equal(d.listening[1], address);
    assert_int_equal(http_status(&d, "/v1/search?q=a"), 200);
    assert_int_equal(unix_status(&d, path), 200);
    assert_int_equal(daemon_stop(&d, SIGTERM), 0);
}

static bool has_ipv6(void)
{
    int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const struct sockaddr_in6 a = {.sin6_family = AF_INET6, .sin6_addr = in6addr_loopback};
    bool ok = fd >= 0 && bind(fd, (const struct sockaddr *) &a, sizeof a) == 0;
    if (fd >= 0)
        (void) close(fd);
    return ok;
}

static void ipv6_is_named_with_brackets(void **state)
{
    (void) state;
    if (!has_ipv6())
        skip();
    const char *const args[] = {"--index", dir.index, "--listen", "http://[::1]:0", NULL};
    daemon_child d;
    start(&d, 1, args);
    assert_int_equal(strncmp(d.listening[0], "http://[::1]:", 13), 0);
    assert_int_equal(daemon_stop(&d, SIGTERM), 0);
}

static void a_unix_socket_is_private_and_removed(void **state)
{
    (void) state;
    const char *const args[] = {"--index", dir.index, "--listen", address, NULL};
    daemon_child d;
    mode_t old = umask(0077);
    start(&d, 1, args);
    (void) umask(old);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0660);
    assert_int_equal(daemon_stop(&d, SIGTERM), 0);
    assert_int_equal(access(path, F_OK), -1);
}

static void a_stale_socket_is_replaced(void **state)
{
    (void) state;
    const char *const args[] = {"--index", dir.index, "--listen", address, NULL};
    daemon_child d;
    start(&d, 1, args);
    assert_int_equal(daemon_stop(&d, SIGKILL), -1);
    assert_int_equal(access(path, F_OK), 0);
    start(&d, 1, args);
    assert_int_equal(unix_status(&d, path), 200);
    assert_int_equal(daemon_stop(&d, SIGTERM), 0);
}

static void a_live_socket_is_left_alone(void **state)
{
    (void) state;
    const char *const args[] = {"--index", dir.index, "--listen", address, NULL};
    daemon_child d;
    start(&d, 1, args);
    assert_exits_3(address, "in use");
    assert_int_equal(unix_status(&d, path), 200);
    assert_int_equal(daemon_stop(&d, SIGTERM), 0);
}

static void a_file_that_is_no_socket_is_left_alone(void **state)
{
    (void) state;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    (void) close(fd);
    assert_exits_3(address, "in use");
    assert_int_equal(access(path, F_OK), 0);
}

static void a_port_in_use_exits_3(void **state)
{
    (void) state;
    daemon_child d;
    daemon_start_plain(&d, &dir, NULL);
    assert_exits_3(d.listening[0], "in use");
    assert_int_equal(http_status(&d, "/v1/search?q=a"), 200);
    assert_int_equal(daemon_stop(&d, SIGTERM), 0);
}

static void what_cannot_be_bound_exits_3(void **state)
{
    (void) state;
    assert_exits_3("http://192.0.2.1:1", ""); /* an address of documentation, nobody's */
    assert_exits_3("unix:/nonexistent/socket", "");
}

static void a_successor_s_socket_is_not_removed(void **state)
{
    (void) state;
    const char *const args[] = {"--index", dir.index, "--listen", address, NULL};
    daemon_child first;
    daemon_child second;
    start(&first, 1, args);
    assert_int_equal(unlink(path), 0);
    start(&second, 1, args);
    assert_int_equal(daemon_stop(&first, SIGTERM), 0);
    assert_int_equal(unix_status(&second, path), 200);
    assert_int_equal(daemon_stop(&second, SIGTERM), 0);
}

static int listening_tcp(int *port)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof a;
    assert_int_equal(bind(fd, (const struct sockaddr *) &a, size), 0);
    assert_int_equal(listen(fd, 16), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *) &a, &size), 0);
    *port = ntohs(a.sin_port);
    return fd;
}

static int listening_unix(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    (void) snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
    assert_int_equal(bind(fd, (const struct sockaddr *) &a, sizeof a), 0);
    assert_int_equal(listen(fd, 16), 0);
    return fd;
}

static void sockets_of_systemd_are_used(void **state)
{
    (void) state;
    int port;
    const int passed[] = {listening_tcp(&port), listening_unix()};
    const char *const args[] = {"--index", dir.index, NULL};
    const daemon_options o = {.args = args, .listeners = 2, .passed = passed, .n_passed = 2};
    daemon_child d;
    assert_true(daemon_start(&d, &dir, &o));
    assert_int_equal(d.port, port);
    assert_string_equal(d.listening[1], address);
    assert_int_equal(http_status(&d, "/v1/search?q=a"), 200);
    assert_int_equal(unix_status(&d, path), 200);
    assert_int_equal(daemon_stop(&d, SIGTERM), 0);
    assert_int_equal(access(path, F_OK), 0); /* systemd's, not ours */
    (void) close(passed[0]);
    (void) close(passed[1]);
}

static void explicit_listeners_stand_beside_those_of_systemd(void **state)
{
    (void) state;
    int port;
    const int passed[] = {listening_tcp(&port)};
    const char *const args[] = {"--index", dir.index, "--listen", address, NULL};
    const daemon_options o = {.args = args, .listeners = 2, .passed = passed, .n_passed = 1};
    daemon_child d;
    assert_true(daemon_start(&d, &dir, &o));
    assert_int_equal(http_status(&d, "/v1/search?q=a"), 200);
    assert_int_equal(unix_status(&d, path), 200);
    assert_int_equal(daemon_stop(&d, SIGTERM), 0);
    (void) close(passed[0]);
}

static void a_socket_that_does_not_listen_is_refused(void **state)
{
    (void) state;
    const int passed[] = {socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    const char *const args[] = {"--index", dir.index, NULL};
    const daemon_options o = {.args = args, .passed = passed, .n_passed = 1};
    daemon_child d;
    assert_false(daemon_start(&d, &dir, &o));
    assert_int_equal(daemon_wait(&d), 3);
    (void) close(passed[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_listener_is_named_and_answers, up, down),
        cmocka_unit_test_setup_teardown(ipv6_is_named_with_brackets, up, down),
        cmocka_unit_test_setup_teardown(a_unix_socket_is_private_and_removed, up, down),
        cmocka_unit_test_setup_teardown(a_stale_socket_is_replaced, up, down),
        cmocka_unit_test_setup_teardown(a_live_socket_is_left_alone, up, down),
        cmocka_unit_test_setup_teardown(a_file_that_is_no_socket_is_left_alone, up, down),
        cmocka_unit_test_setup_teardown(a_port_in_use_exits_3, up, down),
        cmocka_unit_test_setup_teardown(what_cannot_be_bound_exits_3, up, down),
        cmocka_unit_test_setup_teardown(a_successor_s_socket_is_not_removed, up, down),
        cmocka_unit_test_setup_teardown(sockets_of_systemd_are_used, up, down),
        cmocka_unit_test_setup_teardown(explicit_listeners_stand_beside_those_of_systemd, up, down),
        cmocka_unit_test_setup_teardown(a_socket_that_does_not_listen_is_refused, up, down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
