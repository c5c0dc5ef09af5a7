/* What is proved here, of target_split() and params_parse():
 *  - path and query part at the first `?`; segments are percent-decoded one by one, `+` stays
 *  - a target that names the server is taken without the name
 *  - `+` in a query is a space, `%` without two hex digits is itself, names are decoded too
 *  - empty pieces are passed over; a piece without `=` has an empty value
 *  - KY_MAX_PARAMS parameters are taken, one more is refused, and the outputs stay as they were
 *  - no bytes whatever are read outside the target */
#include "testing.h"

#include "base/buf.h"
#include "base/mem.h"
#include "target.h"

static target split(const char *text, ky_arena *a)
{
    target t;
    assert_int_equal(target_split(ky_str_of(text), a, &t, NULL), KY_OK);
    return t;
}

static void assert_str(ky_str s, const char *expected)
{
    assert_int_equal(s.n, strlen(expected));
    if (s.n > 0)
        assert_memory_equal(s.p, expected, s.n);
}

static void path_and_query_part_at_the_first_question_mark(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    target t = split("/v1/search?q=a?b", &a);
    assert_int_equal(t.n_segments, 2);
    assert_str(t.segments[0], "v1");
    assert_str(t.segments[1], "search");
    assert_str(t.raw_query, "q=a?b");
    assert_str(split("/v1/search", &a).raw_query, "");
}

static void segments_are_decoded_after_they_are_split(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    target t = split("/v1/projects/a%2Fb+%e3%81%82%zz%", &a);
    assert_int_equal(t.n_segments, 3);
    assert_str(t.segments[2], "a/b+あ%zz%");
}

static void a_trailing_slash_makes_an_empty_segment(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    target t = split("/v1/", &a);
    assert_int_equal(t.n_segments, 2);
    assert_str(t.segments[1], "");
    assert_int_equal(split("/", &a).n_segments, 1);
    assert_int_equal(split("", &a).n_segments, 1);
}

static void the_name_of_the_server_is_passed_over(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    target t = split("http://host:80/v1/schema?x", &a);
    assert_int_equal(t.n_segments, 2);
    assert_str(t.segments[1], "schema");
    assert_str(t.raw_query, "x");
    assert_str(split("http://host?y", &a).raw_query, "y");
}

static void a_path_deeper_than_any_route_is_marked(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    assert_false(split("/1/2/3/4/5/6/7/8", &a).too_deep);
    assert_true(split("/1/2/3/4/5/6/7/8/9", &a).too_deep);
}

static size_t parse(const char *raw, ky_arena *a, ky_param **ret)
{
    size_t n = 0;
    assert_int_equal(params_parse(ky_str_of(raw), a, ret, &n, NULL), KY_OK);
    return n;
}

static void assert_param(const char *raw, const char *name, const char *value)
{
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_param *p = NULL;
    assert_int_equal(parse(raw, &a, &p), 1);
    assert_str(p[0].name, name);
    assert_str(p[0].value, value);
}

static void percent_and_plus_are_decoded_in_names_and_values(void **state)
{
    (void) state;
    assert_param("q=a+b%20c", "q", "a b c");
    assert_param("%71=%E5%85%AC%e5%9c%92", "q", "公園");
    assert_param("q=%2B%26%3D%25", "q", "+&=%");
    assert_param("q=a=b", "q", "a=b");
}

static void a_percent_without_two_hex_digits_is_itself(void **state)
{
    (void) state;
    assert_param("q=%", "q", "%");
    assert_param("q=%4", "q", "%4");
    assert_param("q=%4g%g4", "q", "%4g%g4");
    assert_param("q=100%", "q", "100%");
    assert_param("q=%%41", "q", "%A");
}

static void empty_pieces_are_passed_over(void **state)
{
    (void) state;
    assert_param("&&q=a&", "q", "a");
    assert_param("q", "q", "");
    assert_param("=a", "", "a");
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_param *p = NULL;
    assert_int_equal(parse("", &a, &p), 0);
    assert_int_equal(parse("&&&", &a, &p), 0);
}

static void nul_bytes_are_kept_in_the_value(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    ky_param *p = NULL;
    assert_int_equal(parse("q=a%00b", &a, &p), 1);
    assert_int_equal(p[0].value.n, 3);
    assert_memory_equal(p[0].value.p, "a\0b", 3);
}

static void one_parameter_over_the_limit_is_refused(void **state)
{
    (void) state;
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    KY_CLEANUP(ky_buf_fini) ky_buf raw = {0};
    for (size_t i = 0; i < KY_MAX_PARAMS; i++)
        ky_buf_puts(&raw, "a=b&");
    ky_param *p = NULL;
    assert_int_equal(parse(raw.p, &a, &p), KY_MAX_PARAMS);
    ky_buf_puts(&raw, "a=b");
    ky_param *untouched = (ky_param *) &a;
    size_t n = 7;
    ky_err err;
    assert_int_equal(params_parse(ky_buf_str(&raw), &a, &untouched, &n, &err), KY_E_INVALID);
    assert_ptr_equal(untouched, &a);
    assert_int_equal(n, 7);
}

static void nothing_is_read_beyond_the_end(void **state)
{
    (void) state;
    static const char *const ends[] = {"%", "%4", "q=%", "q=%4", "?", "a%", "/%", "&", "="};
    KY_CLEANUP(ky_arena_fini) ky_arena a = {0};
    for (size_t i = 0; i < KY_LEN(ends); i++) {
        size_t n = strlen(ends[i]);
        /* without a NUL behind, so that a sanitizer sees a step too far */
        KY_CLEANUP(ky_free_p) char *exact = malloc(n);
        assert_non_null(exact);
        memcpy(exact, ends[i], n);
        target t;
        ky_param *p = NULL;
        size_t n_params = 0;
        assert_int_equal(target_split((ky_str){exact, n}, &a, &t, NULL), KY_OK);
        assert_int_equal(params_parse((ky_str){exact, n}, &a, &p, &n_params, NULL), KY_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(path_and_query_part_at_the_first_question_mark),
        cmocka_unit_test(segments_are_decoded_after_they_are_split),
        cmocka_unit_test(a_trailing_slash_makes_an_empty_segment),
        cmocka_unit_test(the_name_of_the_server_is_passed_over),
        cmocka_unit_test(a_path_deeper_than_any_route_is_marked),
        cmocka_unit_test(percent_and_plus_are_decoded_in_names_and_values),
        cmocka_unit_test(a_percent_without_two_hex_digits_is_itself),
        cmocka_unit_test(empty_pieces_are_passed_over),
        cmocka_unit_test(nul_bytes_are_kept_in_the_value),
        cmocka_unit_test(one_parameter_over_the_limit_is_refused),
        cmocka_unit_test(nothing_is_read_beyond_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
