/* What is proved here:
 *  - slices compare by bytes, which is by code point; NULL slices of length 0 are fine everywhere
 *  - trimming takes ASCII blanks, line ends and U+3000 off both ends, and nothing else
 *  - exactly the well-formed sequences of Unicode are valid UTF-8, with the place of the first
 *    broken one; reading on never leaves the slice
 *  - characters are counted, and taken whole at a byte or off the end */
#include "testing.h"

#include <stdlib.h>

#include "base/str.h"

static const ky_str none = {NULL, 0};

static void empty_slices_are_fine(void **state)
{
    (void) state;
    assert_true(ky_str_eq(none, KY_LIT("")));
    assert_true(ky_str_starts(none, none));
    assert_true(ky_str_starts(KY_LIT("a"), none));
    assert_false(ky_str_starts(none, KY_LIT("a")));
    assert_int_equal(ky_str_cmp(none, KY_LIT("")), 0);
    assert_int_equal(ky_str_find(none, KY_LIT("a")), SIZE_MAX);
    assert_int_equal(ky_str_find(none, none), 0);
    assert_int_equal(ky_str_trim(none).n, 0);
    assert_true(ky_utf8_valid(none, NULL));
    assert_int_equal(ky_hash(none, KY_HASH_SEED), KY_HASH_SEED);
    assert_int_equal(ky_str_of(NULL).n, 0);
}

static void order_is_by_code_point_and_shorter_first(void **state)
{
    (void) state;
    static const char *const ordered[] = {"", "A", "a", "aa", "b", "é", "か", "公", "🎉"};
    for (size_t i = 0; i < sizeof ordered / sizeof *ordered; i++) {
        for (size_t k = 0; k < sizeof ordered / sizeof *ordered; k++) {
            int order = ky_str_cmp(ky_str_of(ordered[i]), ky_str_of(ordered[k]));
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
    }
}

static void finding_gives_the_first_place(void **state)
{
    (void) state;
    assert_int_equal(ky_str_find(KY_LIT("abcabc"), KY_LIT("bc")), 1);
    assert_int_equal(ky_str_find(KY_LIT("a\0b"), KY_LIT("\0b")), 1);
    assert_int_equal(ky_str_find(KY_LIT("ab"), KY_LIT("abc")), SIZE_MAX);
}

static void trimming_takes_blanks_only(void **state)
{
    (void) state;
    const struct {
        ky_str from;
        ky_str to;
    } rows[] = {
        {KY_LIT(" \t\r\n a b \n"), KY_LIT("a b")},
        {KY_LIT("\u3000公園\u3000 \u3000"), KY_LIT("公園")},
        {KY_LIT("\u3000"), KY_LIT("")},
        {KY_LIT("\0 a"), KY_LIT("\0 a")},
        {KY_LIT("a\0"), KY_LIT("a\0")},
        {KY_LIT("\u00A0a\u00A0"), KY_LIT("\u00A0a\u00A0")},
        {KY_LIT("\x80\x80"), KY_LIT("\x80\x80")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(ky_str_eq(ky_str_trim(rows[i].from), rows[i].to));
}

static void well_formed_text_is_valid(void **state)
{
    (void) state;
    assert_true(ky_utf8_valid(KY_LIT("a\0é公🎉"), NULL));
    assert_true(ky_utf8_valid(KY_LIT("\xEF\xBF\xBF\xF4\x8F\xBF\xBF\xED\x9F\xBF"), NULL));
}

static void broken_text_is_found_where_it_breaks(void **state)
{
    (void) state;
    const struct {
        ky_str s;
        size_t at;
    } rows[] = {
        {KY_LIT("a\x80"), 1},
        {KY_LIT("\xC0\x80"), 0},
        {KY_LIT("\xC1\xBF"), 0},
        {KY_LIT("公\xE0\x80\x80"), 3},
        {KY_LIT("\xED\xA0\x80"), 0},
        {KY_LIT("\xF4\x90\x80\x80"), 0},
        {KY_LIT("\xF5\x80\x80\x80"), 0},
        {KY_LIT("ab\xE5\x85"), 2},
        {KY_LIT("\xE5"), 0},
        {KY_LIT("\xF0\x9F\x8E"), 0},
        {KY_LIT("\xE5\x85"
                "a"),
         0},
        {KY_LIT("\xFF"), 0},
        {KY_LIT("\xF0\x8F\xBF\xBF"), 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t at = 99;
        assert_false(ky_utf8_valid(rows[i].s, &at));
        assert_int_equal(at, rows[i].at);
        assert_false(ky_utf8_valid(rows[i].s, NULL));
    }
    size_t at = 99;
    assert_true(ky_utf8_valid(KY_LIT("a"), &at));
    assert_int_equal(at, 99);
}

static void reading_on_never_leaves_the_slice(void **state)
{
    (void) state;
    unsigned seed = 3;
    for (int round = 0; round < 5000; round++) {
        size_t size = (size_t) round % 12 + 1;
        char *bytes = malloc(size); /* exact, so that a sanitizer sees a step too far */
        assert_non_null(bytes);
        for (size_t i = 0; i < size; i++)
            bytes[i] = (char) ((seed = seed * 1103515245 + 12345) >> 16);
        bool broken = false;
        size_t at = 0;
        for (size_t n; at < size; at += n) {
            uint32_t c = ky_utf8_next((ky_str){bytes + at, size - at}, &n);
            assert_true(n >= 1 && n <= 4 && at + n <= size && c <= 0x10FFFF);
            broken = broken || (c == 0xFFFD && n == 1);
        }
        assert_int_equal(ky_utf8_valid((ky_str){bytes, size}, NULL), !broken);
        free(bytes);
    }
}

static void characters_are_taken_whole(void **state)
{
    (void) state;
    ky_str s = KY_LIT("aé市𠮷");
    assert_int_equal(ky_utf8_count(s), 4);
    assert_true(ky_str_eq(ky_utf8_at(s, 0), KY_LIT("a")));
    assert_true(ky_str_eq(ky_utf8_at(s, 3), KY_LIT("市")));
    assert_int_equal(ky_utf8_at(s, s.n).n, 0);
    assert_true(ky_str_eq(ky_utf8_last(s), KY_LIT("𠮷")));
    assert_true(ky_str_eq(ky_utf8_last(KY_LIT("a")), KY_LIT("a")));
    assert_false(ky_utf8_is_one(s));
    assert_true(ky_utf8_is_one(KY_LIT("市")));
    assert_int_equal(ky_utf8_count(none), 0);
    assert_int_equal(ky_utf8_at(none, 0).n, 0);
    assert_int_equal(ky_utf8_last(none).n, 0);
    assert_true(ky_utf8_is_one(none));
}

static void the_hash_is_fnv_1a(void **state)
{
    (void) state;
    /* from the algorithm's own page of test vectors */
    assert_true(ky_hash(KY_LIT("a"), KY_HASH_SEED) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(ky_hash(KY_LIT("foobar"), KY_HASH_SEED) == UINT64_C(0x85944171f73967e8));
    uint64_t half = ky_hash(KY_LIT("foo"), KY_HASH_SEED);
    assert_true(ky_hash(KY_LIT("bar"), half) == UINT64_C(0x85944171f73967e8));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_slices_are_fine),
        cmocka_unit_test(order_is_by_code_point_and_shorter_first),
        cmocka_unit_test(finding_gives_the_first_place),
        cmocka_unit_test(trimming_takes_blanks_only),
        cmocka_unit_test(well_formed_text_is_valid),
        cmocka_unit_test(broken_text_is_found_where_it_breaks),
        cmocka_unit_test(reading_on_never_leaves_the_slice),
        cmocka_unit_test(characters_are_taken_whole),
        cmocka_unit_test(the_hash_is_fnv_1a),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
