#include "make_table.h"

#include <stdio.h>

#include "base/mem.h"

int ja_make_table(int argc, char **argv, const char *usage, ja_table_maker *make)
{
    KY_CLEANUP(ky_buf_fini) ky_buf out = {0};
    ky_err err = {0};
    if (argc != 2) {
        (void) fprintf(stderr, "usage: %s\n", usage);
        return 2;
    }
    ky_rc rc = make(argv[1], &out, &err);
    if (rc == KY_OK && (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0))
        rc = ky_fail_errno(&err, "standard output");
    if (rc != KY_OK)
        (void) fprintf(stderr, "%s\n", err.msg);
    return ky_rc_exit(rc);
}
