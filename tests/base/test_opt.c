/* What is proved here, of flags:
 *  - every kind is taken in its long and its short form, with `=` or apart, bundled
 *  - options and arguments mix whatever POSIXLY_CORRECT says; `--` ends options; `-` is an argument
 *  - unknown, abbreviated and ambiguous names, missing and superfluous values, and values out of
 *    range are INVALID with a message that names the option, and *ret is as it was
 *  - of an option given twice the last value holds; a LIST keeps all, up to its limit
 *  - --help ends the reading at once; the next parse begins anew
 *  - a table may be made at run time; one with a double name or a wrong default is INTERNAL */
#include "testing.h"

#include <stdio.h>

#include "opt_table.h"

static void assert_refused(ky_rc rc, const ky_err *err, const char *const *holds)
{
    assert_int_equal(rc, KY_E_INVALID);
    for (; *holds != NULL; holds++)
        if (strstr(err->msg, *holds) == NULL)
            fail_msg("'%s' is not in '%s'", *holds, err->msg);
}

static void refused(const char *arg, const char *second, const char *a, const char *b)
{
    KY_CLEANUP(ky_arena_fini) ky_arena arena = {0};
    ky_opts o = {.n_args = 99};
    ky_err err = {0};
    const char *const args[] = {arg, second, NULL};
    const char *const holds[] = {a, b, NULL};
    assert_refused(parse_args(&test_table, args, &arena, &o, &err), &err, holds);
    assert_int_equal(o.n_args, 99);
    assert_null(o.values);
}

static void defaults_hold_where_nothing_is_given(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    size_t n;
    assert_int_equal(parse_args(&test_table, (const char *const[]){NULL}, &a, &o, NULL), KY_OK);
    assert_null(ky_opt_text(&o, "index"));
    assert_int_equal(ky_opt_uint(&o, "limit"), 20);
    assert_int_equal(ky_opt_choice(&o, "match"), 0);
    assert_string_equal(ky_opt_text(&o, "match"), "auto");
    assert_false(ky_opt_flag(&o, "strict"));
    assert_false(ky_opt_given(&o, "limit"));
    assert_string_equal(ky_opt_list(&o, "listen", &n)[0].p, "here");
    assert_int_equal(n, 1);
    (void) ky_opt_list(&o, "list", &n);
    assert_int_equal(n, 0);
    assert_int_equal(o.n_args, 0);
}

static void names_the_table_lacks_are_empty(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    size_t n = 9;
    assert_int_equal(PARSE(&a, &o, NULL, "x"), KY_OK);
    assert_null(ky_opt_text(&o, "nothing"));
    assert_int_equal(ky_opt_uint(&o, "nothing"), 0);
    assert_false(ky_opt_flag(&o, "nothing"));
    (void) ky_opt_list(&o, "nothing", &n);
    assert_int_equal(n, 0);
}

static void long_and_short_forms_are_the_same(void **state)
{
    (void) state;
    static const char *const forms[][3] = {
        {"--limit", "7", NULL}, {"--limit=7", NULL}, {"-t", "7", NULL},     {"-t7", NULL},
        {"-nt7", NULL},         {"-nt", "7", NULL},  {"--limit=007", NULL},
    };
    for (size_t i = 0; i < KY_LEN(forms); i++) {
        KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
        ky_opts o;
        assert_int_equal(parse_args(&test_table, forms[i], &a, &o, NULL), KY_OK);
        assert_int_equal(ky_opt_uint(&o, "limit"), 7);
        assert_true(ky_opt_given(&o, "limit"));
        assert_int_equal(o.n_args, 0);
    }
}

static void values_may_look_like_anything(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    assert_int_equal(PARSE(&a, &o, NULL, "--index", "--listen", "--secret==a=b", "-l", "-x"),
                     KY_OK);
    assert_string_equal(ky_opt_text(&o, "index"), "--listen");
    assert_string_equal(ky_opt_text(&o, "secret"), "=a=b");
    size_t n;
    assert_string_equal(ky_opt_list(&o, "listen", &n)[0].p, "-x");
    assert_int_equal(n, 1);
}

static void assert_mixed(void)
{
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    static const char *const expected[] = {"公園", "-", "", "--strict", "--", "z"};
    assert_int_equal(
        PARSE(&a, &o, NULL, "公園", "-n", "-", "--limit", "3", "", "--", "--strict", "--", "z"),
        KY_OK);
    assert_int_equal(o.n_args, KY_LEN(expected));
    for (size_t i = 0; i < o.n_args; i++)
        assert_string_equal(o.args[i], expected[i]);
    assert_true(ky_opt_flag(&o, "strict"));
    assert_int_equal(ky_opt_uint(&o, "limit"), 3);
}

static void options_and_arguments_mix(void **state)
{
    (void) state;
    assert_mixed();
    assert_int_equal(setenv("POSIXLY_CORRECT", "1", 1), 0);
    assert_mixed();
    assert_int_equal(unsetenv("POSIXLY_CORRECT"), 0);
}

static void argv_is_left_as_it_was(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    char *argv[] = {"program", "a", "-n", "b", "--limit", "3", NULL};
    char *before[KY_LEN(argv)];
    memcpy(before, argv, sizeof argv);
    ky_opts o;
    assert_int_equal(ky_opts_parse(&test_table, 6, argv, &a, &o, NULL), KY_OK);
    assert_memory_equal(argv, before, sizeof argv);
}

static void unknown_options_are_named(void **state)
{
    (void) state;
    refused("--bogus", NULL, "--bogus", "unknown");
    refused("--bogus=3", NULL, "--bogus:", "unknown");
    refused("-x", NULL, "-x", "unknown");
    refused("-nx", NULL, "-x", "unknown");
    refused("-あ", NULL, "-あ", "unknown");
    refused("-\x01", NULL, "unknown", "option");
    refused("--ｌｉｍｉｔ", NULL, "--ｌｉｍｉｔ", "unknown");
    refused("-t3", "-W", "-W", "unknown");
}

static void abbreviations_are_refused(void **state)
{
    (void) state;
    refused("--lim", "3", "--lim:", "--limit");
    refused("--limi=3", NULL, "--limi:", "--limit");
    refused("--stric", NULL, "--stric:", "--strict");
    refused("--li", "3", "--li:", "unknown"); /* limit, listen or list */
    refused("--inde", NULL, "--inde:", "unknown");
    refused("--stri=1", NULL, "--stri:", "unknown");
}

static void an_exact_name_that_begins_another_is_taken(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    size_t n;
    assert_int_equal(PARSE(&a, &o, NULL, "--list", "any"), KY_OK);
    assert_string_equal(ky_opt_list(&o, "list", &n)[0].p, "any");
}

static void values_are_missing_or_too_many(void **state)
{
    (void) state;
    refused("--index", NULL, "--index", "DIR");
    refused("-i", NULL, "--index", "DIR");
    refused("-nt", NULL, "--limit", "value");
    refused("--strict=true", NULL, "--strict", "no value");
    refused("--index=", NULL, "--index", "not empty");
    refused("--listen", "", "--listen", "not empty");
}

static void numbers_are_bounded(void **state)
{
    (void) state;
    static const char *const wrong[] = {"0",   "65", "-1",         "+1",
                                        "1x",  "",   " 1",         "1.0",
                                        "0x1", "３", "4294967297", "99999999999999999999"};
    for (size_t i = 0; i < KY_LEN(wrong); i++)
        refused("--limit", wrong[i], "--limit: must be a whole number in 1..64 rows", wrong[i]);
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    assert_int_equal(PARSE(&a, &o, NULL, "--limit", "1", "--zero", "0"), KY_OK);
    assert_int_equal(ky_opt_uint(&o, "limit"), 1);
    assert_int_equal(PARSE(&a, &o, NULL, "--limit", "64"), KY_OK);
    assert_int_equal(ky_opt_uint(&o, "limit"), 64);
    refused("--zero", "1", "--zero", "0..0");
}

static void choices_are_exact(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    assert_int_equal(PARSE(&a, &o, NULL, "--match", "any"), KY_OK);
    assert_int_equal(ky_opt_choice(&o, "match"), 2);
    assert_string_equal(ky_opt_text(&o, "match"), "any");
    refused("--match", "ANY", "--match", "auto, all, any");
    refused("--match", "an", "--match", "auto, all, any");
    refused("--list", "x", "--list", "auto, all, any");
    refused("--checked", "abc", "--checked", "text that starts with x");
    assert_int_equal(PARSE(&a, &o, NULL, "--checked", "xyz"), KY_OK);
}

static void the_last_value_holds_and_lists_keep_all(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    size_t n;
    assert_int_equal(PARSE(&a, &o, NULL, "--limit", "3", "--limit", "4", "-l", "a", "-l", "b", "-l",
                           "c", "-l", "d", "-l", "a"),
                     KY_OK);
    assert_int_equal(ky_opt_uint(&o, "limit"), 4);
    const ky_str *list = ky_opt_list(&o, "listen", &n);
    assert_int_equal(n, 5);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(list[i].p[0], "abcda"[i]);
}

static void a_list_has_a_limit(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    ky_err err;
    assert_int_equal(PARSE(&a, &o, NULL, "--list", "all", "--list", "all", "--list", "any"), KY_OK);
    assert_int_equal(
        PARSE(&a, &o, &err, "--list", "all", "--list", "all", "--list", "any", "--list", "any"),
        KY_E_INVALID);
    assert_non_null(strstr(err.msg, "at most 3"));
}

static void help_ends_the_reading(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opts o;
    assert_int_equal(PARSE(&a, &o, NULL, "--help", "--bogus"), KY_OK);
    assert_true(ky_opt_flag(&o, "help"));
    assert_int_equal(PARSE(&a, &o, NULL, "-nV", "--bogus"), KY_OK);
    assert_true(ky_opt_flag(&o, "version"));
    assert_int_equal(PARSE(&a, &o, NULL, "--bogus", "--help"), KY_E_INVALID);
    assert_int_equal(PARSE(&a, &o, NULL, "-nh"), KY_OK);
    assert_int_equal(PARSE(&a, &o, NULL, "-n", "x"), KY_OK); /* nothing is left of the last one */
    assert_false(ky_opt_flag(&o, "help"));
    assert_int_equal(o.n_args, 1);
}

static void a_program_without_arguments_is_fine(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    char *argv[] = {NULL};
    ky_opts o;
    assert_int_equal(ky_opts_parse(&test_table, 0, argv, &a, &o, NULL), KY_OK);
    assert_int_equal(o.n_args, 0);
}

static void a_table_may_be_made_at_run_time(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_opt *opts = KY_ARENA_ARRAY(&a, ky_opt, 40);
    for (size_t i = 0; i < 40; i++) {
        char name[32];
        (void) snprintf(name, sizeof name, "facet_%zu", i);
        opts[i] = (ky_opt){.name = ky_arena_str(&a, ky_str_of(name)).p,
                           .kind = KY_OPT_LIST,
                           .argument = "V",
                           .help = "a facet"};
    }
    const ky_opt_table t = {.usage = "p", .opts = opts, .n = 40};
    ky_opts o;
    const char *const args[] = {"--facet_39", "公", "--facet_3=園", NULL};
    assert_int_equal(parse_args(&t, args, &a, &o, NULL), KY_OK);
    assert_string_equal(ky_opt_text(&o, "facet_39"), "公");
    assert_string_equal(ky_opt_text(&o, "facet_3"), "園");
    assert_null(ky_opt_text(&o, "facet_30"));
}

static void a_wrong_table_is_internal(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    static const ky_opt twice[] = {{.name = "a", .help = "x"}, {.name = "a", .help = "y"}};
    static const ky_opt wrong[] = {
        {.name = "n", .kind = KY_OPT_UINT, .max = 3, .dflt = "4", .help = "x"}};
    const ky_opt_table t1 = {.usage = "p", .opts = twice, .n = 2};
    const ky_opt_table t2 = {.usage = "p", .opts = wrong, .n = 1};
    const char *const args[] = {NULL};
    ky_opts o;
    ky_err err;
    assert_int_equal(parse_args(&t1, args, &a, &o, &err), KY_E_INTERNAL);
    assert_non_null(strstr(err.msg, "'a'"));
    assert_int_equal(parse_args(&t2, args, &a, &o, &err), KY_E_INTERNAL);
    assert_int_equal(parse_args(&t2, args, &a, &o, NULL), KY_E_INTERNAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_hold_where_nothing_is_given),
        cmocka_unit_test(names_the_table_lacks_are_empty),
        cmocka_unit_test(long_and_short_forms_are_the_same),
        cmocka_unit_test(values_may_look_like_anything),
        cmocka_unit_test(options_and_arguments_mix),
        cmocka_unit_test(argv_is_left_as_it_was),
        cmocka_unit_test(unknown_options_are_named),
        cmocka_unit_test(abbreviations_are_refused),
        cmocka_unit_test(an_exact_name_that_begins_another_is_taken),
        cmocka_unit_test(values_are_missing_or_too_many),
        cmocka_unit_test(numbers_are_bounded),
        cmocka_unit_test(choices_are_exact),
        cmocka_unit_test(the_last_value_holds_and_lists_keep_all),
        cmocka_unit_test(a_list_has_a_limit),
        cmocka_unit_test(help_ends_the_reading),
        cmocka_unit_test(a_program_without_arguments_is_fine),
        cmocka_unit_test(a_table_may_be_made_at_run_time),
        cmocka_unit_test(a_wrong_table_is_internal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
