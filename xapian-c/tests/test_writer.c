/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of writer.h:
 *  - each mode of opening creates, opens, overwrites or refuses as it says; each flag is taken,
 *    others and wrong block sizes are INVALID; a second writer is LOCKED
 *  - adding, replacing and deleting documents by id and by term, with the ids told
 *  - terms and keys up to the limit are written; longer keys are INVALID
 *  - metadata comes back by key; an empty value removes it; an empty key is INVALID
 *  - transactions commit or undo as a whole; out of place they are INVALID
 *  - closing commits and gives up the lock; then everything is CLOSED, readers over it too
 *  - a commit that fails is IO; closing then still gives up the lock, and what was committed stays
 *  - XAPC_OPEN_RETRY_LOCK waits until the lock is free
 *  - a reader over a writer sees uncommitted changes, and closing it leaves the writer open
 *  - memory databases work, and refuse what they cannot */
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

static uint32_t count_over(xapc_writer *writer)
{
    xapc_database *db = NULL;
    assert_ok(xapc_writer_reader(writer, &db, &error));
    xapc_database_stats stats = {0};
    assert_ok(xapc_database_get_stats(db, &stats, &error));
    xapc_database_free(db);
    return stats.document_count;
}

static uint32_t count_at(const char *path)
{
    xapc_database *db = reader_at(path);
    xapc_database_stats stats = {0};
    assert_ok(xapc_database_get_stats(db, &stats, &error));
    xapc_database_free(db);
    return stats.document_count;
}

static xapc_document *one_term(const char *term)
{
    xapc_document *doc = NULL;
    assert_ok(xapc_document_new(&doc, &error));
    assert_ok(xapc_document_add_term(doc, text(term), 1, &error));
    assert_ok(xapc_document_set_data(doc, text(term), &error));
    return doc;
}

static void each_mode_opens_as_it_says(void **state)
{
    const char *path = in(state, "modes");
    xapc_writer *writer = NULL;
    assert_status(XAPC_NOT_FOUND,
                  xapc_writer_open(path, XAPC_OPEN_EXISTING, 0, 0, &writer, &error));
    assert_null(writer);
    assert_ok(xapc_writer_open(path, XAPC_CREATE_NEW, 0, 0, &writer, &error));
    add_words(writer, "one");
    xapc_writer_free(writer);
    writer = NULL;
    assert_status(XAPC_CREATE, xapc_writer_open(path, XAPC_CREATE_NEW, 0, 0, &writer, &error));
    assert_message("DatabaseCreateError");
    assert_null(writer);
    assert_ok(xapc_writer_open(path, XAPC_OPEN_EXISTING, 0, 0, &writer, &error));
    assert_int_equal(count_over(writer), 1);
    xapc_writer_free(writer);
    assert_ok(xapc_writer_open(path, XAPC_CREATE_OR_OPEN, 0, 0, &writer, &error));
    assert_int_equal(count_over(writer), 1);
    xapc_writer_free(writer);
    assert_ok(xapc_writer_open(path, XAPC_CREATE_OR_OVERWRITE, 0, 0, &writer, &error));
    assert_int_equal(count_over(writer), 0);
    xapc_writer_free(writer);
    writer = NULL;
    assert_status(XAPC_INVALID, xapc_writer_open(path, (xapc_open_mode) 9, 0, 0, &writer, &error));
    assert_null(writer);
}

static void each_flag_is_taken_and_others_are_invalid(void **state)
{
    const char *path = in(state, "flags");
    xapc_writer *writer = NULL;
    for (unsigned flag = 1; flag <= 16; flag *= 2) {
        assert_ok(xapc_writer_open(path, XAPC_CREATE_OR_OVERWRITE, flag, 4096, &writer, &error));
        add_words(writer, "one two");
        assert_ok(xapc_writer_close(writer, &error));
        xapc_writer_free(writer);
        assert_int_equal(count_at(path), 1);
    }
    writer = NULL;
    assert_status(XAPC_INVALID,
                  xapc_writer_open(path, XAPC_CREATE_OR_OPEN, 32, 0, &writer, &error));
    static const unsigned wrong[] = {1, 1024, 3000, 131072, 0x80000000u};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        assert_status(XAPC_INVALID,
                      xapc_writer_open(path, XAPC_CREATE_OR_OPEN, 0, wrong[i], &writer, &error));
    assert_null(writer);
}

static void without_term_lists_a_visit_by_document_is_unimplemented(void **state)
{
    xapc_writer *writer = NULL;
    assert_ok(xapc_writer_open(in(state, "lists"), XAPC_CREATE_NEW, XAPC_OPEN_NO_TERMLIST, 0,
                               &writer, &error));
    add_words(writer, "one two");
    xapc_writer_free(writer);
    xapc_database *db = reader_at(in(state, "lists"));
    collector c = {0};
    assert_status(XAPC_UNIMPLEMENTED,
                  xapc_database_each_document_term(db, 1, collect_term, &c, &error));
    assert_message("FeatureUnavailableError");
    xapc_database_free(db);
}

static void a_second_writer_is_locked_out(void **state)
{
    xapc_writer *writer = writer_at(in(state, "lock"));
    xapc_writer *second = NULL;
    assert_status(XAPC_LOCKED,
                  xapc_writer_open(in(state, "lock"), XAPC_OPEN_EXISTING, 0, 0, &second, &error));
    assert_message("DatabaseLockError");
    assert_null(second);
    assert_ok(xapc_writer_close(writer, &error));
    assert_ok(xapc_writer_open(in(state, "lock"), XAPC_OPEN_EXISTING, 0, 0, &second, &error));
    xapc_writer_free(second);
    xapc_writer_free(writer);
}

static void documents_are_added_replaced_and_deleted(void **state)
{
    xapc_writer *writer = writer_at(in(state, "docs"));
    xapc_document *doc = one_term("Q1");
    uint32_t docid = 0;
    assert_ok(xapc_writer_add(writer, doc, &docid, &error));
    assert_int_equal(docid, 1);
    uint32_t told = 0;
    assert_ok(xapc_document_docid(doc, &told, &error));
    assert_int_equal(told, 1);
    assert_ok(xapc_writer_add(writer, doc, NULL, &error));
    assert_int_equal(count_over(writer), 2);
    assert_ok(xapc_writer_replace(writer, 7, doc, &error));
    assert_ok(xapc_document_docid(doc, &told, &error));
    assert_int_equal(told, 7);
    assert_int_equal(count_over(writer), 3);
    /* All three hold Q1: they become one, under the lowest id. */
    assert_ok(xapc_writer_replace_by_term(writer, B("Q1"), doc, &docid, &error));
    assert_int_equal(docid, 1);
    assert_int_equal(count_over(writer), 1);
    xapc_document *other = one_term("Q2");
    assert_ok(xapc_writer_replace_by_term(writer, B("Q2"), other, &docid, &error));
    assert_int_equal(docid, 8);
    assert_ok(xapc_writer_delete(writer, 8, &error));
    assert_status(XAPC_NOT_FOUND, xapc_writer_delete(writer, 8, &error));
    assert_message("DocNotFoundError");
    assert_ok(xapc_writer_delete_by_term(writer, B("Qnone"), &error));
    assert_int_equal(count_over(writer), 1);
    assert_ok(xapc_writer_delete_by_term(writer, B("Q1"), &error));
    assert_int_equal(count_over(writer), 0);
    assert_status(XAPC_INVALID, xapc_writer_delete_by_term(writer, B(""), &error));
    assert_status(XAPC_INVALID, xapc_writer_replace(writer, 0, doc, &error));
    assert_status(XAPC_INVALID, xapc_writer_replace_by_term(writer, B(""), doc, &docid, &error));
    xapc_document_free(other);
    xapc_document_free(doc);
    xapc_writer_free(writer);
}

static void the_longest_terms_survive_a_commit(void **state)
{
    xapc_writer *writer = writer_at(in(state, "long"));
    char term[XAPC_MAX_TERM_BYTES];
    xapc_document *doc = NULL;
    assert_ok(xapc_document_new(&doc, &error));
    memset(term, 'a', sizeof term);
    assert_ok(xapc_document_add_posting(doc, (xapc_bytes){term, sizeof term}, 1, 1, &error));
    memset(term, '\0', 122);
    assert_ok(xapc_document_add_posting(doc, (xapc_bytes){term, 123}, 1, 1, &error));
    assert_ok(xapc_writer_add(writer, doc, NULL, &error));
    assert_ok(xapc_writer_close(writer, &error));
    xapc_document_free(doc);
    xapc_writer_free(writer);
    xapc_database *db = reader_at(in(state, "long"));
    bool there = false;
    assert_ok(xapc_database_has_term(db, (xapc_bytes){term, 123}, &there, &error));
    assert_true(there);
    memset(term, 'a', sizeof term);
    there = false;
    assert_ok(xapc_database_has_term(db, (xapc_bytes){term, sizeof term}, &there, &error));
    assert_true(there);
    xapc_database_free(db);
}

static void metadata_comes_back_by_key(void **state)
{
    xapc_writer *writer = writer_at(in(state, "meta"));
    assert_ok(xapc_writer_set_metadata(writer, B("k\0y"), B("v\0v"), &error));
    assert_ok(xapc_writer_set_metadata(writer, B("gone"), B("x"), &error));
    assert_ok(xapc_writer_set_metadata(writer, B("gone"), B(""), &error));
    assert_status(XAPC_INVALID, xapc_writer_set_metadata(writer, B(""), B("x"), &error));
    static char key[XAPC_MAX_TERM_BYTES + 1];
    const xapc_bytes longest = {key, XAPC_MAX_TERM_BYTES};
    const xapc_bytes too_long = {key, XAPC_MAX_TERM_BYTES + 1};
    assert_status(XAPC_INVALID, xapc_writer_set_metadata(writer, too_long, B("x"), &error));
    assert_ok(xapc_writer_set_metadata(writer, longest, B("long"), &error));
    assert_ok(xapc_writer_close(writer, &error));
    xapc_writer_free(writer);
    xapc_database *db = reader_at(in(state, "meta"));
    xapc_buffer value = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_metadata(db, B("k\0y"), &value, &error));
    assert_int_equal(value.size, 3);
    assert_memory_equal(value.data, "v\0v", 3);
    xapc_buffer_free(&value);
    assert_ok(xapc_database_metadata(db, B("gone"), &value, &error));
    assert_bytes("", value);
    xapc_buffer_free(&value);
    xapc_database_free(db);
}

static void a_transaction_is_whole_or_nothing(void **state)
{
    xapc_writer *writer = writer_at(in(state, "trans"));
    for (int flushed = 0; flushed < 2; flushed++) {
        const uint32_t before = count_over(writer);
        assert_ok(xapc_writer_begin_transaction(writer, flushed != 0, &error));
        add_words(writer, "one");
        assert_status(XAPC_INVALID, xapc_writer_begin_transaction(writer, true, &error));
        assert_message("InvalidOperationError");
        assert_status(XAPC_INVALID, xapc_writer_commit(writer, &error));
        assert_ok(xapc_writer_cancel_transaction(writer, &error));
        assert_int_equal(count_over(writer), before);
        assert_ok(xapc_writer_begin_transaction(writer, flushed != 0, &error));
        add_words(writer, "one");
        assert_ok(xapc_writer_commit_transaction(writer, &error));
        assert_int_equal(count_over(writer), before + 1);
        assert_status(XAPC_INVALID, xapc_writer_commit_transaction(writer, &error));
        assert_status(XAPC_INVALID, xapc_writer_cancel_transaction(writer, &error));
    }
    /* A flushed commit is on disk, an open transaction is not committed by closing. */
    assert_int_equal(count_at(in(state, "trans")), 2);
    assert_ok(xapc_writer_begin_transaction(writer, true, &error));
    add_words(writer, "lost");
    assert_ok(xapc_writer_close(writer, &error));
    assert_int_equal(count_at(in(state, "trans")), 2);
    xapc_writer_free(writer);
}

static void closing_commits_and_ends_the_readers_over_it(void **state)
{
    xapc_writer *writer = writer_at(in(state, "close"));
    add_words(writer, "one");
    xapc_database *over = NULL;
    assert_ok(xapc_writer_reader(writer, &over, &error));
    assert_ok(xapc_writer_close(writer, &error));
    assert_int_equal(count_at(in(state, "close")), 1);
    assert_status(XAPC_CLOSED, xapc_writer_close(writer, &error));
    assert_status(XAPC_CLOSED, xapc_writer_commit(writer, &error));
    xapc_database_stats stats = {0};
    assert_status(XAPC_CLOSED, xapc_database_get_stats(over, &stats, &error));
    assert_status(XAPC_CLOSED, xapc_database_close(over, &error));
    xapc_database_free(over);
    xapc_writer_free(writer);
    xapc_writer_free(NULL);

    writer = writer_at(in(state, "close"));
    add_words(writer, "two");
    assert_ok(xapc_writer_reader(writer, &over, &error));
    xapc_writer_free(writer);
    assert_status(XAPC_CLOSED, xapc_database_get_stats(over, &stats, &error));
    xapc_database_free(over);
    assert_int_equal(count_at(in(state, "close")), 2);
}

static void a_reader_over_a_writer_sees_changes_at_once(void **state)
{
    xapc_writer *writer = writer_at(in(state, "over"));
    xapc_database *over = NULL;
    assert_ok(xapc_writer_reader(writer, &over, &error));
    add_words(writer, "fresh");
    xapc_query *query = term_query("fresh");
    assert_string_equal(found(over, query, (xapc_search_options){0}), "1");
    bool moved = true;
    assert_ok(xapc_database_reopen(over, &moved, &error));
    assert_false(moved);

    /* Closing the reader, alone or as part of another database, leaves the writer open. */
    make_numbered(in(state, "beside"), 3);
    xapc_database *both = reader_at(in(state, "beside"));
    assert_ok(xapc_database_add(both, over, &error));
    assert_ok(xapc_database_close(both, &error));
    assert_ok(xapc_database_close(over, &error));
    assert_status(XAPC_CLOSED, xapc_database_keep_alive(over, &error));
    assert_status(XAPC_CLOSED, xapc_database_keep_alive(both, &error));
    add_words(writer, "fresh again");
    assert_int_equal(count_over(writer), 2);
    assert_ok(xapc_writer_close(writer, &error));
    assert_int_equal(count_at(in(state, "over")), 2);
    xapc_query_free(query);
    xapc_database_free(both);
    xapc_database_free(over);
    xapc_writer_free(writer);
}

static void a_memory_database_works_and_refuses_what_it_cannot(void **state)
{
    (void) state;
    xapc_writer *writer = NULL;
    assert_ok(xapc_writer_open_memory(&writer, &error));
    add_words(writer, "red apple");
    add_words(writer, "green apple");
    assert_ok(xapc_writer_set_metadata(writer, B("key"), B("value"), &error));
    assert_ok(xapc_writer_commit(writer, &error));
    xapc_database *db = NULL;
    assert_ok(xapc_writer_reader(writer, &db, &error));
    xapc_query *query = term_query("apple");
    assert_string_equal(found(db, query, (xapc_search_options){0}), "1 2");
    xapc_query_free(query);
    xapc_buffer value = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_metadata(db, B("key"), &value, &error));
    assert_bytes("value", value);
    xapc_buffer_free(&value);
    assert_status(XAPC_UNIMPLEMENTED, xapc_writer_begin_transaction(writer, true, &error));
    assert_status(XAPC_UNIMPLEMENTED, xapc_writer_add_spelling(writer, B("word"), 1, &error));
    assert_status(XAPC_UNIMPLEMENTED, xapc_writer_add_synonym(writer, B("a"), B("b"), &error));
    xapc_database_free(db);
    xapc_writer_free(writer);
}

static void a_writer_opens_through_a_stub(void **state)
{
    make_numbered(in(state, "real"), 2);
    write_file(in(state, "wstub"), "auto real\n", 10);
    xapc_writer *writer = NULL;
    assert_ok(xapc_writer_open(in(state, "wstub"), XAPC_OPEN_EXISTING, 0, 0, &writer, &error));
    add_words(writer, "three");
    xapc_writer_free(writer);
    assert_int_equal(count_at(in(state, "real")), 3);
}

/* What any file of this process may grow to; a write beyond it fails. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_failed_commit_is_io_and_closing_gives_up_the_lock(void **state)
{
    make_numbered(in(state, "full"), 3);
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    for (int closing = 0; closing < 2; closing++) {
        xapc_writer *writer = writer_at(in(state, "full"));
        for (int i = 0; i < 500; i++)
            add_words(writer, "words that do not fit on the disk any more");
        limit_files(4096);
        const xapc_status status =
            closing == 0 ? xapc_writer_commit(writer, &error) : xapc_writer_close(writer, &error);
        xapc_writer_free(writer);
        limit_files(RLIM_INFINITY);
        assert_int_equal(status, XAPC_IO);
        assert_message("DatabaseError");
        writer = NULL;
        assert_ok(xapc_writer_open(in(state, "full"), XAPC_OPEN_EXISTING, 0, 0, &writer, &error));
        assert_int_equal(count_over(writer), 3);
        xapc_writer_free(writer);
    }
    (void) signal(SIGXFSZ, before);
}

static void retrying_waits_until_the_lock_is_free(void **state)
{
    make_numbered(in(state, "busy"), 1);
    int to_child[2];
    int to_parent[2];
    assert_int_equal(pipe(to_child), 0);
    assert_int_equal(pipe(to_parent), 0);
    const pid_t child = fork();
    assert_true(child >= 0);
    char byte = 'x';
    if (child == 0) {
        xapc_writer *writer = writer_at(in(state, "busy"));
        const bool told = write(to_parent[1], &byte, 1) == 1 && read(to_child[0], &byte, 1) == 1;
        xapc_writer_free(writer);
        _exit(told ? 0 : 1);
    }
    assert_int_equal(read(to_parent[0], &byte, 1), 1);
    xapc_writer *writer = NULL;
    assert_status(XAPC_LOCKED,
                  xapc_writer_open(in(state, "busy"), XAPC_OPEN_EXISTING, 0, 0, &writer, &error));
    assert_int_equal(write(to_child[1], &byte, 1), 1);
    assert_ok(xapc_writer_open(in(state, "busy"), XAPC_OPEN_EXISTING, XAPC_OPEN_RETRY_LOCK, 0,
                               &writer, &error));
    xapc_writer_free(writer);
    int code = -1;
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_int_equal(code, 0);
    for (int i = 0; i < 2; i++) {
        close(to_child[i]);
        close(to_parent[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mode_opens_as_it_says),
        cmocka_unit_test(each_flag_is_taken_and_others_are_invalid),
        cmocka_unit_test(without_term_lists_a_visit_by_document_is_unimplemented),
        cmocka_unit_test(a_second_writer_is_locked_out),
        cmocka_unit_test(documents_are_added_replaced_and_deleted),
        cmocka_unit_test(the_longest_terms_survive_a_commit),
        cmocka_unit_test(metadata_comes_back_by_key),
        cmocka_unit_test(a_transaction_is_whole_or_nothing),
        cmocka_unit_test(closing_commits_and_ends_the_readers_over_it),
        cmocka_unit_test(a_reader_over_a_writer_sees_changes_at_once),
        cmocka_unit_test(a_memory_database_works_and_refuses_what_it_cannot),
        cmocka_unit_test(a_writer_opens_through_a_stub),
        cmocka_unit_test(a_failed_commit_is_io_and_closing_gives_up_the_lock),
        cmocka_unit_test(retrying_waits_until_the_lock_is_free),
    };
    return cmocka_run_group_tests_name("xapian-c: writers", tests, make_directory,
                                       remove_directory);
}
