/* What is proved here, against the real program:
 *  - --help and --version go to standard output, exit 0
 *  - usage and configuration errors exit 2 with one line `kyodo-searchd: what: why` that names the
 *    option, or file and line; -n only checks
 *  - a damaged or foreign index and a missing dictionary exit 3
 *  - without an index it starts, answers 503 with Retry-After, and serves the index as soon as one
 *    is published, without a restart
 *  - SIGTERM and SIGINT finish the requests under way and exit 0; no new connection is taken
 *  - systemd is told READY=1 and STOPPING=1, and RELOADING=1 at SIGHUP */
#include "testing.h"

#include <fcntl.h>
#include <ftw.h>
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

static int up(void **state)
{
    (void) state;
    workdir_make(&dir);
    return 0;
}

static int up_published(void **state)
{
    (void) up(state);
    publish(&dir);
    return 0;
}

static int down(void **state)
{
    (void) state;
    workdir_remove(&dir);
    return 0;
}

static void assert_one_line(const char *err, const char *holds)
{
    static const char begin[] = "kyodo-searchd: ";
    assert_int_equal(strncmp(err, begin, sizeof begin - 1), 0);
    assert_ptr_equal(strchr(err, '\n'), err + strlen(err) - 1);
    assert_non_null(strstr(err + sizeof begin - 1, ": "));
    if (strstr(err, holds) == NULL)
        fail_msg("'%s' is not in '%s'", holds, err);
}

static void assert_ends(int status, const char *holds, const char *const *args)
{
    char *out;
    char *err;
    int got = daemon_run(&dir, args, &out, &err);
    if (got != status)
        fail_msg("exit %d: %s%s", got, out, err);
    if (status == 0) {
        assert_string_equal(err, "");
        assert_non_null(strstr(out, holds));
    } else {
        assert_string_equal(out, "");
        assert_one_line(err, holds);
    }
    free(out);
    free(err);
}
#define ASSERT_ENDS(status, holds, ...)                                                            \
    assert_ends((status), (holds), (const char *const[]){__VA_ARGS__, NULL})

static void help_and_version_go_to_standard_output(void **state)
{
    (void) state;
    ASSERT_ENDS(0, "Usage: kyodo-searchd", "--help");
    ASSERT_ENDS(0, "kyodo-searchd " KYODO_VERSION "\n", "--version");
    ASSERT_ENDS(0, "Usage:", "--help", "--bogus");
}

static void usage_errors_exit_2_and_name_the_option(void **state)
{
    (void) state;
    ASSERT_ENDS(2, "--bogus", "--index", dir.index, "--bogus");
    ASSERT_ENDS(2, "--index", "--threads", "2");
    ASSERT_ENDS(2, "--listen", "--index", dir.index, "--listen", "ftp://x");
    ASSERT_ENDS(2, "--threads", "--index", dir.index, "--threads", "many");
    ASSERT_ENDS(2, "stray", "--index", dir.index, "stray");
    ASSERT_ENDS(2, "--config", "--config");
}

static void write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    (void) close(fd);
}

static void the_configuration_is_checked_and_nothing_else(void **state)
{
    (void) state;
    char conf[PATH_BYTES];
    (void) snprintf(conf, sizeof conf, "%s/conf", dir.path);
    write_file(conf, "index = /nowhere # not looked at\nlisten = http://127.0.0.1:0\n");
    ASSERT_ENDS(0, "configuration ok", "-n", "--config", conf);
    write_file(conf, "index = /nowhere\nthreads = 0\n");
    ASSERT_ENDS(2, "line 2: threads: must be a whole number in 1..256", "-n", "--config", conf);
    ASSERT_ENDS(2, conf, "-n", "--config", conf);
    write_file(conf, "index = /nowhere\ntreads = 1\n");
    ASSERT_ENDS(2, "line 2", "--config", conf);
    ASSERT_ENDS(2, "treads", "--config", conf);
    ASSERT_ENDS(2, "/absent.conf", "-n", "--config", "/absent.conf");
}

/* Overwrite the file that every database of an index begins with. */
static int damage(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void) st;
    (void) kind;
    if (strcmp(path + ftw->base, "iamglass") != 0)
        return 0;
    write_file(path, "this is no database any more");
    return 0;
}

static void a_damaged_index_exits_3(void **state)
{
    (void) state;
    assert_int_equal(nftw(dir.index, damage, 16, FTW_PHYS), 0);
    ASSERT_ENDS(3, dir.index, "--index", dir.index, "--listen", "http://127.0.0.1:0");
}

static void a_foreign_index_exits_3(void **state)
{
    (void) state;
    char path[PATH_BYTES];
    assert_int_equal(mkdir(dir.index, 0700), 0);
    (void) snprintf(path, sizeof path, "%s/something", dir.index);
    assert_int_equal(mkdir(path, 0700), 0);
    (void) snprintf(path, sizeof path, "%s/something/notes.txt", dir.index);
    write_file(path, "no index");
    (void) snprintf(path, sizeof path, "%s/current", dir.index);
    assert_int_equal(symlink("something", path), 0);
    ASSERT_ENDS(3, dir.index, "--index", dir.index, "--listen", "http://127.0.0.1:0");
    (void) snprintf(path, sizeof path, "%s/something/notes.txt", dir.index);
    ASSERT_ENDS(3, path, "--index", path, "--listen", "http://127.0.0.1:0");
}

static void a_missing_dictionary_exits_3(void **state)
{
    (void) state;
    ASSERT_ENDS(3, "/nonexistent", "--index", dir.index, "--dictionary", "/nonexistent", "--listen",
                "http://127.0.0.1:0");
    ASSERT_ENDS(3, "/nonexistent", "--index", dir.index, "--data", "/nonexistent", "--listen",
                "http://127.0.0.1:0");
}

static void an_index_published_later_is_served(void **state)
{
    (void) state;
    daemon_child d;
    daemon_start_plain(&d, &dir, NULL);
    static const char *const targets[] = {"/v1/search?q=a", "/v1/schema", "/v1/projects/2020-1",
                                          "/readyz"};
    for (size_t i = 0; i < KY_LEN(targets); i++) {
        KY_CLEANUP(answer_fini) answer a = http_get(&d, targets[i]);
        assert_problem(&a, 503, "");
        assert_header(&a, "Retry-After", "5");
    }
    assert_int_equal(http_status(&d, "/healthz"), 200);
    assert_int_equal(http_status(&d, "/absent"), 404);
    publish(&dir);
    wait_for_status(&d, "/readyz", 200);
    for (size_t i = 0; i < KY_LEN(targets); i++)
        assert_int_equal(http_status(&d, targets[i]), 200);
    assert_int_equal(daemon_stop(&d, SIGTERM), 0);
}

static void signals_to_stop_exit_0(void **state)
{
    (void) state;
    static const int signals[] = {SIGTERM, SIGINT};
    for (size_t i = 0; i < KY_LEN(signals); i++) {
        daemon_child d;
        daemon_start_plain(&d, &dir, NULL);
        int idle = raw_connect(&d);
        KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
        raw_puts(idle, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        KY_CLEANUP(answer_fini) answer a = raw_answer(idle, &carry, false);
        assert_int_equal(a.status, 200);
        assert_int_equal(daemon_stop(&d, signals[i]), 0);
        raw_drain(idle, &carry);
        (void) close(idle);
    }
}

static void a_request_under_way_is_finished(void **state)
{
    (void) state;
    daemon_child d;
    daemon_start_plain(&d, &dir, NULL);
    int fd = raw_connect(&d);
    raw_puts(fd, "GET /v1/search?q=%E5%85%AC%E5%9C%92 HTTP/1.1\r\nHost: a\r\n");
    assert_int_equal(kill(d.pid, SIGTERM), 0);
    for (int probe; (probe = raw_connect(&d)) >= 0;) /* it has heard when it no longer listens */
        (void) close(probe);
    raw_puts(fd, "\r\n");
    KY_CLEANUP(ky_buf_fini) ky_buf carry = {0};
    KY_CLEANUP(answer_fini) answer a = raw_answer(fd, &carry, false);
    assert_int_equal(a.status, 200);
    assert_header(&a, "Connection", "close");
    KY_CLEANUP(ky_json_unref_p) json_t *j = answer_json(&a);
    assert_non_null(j);
    (void) close(fd);
    assert_int_equal(daemon_wait(&d), 0);
}

static void a_request_that_never_ends_does_not_hold_it(void **state)
{
    (void) state;
    daemon_child d;
    daemon_start_plain(&d, &dir, NULL);
    int fd = raw_connect(&d);
    raw_puts(fd, "GET /v1/search HTTP/1.1\r\nHost: a\r\n");
    assert_int_equal(daemon_stop(&d, SIGTERM), 0); /* ctest's time limit is the judge */
    (void) close(fd);
}

static int notify_socket(const char *path)
{
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    (void) snprintf(a.sun_path, sizeof a.sun_path, "%s", path);
    assert_int_equal(bind(fd, (const struct sockaddr *) &a, sizeof a), 0);
    return fd;
}

/* The next message must hold the text. */
static void assert_told(int fd, const char *text)
{
    char message[512];
    ssize_t n = recv(fd, message, sizeof message - 1, 0);
    assert_true(n > 0);
    message[n] = '\0';
    if (strstr(message, text) == NULL)
        fail_msg("'%s' is not in '%s'", text, message);
}

static void systemd_is_told(void **state)
{
    (void) state;
    char path[100];
    (void) snprintf(path, sizeof path, "%s/notify", dir.path);
    int fd = notify_socket(path);
    const char *const args[] = {"--index", dir.index, "--listen", "http://127.0.0.1:0", NULL};
    const daemon_options o = {.args = args, .notify = path};
    daemon_child d;
    assert_true(daemon_start(&d, &dir, &o));
    assert_told(fd, "READY=1");
    assert_int_equal(kill(d.pid, SIGHUP), 0);
    assert_told(fd, "RELOADING=1\nMONOTONIC_USEC=");
    assert_told(fd, "READY=1");
    assert_int_equal(kill(d.pid, SIGTERM), 0);
    assert_told(fd, "STOPPING=1");
    assert_int_equal(daemon_wait(&d), 0);
    (void) close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(help_and_version_go_to_standard_output, up, down),
        cmocka_unit_test_setup_teardown(usage_errors_exit_2_and_name_the_option, up, down),
        cmocka_unit_test_setup_teardown(the_configuration_is_checked_and_nothing_else, up, down),
        cmocka_unit_test_setup_teardown(a_damaged_index_exits_3, up_published, down),
        cmocka_unit_test_setup_teardown(a_foreign_index_exits_3, up, down),
        cmocka_unit_test_setup_teardown(a_missing_dictionary_exits_3, up_published, down),
        cmocka_unit_test_setup_teardown(an_index_published_later_is_served, up, down),
        cmocka_unit_test_setup_teardown(signals_to_stop_exit_0, up_published, down),
        cmocka_unit_test_setup_teardown(a_request_under_way_is_finished, up_published, down),
        cmocka_unit_test_setup_teardown(a_request_that_never_ends_does_not_hold_it, up_published,
                                        down),
        cmocka_unit_test_setup_teardown(systemd_is_told, up_published, down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
