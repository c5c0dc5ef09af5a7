/* What is proved here:
 *  - addresses and origins of the forms in --help are taken, others refused with what is accepted
 *  - a wrong value in the configuration file names file, line and what is accepted
 *  - the kiosk's idle time and first language are those given, within their bounds
 *  - flags win over the file; a list of flags replaces the file's
 *  - --index is required; a stray argument and an unknown option are named
 *  - the help fits 80 columns and says range, unit and default
 *  - kyodo-searchd.conf.example is what the table of options makes, and is itself accepted
 *  - *ret is as it was on failure */
#include "testing.h"

#include <stdio.h>
#include <unistd.h>

#include "base/mem.h"
#include "options.h"

typedef struct fixture {
    ky_arena arena;
    config c;
    ky_err err;
    char path[64];
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    *state = f;
    return f == NULL;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    if (f->path[0] != '\0')
        (void) unlink(f->path);
    ky_arena_fini(&f->arena);
    free(f);
    return 0;
}

static void write_config(fixture *f, const char *text)
{
    (void) snprintf(f->path, sizeof f->path, "/tmp/kyodo-conf-XXXXXX");
    int fd = mkstemp(f->path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    (void) close(fd);
}

static ky_rc read_args(fixture *f, const char *const *args)
{
    char *argv[16] = {"kyodo-searchd"};
    int n = 1;
    for (; args[n - 1] != NULL; n++)
        argv[n] = (char *) args[n - 1];
    return config_read(n, argv, &f->arena, &f->c, &f->err);
}
#define READ(f, ...) read_args((f), (const char *const[]){__VA_ARGS__, NULL})

static void assert_refused(fixture *f, ky_rc rc, const char *in_message)
{
    assert_int_equal(rc, KY_E_INVALID);
    if (strstr(f->err.msg, in_message) == NULL)
        fail_msg("'%s' is not in '%s'", in_message, f->err.msg);
    assert_null(f->c.index);
}

static void addresses_of_the_three_forms_are_taken(void **state)
{
    (void) state;
    address a;
    assert_int_equal(address_parse(KY_LIT("http://127.0.0.1:8080"), &a, NULL), KY_OK);
    assert_string_equal(a.host, "127.0.0.1");
    assert_string_equal(a.port, "8080");
    assert_int_equal(address_parse(KY_LIT("http://[::1]:0/"), &a, NULL), KY_OK);
    assert_string_equal(a.host, "::1");
    assert_int_equal(address_parse(KY_LIT("http://localhost:65535"), &a, NULL), KY_OK);
    assert_int_equal(address_parse(KY_LIT("unix:/run/kyodo.sock"), &a, NULL), KY_OK);
    assert_true(a.is_unix);
    assert_string_equal(a.path, "/run/kyodo.sock");
}

static void other_addresses_are_refused(void **state)
{
    (void) state;
    static const char *const wrong[] = {
        "",           "8080",          "127.0.0.1:8080", "https://a:1",    "http://",
        "http://a",   "http://a:",     "http://a:x",     "http://a:65536", "http://a:-1",
        "http://:80", "http://::1:80", "http://a:80/b",  "http://a b:80",  "unix:",
        "unix:run/x", "http://[::1]",  "http://[]:80",   "http://a:8 0",   "http://u@a:80",
    };
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        address a = {.port = "7"};
        if (address_parse(ky_str_of(wrong[i]), &a, NULL) != KY_E_INVALID)
            fail_msg("'%s' was taken", wrong[i]);
        assert_string_equal(a.port, "7");
    }
}

static void the_path_of_a_unix_socket_has_a_limit(void **state)
{
    (void) state;
    char text[128] = "unix:/";
    memset(text + 6, 'a', 106); /* 107 bytes of path */
    address a;
    assert_int_equal(address_parse(ky_str_of(text), &a, NULL), KY_OK);
    text[112] = 'a';
    assert_int_equal(address_parse(ky_str_of(text), &a, NULL), KY_E_INVALID);
}

static void origins_are_scheme_and_host(void **state)
{
    (void) state;
    assert_true(origin_is_valid(KY_LIT("https://www.example.jp")));
    assert_true(origin_is_valid(KY_LIT("http://localhost:3000")));
    assert_true(origin_is_valid(KY_LIT("http://[::1]:3000")));
    static const char *const wrong[] = {"https://A.example",
                                        "https://b.example:443",
                                        "http://b.example:80",
                                        "",
                                        "*",
                                        "null",
                                        "example.jp",
                                        "https://",
                                        "https://a/",
                                        "HTTPS://a",
                                        "https://*.a",
                                        "https://a b",
                                        "://a",
                                        "https://a,b",
                                        "https://あ"};
    for (size_t i = 0; i < KY_LEN(wrong); i++)
        if (origin_is_valid(ky_str_of(wrong[i])))
            fail_msg("'%s' was taken", wrong[i]);
}

static void defaults_hold_where_nothing_is_said(void **state)
{
    fixture *f = *state;
    assert_int_equal(READ(f, "--index", "/i"), KY_OK);
    assert_string_equal(f->c.index, "/i");
    assert_int_equal(f->c.n_listen, 1);
    assert_false(f->c.listen_given);
    assert_string_equal(f->c.listen[0].port, "8080");
    assert_true(f->c.threads >= 1);
    assert_int_equal(f->c.max_connections, SD_DEFAULT_CONNECTIONS);
    assert_int_equal(f->c.idle_seconds, SD_DEFAULT_IDLE_SECONDS);
    assert_int_equal(f->c.query_us, 1000 * SD_DEFAULT_QUERY_MS);
    assert_int_equal(f->c.n_origins, 0);
    assert_int_equal(f->c.kiosk_seconds, SD_DEFAULT_KIOSK_SECONDS);
    assert_int_equal(f->c.kiosk_language, LANGUAGE_JA);
    assert_null(f->c.data);
}

static void usage_errors_name_what_is_wrong(void **state)
{
    fixture *f = *state;
    assert_refused(f, READ(f, "--threads", "1"), "--index");
    assert_refused(f, READ(f, "--index", "/i", "stray"), "stray");
    assert_refused(f, READ(f, "--index", "/i", "--bogus"), "--bogus");
    assert_refused(f, READ(f, "--index", "/i", "--threads", "0"), "1..256");
    assert_refused(f, READ(f, "--index", "/i", "--threads", "257"), "1..256");
    assert_refused(f, READ(f, "--index", "/i", "--listen", "x"), "http://host:port or unix:/path");
    assert_refused(f, READ(f, "--index", "/i", "--allow-origin", "*"), "scheme://host");
    assert_refused(f, READ(f, "--index", "/i", "--kiosk-idle", "9"), "10..3600");
    assert_refused(f, READ(f, "--index", "/i", "--kiosk-idle", "3601"), "10..3600");
    assert_refused(f, READ(f, "--index", "/i", "--kiosk-idle", "60.5"), "10..3600");
    assert_refused(f, READ(f, "--index", "/i", "--kiosk-language", "fr"), "ja, easy, en");
    assert_refused(f, READ(f, "--index", ""), "--index");
}

static void the_kiosk_is_set_up_within_its_bounds(void **state)
{
    fixture *f = *state;
    write_config(f, "index = /i\nkiosk-idle = 10\nkiosk-language = easy\n");
    assert_int_equal(READ(f, "--config", f->path), KY_OK);
    assert_int_equal(f->c.kiosk_seconds, 10);
    assert_int_equal(f->c.kiosk_language, LANGUAGE_EASY);
    assert_int_equal(READ(f, "--config", f->path, "--kiosk-idle", "3600", "--kiosk-language", "en"),
                     KY_OK);
    assert_int_equal(f->c.kiosk_seconds, 3600);
    assert_int_equal(f->c.kiosk_language, LANGUAGE_EN);
}

static void seventeen_listeners_are_too_many(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    ky_buf_puts(&text, "index = /i\n");
    for (int i = 0; i < SD_MAX_LISTENERS; i++)
        ky_buf_printf(&text, "listen = unix:/s%d\n", i);
    write_config(f, text.p);
    assert_int_equal(READ(f, "--config", f->path), KY_OK);
    assert_int_equal(f->c.n_listen, SD_MAX_LISTENERS);
    (void) unlink(f->path);
    f->c = (config){0};
    ky_buf_puts(&text, "listen = unix:/one-more\n");
    write_config(f, text.p);
    assert_refused(f, READ(f, "--config", f->path), "at most 16");
}

static void a_wrong_value_in_the_file_names_file_and_line(void **state)
{
    fixture *f = *state;
    write_config(f, "# kiosk\nindex = /i\n\nlisten = tcp://x\n");
    assert_refused(f, READ(f, "--config", f->path), "line 4: listen: must be http://host:port");
    assert_non_null(strstr(f->err.msg, f->path));
    assert_int_equal(READ(f, "--config", "/nonexistent"), KY_E_NOT_FOUND);
}

static void flags_win_over_the_file(void **state)
{
    fixture *f = *state;
    write_config(f, "index = /i\nthreads = 3\nlisten = unix:/a\nlisten = unix:/b\n"
                    "allow-origin = https://a.example\n");
    assert_int_equal(READ(f, "--threads", "5", "--config", f->path, "--listen", "unix:/c"), KY_OK);
    assert_string_equal(f->c.index, "/i");
    assert_int_equal(f->c.threads, 5);
    assert_int_equal(f->c.n_listen, 1);
    assert_true(f->c.listen_given);
    assert_string_equal(f->c.listen[0].path, "/c");
    assert_int_equal(f->c.n_origins, 1);
}

static void the_help_fits_eighty_columns_and_tells_all(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf help = {0};
    assert_int_equal(ky_opts_help(&config_options, &help, NULL), KY_OK);
    size_t column = 0;
    for (size_t i = 0; i < help.n; i++) {
        column = help.p[i] == '\n' ? 0 : column + 1;
        assert_true(column <= KY_HELP_COLUMNS);
    }
    for (size_t i = 0; i < config_options.n; i++) {
        char flag[64];
        (void) snprintf(flag, sizeof flag, "--%s", config_options.opts[i].name);
        assert_non_null(strstr(help.p, flag));
    }
    assert_non_null(strstr(help.p, "seconds"));
    assert_non_null(strstr(help.p, "1..256"));
    assert_non_null(strstr(help.p, "default 60"));
}

static void the_example_is_made_by_the_table_and_taken_by_it(void **state)
{
    fixture *f = *state;
    KY_CLEANUP(ky_buf_fini) ky_buf made = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf kept = {0};
    assert_int_equal(ky_opts_example(&config_options, &made, NULL), KY_OK);
    assert_int_equal(ky_buf_read_file(&kept, KYODO_EXAMPLE, 1 << 16, NULL), KY_OK);
    assert_string_equal(kept.p, made.p);
    assert_int_equal(READ(f, "--index", "/i", "--config", KYODO_EXAMPLE), KY_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_of_the_three_forms_are_taken),
        cmocka_unit_test(other_addresses_are_refused),
        cmocka_unit_test(the_path_of_a_unix_socket_has_a_limit),
        cmocka_unit_test(origins_are_scheme_and_host),
        cmocka_unit_test_setup_teardown(defaults_hold_where_nothing_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(usage_errors_name_what_is_wrong, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_kiosk_is_set_up_within_its_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(seventeen_listeners_are_too_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_wrong_value_in_the_file_names_file_and_line, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(flags_win_over_the_file, set_up, tear_down),
        cmocka_unit_test(the_help_fits_eighty_columns_and_tells_all),
        cmocka_unit_test_setup_teardown(the_example_is_made_by_the_table_and_taken_by_it, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
