/* A table with an option of each kind, for the tests of opt. */
#ifndef TESTS_BASE_OPT_TABLE_H
#define TESTS_BASE_OPT_TABLE_H

#include <stdlib.h>

#include "base/mem.h"
#include "base/opt.h"

static const char *const test_choices[] = {"auto", "all", "any", NULL};

static bool starts_with_x(ky_str text)
{
    return ky_str_starts(text, KY_LIT("x"));
}

static const ky_opt test_opts[] = {
    {.name = "index",
     .letter = 'i',
     .kind = KY_OPT_TEXT,
     .argument = "DIR",
     .help = "the index",
     .in_file = true},
    {.name = "listen",
     .letter = 'l',
     .kind = KY_OPT_LIST,
     .argument = "ADDRESS",
     .dflt = "here",
     .help = "where to listen",
     .in_file = true},
    {.name = "list",
     .kind = KY_OPT_LIST,
     .choices = test_choices,
     .max = 3,
     .help = "up to three words",
     .in_file = true},
    {.name = "limit",
     .letter = 't',
     .kind = KY_OPT_UINT,
     .min = 1,
     .max = 64,
     .unit = "rows",
     .dflt = "20",
     .help = "rows at a time",
     .in_file = true},
    {.name = "zero", .kind = KY_OPT_UINT, .min = 0, .max = 0, .help = "nothing else"},
    {.name = "match",
     .kind = KY_OPT_CHOICE,
     .choices = test_choices,
     .dflt = "auto",
     .help = "how to match",
     .in_file = true},
    {.name = "strict", .letter = 'n', .help = "be strict", .in_file = true},
    {.name = "checked",
     .kind = KY_OPT_TEXT,
     .argument = "X",
     .accepted = "text that starts with x",
     .check = starts_with_x,
     .help = "checked by a function",
     .in_file = true},
    {.name = "secret", .kind = KY_OPT_TEXT, .help = "not for the file"},
    KY_OPT_HELP,
    KY_OPT_VERSION,
};

static const ky_opt_table test_table = {
    .usage = "program --index DIR [OPTION]... [WORDS...]\nprogram --help",
    .about = "What it does.",
    .more = "What else there is to say.",
    .opts = test_opts,
    .n = KY_LEN(test_opts),
};

/* Parse with argv[0] in front. */
static inline ky_rc parse_args(const ky_opt_table *t, const char *const *args, ky_arena *a,
                               ky_opts *ret, ky_err *err)
{
    char *argv[32] = {(char *) "program"};
    int n = 1;
    for (; args[n - 1] != NULL; n++)
        argv[n] = (char *) args[n - 1];
    return ky_opts_parse(t, n, argv, a, ret, err);
}
#define PARSE(a, ret, err, ...)                                                                    \
    parse_args(&test_table, (const char *const[]){__VA_ARGS__, NULL}, (a), (ret), (err))

#endif
