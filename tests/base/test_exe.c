/* Promises of exe.h: the data folder is share/kyodo beside the bin of this very program, appended
 * to what the buffer holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/exe.h"
#include "base/mem.h"

static void the_data_folder_stands_beside_bin(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf dir = {0};
    assert_int_equal(ky_exe_datadir(&dir, NULL), KY_OK);
    assert_string_equal(dir.p, KYODO_DATADIR);
}

static void the_folder_is_appended(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf dir = {0};
    ky_buf_puts(&dir, "data=");
    assert_int_equal(ky_exe_datadir(&dir, NULL), KY_OK);
    assert_string_equal(dir.p, "data=" KYODO_DATADIR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_data_folder_stands_beside_bin),
        cmocka_unit_test(the_folder_is_appended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
