/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises about readers that a writer overtakes. The index is large enough that its blocks are not
 * all in the reader's cache: with a few documents Xapian never notices.
 *  - a search, or any single read, that meets DatabaseModifiedError is run once more on the newest
 *    revision and succeeds
 *  - a search with a spy calls restart before it runs again, and without restart is MODIFIED
 *  - a visit that has handed out entries is MODIFIED; one that has not is run again
 *  - when the second run meets it too, the caller gets MODIFIED */
#include "support.h"

enum { DOCUMENTS = 8000 };

static const char *numbered(void **state)
{
    return in(state, "numbered");
}

/* Each test has its own: in an index with many free blocks Xapian takes those first. */
static int make_index(void **state)
{
    if (make_directory(state) != 0)
        return -1;
    make_numbered(numbered(state), DOCUMENTS);
    return 0;
}

/* Commit revisions that touch every block of the tables, enough of them that Xapian reuses the
 * blocks of the first. */
static void overtake(void **state)
{
    xapc_writer *writer = writer_at(numbered(state));
    static unsigned round;
    for (int commit = 0; commit < 3; commit++) {
        round++;
        for (uint32_t docid = 1; docid <= DOCUMENTS; docid += 2) {
            xapc_document *doc = NULL;
            assert_ok(xapc_document_new(&doc, &error));
            char term[32];
            (void) snprintf(term, sizeof term, "num%u", docid);
            assert_ok(xapc_document_add_term(doc, text(term), round + 1, &error));
            (void) snprintf(term, sizeof term, "mod%u", docid % 7);
            assert_ok(xapc_document_add_term(doc, text(term), 1, &error));
            assert_ok(xapc_document_add_posting(doc, B("all"), round, 1, &error));
            assert_ok(xapc_document_set_data(doc, B("changed"), &error));
            assert_ok(xapc_writer_replace(writer, docid, doc, &error));
            xapc_document_free(doc);
        }
        assert_ok(xapc_writer_commit(writer, &error));
    }
    xapc_writer_free(writer);
}

static uint64_t revision_of(xapc_database *db)
{
    uint64_t revision = 0;
    assert_ok(xapc_database_revision(db, &revision, &error));
    return revision;
}

static void a_search_is_run_again_on_the_newest_revision(void **state)
{
    xapc_database *db = reader_at(numbered(state));
    const uint64_t before = revision_of(db);
    overtake(state);
    xapc_query *query = term_query("mod3");
    const xapc_search_options o = {.max_items = 10, .check_at_least = DOCUMENTS, .fetch = 15};
    xapc_result *result = NULL;
    assert_ok(xapc_search(db, query, &o, &result, &error));
    assert_int_equal(result->matches_estimated, (DOCUMENTS + 4) / 7);
    xapc_result_free(result);
    /* Had it not met the newer revision, this test would prove nothing. */
    assert_true(revision_of(db) > before);
    xapc_query_free(query);
    xapc_database_free(db);
}

static void single_reads_are_run_again(void **state)
{
    xapc_database *db = reader_at(numbered(state));
    const uint64_t before = revision_of(db);
    overtake(state);
    for (uint32_t docid = 1; docid <= DOCUMENTS; docid += 97) {
        char term[32];
        (void) snprintf(term, sizeof term, "num%u", docid);
        bool there = false;
        assert_ok(xapc_database_has_term(db, text(term), &there, &error));
        assert_true(there);
        xapc_buffer data = XAPC_BUFFER_INIT;
        assert_ok(xapc_database_document_data(db, docid, &data, &error));
        xapc_buffer_free(&data);
    }
    assert_true(revision_of(db) > before);
    xapc_database_free(db);
}

typedef struct counter {
    unsigned calls;
    unsigned restarts;
} counter;

static void count_match(uint32_t docid, double weight, void *payload)
{
    (void) docid;
    (void) weight;
    ((counter *) payload)->calls++;
}

static void count_restart(void *payload)
{
    counter *c = payload;
    c->calls = 0;
    c->restarts++;
}

static void a_spy_is_told_to_start_again(void **state)
{
    xapc_database *db = reader_at(numbered(state));
    overtake(state);
    xapc_query *query = NULL;
    assert_ok(xapc_query_wildcard(B("num"), 0, XAPC_WILDCARD_ERROR, XAPC_OP_OR, &query, &error));
    counter c = {0};
    xapc_search_options o = {
        .check_at_least = DOCUMENTS,
        .spy = {.match = count_match, .restart = count_restart, .payload = &c}};
    xapc_result *result = NULL;
    assert_ok(xapc_search(db, query, &o, &result, &error));
    assert_int_equal(c.restarts, 1);
    assert_int_equal(c.calls, DOCUMENTS);
    xapc_result_free(result);
    overtake(state);
    o.spy.restart = NULL;
    result = NULL;
    assert_status(XAPC_MODIFIED, xapc_search(db, query, &o, &result, &error));
    assert_message("DatabaseModifiedError");
    assert_null(result);
    xapc_query_free(query);
    xapc_database_free(db);
}

typedef struct overtaken_visit {
    void **state;
    unsigned entries;
} overtaken_visit;

static bool overtake_at_first(const xapc_term *term, void *payload)
{
    (void) term;
    overtaken_visit *v = payload;
    if (v->entries++ == 0)
        overtake(v->state);
    return true;
}

static bool count_term(const xapc_term *term, void *payload)
{
    (void) term;
    ((overtaken_visit *) payload)->entries++;
    return true;
}

static void a_visit_is_modified_once_entries_are_out(void **state)
{
    xapc_database *db = reader_at(numbered(state));
    overtaken_visit v = {.state = state};
    assert_status(XAPC_MODIFIED,
                  xapc_database_each_term(db, B("num"), overtake_at_first, &v, &error));
    assert_true(v.entries >= 1 && v.entries < DOCUMENTS);
    /* The next one starts with nothing handed out, and is run again. */
    v.entries = 0;
    assert_ok(xapc_database_each_term(db, B("num"), count_term, &v, &error));
    assert_int_equal(v.entries, DOCUMENTS);
    xapc_database_free(db);
}

static void overtake_when_restarted(void *payload)
{
    ((overtaken_visit *) payload)->entries = 0;
}

static void overtake_at_first_match(uint32_t docid, double weight, void *payload)
{
    (void) docid;
    (void) weight;
    overtaken_visit *v = payload;
    if (v->entries++ == 0)
        overtake(v->state);
}

static void a_second_time_is_reported(void **state)
{
    xapc_database *db = reader_at(numbered(state));
    xapc_query *query = term_query("all");
    overtaken_visit v = {.state = state};
    const xapc_search_options o = {.max_items = 100,
                                   .check_at_least = DOCUMENTS,
                                   .fetch = XAPC_FETCH_DATA | XAPC_FETCH_MATCHING_TERMS,
                                   .spy = {.match = overtake_at_first_match,
                                           .restart = overtake_when_restarted,
                                           .payload = &v}};
    xapc_result *result = NULL;
    assert_status(XAPC_MODIFIED, xapc_search(db, query, &o, &result, &error));
    assert_null(result);
    xapc_query_free(query);
    xapc_database_free(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_search_is_run_again_on_the_newest_revision, make_index,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(single_reads_are_run_again, make_index, remove_directory),
        cmocka_unit_test_setup_teardown(a_spy_is_told_to_start_again, make_index, remove_directory),
        cmocka_unit_test_setup_teardown(a_visit_is_modified_once_entries_are_out, make_index,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(a_second_time_is_reported, make_index, remove_directory),
    };
    return cmocka_run_group_tests_name("xapian-c: overtaken readers", tests, NULL, NULL);
}
