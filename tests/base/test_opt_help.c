/* What is proved here:
 *  - the help names every option, with range, unit, choices and default, and fits KY_HELP_COLUMNS
 *    columns where a full-width character takes two, however long the texts are
 *  - the example file names every option that may stand in a file, and is taken as it is, and with
 *    every line switched on
 *  - no memory is no half help: the failure is returned */
#include "testing.h"

#include <stdio.h>
#include <utf8proc.h>

#include "opt_table.h"

static void assert_fits(const char *text)
{
    size_t column = 0;
    for (ky_str s = ky_str_of(text); s.n > 0;) {
        size_t n;
        uint32_t c = ky_utf8_next(s, &n);
        column = c == '\n' ? 0 : column + (size_t) utf8proc_charwidth((utf8proc_int32_t) c);
        if (column > KY_HELP_COLUMNS)
            fail_msg("too wide: %.60s", s.p);
        s = ky_str_from(s, n);
    }
}

static void the_help_says_what_the_table_knows(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    assert_int_equal(ky_opts_help(&test_table, &b, NULL), KY_OK);
    static const char *const holds[] = {
        "Usage: program --index DIR [OPTION]... [WORDS...]\n       program --help\n",
        "\nWhat it does.\n",
        "  -i, --index DIR ",
        "      --zero N ",
        "rows at a time; 1..64 rows; default 20",
        "one of auto, all, any; default auto",
        "repeatable; default here",
        "  -h, --help ",
        "\nWhat else there is to say.\n",
    };
    for (size_t i = 0; i < KY_LEN(holds); i++)
        if (strstr(b.p, holds[i]) == NULL)
            fail_msg("'%s' is not in:\n%s", holds[i], b.p);
    for (size_t i = 0; i < test_table.n; i++)
        assert_non_null(strstr(b.p, test_table.opts[i].help));
    assert_fits(b.p);
}

static void texts_stand_in_one_column(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    assert_int_equal(ky_opts_help(&test_table, &b, NULL), KY_OK);
    const char *first = strstr(b.p, "the index");
    const char *second = strstr(b.p, "be strict");
    assert_non_null(first);
    assert_non_null(second);
    while (first[-1] != '\n' && second[-1] != '\n')
        first--, second--;
    assert_true(first[-1] == '\n' && second[-1] == '\n');
}

static void any_texts_fit(void **state)
{
    (void) state;
    static const char *const pieces[] = {"word",
                                         "公園",
                                         "この説明に空白はひとつもない。",
                                         "a",
                                         "averyveryveryverylongwordthatstandsalone",
                                         "🎉",
                                         "\n"};
    unsigned seed = 11;
    for (int round = 0; round < 300; round++) {
        KY_CLEANUP(ky_buf_fini) ky_buf help = {0};
        KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
        char name[80];
        memset(name, 'n', sizeof name);
        name[(seed = seed * 1103515245 + 12345) / 65536 % 60 + 1] = '\0';
        for (int i = 0; i < 40; i++) {
            seed = seed * 1103515245 + 12345;
            ky_buf_puts(&help, pieces[seed / 65536 % KY_LEN(pieces)]);
            if (seed / 1048576 % 2 == 0)
                ky_buf_putc(&help, ' ');
        }
        const ky_opt opt = {.name = name, .kind = KY_OPT_TEXT, .argument = "値", .help = help.p};
        const ky_opt_table t = {.usage = help.p, .about = help.p, .opts = &opt, .n = 1};
        assert_int_equal(ky_opts_help(&t, &out, NULL), KY_OK);
        assert_true(ky_utf8_valid(ky_buf_str(&out), NULL));
        assert_fits(out.p);
    }
}

static ky_rc take(ky_str text, ky_err *err)
{
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    ky_rc rc = PARSE(&a, &o, err, "x");
    return rc == KY_OK ? ky_opts_file_text(&o, text, "example", &a, err) : rc;
}

static void the_example_is_taken(void **state)
{
    (void) state;
    static const ky_opt opts[] = {
        {.name = "index",
         .kind = KY_OPT_TEXT,
         .argument = "DIR",
         .help = "the index",
         .in_file = true},
        {.name = "limit",
         .kind = KY_OPT_UINT,
         .min = 1,
         .max = 64,
         .dflt = "20",
         .help = "rows",
         .in_file = true},
        {.name = "strict", .help = "be strict", .in_file = true},
        {.name = "secret", .kind = KY_OPT_TEXT, .help = "not for the file"},
    };
    const ky_opt_table t = {.usage = "p", .opts = opts, .n = KY_LEN(opts)};
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    assert_int_equal(ky_opts_example(&t, &b, NULL), KY_OK);
    assert_string_equal(b.p, "# the index\n#index = DIR\n\n# rows; 1..64; default 20\n"
                             "#limit = 20\n\n# be strict\n#strict = false\n");
    ky_err err;
    assert_int_equal(take(ky_buf_str(&b), &err), KY_OK);
    KY_CLEANUP(ky_buf_fini) ky_buf on = {0};
    for (size_t i = 0; i < b.n; i++)
        if (b.p[i] != '#' || b.p[i + 1] == ' ')
            ky_buf_putc(&on, b.p[i]);
    if (take(ky_buf_str(&on), &err) != KY_OK)
        fail_msg("%s", err.msg);
}

static void no_memory_is_a_failure(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {.failed = true};
    assert_int_equal(ky_opts_help(&test_table, &b, NULL), KY_E_NOMEM);
    assert_int_equal(ky_opts_example(&test_table, &b, NULL), KY_E_NOMEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_help_says_what_the_table_knows),
        cmocka_unit_test(texts_stand_in_one_column),
        cmocka_unit_test(any_texts_fit),
        cmocka_unit_test(the_example_is_taken),
        cmocka_unit_test(no_memory_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
