/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of document.h:
 *  - a new document is empty and has id 0; data, terms, positions and values come back as put in
 *  - terms and values may hold NUL; an empty term is INVALID for every function that takes one
 *  - the longest term is XAPC_MAX_TERM_BYTES, NULs counted twice; longer ones are INVALID
 *  - wdf adds up; a boolean term has wdf 0 and no length
 *  - removing what is not there is INVALID; removing keeps what is not named
 *  - visits come in byte order of terms and order of numbers, and end when told to
 *  - a value may be empty (which removes it); slot 0xffffffff is INVALID
 *  - unserialise gives back what serialise took; other bytes are CORRUPT
 *  - sortable values sort as their numbers do and come back exactly; NaN is INVALID
 *  - outputs are untouched on failure */
#include <math.h>

#include "support.h"

static xapc_document *new_document(void)
{
    xapc_document *doc = NULL;
    assert_ok(xapc_document_new(&doc, &error));
    return doc;
}

static const char *terms_of(const xapc_document *doc)
{
    static collector c;
    c = (collector){0};
    assert_ok(xapc_document_each_term(doc, collect_term, &c, &error));
    return c.text;
}

static const char *positions_of(const xapc_document *doc, const char *term)
{
    static collector c;
    c = (collector){0};
    assert_ok(xapc_document_each_position(doc, text(term), collect_position, &c, &error));
    return c.text;
}

static const char *values_of(const xapc_document *doc)
{
    static collector c;
    c = (collector){0};
    assert_ok(xapc_document_each_value(doc, collect_value, &c, &error));
    return c.text;
}

static void a_new_document_is_empty(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    uint32_t number = 99;
    assert_ok(xapc_document_docid(doc, &number, &error));
    assert_int_equal(number, 0);
    assert_ok(xapc_document_term_count(doc, &number, &error));
    assert_int_equal(number, 0);
    number = 99;
    assert_ok(xapc_document_value_count(doc, &number, &error));
    assert_int_equal(number, 0);
    xapc_buffer data = XAPC_BUFFER_INIT;
    assert_ok(xapc_document_data(doc, &data, &error));
    assert_non_null(data.data);
    assert_bytes("", data);
    xapc_buffer_free(&data);
    assert_null(data.data);
    xapc_document_free(doc);
}

static void data_comes_back_with_its_nul_bytes(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    assert_ok(xapc_document_set_data(doc, B("a\0b"), &error));
    xapc_buffer data = XAPC_BUFFER_INIT;
    assert_ok(xapc_document_data(doc, &data, &error));
    assert_int_equal(data.size, 3);
    assert_memory_equal(data.data, "a\0b", 4);
    xapc_buffer_free(&data);
    assert_ok(xapc_document_set_data(doc, NO_BYTES, &error));
    assert_ok(xapc_document_data(doc, &data, &error));
    assert_int_equal(data.size, 0);
    xapc_buffer_free(&data);
    xapc_document_free(doc);
}

static void wdf_adds_up_and_boolean_terms_have_none(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    assert_ok(xapc_document_add_term(doc, B("pear"), 2, &error));
    assert_ok(xapc_document_add_term(doc, B("pear"), 3, &error));
    assert_ok(xapc_document_add_boolean_term(doc, B("Xred"), &error));
    assert_ok(xapc_document_add_posting(doc, B("apple"), 7, 1, &error));
    assert_ok(xapc_document_add_posting(doc, B("apple"), 3, 4, &error));
    assert_string_equal(terms_of(doc), "Xred:0:0 apple:5:0 pear:5:0");
    assert_string_equal(positions_of(doc, "apple"), "3 7");
    assert_string_equal(positions_of(doc, "pear"), "");
    assert_string_equal(positions_of(doc, "applepie"), "");
    assert_string_equal(positions_of(doc, "zoo"), "");
    uint32_t count = 0;
    assert_ok(xapc_document_term_count(doc, &count, &error));
    assert_int_equal(count, 3);
    assert_ok(xapc_document_clear_terms(doc, &error));
    assert_string_equal(terms_of(doc), "");
    xapc_document_free(doc);
}

static bool has_nul_term(const xapc_term *term, void *payload)
{
    *(bool *) payload = term->term.size == 3 && memcmp(term->term.data, "a\0b", 3) == 0;
    return true;
}

static void a_term_may_hold_nul(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    bool seen = false;
    assert_ok(xapc_document_add_term(doc, B("a\0b"), 1, &error));
    assert_ok(xapc_document_each_term(doc, has_nul_term, &seen, &error));
    assert_true(seen);
    assert_status(XAPC_INVALID, xapc_document_remove_term(doc, B("a"), &error));
    assert_ok(xapc_document_remove_term(doc, B("a\0b"), &error));
    xapc_document_free(doc);
}

static void an_empty_term_is_invalid_everywhere(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    collector c = {0};
    uint32_t removed = 77;
    assert_status(XAPC_INVALID, xapc_document_add_term(doc, NO_BYTES, 1, &error));
    assert_status(XAPC_INVALID, xapc_document_add_boolean_term(doc, B(""), &error));
    assert_status(XAPC_INVALID, xapc_document_add_posting(doc, B(""), 1, 1, &error));
    assert_status(XAPC_INVALID, xapc_document_remove_term(doc, B(""), &error));
    assert_status(XAPC_INVALID, xapc_document_remove_posting(doc, B(""), 1, 1, &error));
    assert_status(XAPC_INVALID,
                  xapc_document_remove_postings(doc, B(""), 1, 2, 1, &removed, &error));
    assert_status(XAPC_INVALID,
                  xapc_document_each_position(doc, B(""), collect_position, &c, &error));
    assert_int_equal(removed, 77);
    const xapc_bytes lie = {NULL, 3};
    assert_status(XAPC_INVALID, xapc_document_add_term(doc, lie, 1, &error));
    assert_status(XAPC_INVALID, xapc_document_set_data(doc, lie, &error));
    assert_string_equal(terms_of(doc), "");
    xapc_document_free(doc);
}

static void terms_fit_up_to_the_limit(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    char term[XAPC_MAX_TERM_BYTES + 1];
    memset(term, 'a', sizeof term);
    const xapc_bytes longest = {term, XAPC_MAX_TERM_BYTES};
    const xapc_bytes too_long = {term, XAPC_MAX_TERM_BYTES + 1};
    assert_ok(xapc_document_add_term(doc, longest, 1, &error));
    assert_status(XAPC_INVALID, xapc_document_add_term(doc, too_long, 1, &error));
    assert_message("Term too long");
    assert_status(XAPC_INVALID, xapc_document_add_boolean_term(doc, too_long, &error));
    assert_status(XAPC_INVALID, xapc_document_add_posting(doc, too_long, 1, 1, &error));
    memset(term, '\0', 122);
    assert_ok(xapc_document_add_term(doc, (xapc_bytes){term, 122 + 1}, 1, &error));
    assert_status(XAPC_INVALID,
                  xapc_document_add_term(doc, (xapc_bytes){term, 122 + 2}, 1, &error));
    uint32_t count = 0;
    assert_ok(xapc_document_term_count(doc, &count, &error));
    assert_int_equal(count, 2);
    xapc_document_free(doc);
}

static void removing_takes_what_is_named_and_refuses_what_is_not_there(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    for (uint32_t position = 1; position <= 6; position++)
        assert_ok(xapc_document_add_posting(doc, B("word"), position, 2, &error));
    assert_ok(xapc_document_remove_posting(doc, B("word"), 2, 2, &error));
    assert_string_equal(positions_of(doc, "word"), "1 3 4 5 6");
    assert_string_equal(terms_of(doc), "word:10:0");
    assert_status(XAPC_INVALID, xapc_document_remove_posting(doc, B("word"), 2, 1, &error));
    assert_message("InvalidArgumentError");
    assert_status(XAPC_INVALID, xapc_document_remove_posting(doc, B("none"), 2, 1, &error));
    uint32_t removed = 0;
    assert_ok(xapc_document_remove_postings(doc, B("word"), 4, 5, 1, &removed, &error));
    assert_int_equal(removed, 2);
    assert_string_equal(positions_of(doc, "word"), "1 3 6");
    assert_string_equal(terms_of(doc), "word:8:0");
    assert_ok(xapc_document_remove_postings(doc, B("word"), 50, 60, 1, NULL, &error));
    removed = 77;
    assert_status(XAPC_INVALID,
                  xapc_document_remove_postings(doc, B("none"), 4, 5, 1, &removed, &error));
    assert_int_equal(removed, 77);
    assert_status(XAPC_INVALID, xapc_document_remove_term(doc, B("none"), &error));
    assert_ok(xapc_document_remove_term(doc, B("word"), &error));
    assert_string_equal(terms_of(doc), "");
    xapc_document_free(doc);
}

static void values_come_back_by_slot(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    assert_ok(xapc_document_add_value(doc, 7, B("seven"), &error));
    assert_ok(xapc_document_add_value(doc, 0, B("zero"), &error));
    assert_ok(xapc_document_add_value(doc, 0xfffffffeu, B("last"), &error));
    assert_ok(xapc_document_add_value(doc, 3, B("gone"), &error));
    assert_ok(xapc_document_add_value(doc, 3, NO_BYTES, &error));
    assert_string_equal(values_of(doc), "0=zero 7=seven 4294967294=last");
    xapc_buffer value = XAPC_BUFFER_INIT;
    assert_ok(xapc_document_value(doc, 7, &value, &error));
    assert_bytes("seven", value);
    xapc_buffer_free(&value);
    assert_ok(xapc_document_value(doc, 3, &value, &error));
    assert_bytes("", value);
    xapc_buffer_free(&value);
    assert_status(XAPC_INVALID, xapc_document_remove_value(doc, 3, &error));
    assert_ok(xapc_document_remove_value(doc, 7, &error));
    assert_status(XAPC_INVALID, xapc_document_add_value(doc, 0xffffffffu, B("x"), &error));
    uint32_t count = 0;
    assert_ok(xapc_document_value_count(doc, &count, &error));
    assert_int_equal(count, 2);
    assert_ok(xapc_document_clear_values(doc, &error));
    assert_string_equal(values_of(doc), "");
    xapc_document_free(doc);
}

static void a_visit_ends_when_the_callback_says_so(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    for (uint32_t i = 1; i <= 5; i++) {
        const char name = (char) ('a' + (int) i);
        assert_ok(xapc_document_add_posting(doc, (xapc_bytes){&name, 1}, i, 1, &error));
        assert_ok(xapc_document_add_posting(doc, B("z"), i, 1, &error));
        assert_ok(xapc_document_add_value(doc, i, B("v"), &error));
    }
    collector c = {.stop_after = 2};
    assert_ok(xapc_document_each_term(doc, collect_term, &c, &error));
    assert_int_equal(c.entries, 2);
    c = (collector){.stop_after = 3};
    assert_ok(xapc_document_each_position(doc, B("z"), collect_position, &c, &error));
    assert_int_equal(c.entries, 3);
    c = (collector){.stop_after = 1};
    assert_ok(xapc_document_each_value(doc, collect_value, &c, &error));
    assert_int_equal(c.entries, 1);
    xapc_document_free(doc);
}

static void serialised_bytes_make_the_same_document(void **state)
{
    (void) state;
    xapc_document *doc = new_document();
    assert_ok(xapc_document_set_data(doc, B("d\0d"), &error));
    assert_ok(xapc_document_add_posting(doc, B("word"), 9, 2, &error));
    assert_ok(xapc_document_add_value(doc, 4, B("four"), &error));
    xapc_buffer bytes = XAPC_BUFFER_INIT;
    assert_ok(xapc_document_serialise(doc, &bytes, &error));
    xapc_document *again = NULL;
    assert_ok(xapc_document_unserialise((xapc_bytes){bytes.data, bytes.size}, &again, &error));
    assert_string_equal(terms_of(again), "word:2:0");
    assert_string_equal(positions_of(again, "word"), "9");
    assert_string_equal(values_of(again), "4=four");
    xapc_buffer data = XAPC_BUFFER_INIT;
    assert_ok(xapc_document_data(again, &data, &error));
    assert_int_equal(data.size, 3);
    xapc_document *none = again;
    assert_status(XAPC_CORRUPT, xapc_document_unserialise(B("\xff\xff\xff"), &none, &error));
    assert_ptr_equal(none, again);
    assert_int_equal(error.status, XAPC_CORRUPT);
    assert_status(XAPC_CORRUPT, xapc_document_unserialise(B("garbage"), &none, &error));
    assert_status(XAPC_CORRUPT, xapc_document_unserialise(NO_BYTES, &none, NULL));
    xapc_buffer_free(&data);
    xapc_buffer_free(&bytes);
    xapc_document_free(again);
    xapc_document_free(doc);
}

static void sortable_values_sort_as_their_numbers_and_come_back(void **state)
{
    (void) state;
    static const double numbers[] = {-INFINITY, -1e300, -2020.5, -1, -1e-300, 0,
                                     1e-300,    0.5,    1,       77, 1e300,   INFINITY};
    xapc_sortable before = {0};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        xapc_sortable now = {0};
        assert_ok(xapc_sortable_serialise(numbers[i], &now, &error));
        assert_true(now.size <= sizeof now.data);
        double number = 5;
        assert_ok(xapc_sortable_unserialise((xapc_bytes){now.data, now.size}, &number, &error));
        assert_true(number == numbers[i]);
        if (i > 0) {
            const size_t least = now.size < before.size ? now.size : before.size;
            const int order = memcmp(before.data, now.data, least);
            assert_true(order < 0 || (order == 0 && before.size < now.size));
        }
        before = now;
    }
    xapc_sortable untouched = before;
    assert_status(XAPC_INVALID, xapc_sortable_serialise(NAN, &untouched, &error));
    assert_memory_equal(&untouched, &before, sizeof before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_document_is_empty),
        cmocka_unit_test(data_comes_back_with_its_nul_bytes),
        cmocka_unit_test(wdf_adds_up_and_boolean_terms_have_none),
        cmocka_unit_test(a_term_may_hold_nul),
        cmocka_unit_test(an_empty_term_is_invalid_everywhere),
        cmocka_unit_test(terms_fit_up_to_the_limit),
        cmocka_unit_test(removing_takes_what_is_named_and_refuses_what_is_not_there),
        cmocka_unit_test(values_come_back_by_slot),
        cmocka_unit_test(a_visit_ends_when_the_callback_says_so),
        cmocka_unit_test(serialised_bytes_make_the_same_document),
        cmocka_unit_test(sortable_values_sort_as_their_numbers_and_come_back),
    };
    return cmocka_run_group_tests_name("xapian-c: documents", tests, NULL, NULL);
}
