/* What is proved here:
 *  - growing keeps the elements, makes room for what was asked, and at least doubles
 *  - a size that overflows leaves the array as it was
 *  - KY_STEAL gives the pointer and leaves NULL, so that a cleanup frees nothing twice */
#include "testing.h"

#include "base/mem.h"

static void growing_keeps_the_elements(void **state)
{
    (void) state;
    int *items = NULL;
    size_t cap = 0;
    unsigned growths = 0;
    for (size_t n = 0; n < 10000; n++) {
        size_t before = cap;
        assert_true(KY_GROW(items, cap, n + 1));
        assert_true(cap > n);
        growths += cap != before;
        items[n] = (int) n;
    }
    assert_true(growths < 16);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(items[i], i);
    free(items);
}

static void a_size_that_overflows_leaves_the_array(void **state)
{
    (void) state;
    int *items = NULL;
    size_t cap = 0;
    assert_true(KY_GROW(items, cap, 3));
    int *before = items;
    size_t cap_before = cap;
    assert_false(KY_GROW(items, cap, SIZE_MAX));
    assert_false(KY_GROW(items, cap, SIZE_MAX / 4));
    assert_ptr_equal(items, before);
    assert_int_equal(cap, cap_before);
    free(items);
}

static void stealing_leaves_null(void **state)
{
    (void) state;
    char *taken;
    {
        KY_CLEANUP(ky_free_p) char *p = malloc(1);
        char *was = p;
        taken = KY_STEAL(p);
        assert_ptr_equal(taken, was);
        assert_null(p);
    }
    free(taken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growing_keeps_the_elements),
        cmocka_unit_test(a_size_that_overflows_leaves_the_array),
        cmocka_unit_test(stealing_leaves_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
