/* What is proved here, of configuration files:
 *  - `name = value` lines, comments, blank lines, a BOM, CRLF and a missing last line end are taken
 *  - every error names file and line and what is accepted: unknown name, wrong value, no `=`,
 *    repeated name, broken UTF-8; and nothing of a file with an error is taken
 *  - flags win over the file; a LIST of flags replaces the file's; a wrong line is an error even
 *    where a flag makes it void
 *  - a file is read up to KY_MAX_CONFIG_BYTES; an absent one is NOT_FOUND */
#include "testing.h"

#include <stdio.h>
#include <unistd.h>

#include "opt_table.h"

typedef struct fixture {
    ky_arena arena;
    ky_opts o;
    ky_err err;
} fixture;

static int up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    *state = f;
    return f == NULL || PARSE(&f->arena, &f->o, NULL, "--secret", "s") != KY_OK;
}

static int down(void **state)
{
    fixture *f = *state;
    ky_arena_fini(&f->arena);
    free(f);
    return 0;
}

static ky_rc read_text(fixture *f, const char *text)
{
    return ky_opts_file_text(&f->o, ky_str_of(text), "conf", &f->arena, &f->err);
}

static void assert_refused(fixture *f, const char *text, const char *holds)
{
    const ky_opt_value *before = f->o.values;
    ky_opt_value copy[KY_LEN(test_opts)];
    memcpy(copy, before, sizeof copy);
    if (read_text(f, text) != KY_E_INVALID)
        fail_msg("'%s' was taken", text);
    if (strstr(f->err.msg, holds) == NULL)
        fail_msg("'%s' is not in '%s'", holds, f->err.msg);
    assert_memory_equal(f->err.msg, "conf: line ", 11);
    assert_ptr_equal(f->o.values, before);
    assert_memory_equal(before, copy, sizeof copy);
}

static void lines_set_values(void **state)
{
    fixture *f = *state;
    size_t n;
    assert_int_equal(read_text(f, "\xEF\xBB\xBF# first\r\n\r\n  index=/a b/公園 \t# where\r\n"
                                  "limit   =   3\n\n   # indented\nlisten = one\nstrict = true\n"
                                  "listen = two#three\nmatch = any\nlist = all"),
                     KY_OK);
    assert_string_equal(ky_opt_text(&f->o, "index"), "/a b/公園");
    assert_int_equal(ky_opt_uint(&f->o, "limit"), 3);
    assert_true(ky_opt_flag(&f->o, "strict"));
    assert_int_equal(ky_opt_choice(&f->o, "match"), 2);
    assert_true(ky_opt_given(&f->o, "limit"));
    const ky_str *listen = ky_opt_list(&f->o, "listen", &n);
    assert_int_equal(n, 2);
    assert_string_equal(listen[0].p, "one");
    assert_string_equal(listen[1].p, "two#three");
    assert_string_equal(ky_opt_text(&f->o, "list"), "all");
    assert_string_equal(ky_opt_text(&f->o, "secret"), "s");
}

static void an_empty_file_says_nothing(void **state)
{
    fixture *f = *state;
    static const char *const texts[] = {"", "\n", "#", "# x = y", "  \t\n\u3000\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < KY_LEN(texts); i++)
        assert_int_equal(read_text(f, texts[i]), KY_OK);
    assert_int_equal(ky_opt_uint(&f->o, "limit"), 20);
    assert_false(ky_opt_given(&f->o, "limit"));
}

static void a_value_may_hold_an_equals_sign(void **state)
{
    fixture *f = *state;
    assert_int_equal(read_text(f, "index = a=b"), KY_OK);
    assert_string_equal(ky_opt_text(&f->o, "index"), "a=b");
}

static void errors_name_the_line_and_what_is_accepted(void **state)
{
    fixture *f = *state;
    assert_refused(f, "\n\nlimit = 65\n", "line 3: limit: must be a whole number in 1..64 rows");
    assert_refused(f, "limit = 0", "line 1: limit");
    assert_refused(f, "limit = 3 rows", "1..64");
    assert_refused(f, "# a\nmatch = some", "line 2: match: must be one of auto, all, any");
    assert_refused(f, "strict = yes", "line 1: strict: must be true or false");
    assert_refused(f, "checked = abc", "text that starts with x");
    assert_refused(f, "index =", "line 1: index: must be DIR, not empty");
    assert_refused(f, "index = # nothing", "not empty");
    assert_refused(f, "index", "line 1: must be 'name = value'");
    assert_refused(f, "limit 3", "name = value");
    assert_refused(f, "list = all\nlist = all\nlist = all\nlist = all",
                   "line 4: list: may be given");
}

static void unknown_names_are_refused_with_the_known_ones(void **state)
{
    fixture *f = *state;
    assert_refused(f, "limti = 3",
                   "index, listen, list, limit, match, strict, checked; got 'limti'");
    assert_refused(f, "secret = 3", "got 'secret'"); /* stands on the command line only */
    assert_refused(f, "help = true", "got 'help'");
    assert_refused(f, "= 3", "got ''");
    assert_refused(f, "Limit = 3", "got 'Limit'");
    assert_refused(f, "[section]\nlimit = 3", "line 1");
}

static void a_name_is_set_once(void **state)
{
    fixture *f = *state;
    assert_refused(f, "limit = 3\n\nlimit = 3", "line 3: 'limit' is set already, on line 1");
}

static void broken_text_is_refused(void **state)
{
    fixture *f = *state;
    assert_refused(f, "limit = 3\nindex = \xff\n", "line 2: must be UTF-8");
    const ky_str nul = {"index = a\0b", 11};
    assert_int_equal(ky_opts_file_text(&f->o, nul, "conf", &f->arena, &f->err), KY_E_INVALID);
    assert_int_equal(read_text(f, "# \xff is in a comment\nlimit = 3"), KY_OK);
}

static void flags_win_over_the_file(void **state)
{
    fixture *f = *state;
    size_t n;
    assert_int_equal(PARSE(&f->arena, &f->o, NULL, "--limit", "5", "-l", "flag", "-n"), KY_OK);
    assert_int_equal(read_text(f, "limit = 7\nlisten = a\nlisten = b\nstrict = false\nmatch = any"),
                     KY_OK);
    assert_int_equal(ky_opt_uint(&f->o, "limit"), 5);
    assert_true(ky_opt_flag(&f->o, "strict"));
    assert_string_equal(ky_opt_text(&f->o, "match"), "any");
    assert_string_equal(ky_opt_list(&f->o, "listen", &n)[0].p, "flag");
    assert_int_equal(n, 1);
    assert_refused(f, "limit = 99", "1..64");
}

static void a_file_has_a_size_limit(void **state)
{
    fixture *f = *state;
    char path[] = "/tmp/kyodo-opt-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    static char blank[KY_MAX_CONFIG_BYTES];
    memset(blank, '\n', sizeof blank);
    static const char first[] = {'l', 'i', 'm', 'i', 't', '=', '9'};
    memcpy(blank, first, sizeof first);
    assert_int_equal(write(fd, blank, sizeof blank), sizeof blank);
    assert_int_equal(ky_opts_file(&f->o, path, &f->arena, &f->err), KY_OK);
    assert_int_equal(ky_opt_uint(&f->o, "limit"), 9);
    assert_int_equal(write(fd, "\n", 1), 1);
    (void) close(fd);
    assert_int_equal(ky_opts_file(&f->o, path, &f->arena, &f->err), KY_E_INVALID);
    assert_non_null(strstr(f->err.msg, path));
    (void) unlink(path);
    assert_int_equal(ky_opts_file(&f->o, path, &f->arena, &f->err), KY_E_NOT_FOUND);
    assert_non_null(strstr(f->err.msg, path));
}

static void any_bytes_are_taken_or_refused(void **state)
{
    fixture *f = *state;
    static const char alphabet[] = "=#\n\r\t limtex3\"\xe5\x85\xac\xff\\";
    unsigned seed = 5;
    for (int round = 0; round < 5000; round++) {
        char text[40];
        size_t n = (size_t) round % sizeof text;
        for (size_t i = 0; i < n; i++)
            text[i] = alphabet[((seed = seed * 1103515245 + 12345) >> 16) % (sizeof alphabet)];
        ky_rc rc = ky_opts_file_text(&f->o, (ky_str){text, n}, "c", &f->arena, &f->err);
        assert_true(rc == KY_OK || rc == KY_E_INVALID);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lines_set_values, up, down),
        cmocka_unit_test_setup_teardown(an_empty_file_says_nothing, up, down),
        cmocka_unit_test_setup_teardown(a_value_may_hold_an_equals_sign, up, down),
        cmocka_unit_test_setup_teardown(errors_name_the_line_and_what_is_accepted, up, down),
        cmocka_unit_test_setup_teardown(unknown_names_are_refused_with_the_known_ones, up, down),
        cmocka_unit_test_setup_teardown(a_name_is_set_once, up, down),
        cmocka_unit_test_setup_teardown(broken_text_is_refused, up, down),
        cmocka_unit_test_setup_teardown(flags_win_over_the_file, up, down),
        cmocka_unit_test_setup_teardown(a_file_has_a_size_limit, up, down),
        cmocka_unit_test_setup_teardown(any_bytes_are_taken_or_refused, up, down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
