/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of search.h:
 *  - a result holds everything asked for by itself, and nothing that was not asked for; it outlives
 *    its database
 *  - windows, estimates, sort orders, document order, collapsing and cutoffs do what they say
 *  - values are counted over all matches looked at, all of them or the most frequent
 *  - the caller's spy sees each match once; over several parts it is UNIMPLEMENTED
 *  - a deadline that has passed is TIMEOUT, before, during and after the match
 *  - one search leaves nothing behind for the next
 *  - options out of range are INVALID, the result untouched */
#include <math.h>

#include "support.h"

static xapc_database *db;

/* 40 documents: "all" everywhere; more of "rich" with higher ids, lengths nearly the same; colour
 * in slot 0, a number in slot 1, nothing in slot 1 for every tenth. */
static int make_colours(void **state)
{
    if (make_directory(state) != 0)
        return -1;
    xapc_writer *writer = writer_at(in(state, "colours"));
    static const char *const colours[] = {"red", "green", "blue", "red", "red"};
    for (uint32_t i = 1; i <= 40; i++) {
        xapc_document *doc = NULL;
        assert_ok(xapc_document_new(&doc, &error));
        char data[16];
        (void) snprintf(data, sizeof data, "data%u", i);
        assert_ok(xapc_document_set_data(doc, text(data), &error));
        assert_ok(xapc_document_add_term(doc, B("all"), 1, &error));
        assert_ok(xapc_document_add_term(doc, B("rich"), i, &error));
        assert_ok(xapc_document_add_term(doc, B("poor"), 60 - i, &error));
        if (i % 2 == 0)
            assert_ok(xapc_document_add_term(doc, B("even"), 1, &error));
        assert_ok(xapc_document_add_value(doc, 0, text(colours[i % 5]), &error));
        char number[8];
        (void) snprintf(number, sizeof number, "%02u", (i * 7) % 40);
        assert_ok(xapc_document_add_value(doc, 1, text(i % 10 == 0 ? "" : number), &error));
        assert_ok(xapc_writer_add(writer, doc, NULL, &error));
        xapc_document_free(doc);
    }
    xapc_writer_free(writer);
    db = reader_at(in(state, "colours"));
    return 0;
}

static int free_colours(void **state)
{
    xapc_database_free(db);
    return remove_directory(state);
}

static xapc_result *searched(const xapc_query *query, xapc_search_options options)
{
    xapc_result *result = NULL;
    assert_ok(xapc_search(db, query, &options, &result, &error));
    return result;
}

static void without_options_there_are_estimates_only(void **state)
{
    (void) state;
    xapc_query *query = term_query("even");
    xapc_result *result = NULL;
    assert_ok(xapc_search(db, query, NULL, &result, &error));
    assert_int_equal(result->matches_estimated, 20);
    assert_int_equal(result->hit_count, 0);
    assert_int_equal(result->count_count, 0);
    assert_int_equal(result->term_count, 0);
    xapc_result_free(result);
    xapc_result_free(NULL);
    xapc_query_free(query);
}

static void a_hit_holds_what_was_asked_for(void **state)
{
    (void) state;
    xapc_query *parts[2] = {NULL};
    assert_ok(xapc_query_term(B("rich"), 1, 1, &parts[0], &error));
    assert_ok(xapc_query_term(B("even"), 1, 2, &parts[1], &error));
    xapc_query *query = NULL;
    assert_ok(
        xapc_query_combine(XAPC_OP_OR, (const xapc_query *const *) parts, 2, 0, &query, &error));
    static const uint32_t slots[] = {1, 0, 9};
    xapc_result *result =
        searched(query, (xapc_search_options){.first = 1,
                                              .max_items = 2,
                                              .check_at_least = 40,
                                              .fetch = XAPC_FETCH_DATA | XAPC_FETCH_MATCHING_TERMS |
                                                       XAPC_FETCH_TERM_WEIGHTS,
                                              .value_slots = slots,
                                              .value_slot_count = 3});
    assert_int_equal(result->matches_lower, 40);
    assert_int_equal(result->matches_estimated, 40);
    assert_int_equal(result->matches_upper, 40);
    assert_true(result->max_attained > 0 && result->max_attained <= result->max_possible);
    assert_int_equal(result->hit_count, 2);
    const xapc_hit *hit = &result->hits[0];
    assert_int_equal(hit->docid, 38);
    assert_int_equal(hit->rank, 1);
    assert_int_equal(result->hits[1].rank, 2);
    assert_true(hit->weight >= result->hits[1].weight && hit->weight <= result->max_attained);
    assert_in_range(hit->percent, 1, 100);
    assert_bytes("data38", hit->data);
    assert_bytes("26", hit->values[0]);
    assert_bytes("red", hit->values[1]);
    assert_bytes("", hit->values[2]);
    assert_int_equal(hit->term_count, 2);
    assert_bytes("rich", hit->terms[0]);
    assert_bytes("even", hit->terms[1]);
    assert_bytes("", hit->collapse_key);
    assert_int_equal(result->term_count, 2);
    assert_bytes("even", result->terms[0].term);
    assert_int_equal(result->terms[0].termfreq, 20);
    assert_true(result->terms[0].weight > 0);
    xapc_result_free(result);

    result = searched(query, (xapc_search_options){.max_items = 1});
    assert_bytes("", result->hits[0].data);
    assert_null(result->hits[0].values);
    assert_int_equal(result->hits[0].term_count, 0);
    assert_int_equal(result->term_count, 0);
    xapc_result_free(result);
    xapc_query_free(query);
    xapc_query_free(parts[0]);
    xapc_query_free(parts[1]);
}

static void a_result_outlives_its_database(void **state)
{
    xapc_database *own = reader_at(in(state, "colours"));
    xapc_query *query = term_query("even");
    const xapc_search_options options = {.max_items = 1, .fetch = XAPC_FETCH_DATA};
    xapc_result *result = NULL;
    assert_ok(xapc_search(own, query, &options, &result, &error));
    assert_ok(xapc_database_close(own, &error));
    xapc_database_free(own);
    xapc_query_free(query);
    assert_bytes("data2", result->hits[0].data);
    xapc_result_free(result);
}

static void sort_orders_do_what_they_say(void **state)
{
    (void) state;
    xapc_query *all = term_query("all");
    xapc_query *rich = term_query("rich");
    xapc_search_options o = {.max_items = 3, .sort = XAPC_SORT_VALUE, .sort_slot = 1};
    /* Without a value: 10, 20, 30, 40; then 00 does not occur, 01 is 23, 02 is 6. */
    assert_string_equal(found(db, all, o), "10 20 30");
    o.first = 4;
    assert_string_equal(found(db, all, o), "23 6 29");
    o.first = 0;
    o.sort_reverse = true;
    assert_string_equal(found(db, all, o), "17 34 11");
    o.fetch = XAPC_FETCH_SORT_KEY;
    xapc_result *result = searched(all, o);
    assert_bytes("39", result->hits[0].sort_key);
    xapc_result_free(result);
    o.fetch = 0;

    o.sort = XAPC_SORT_VALUE_THEN_RELEVANCE;
    o.sort_slot = 0;
    assert_string_equal(found(db, rich, o), "40 39 38");
    o.sort_reverse = false;
    assert_string_equal(found(db, rich, o), "37 32 27");
    o.sort = XAPC_SORT_RELEVANCE_THEN_VALUE;
    assert_string_equal(found(db, rich, o), "40 39 38");
    o.weighting.scheme = XAPC_SCHEME_BOOL;
    assert_string_equal(found(db, rich, o), "2 7 12");
    o.sort = XAPC_SORT_RELEVANCE;
    assert_string_equal(found(db, rich, o), "1 2 3");
    o.docid_order = XAPC_DOCID_DESCENDING;
    assert_string_equal(found(db, rich, o), "40 39 38");
    o.docid_order = XAPC_DOCID_DONT_CARE;
    assert_int_equal(strlen(found(db, rich, o)) > 0, 1);
    xapc_query_free(all);
    xapc_query_free(rich);
}

static void collapsing_keeps_the_best_of_each_value(void **state)
{
    (void) state;
    xapc_query *query = term_query("rich");
    xapc_result *result = searched(
        query, (xapc_search_options){
                   .max_items = 10, .check_at_least = 40, .collapse_max = 1, .collapse_slot = 0});
    assert_int_equal(result->hit_count, 3);
    assert_int_equal(result->matches_estimated, 3);
    assert_int_equal(result->uncollapsed_estimated, 40);
    assert_bytes("red", result->hits[0].collapse_key);
    assert_true(result->hits[0].collapse_count > 0);
    xapc_result_free(result);
    assert_string_equal(
        found(db, query, (xapc_search_options){.collapse_max = 2, .collapse_slot = 0}),
        "40 39 37 36 32 31");
    xapc_query_free(query);
}

static void cutoffs_leave_out_the_light(void **state)
{
    (void) state;
    xapc_query *query = term_query("rich");
    xapc_result *result = searched(query, (xapc_search_options){.max_items = 40});
    assert_int_equal(result->hit_count, 40);
    const double middle = (result->hits[9].weight + result->hits[10].weight) / 2;
    const int percent = result->hits[19].percent;
    xapc_result_free(result);
    result = searched(query, (xapc_search_options){.max_items = 40, .weight_cutoff = middle});
    assert_int_equal(result->hit_count, 10);
    xapc_result_free(result);
    result = searched(query, (xapc_search_options){.max_items = 40, .percent_cutoff = percent});
    assert_true(result->hit_count >= 20 && result->hit_count < 40);
    for (size_t i = 0; i < result->hit_count; i++)
        assert_true(result->hits[i].percent >= percent);
    xapc_result_free(result);
    xapc_query_free(query);
}

static void values_are_counted_over_all_matches(void **state)
{
    (void) state;
    xapc_query *query = term_query("even");
    static const uint32_t slots[] = {0, 1, 9};
    xapc_search_options o = {
        .max_items = 1, .check_at_least = 40, .count_slots = slots, .count_slot_count = 3};
    xapc_result *result = searched(query, o);
    assert_int_equal(result->hit_count, 1);
    assert_int_equal(result->count_count, 3);
    const xapc_value_counts *colours = &result->counts[0];
    assert_int_equal(colours->slot, 0);
    assert_int_equal(colours->total, 20);
    assert_int_equal(colours->item_count, 3);
    assert_bytes("blue", colours->items[0].value);
    assert_int_equal(colours->items[0].count, 4);
    assert_bytes("green", colours->items[1].value);
    assert_int_equal(colours->items[1].count, 4);
    assert_bytes("red", colours->items[2].value);
    assert_int_equal(colours->items[2].count, 12);
    assert_int_equal(result->counts[1].slot, 1);
    assert_int_equal(result->counts[1].item_count, 16);
    assert_int_equal(result->counts[2].item_count, 0);
    assert_int_equal(result->counts[2].total, 20);
    xapc_result_free(result);
    o.count_top = 2;
    result = searched(query, o);
    assert_int_equal(result->counts[0].item_count, 2);
    assert_bytes("red", result->counts[0].items[0].value);
    assert_bytes("blue", result->counts[0].items[1].value);
    xapc_result_free(result);
    xapc_query_free(query);
}

typedef struct seen {
    unsigned times[128];
    unsigned calls;
    double weight;
} seen;

static void see(uint32_t docid, double weight, void *payload)
{
    seen *s = payload;
    s->times[docid]++;
    s->calls++;
    s->weight += weight;
}

static void the_spy_sees_each_match_once(void **state)
{
    xapc_query *query = term_query("even");
    seen s = {0};
    const xapc_search_options options = {
        .max_items = 5, .check_at_least = 40, .spy = {.match = see, .payload = &s}};
    xapc_result *result = NULL;
    assert_ok(xapc_search(db, query, &options, &result, &error));
    assert_int_equal(s.calls, 20);
    assert_true(s.weight > 0);
    for (uint32_t docid = 1; docid <= 40; docid++)
        assert_int_equal(s.times[docid], docid % 2 == 0);
    xapc_result_free(result);

    const char *paths[] = {in(state, "colours"), in(state, "colours")};
    xapc_database *both = NULL;
    assert_ok(xapc_database_open_many(paths, 2, &both, &error));
    result = NULL;
    assert_status(XAPC_UNIMPLEMENTED, xapc_search(both, query, &options, &result, &error));
    assert_null(result);
    assert_int_equal(s.calls, 20);
    xapc_query_free(query);
    xapc_database_free(both);
}

typedef struct dawdler {
    uint64_t until;
    unsigned calls;
} dawdler;

static void dawdle(uint32_t docid, double weight, void *payload)
{
    (void) docid;
    (void) weight;
    dawdler *d = payload;
    d->calls++;
    for (uint64_t now = 0; now <= d->until;)
        assert_ok(xapc_clock_us(&now, &error));
}

static void a_deadline_that_has_passed_is_timeout(void **state)
{
    (void) state;
    xapc_query *query = term_query("all");
    xapc_result *result = NULL;
    uint64_t now = 0;
    assert_ok(xapc_clock_us(&now, &error));
    assert_true(now > 1);
    xapc_search_options o = {.max_items = 10, .check_at_least = 40, .deadline_us = 1};
    assert_status(XAPC_TIMEOUT, xapc_search(db, query, &o, &result, &error));
    assert_message("deadline");
    assert_null(result);

    /* It passes at the first document: no other is looked at. */
    dawdler d = {.until = now + 200000};
    o.deadline_us = d.until;
    o.spy = (xapc_match_spy){.match = dawdle, .payload = &d};
    assert_status(XAPC_TIMEOUT, xapc_search(db, query, &o, &result, &error));
    assert_int_equal(d.calls, 1);
    assert_null(result);

    o = (xapc_search_options){.max_items = 10, .deadline_us = now + 600000000};
    xapc_query_free(query);
    query = term_query("even");
    assert_string_equal(found(db, query, o), "2 4 6 8 10 12 14 16 18 20");
    xapc_query_free(query);
}

static void the_deadline_is_looked_at_after_the_last_document_too(void **state)
{
    (void) state;
    xapc_query *query = term_query("rich");
    xapc_query *first = NULL;
    assert_ok(xapc_query_value_range(1, B("07"), B("07"), &first, &error));
    uint64_t now = 0;
    assert_ok(xapc_clock_us(&now, &error));
    dawdler d = {.until = now + 100000};
    const xapc_search_options o = {.max_items = 10,
                                   .check_at_least = 40,
                                   .deadline_us = d.until,
                                   .spy = {.match = dawdle, .payload = &d}};
    xapc_result *result = NULL;
    assert_status(XAPC_TIMEOUT, xapc_search(db, first, &o, &result, &error));
    assert_int_equal(d.calls, 1);
    xapc_query_free(first);
    xapc_query_free(query);
}

static void one_search_leaves_nothing_for_the_next(void **state)
{
    (void) state;
    xapc_query *query = term_query("rich");
    const xapc_search_options plain = {.max_items = 5};
    char before[256];
    (void) snprintf(before, sizeof before, "%s", found(db, query, plain));
    const xapc_search_options odd = {.max_items = 7,
                                     .sort = XAPC_SORT_VALUE,
                                     .sort_slot = 1,
                                     .collapse_max = 1,
                                     .weighting.scheme = XAPC_SCHEME_COORD,
                                     .docid_order = XAPC_DOCID_DESCENDING,
                                     .weight_cutoff = 0.01};
    assert_string_not_equal(found(db, query, odd), before);
    assert_string_equal(found(db, query, plain), before);
    xapc_query_free(query);
}

static void relevant_documents_change_the_weights(void **state)
{
    (void) state;
    xapc_query *query = term_query("even");
    static const uint32_t relevant[] = {2, 4, 6};
    xapc_result *plain = searched(query, (xapc_search_options){.max_items = 1});
    xapc_result *fed = searched(
        query, (xapc_search_options){.max_items = 1, .relevant = relevant, .relevant_count = 3});
    assert_true(fed->hits[0].weight > plain->hits[0].weight);
    xapc_result_free(plain);
    xapc_result_free(fed);
    static const uint32_t missing[] = {99};
    static const uint32_t zero[] = {0};
    xapc_result *result = NULL;
    xapc_search_options o = {.relevant = missing, .relevant_count = 1, .max_items = 1};
    assert_status(XAPC_NOT_FOUND, xapc_search(db, query, &o, &result, &error));
    o.relevant = zero;
    assert_status(XAPC_INVALID, xapc_search(db, query, &o, &result, &error));
    assert_null(result);
    xapc_query_free(query);
}

static void matching_terms_are_visited(void **state)
{
    (void) state;
    static const xapc_bytes terms[] = {{"rich", 4}, {"even", 4}};
    xapc_query *query = NULL;
    assert_ok(xapc_query_combine_terms(XAPC_OP_OR, terms, 2, 0, &query, &error));
    collector c = {0};
    assert_ok(xapc_matching_terms(db, query, 3, collect_bytes, &c, &error));
    assert_string_equal(c.text, "rich");
    c = (collector){0};
    assert_ok(xapc_matching_terms(db, query, 4, collect_bytes, &c, &error));
    assert_int_equal(c.entries, 2);
    assert_status(XAPC_NOT_FOUND, xapc_matching_terms(db, query, 99, collect_bytes, &c, &error));
    assert_status(XAPC_INVALID, xapc_matching_terms(db, query, 0, collect_bytes, &c, &error));
    xapc_query_free(query);
}

static void a_percentage_with_a_sort_by_value_is_unimplemented(void **state)
{
    (void) state;
    xapc_query *query = term_query("all");
    const xapc_search_options o = {.max_items = 1, .sort = XAPC_SORT_VALUE, .percent_cutoff = 50};
    xapc_result *result = NULL;
    assert_status(XAPC_UNIMPLEMENTED, xapc_search(db, query, &o, &result, &error));
    assert_null(result);
    xapc_query_free(query);
}

static void options_out_of_range_are_invalid(void **state)
{
    (void) state;
    xapc_query *query = term_query("all");
    const xapc_search_options wrong[] = {
        {.fetch = 16},
        {.percent_cutoff = 101},
        {.percent_cutoff = -1},
        {.weight_cutoff = -0.5},
        {.weight_cutoff = NAN},
        {.sort = (xapc_sort) 4},
        {.docid_order = (xapc_docid_order) 3},
        {.weighting.scheme = (xapc_scheme) 16},
        {.relevant_count = 1},
        {.value_slot_count = 1},
        {.count_slot_count = 1},
        {.collapse_max = 1, .collapse_slot = 0xffffffffu},
    };
    xapc_result *result = NULL;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_status(XAPC_INVALID, xapc_search(db, query, &wrong[i], &result, &error));
    assert_null(result);
    xapc_query_free(query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_options_there_are_estimates_only),
        cmocka_unit_test(a_hit_holds_what_was_asked_for),
        cmocka_unit_test(a_result_outlives_its_database),
        cmocka_unit_test(sort_orders_do_what_they_say),
        cmocka_unit_test(collapsing_keeps_the_best_of_each_value),
        cmocka_unit_test(cutoffs_leave_out_the_light),
        cmocka_unit_test(values_are_counted_over_all_matches),
        cmocka_unit_test(the_spy_sees_each_match_once),
        cmocka_unit_test(a_deadline_that_has_passed_is_timeout),
        cmocka_unit_test(the_deadline_is_looked_at_after_the_last_document_too),
        cmocka_unit_test(one_search_leaves_nothing_for_the_next),
        cmocka_unit_test(relevant_documents_change_the_weights),
        cmocka_unit_test(matching_terms_are_visited),
        cmocka_unit_test(a_percentage_with_a_sort_by_value_is_unimplemented),
        cmocka_unit_test(options_out_of_range_are_invalid),
    };
    return cmocka_run_group_tests_name("xapian-c: searching", tests, make_colours, free_colours);
}
