/* What is proved here:
 *  - a tag is weak, and changes when any byte of any part changes, or moves to the next part
 *  - If-None-Match matches in a list, weak or strong, and by `*`; nothing malformed matches */
#include "testing.h"

#include "etag.h"

static void make(const char *a, const char *b, char ret[static ETAG_BYTES])
{
    const ky_str parts[] = {ky_str_of(a), ky_str_of(b)};
    etag_make(parts, 2, ret);
}

static void every_part_counts(void **state)
{
    (void) state;
    char tag[ETAG_BYTES];
    char other[ETAG_BYTES];
    make("gen-1", "/v1/search", tag);
    assert_memory_equal(tag, "W/\"", 3);
    make("gen-1", "/v1/search", other);
    assert_string_equal(tag, other);
    make("gen-2", "/v1/search", other);
    assert_string_not_equal(tag, other);
    make("gen-1", "/v1/search?q=a", other);
    assert_string_not_equal(tag, other);
    make("gen-1/", "v1/search", other);
    assert_string_not_equal(tag, other);
}

static bool matches(const char *field)
{
    return etag_matches(ky_str_of(field), "W/\"abc\"");
}

static void lists_and_weak_and_strong_tags_match(void **state)
{
    (void) state;
    assert_true(matches("W/\"abc\""));
    assert_true(matches("\"abc\""));
    assert_true(matches("*"));
    assert_true(matches("\"x\", W/\"abc\""));
    assert_true(matches("W/\"x,y\",\"abc\" "));
    assert_true(matches(", ,\"abc\""));
}

static void other_and_malformed_tags_do_not_match(void **state)
{
    (void) state;
    static const char *const fields[] = {"",      "abc",       "\"abc", "w/\"abc\"", "\"ab\"",
                                         "W/abc", "\"x\" abc", "**",    "\"ABC\"",   "W/"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        assert_false(matches(fields[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_counts),
        cmocka_unit_test(lists_and_weak_and_strong_tags_match),
        cmocka_unit_test(other_and_malformed_tags_do_not_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
