/* What is proved here:
 *  - allocations are zeroed, aligned for any type, do not overlap, and stay where they are
 *  - clearing takes all back and the memory is zeroed again when it is given out anew
 *  - sizes that overflow give NULL and harm nothing */
#include "testing.h"

#include <stdalign.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/mem.h"

static bool is_zero(const unsigned char *p, size_t n)
{
    while (n > 0 && *p == 0)
        p++, n--;
    return n == 0;
}

static void allocations_are_zeroed_aligned_and_apart(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    unsigned char *all[500];
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < KY_LEN(all); i++) {
            size_t n = i * 7 % 100 + 1;
            all[i] = ky_arena_alloc(&a, n);
            assert_non_null(all[i]);
            assert_int_equal((uintptr_t) all[i] % alignof(max_align_t), 0);
            assert_true(is_zero(all[i], n));
            memset(all[i], (int) (i % 255 + 1), n);
        }
        for (size_t i = 0; i < KY_LEN(all); i++)
            for (size_t k = 0; k < i * 7 % 100 + 1; k++)
                assert_int_equal(all[i][k], i % 255 + 1);
        ky_arena_clear(&a);
    }
}

static void large_and_empty_pieces_are_given(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    unsigned char *large = ky_arena_alloc(&a, 1 << 20);
    assert_non_null(large);
    assert_true(is_zero(large, 1 << 20));
    assert_non_null(ky_arena_alloc(&a, 0));
    assert_non_null(KY_ARENA_ARRAY(&a, int, 0));
}

static void sizes_that_overflow_give_null(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    assert_null(ky_arena_alloc(&a, SIZE_MAX));
    assert_null(ky_arena_alloc(&a, SIZE_MAX / 4 + 1));
    assert_null(ky_arena_array(&a, SIZE_MAX / 8 + 1, 16));
    assert_null(ky_arena_str(&a, (ky_str){"", SIZE_MAX}).p);
    assert_non_null(ky_arena_alloc(&a, 1));
}

static void text_is_copied_and_ended(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    char original[] = "a\0b";
    ky_str copy = ky_arena_str(&a, (ky_str){original, 3});
    original[0] = 'x';
    assert_int_equal(copy.n, 3);
    assert_memory_equal(copy.p, "a\0b", 4);
    copy = ky_arena_str(&a, (ky_str){0});
    assert_string_equal(copy.p, "");
}

static void an_arena_that_holds_nothing_is_fine(void **state)
{
    (void) state;
    ky_arena a = {0};
    ky_arena_clear(&a);
    ky_arena_fini(&a);
    ky_arena_fini(&a);
    assert_null(a.blocks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_are_zeroed_aligned_and_apart),
        cmocka_unit_test(large_and_empty_pieces_are_given),
        cmocka_unit_test(sizes_that_overflow_give_null),
        cmocka_unit_test(text_is_copied_and_ended),
        cmocka_unit_test(an_arena_that_holds_nothing_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
