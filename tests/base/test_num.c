/* What is proved here:
 *  - plain decimal digits in the range are taken, at both ends of it and of the type
 *  - anything else is INVALID, with the range in the message, and *ret is as it was */
#include "testing.h"

#include "base/num.h"

static void digits_in_range_are_taken(void **state)
{
    (void) state;
    uint64_t v = 0;
    assert_int_equal(ky_parse_u64(KY_LIT("0"), 0, 0, &v, NULL), KY_OK);
    assert_int_equal(v, 0);
    assert_int_equal(ky_parse_u64(KY_LIT("007"), 1, 7, &v, NULL), KY_OK);
    assert_int_equal(v, 7);
    assert_int_equal(ky_parse_u64(KY_LIT("18446744073709551615"), 0, UINT64_MAX, &v, NULL), KY_OK);
    assert_true(v == UINT64_MAX);
    uint32_t w = 0;
    assert_int_equal(ky_parse_u32(KY_LIT("4294967295"), 0, UINT32_MAX, &w, NULL), KY_OK);
    assert_true(w == UINT32_MAX);
    assert_int_equal(ky_parse_u32(KY_LIT("00000000000000000000000000001"), 0, 1, &w, NULL), KY_OK);
    assert_int_equal(w, 1);
}

static void anything_else_is_refused_and_leaves_the_target(void **state)
{
    (void) state;
    const ky_str wrong[] = {
        KY_LIT(""),
        KY_LIT("-1"),
        KY_LIT("+1"),
        KY_LIT(" 1"),
        KY_LIT("1 "),
        KY_LIT("1x"),
        KY_LIT("0x1"),
        KY_LIT("1e1"),
        KY_LIT("1.0"),
        KY_LIT("1,0"),
        KY_LIT("NaN"),
        KY_LIT("１"),
        KY_LIT("1\0"),
        KY_LIT("\x80"),
        KY_LIT("/"),
        KY_LIT(":"),
        KY_LIT("4"),
        KY_LIT("11"),
        {NULL, 0},
        KY_LIT("18446744073709551616"),
        KY_LIT("99999999999999999999999999999999"),
        KY_LIT("4294967301"), /* 5 after 32 bits */
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        uint32_t small = 77;
        uint64_t large = 77;
        ky_err err = {0};
        assert_int_equal(ky_parse_u32(wrong[i], 5, 10, &small, &err), KY_E_INVALID);
        assert_int_equal(ky_parse_u64(wrong[i], 5, 10, &large, &err), KY_E_INVALID);
        assert_int_equal(small, 77);
        assert_int_equal(large, 77);
        assert_int_equal(err.rc, KY_E_INVALID);
    }
    ky_err err;
    uint32_t v;
    (void) ky_parse_u32(KY_LIT("11"), 5, 10, &v, &err);
    assert_non_null(strstr(err.msg, "5..10"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_in_range_are_taken),
        cmocka_unit_test(anything_else_is_refused_and_leaves_the_target),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
