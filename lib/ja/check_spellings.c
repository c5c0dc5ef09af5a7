/* Reads tables of spellings and says what is wrong with them: check_spellings TABLE. Runs when
 * kyodo is built. */
#include <stdio.h>

#include "base/buf.h"
#include "variants.h"

enum { MAX_TABLE_BYTES = 64 << 20 };

static ky_rc check(const char *path, ky_err *err)
{
    KY_CLEANUP(ky_buf_fini) ky_buf text = {0};
    KY_CLEANUP(ja_variants_free_p) ja_variants *v = NULL;
    ky_rc rc = ky_buf_read_file(&text, path, MAX_TABLE_BYTES, err);
    ja_variants_table table = {ky_buf_str(&text), path};
    return rc == KY_OK ? ja_variants_parse(&table, 1, &v, err) : rc;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void) fputs("usage: check_spellings TABLE\n", stderr);
        return 2;
    }
    ky_err err = {0};
    ky_rc rc = check(argv[1], &err);
    if (rc != KY_OK)
        (void) fprintf(stderr, "%s\n", err.msg);
    return ky_rc_exit(rc);
}
