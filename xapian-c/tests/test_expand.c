/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of expand.h:
 *  - the terms that relevant documents share come heaviest first, at most max_items, with a bound
 *  - the query's own terms come only when asked for; prefix, function and weight leave terms out
 *  - both schemes work; missing documents, document 0 and wrong options are refused */
#include <math.h>

#include "support.h"

static xapc_writer *memory;
static xapc_database *db;

static int make_texts(void **state)
{
    (void) state;
    if (xapc_writer_open_memory(&memory, &error) != XAPC_OK)
        return -1;
    add_words(memory, "sea salt fish");
    add_words(memory, "sea salt Xboat");
    add_words(memory, "hill sheep");
    add_words(memory, "hill goat");
    add_words(memory, "road car");
    add_words(memory, "road bus");
    return xapc_writer_reader(memory, &db, &error) == XAPC_OK ? 0 : -1;
}

static int free_texts(void **state)
{
    (void) state;
    xapc_database_free(db);
    xapc_writer_free(memory);
    return 0;
}

static const uint32_t at_sea[] = {1, 2};

static const char *terms_for(const xapc_query *query, xapc_expand_options options)
{
    static collector c;
    c = (collector){0};
    xapc_expansion *expansion = NULL;
    assert_ok(xapc_expand(db, query, at_sea, 2, &options, &expansion, &error));
    assert_true(expansion->bound >= expansion->term_count);
    for (size_t i = 0; i < expansion->term_count; i++) {
        assert_true(i == 0 || expansion->terms[i - 1].weight >= expansion->terms[i].weight);
        collect_bytes(expansion->terms[i].term, &c);
    }
    xapc_expansion_free(expansion);
    return c.text;
}

static bool no_salt(xapc_bytes term, void *payload)
{
    (*(unsigned *) payload)++;
    return !(term.size == 4 && memcmp(term.data, "salt", 4) == 0);
}

static void shared_terms_come_heaviest_first(void **state)
{
    (void) state;
    xapc_query *sea = term_query("sea");
    assert_string_equal(terms_for(sea, (xapc_expand_options){.max_items = 1}), "salt");
    const char *all = terms_for(sea, (xapc_expand_options){.max_items = 10});
    assert_memory_equal(all, "salt ", 5);
    assert_non_null(strstr(all, "fish"));
    assert_null(strstr(all, "sea"));
    assert_null(strstr(all, "hill"));
    assert_non_null(
        strstr(terms_for(sea, (xapc_expand_options){.max_items = 10, .include_query_terms = true}),
               "sea"));
    assert_non_null(strstr(terms_for(NULL, (xapc_expand_options){.max_items = 10}), "sea"));
    assert_string_equal(terms_for(sea, (xapc_expand_options){.max_items = 0}), "");
    xapc_query_free(sea);
}

static void prefix_function_and_weight_leave_terms_out(void **state)
{
    (void) state;
    assert_string_equal(terms_for(NULL, (xapc_expand_options){.max_items = 10, .prefix = B("X")}),
                        "Xboat");
    unsigned calls = 0;
    const char *terms = terms_for(
        NULL, (xapc_expand_options){.max_items = 10, .accept = no_salt, .payload = &calls});
    assert_null(strstr(terms, "salt"));
    assert_non_null(strstr(terms, "sea"));
    assert_int_equal(calls, 4);
    assert_string_equal(terms_for(NULL, (xapc_expand_options){.max_items = 10, .min_weight = 1e6}),
                        "");
}

static void both_schemes_and_exact_frequencies_work(void **state)
{
    (void) state;
    xapc_query *sea = term_query("sea");
    assert_string_equal(
        terms_for(sea, (xapc_expand_options){.max_items = 1, .scheme = XAPC_EXPAND_BO1}), "salt");
    assert_string_equal(
        terms_for(sea, (xapc_expand_options){.max_items = 1, .exact_termfreq = true, .k = 2}),
        "salt");
    xapc_query_free(sea);
}

static void wrong_calls_are_refused(void **state)
{
    (void) state;
    static const uint32_t missing[] = {99};
    static const uint32_t zero[] = {0};
    xapc_expansion *expansion = NULL;
    xapc_expand_options o = {.max_items = 5};
    assert_status(XAPC_NOT_FOUND, xapc_expand(db, NULL, missing, 1, &o, &expansion, &error));
    assert_status(XAPC_INVALID, xapc_expand(db, NULL, zero, 1, &o, &expansion, &error));
    assert_status(XAPC_INVALID, xapc_expand(db, NULL, NULL, 1, &o, &expansion, &error));
    o.scheme = (xapc_expand_scheme) 2;
    assert_status(XAPC_INVALID, xapc_expand(db, NULL, at_sea, 2, &o, &expansion, &error));
    o = (xapc_expand_options){.k = -1};
    assert_status(XAPC_INVALID, xapc_expand(db, NULL, at_sea, 2, &o, &expansion, &error));
    o = (xapc_expand_options){.min_weight = NAN};
    assert_status(XAPC_INVALID, xapc_expand(db, NULL, at_sea, 2, &o, &expansion, &error));
    o = (xapc_expand_options){.prefix = {NULL, 3}};
    assert_status(XAPC_INVALID, xapc_expand(db, NULL, at_sea, 2, &o, &expansion, &error));
    assert_null(expansion);
    assert_ok(xapc_expand(db, NULL, NULL, 0, NULL, &expansion, &error));
    assert_int_equal(expansion->term_count, 0);
    xapc_expansion_free(expansion);
    xapc_expansion_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shared_terms_come_heaviest_first),
        cmocka_unit_test(prefix_function_and_weight_leave_terms_out),
        cmocka_unit_test(both_schemes_and_exact_frequencies_work),
        cmocka_unit_test(wrong_calls_are_refused),
    };
    return cmocka_run_group_tests_name("xapian-c: expansion", tests, make_texts, free_texts);
}
