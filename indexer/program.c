#include "program.h"

#include <stdarg.h>
#include <stdio.h>

void ky_complain(const char *fmt, ...)
{
    char message[KY_ERR_BYTES + 256];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(message, sizeof message, fmt, ap);
    va_end(ap);
    if (n >= 0)
        (void) fprintf(stderr, "%s: %s\n", KY_PROGRAM, message);
}

int ky_print(ky_str text)
{
    if (fwrite(text.p, 1, text.n, stdout) == text.n && fflush(stdout) == 0)
        return KY_EXIT_OK;
    ky_err err;
    (void) ky_fail_errno(&err, "standard output");
    ky_complain("%s", err.msg);
    return KY_EXIT_ENVIRONMENT;
}

static int print_help(const ky_opt_table *t)
{
    KY_CLEANUP(ky_buf_fini) ky_buf help = {0};
    ky_err err;
    if (ky_opts_help(t, &help, &err) == KY_OK)
        return ky_print(ky_buf_str(&help));
    ky_complain("%s", err.msg);
    return KY_EXIT_ENVIRONMENT;
}

bool ky_command_options(const ky_opt_table *t, int argc, char **argv, ky_arena *arena, ky_opts *ret,
                        int *ret_exit)
{
    ky_err err;
    ky_opts o;
    ky_rc rc = ky_opts_parse(t, argc, argv, arena, &o, &err);
    if (rc != KY_OK) {
        ky_complain("%s: %s", argv[0], err.msg);
        *ret_exit = rc == KY_E_INVALID ? KY_EXIT_USAGE : KY_EXIT_ENVIRONMENT;
        return false;
    }
    if (ky_opt_flag(&o, "help")) {
        *ret_exit = print_help(t);
        return false;
    }
    *ret = o;
    return true;
}
