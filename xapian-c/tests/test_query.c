/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of query.h:
 *  - every operator finds what it says, over queries and over terms alike
 *  - inputs of a combination stay the caller's and may be freed at once
 *  - windows, set sizes, scaling, ranges and wildcards with each limit do what they say
 *  - a query tells its kind, parts, length and terms, and comes back from its bytes
 *  - wrong operators, parameters, NULLs, empty terms and wrong bytes are refused */
#include <math.h>

#include "support.h"

static xapc_database *db;
static xapc_writer *memory;

static int make_sentences(void **state)
{
    (void) state;
    if (xapc_writer_open_memory(&memory, &error) != XAPC_OK)
        return -1;
    add_words_value(memory, "a b c", "10");
    add_words_value(memory, "b a c", "20");
    add_words_value(memory, "a x x x b", "30");
    add_words_value(memory, "c", "");
    add_words_value(memory, "abc abd ab abd", "40");
    add_words_value(memory, "abd", "50");
    return xapc_writer_reader(memory, &db, &error) == XAPC_OK ? 0 : -1;
}

static int free_sentences(void **state)
{
    (void) state;
    xapc_database_free(db);
    xapc_writer_free(memory);
    return 0;
}

static const char *found_and_freed(xapc_query *query)
{
    /* Sorted by an empty slot: by document id, while weights still choose elite sets. */
    const char *ids =
        found(db, query, (xapc_search_options){.sort = XAPC_SORT_VALUE, .sort_slot = 77});
    xapc_query_free(query);
    return ids;
}

static xapc_query *combined(xapc_op op, const char *terms, uint32_t parameter)
{
    xapc_query *parts[4] = {NULL};
    size_t count = 0;
    for (const char *t = terms; *t != '\0'; t++) {
        const char name[2] = {*t, '\0'};
        parts[count++] = term_query(name);
    }
    xapc_query *whole = NULL;
    assert_ok(xapc_query_combine(op, (const xapc_query *const *) parts, count, parameter, &whole,
                                 &error));
    for (size_t i = 0; i < count; i++)
        xapc_query_free(parts[i]);
    return whole;
}

static void each_operator_finds_what_it_says(void **state)
{
    (void) state;
    static const struct {
        const char *terms;
        const char *ids;
        xapc_op op;
        uint32_t parameter;
    } cases[] = {
        {"ab", "1 2 3", XAPC_OP_AND, 0},
        {"ac", "1 2 3 4", XAPC_OP_OR, 0},
        {"cx", "1 2 4", XAPC_OP_AND_NOT, 0},
        {"cab", "4", XAPC_OP_AND_NOT, 0},
        {"ac", "3 4", XAPC_OP_XOR, 0},
        {"abc", "1 2 4", XAPC_OP_XOR, 0},
        {"ca", "1 2 4", XAPC_OP_AND_MAYBE, 0},
        {"ac", "1 2", XAPC_OP_FILTER, 0},
        {"ab", "1 2", XAPC_OP_NEAR, 2},
        {"ab", "1 2 3", XAPC_OP_NEAR, 5},
        {"ab", "1", XAPC_OP_PHRASE, 0},
        {"ab", "1 3", XAPC_OP_PHRASE, 5},
        {"abc", "1", XAPC_OP_PHRASE, 0},
        {"acx", "3", XAPC_OP_ELITE_SET, 1},
        {"acx", "1 2 3 4", XAPC_OP_ELITE_SET, 0},
        {"cx", "1 2 3 4", XAPC_OP_SYNONYM, 0},
        {"cx", "1 2 3 4", XAPC_OP_MAX, 0},
        {"a", "1 2 3", XAPC_OP_AND, 0},
        {"", "", XAPC_OP_OR, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(
            found_and_freed(combined(cases[i].op, cases[i].terms, cases[i].parameter)),
            cases[i].ids);
        xapc_bytes terms[4];
        const size_t count = strlen(cases[i].terms);
        for (size_t t = 0; t < count; t++)
            terms[t] = (xapc_bytes){cases[i].terms + t, 1};
        xapc_query *query = NULL;
        assert_ok(xapc_query_combine_terms(cases[i].op, terms, count, cases[i].parameter, &query,
                                           &error));
        assert_string_equal(found_and_freed(query), cases[i].ids);
    }
}

static void all_and_nothing_find_all_and_nothing(void **state)
{
    (void) state;
    xapc_query *query = NULL;
    assert_ok(xapc_query_all(&query, &error));
    assert_string_equal(found_and_freed(query), "1 2 3 4 5 6");
    assert_ok(xapc_query_nothing(&query, &error));
    assert_string_equal(found_and_freed(query), "");
}

static void filter_and_scale_take_weight_away(void **state)
{
    (void) state;
    xapc_query *a = term_query("a");
    xapc_query *none = NULL;
    xapc_query *thrice = NULL;
    assert_ok(xapc_query_scale(a, 0, &none, &error));
    assert_ok(xapc_query_scale(a, 3, &thrice, &error));
    double weights[3] = {0};
    const xapc_query *queries[] = {a, none, thrice};
    for (size_t i = 0; i < 3; i++) {
        xapc_result *result = NULL;
        const xapc_search_options options = {.max_items = 1};
        assert_ok(xapc_search(db, queries[i], &options, &result, &error));
        weights[i] = result->hits[0].weight;
        xapc_result_free(result);
    }
    assert_true(weights[0] > 0);
    assert_true(weights[1] == 0);
    assert_true(fabs(weights[2] - 3 * weights[0]) < 1e-9);
    static const double wrong[] = {-1, -INFINITY, INFINITY, NAN};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        xapc_query *untouched = NULL;
        assert_status(XAPC_INVALID, xapc_query_scale(a, wrong[i], &untouched, &error));
        assert_null(untouched);
    }
    xapc_query_free(thrice);
    xapc_query_free(none);
    xapc_query_free(a);
}

static void value_ranges_include_their_ends(void **state)
{
    (void) state;
    xapc_query *query = NULL;
    assert_ok(xapc_query_value_range(0, B("20"), B("40"), &query, &error));
    assert_string_equal(found_and_freed(query), "2 3 5");
    assert_ok(xapc_query_value_range(0, B("40"), B("20"), &query, &error));
    assert_string_equal(found_and_freed(query), "");
    assert_ok(xapc_query_value_range(0, NO_BYTES, B("10"), &query, &error));
    assert_string_equal(found_and_freed(query), "1");
    assert_ok(xapc_query_value_ge(0, B("40"), &query, &error));
    assert_string_equal(found_and_freed(query), "5 6");
    assert_ok(xapc_query_value_ge(0, NO_BYTES, &query, &error));
    assert_string_equal(found_and_freed(query), "1 2 3 4 5 6");
    assert_ok(xapc_query_value_le(0, B("20"), &query, &error));
    assert_string_equal(found_and_freed(query), "1 2");
}

static void a_wildcard_keeps_its_limit(void **state)
{
    (void) state;
    xapc_query *query = NULL;
    assert_ok(
        xapc_query_wildcard(B("ab"), 0, XAPC_WILDCARD_ERROR, XAPC_OP_SYNONYM, &query, &error));
    assert_string_equal(found_and_freed(query), "5 6");
    assert_ok(xapc_query_wildcard(B("ab"), 1, XAPC_WILDCARD_FIRST, XAPC_OP_OR, &query, &error));
    assert_string_equal(found_and_freed(query), "5");
    assert_ok(
        xapc_query_wildcard(B("ab"), 1, XAPC_WILDCARD_MOST_FREQUENT, XAPC_OP_MAX, &query, &error));
    assert_string_equal(found_and_freed(query), "5 6");
    assert_ok(xapc_query_wildcard(B("ab"), 2, XAPC_WILDCARD_ERROR, XAPC_OP_OR, &query, &error));
    xapc_result *result = NULL;
    assert_status(XAPC_LIMIT, xapc_search(db, query, NULL, &result, &error));
    assert_message("WildcardError");
    assert_null(result);
    xapc_query_free(query);
    query = NULL;
    assert_status(XAPC_INVALID, xapc_query_wildcard(B("ab"), 1, (xapc_wildcard_limit) 5, XAPC_OP_OR,
                                                    &query, &error));
    assert_status(XAPC_INVALID, xapc_query_wildcard(B("ab"), 1, XAPC_WILDCARD_FIRST, XAPC_OP_AND,
                                                    &query, &error));
    assert_null(query);
}

static void a_query_tells_its_kind_and_parts(void **state)
{
    (void) state;
    xapc_query *query = combined(XAPC_OP_PHRASE, "abc", 0);
    xapc_op op = XAPC_OP_AND;
    assert_ok(xapc_query_op(query, &op, &error));
    assert_int_equal(op, XAPC_OP_PHRASE);
    size_t count = 0;
    assert_ok(xapc_query_part_count(query, &count, &error));
    assert_int_equal(count, 3);
    xapc_query *part = NULL;
    assert_ok(xapc_query_part(query, 2, &part, &error));
    assert_ok(xapc_query_op(part, &op, &error));
    assert_int_equal(op, XAPC_QUERY_TERM);
    xapc_buffer text_form = XAPC_BUFFER_INIT;
    assert_ok(xapc_query_describe(part, &text_form, &error));
    assert_bytes("Query(c)", text_form);
    xapc_buffer_free(&text_form);
    xapc_query_free(part);
    part = NULL;
    assert_status(XAPC_INVALID, xapc_query_part(query, 3, &part, &error));
    assert_null(part);
    uint32_t length = 0;
    assert_ok(xapc_query_length(query, &length, &error));
    assert_int_equal(length, 3);
    xapc_query_free(query);

    assert_ok(xapc_query_all(&query, &error));
    assert_ok(xapc_query_op(query, &op, &error));
    assert_int_equal(op, XAPC_QUERY_ALL);
    xapc_query_free(query);
    assert_ok(xapc_query_nothing(&query, &error));
    assert_ok(xapc_query_op(query, &op, &error));
    assert_int_equal(op, XAPC_QUERY_NOTHING);
    xapc_query_free(query);
}

static void the_terms_of_a_query_are_visited(void **state)
{
    (void) state;
    xapc_query *parts[3] = {NULL};
    assert_ok(xapc_query_term(B("z"), 1, 1, &parts[0], &error));
    assert_ok(xapc_query_term(B("a"), 2, 2, &parts[1], &error));
    assert_ok(xapc_query_term(B("z"), 1, 3, &parts[2], &error));
    xapc_query *query = NULL;
    assert_ok(
        xapc_query_combine(XAPC_OP_OR, (const xapc_query *const *) parts, 3, 0, &query, &error));
    collector c = {0};
    assert_ok(xapc_query_each_term(query, true, collect_bytes, &c, &error));
    assert_string_equal(c.text, "a z");
    c = (collector){0};
    assert_ok(xapc_query_each_term(query, false, collect_bytes, &c, &error));
    assert_string_equal(c.text, "z a z");
    c = (collector){.stop_after = 1};
    assert_ok(xapc_query_each_term(query, false, collect_bytes, &c, &error));
    assert_string_equal(c.text, "z");
    xapc_query_free(query);
    for (size_t i = 0; i < 3; i++)
        xapc_query_free(parts[i]);
}

static void a_query_comes_back_from_its_bytes(void **state)
{
    (void) state;
    xapc_query *query = combined(XAPC_OP_PHRASE, "ab", 5);
    xapc_query *copy = NULL;
    assert_ok(xapc_query_copy(query, &copy, &error));
    xapc_query_free(query);
    xapc_buffer bytes = XAPC_BUFFER_INIT;
    assert_ok(xapc_query_serialise(copy, &bytes, &error));
    xapc_query *again = NULL;
    assert_ok(xapc_query_unserialise((xapc_bytes){bytes.data, bytes.size}, &again, &error));
    assert_string_equal(found_and_freed(again), "1 3");
    xapc_buffer_free(&bytes);
    xapc_query *none = NULL;
    assert_status(XAPC_CORRUPT, xapc_query_unserialise(B("garbage"), &none, &error));
    assert_status(XAPC_CORRUPT, xapc_query_unserialise(B("\xff\xff"), &none, &error));
    assert_int_equal(error.status, XAPC_CORRUPT);
    assert_null(none);
    xapc_query_free(copy);
}

static void wrong_combinations_are_refused(void **state)
{
    (void) state;
    xapc_query *a = term_query("a");
    xapc_query *query = NULL;
    const xapc_query *with_null[] = {a, NULL};
    assert_status(XAPC_INVALID, xapc_query_combine(XAPC_OP_AND, with_null, 2, 0, &query, &error));
    assert_status(XAPC_INVALID, xapc_query_combine(XAPC_OP_AND, NULL, 1, 0, &query, &error));
    assert_status(XAPC_INVALID, xapc_query_combine_terms(XAPC_OP_AND, NULL, 1, 0, &query, &error));
    static const xapc_op no_combiners[] = {XAPC_OP_VALUE_RANGE, XAPC_OP_WILDCARD, XAPC_QUERY_ALL,
                                           (xapc_op) 99, (xapc_op) -1};
    for (size_t i = 0; i < sizeof no_combiners / sizeof no_combiners[0]; i++)
        assert_status(XAPC_INVALID,
                      xapc_query_combine(no_combiners[i], with_null, 1, 0, &query, &error));
    assert_status(XAPC_INVALID, xapc_query_combine(XAPC_OP_AND, with_null, 1, 5, &query, &error));
    const xapc_bytes with_empty[] = {B("a"), B("")};
    assert_status(XAPC_INVALID,
                  xapc_query_combine_terms(XAPC_OP_OR, with_empty, 2, 0, &query, &error));
    assert_status(XAPC_INVALID, xapc_query_term(B(""), 1, 0, &query, &error));
    xapc_query *range = NULL;
    assert_ok(xapc_query_value_ge(0, B("1"), &range, &error));
    const xapc_query *no_terms[] = {a, range};
    assert_status(XAPC_UNIMPLEMENTED,
                  xapc_query_combine(XAPC_OP_NEAR, no_terms, 2, 0, &query, &error));
    assert_null(query);
    xapc_query_free(range);
    xapc_query_free(a);
    xapc_query_free(NULL);
}

static void a_term_longer_than_any_document_holds_matches_nothing(void **state)
{
    (void) state;
    char term[1000];
    memset(term, 'a', sizeof term);
    xapc_query *query = NULL;
    assert_ok(xapc_query_term((xapc_bytes){term, sizeof term}, 1, 0, &query, &error));
    assert_string_equal(found_and_freed(query), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_operator_finds_what_it_says),
        cmocka_unit_test(all_and_nothing_find_all_and_nothing),
        cmocka_unit_test(filter_and_scale_take_weight_away),
        cmocka_unit_test(value_ranges_include_their_ends),
        cmocka_unit_test(a_wildcard_keeps_its_limit),
        cmocka_unit_test(a_query_tells_its_kind_and_parts),
        cmocka_unit_test(the_terms_of_a_query_are_visited),
        cmocka_unit_test(a_query_comes_back_from_its_bytes),
        cmocka_unit_test(wrong_combinations_are_refused),
        cmocka_unit_test(a_term_longer_than_any_document_holds_matches_nothing),
    };
    return cmocka_run_group_tests_name("xapian-c: queries", tests, make_sentences, free_sentences);
}
