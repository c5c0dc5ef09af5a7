/* What is proved here:
 *  - what is appended stands there, NUL-terminated and NULs kept, over any number of growths
 *  - a failure sticks: later appends do nothing until the buffer is cleared
 *  - taking gives the bytes away and leaves an empty buffer
 *  - a file is read whole up to its limit, one byte more is INVALID, an absent one NOT_FOUND */
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

static void an_empty_buffer_is_an_empty_text(void **state)
{
    (void) state;
    ky_buf b = {0};
    assert_string_equal(ky_buf_str(&b).p, "");
    assert_int_equal(ky_buf_str(&b).n, 0);
    assert_true(ky_buf_ok(&b));
    assert_int_equal(ky_buf_check(&b, NULL), KY_OK);
    KY_CLEANUP(ky_free_p) char *taken = ky_buf_take(&b);
    assert_string_equal(taken, "");
    ky_buf_fini(&b);
    ky_buf_fini(&b);
}

static void appends_stand_one_behind_the_other(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_puts(&b, "a");
    ky_buf_put(&b, (ky_str){"b\0c", 3});
    ky_buf_putc(&b, 'd');
    ky_buf_printf(&b, "%s%d", "e", 12345);
    ky_buf_put_utf8(&b, 0x516C);
    ky_buf_put(&b, (ky_str){NULL, 0});
    ky_buf_puts(&b, "");
    assert_int_equal(b.n, 14);
    assert_memory_equal(b.p, "ab\0cde12345公", 15);
}

static void many_appends_grow_it(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    for (unsigned i = 0; i < 100000; i++) {
        ky_buf_putc(&b, (char) ('a' + i % 26));
        assert_int_equal(b.n, i + 1);
        assert_int_equal(b.p[b.n], '\0');
    }
    for (unsigned i = 0; i < 100000; i++)
        assert_int_equal(b.p[i], 'a' + i % 26);
}

static void a_failure_sticks_until_cleared(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_puts(&b, "kept");
    ky_buf_put(&b, (ky_str){"", SIZE_MAX - 2}); /* no memory holds this */
    assert_false(ky_buf_ok(&b));
    ky_buf_puts(&b, "more");
    assert_string_equal(b.p, "kept");
    ky_err err;
    assert_int_equal(ky_buf_check(&b, &err), KY_E_NOMEM);
    assert_null(ky_buf_take(&b));
    ky_buf_clear(&b);
    assert_true(ky_buf_ok(&b));
    assert_int_equal(b.n, 0);
    ky_buf_puts(&b, "again");
    assert_string_equal(b.p, "again");
}

static void taking_leaves_an_empty_buffer(void **state)
{
    (void) state;
    ky_buf b = {0};
    ky_buf_puts(&b, "x");
    KY_CLEANUP(ky_free_p) char *taken = ky_buf_take(&b);
    assert_string_equal(taken, "x");
    assert_null(b.p);
    assert_int_equal(b.n, 0);
}

static void code_points_beyond_unicode_are_nothing(void **state)
{
    (void) state;
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_put_utf8(&b, 0x110000);
    ky_buf_put_utf8(&b, UINT32_MAX);
    assert_int_equal(b.n, 0);
    ky_buf_put_utf8(&b, 0x10FFFF);
    assert_int_equal(b.n, 4);
}

static void a_file_is_read_up_to_its_limit(void **state)
{
    (void) state;
    char path[] = "/tmp/kyodo-buf-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "12\0\n5", 5), 5);
    (void) close(fd);
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    ky_buf_puts(&b, "0");
    ky_err err;
    assert_int_equal(ky_buf_read_file(&b, path, 5, &err), KY_OK);
    assert_int_equal(b.n, 6);
    assert_memory_equal(b.p, "012\0\n5", 7);
    assert_int_equal(ky_buf_read_file(&b, path, 4, &err), KY_E_INVALID);
    assert_non_null(strstr(err.msg, path));
    assert_int_equal(ky_buf_read_file(&b, path, 0, NULL), KY_E_INVALID);
    (void) unlink(path);
    assert_int_equal(ky_buf_read_file(&b, path, 5, &err), KY_E_NOT_FOUND);
    assert_int_equal(ky_buf_read_file(&b, "/tmp", 5, &err), KY_E_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_buffer_is_an_empty_text),
        cmocka_unit_test(appends_stand_one_behind_the_other),
        cmocka_unit_test(many_appends_grow_it),
        cmocka_unit_test(a_failure_sticks_until_cleared),
        cmocka_unit_test(taking_leaves_an_empty_buffer),
        cmocka_unit_test(code_points_beyond_unicode_are_nothing),
        cmocka_unit_test(a_file_is_read_up_to_its_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
