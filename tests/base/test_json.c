/* What is proved here:
 *  - typed members give the value, or INVALID that names place, key and what is accepted, and leave
 *    *ret as it was; an absent optional member is no failure
 *  - a number is taken at both ends of its range and refused one beyond
 *  - a parse error names line and column; duplicate keys, broken UTF-8 and trailing text are
 *    refused
 *  - what is written reads back the same, keys in their order, non-ASCII as it is */
#include "testing.h"

#include <stdio.h>

#include "base/json.h"
#include "base/mem.h"

static json_t *parse(const char *text)
{
    json_t *j = NULL;
    ky_err err;
    if (ky_json_parse(ky_str_of(text), "t", &j, &err) != KY_OK)
        fail_msg("%s", err.msg);
    return j;
}

static void strings_are_borrowed(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p)
    json_t *j = parse("{\"a\": \"公園\", \"n\": 1, \"e\": \"\"}");
    ky_str s = KY_LIT("kept");
    ky_err err;
    assert_int_equal(ky_json_need_str(j, "a", "w", &s, &err), KY_OK);
    assert_true(ky_str_eq(s, KY_LIT("公園")));
    assert_int_equal(ky_json_opt_str(j, "e", "w", &s, &err), KY_OK);
    assert_int_equal(s.n, 0);
    s = KY_LIT("kept");
    assert_int_equal(ky_json_opt_str(j, "absent", "w", &s, &err), KY_OK);
    assert_int_equal(ky_json_need_str(j, "absent", "w", &s, &err), KY_E_INVALID);
    assert_string_equal(err.msg, "w: 'absent' is missing");
    assert_int_equal(ky_json_need_str(j, "n", "w", &s, &err), KY_E_INVALID);
    assert_string_equal(err.msg, "w: 'n' must be a string");
    assert_true(ky_str_eq(s, KY_LIT("kept")));
    assert_null(ky_json_get_str(NULL).p);
    assert_null(ky_json_get_str(json_object_get(j, "n")).p);
}

static void numbers_are_bounded(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p)
    json_t *j = parse("{\"lo\": 1, \"hi\": 9, \"under\": 0, \"over\": 10, \"real\": 5.0,"
                      " \"text\": \"5\", \"large\": 4294967301, \"minus\": -1}");
    uint32_t v = 77;
    ky_err err;
    assert_int_equal(ky_json_opt_u32(j, "lo", "w", 1, 9, &v, &err), KY_OK);
    assert_int_equal(v, 1);
    assert_int_equal(ky_json_opt_u32(j, "hi", "w", 1, 9, &v, &err), KY_OK);
    assert_int_equal(v, 9);
    assert_int_equal(ky_json_opt_u32(j, "absent", "w", 1, 9, &v, &err), KY_OK);
    static const char *const wrong[] = {"under", "over", "real", "text", "large", "minus"};
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        assert_int_equal(ky_json_opt_u32(j, wrong[i], "w", 1, 9, &v, &err), KY_E_INVALID);
        assert_non_null(strstr(err.msg, "1..9"));
        assert_non_null(strstr(err.msg, wrong[i]));
    }
    assert_int_equal(v, 9);
}

static void flags_and_containers_are_typed(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p)
    json_t *j = parse("{\"t\": true, \"f\": false, \"n\": null, \"l\": [], \"o\": {}}");
    bool b = false;
    assert_int_equal(ky_json_opt_bool(j, "t", "w", &b, NULL), KY_OK);
    assert_true(b);
    assert_int_equal(ky_json_opt_bool(j, "n", "w", &b, NULL), KY_E_INVALID);
    assert_int_equal(ky_json_opt_bool(j, "absent", "w", &b, NULL), KY_OK);
    assert_true(b);
    assert_int_equal(ky_json_opt_bool(j, "f", "w", &b, NULL), KY_OK);
    assert_false(b);
    json_t *c = j;
    assert_int_equal(ky_json_opt_container(j, "l", "w", JSON_OBJECT, &c, NULL), KY_E_INVALID);
    assert_ptr_equal(c, j);
    assert_int_equal(ky_json_opt_container(j, "l", "w", JSON_ARRAY, &c, NULL), KY_OK);
    assert_true(json_is_array(c));
    assert_int_equal(ky_json_opt_container(j, "absent", "w", JSON_ARRAY, &c, NULL), KY_OK);
    assert_null(c);
}

static void unknown_keys_are_named(void **state)
{
    (void) state;
    static const char *const known[] = {"a", "b", NULL};
    KY_CLEANUP(ky_json_unref_p) json_t *good = parse("{\"a\": 1}");
    KY_CLEANUP(ky_json_unref_p) json_t *bad = parse("{\"a\": 1, \"B\": 2}");
    ky_err err;
    assert_int_equal(ky_json_known_keys(good, known, "w", &err), KY_OK);
    assert_int_equal(ky_json_known_keys(bad, known, "w", &err), KY_E_INVALID);
    assert_string_equal(err.msg, "w: unknown key 'B'");
}

static void wrong_texts_are_refused_with_their_place(void **state)
{
    (void) state;
    static const char *const wrong[] = {
        "",         "{",        "{\"a\":1,}", "[1] x",       "{\"a\":1,\"a\":2}", "nul",
        "\"\xff\"", "[\"\n\"]", "{1:2}",      "\"\\ud800\"", "\"\\u0000\""};
    for (size_t i = 0; i < KY_LEN(wrong); i++) {
        KY_CLEANUP(ky_json_unref_p) json_t *j = NULL;
        ky_err err;
        assert_int_equal(ky_json_parse(ky_str_of(wrong[i]), "f", &j, &err), KY_E_INVALID);
        assert_null(j);
        assert_memory_equal(err.msg, "f: line ", 8);
        assert_non_null(strstr(err.msg, " column "));
    }
    json_t *j = NULL;
    ky_err err;
    assert_int_equal(ky_json_parse(KY_LIT("{\n\"a\": x}"), "f", &j, &err), KY_E_INVALID);
    assert_memory_equal(err.msg, "f: line 2 column ", 17);
    assert_int_equal(ky_json_parse((ky_str){0}, "f", &j, NULL), KY_E_INVALID);
}

static void what_is_written_reads_back(void **state)
{
    (void) state;
    static const char text[] = "{\"z\":\"公園\",\"a\":[1,2.5,true,null,\"\\u0001\\\"\"],\"m\":{}}";
    KY_CLEANUP(ky_json_unref_p) json_t *j = parse(text);
    KY_CLEANUP(ky_buf_fini) ky_buf b = {0};
    assert_int_equal(ky_json_write(j, 0, &b, NULL), KY_OK);
    assert_string_equal(b.p, text);
    ky_buf_clear(&b);
    assert_int_equal(ky_json_write(j, 2, &b, NULL), KY_OK);
    assert_non_null(strchr(b.p, '\n'));
    KY_CLEANUP(ky_json_unref_p) json_t *again = parse(b.p);
    assert_true(json_equal(j, again));
    assert_int_equal(ky_json_write(NULL, 0, &b, NULL), KY_E_NOMEM);
}

static void setting_checks_what_it_is_given(void **state)
{
    (void) state;
    KY_CLEANUP(ky_json_unref_p) json_t *o = json_object();
    KY_CLEANUP(ky_json_unref_p) json_t *a = json_array();
    assert_true(ky_json_set(o, "a", ky_json_str(KY_LIT("x"))));
    assert_false(ky_json_set(o, "b", ky_json_str(KY_LIT("\xff"))));
    assert_false(ky_json_set(o, "b", NULL));
    assert_true(ky_json_append(a, ky_json_str((ky_str){0})));
    assert_false(ky_json_append(a, NULL));
    assert_int_equal(json_array_size(a), 1);
    assert_int_equal(json_object_size(o), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_borrowed),
        cmocka_unit_test(numbers_are_bounded),
        cmocka_unit_test(flags_and_containers_are_typed),
        cmocka_unit_test(unknown_keys_are_named),
        cmocka_unit_test(wrong_texts_are_refused_with_their_place),
        cmocka_unit_test(what_is_written_reads_back),
        cmocka_unit_test(setting_checks_what_it_is_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
