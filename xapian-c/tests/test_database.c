/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of database.h:
 *  - a directory, a single file and a stub open; what is missing is NOT_FOUND, what is broken
 *    CORRUPT or IO, and the result is untouched
 *  - several databases answer as one, with interleaved ids; adding shares parts
 *  - a reader stays on its revision until reopen, which says whether there was a newer one
 *  - a closed database is CLOSED for every read, also through databases that share its parts
 *  - statistics, UUID, revision and lock say what is so */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static uint32_t count_of(xapc_database *db)
{
    xapc_database_stats stats = {0};
    assert_ok(xapc_database_get_stats(db, &stats, &error));
    return stats.document_count;
}

static const char *data_of(xapc_database *db, uint32_t docid)
{
    static char copy[256];
    xapc_buffer data = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_document_data(db, docid, &data, &error));
    (void) snprintf(copy, sizeof copy, "%s", data.data);
    xapc_buffer_free(&data);
    return copy;
}

static void make_words(const char *path, const char *first, const char *second)
{
    xapc_writer *writer = writer_at(path);
    add_words(writer, first);
    if (second != NULL)
        add_words(writer, second);
    assert_ok(xapc_writer_commit(writer, &error));
    xapc_writer_free(writer);
}

static void statistics_describe_the_database(void **state)
{
    make_words(in(state, "stats"), "one two three", "four");
    xapc_database *db = reader_at(in(state, "stats"));
    xapc_database_stats stats = {0};
    assert_ok(xapc_database_get_stats(db, &stats, &error));
    assert_int_equal(stats.document_count, 2);
    assert_int_equal(stats.last_docid, 2);
    assert_int_equal(stats.total_length, 4);
    assert_true(stats.average_length == 2.0);
    assert_true(stats.length_lower <= 1 && stats.length_upper >= 3);
    assert_int_equal(stats.part_count, 1);
    assert_true(stats.has_positions);
    xapc_buffer uuid = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_uuid(db, &uuid, &error));
    assert_int_equal(uuid.size, 36);
    xapc_buffer_free(&uuid);
    xapc_buffer line = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_describe(db, &line, &error));
    assert_true(line.size > 0);
    xapc_buffer_free(&line);
    assert_ok(xapc_database_keep_alive(db, &error));
    xapc_database_free(db);
}

static void a_missing_database_is_not_found(void **state)
{
    xapc_database *db = NULL;
    assert_status(XAPC_NOT_FOUND, xapc_database_open(in(state, "none"), &db, &error));
    assert_message("DatabaseNotFoundError: ");
    assert_int_equal(error.status, XAPC_NOT_FOUND);
    assert_status(XAPC_NOT_FOUND, xapc_database_open(*state, &db, &error));
    assert_status(XAPC_NOT_FOUND, xapc_database_open_stub(in(state, "none"), &db, &error));
    assert_null(db);
    assert_status(XAPC_NOT_FOUND, xapc_database_open(in(state, "none"), &db, NULL));
}

static void broken_files_are_corrupt_or_io(void **state)
{
    make_words(in(state, "broken"), "one", "two");
    char path[600];
    (void) snprintf(path, sizeof path, "%s/iamglass", in(state, "broken"));
    write_file(path, "garbage", 7);
    xapc_database *db = NULL;
    assert_status(XAPC_CORRUPT, xapc_database_open(in(state, "broken"), &db, &error));
    assert_message("DatabaseCorruptError");

    /* A postlist table cut to nothing opens, and fails when it is read. */
    make_numbered(in(state, "cut"), 2000);
    (void) snprintf(path, sizeof path, "%s/postlist.glass", in(state, "cut"));
    char *zeros = calloc(1, 65536);
    assert_non_null(zeros);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    write_file(path, zeros, info.st_size < 65536 ? (size_t) info.st_size : 65536);
    free(zeros);
    xapc_status status = xapc_database_open(in(state, "cut"), &db, &error);
    if (status == XAPC_OK) {
        collector c = {0};
        status = xapc_database_each_term(db, NO_BYTES, collect_term, &c, &error);
        xapc_database_free(db);
    }
    assert_int_equal(status, XAPC_CORRUPT);

    write_file(in(state, "text"), "this is no database\n", 20);
    assert_status(XAPC_IO, xapc_database_open(in(state, "text"), &db, &error));
}

static void an_index_of_another_version_says_so(void **state)
{
    make_words(in(state, "old"), "one", NULL);
    char path[600];
    (void) snprintf(path, sizeof path, "%s/iamglass", in(state, "old"));
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    /* The magic is 14 bytes; the format's version, a date in 16 bits, follows. */
    assert_int_equal(fseek(file, 14, SEEK_SET), 0);
    assert_int_equal(fwrite("\1\1", 1, 2, file), 2);
    assert_int_equal(fclose(file), 0);
    xapc_database *db = NULL;
    assert_status(XAPC_VERSION, xapc_database_open(in(state, "old"), &db, &error));
    assert_message("DatabaseVersionError");
}

static void several_databases_answer_as_one(void **state)
{
    make_words(in(state, "a"), "apple one", "apple two");
    make_words(in(state, "b"), "apple three", NULL);
    const char *paths[] = {in(state, "a"), in(state, "b")};
    xapc_database *db = NULL;
    assert_ok(xapc_database_open_many(paths, 2, &db, &error));
    assert_int_equal(count_of(db), 3);
    assert_string_equal(data_of(db, 1), "apple one");
    assert_string_equal(data_of(db, 2), "apple three");
    assert_string_equal(data_of(db, 3), "apple two");
    xapc_query *query = term_query("apple");
    assert_string_equal(found(db, query, (xapc_search_options){0}), "1 2 3");
    xapc_query_free(query);
    xapc_database_stats stats = {0};
    assert_ok(xapc_database_get_stats(db, &stats, &error));
    assert_int_equal(stats.part_count, 2);
    xapc_buffer uuid = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_uuid(db, &uuid, &error));
    assert_int_equal(uuid.size, 73);
    assert_int_equal(uuid.data[36], ':');
    xapc_buffer_free(&uuid);
    uint64_t revision = 0;
    assert_status(XAPC_INVALID, xapc_database_revision(db, &revision, &error));
    xapc_database_free(db);

    const char *missing[] = {in(state, "a"), in(state, "none")};
    db = NULL;
    assert_status(XAPC_NOT_FOUND, xapc_database_open_many(missing, 2, &db, &error));
    assert_status(XAPC_INVALID, xapc_database_open_many(missing, 0, &db, &error));
    assert_null(db);
}

static void adding_shares_the_parts(void **state)
{
    make_words(in(state, "c"), "cherry", NULL);
    make_words(in(state, "d"), "date", NULL);
    xapc_database *c = reader_at(in(state, "c"));
    xapc_database *d = reader_at(in(state, "d"));
    assert_ok(xapc_database_add(c, d, &error));
    assert_int_equal(count_of(c), 2);
    assert_int_equal(count_of(d), 1);
    assert_status(XAPC_INVALID, xapc_database_add(c, c, &error));
    assert_ok(xapc_database_close(d, &error));
    assert_status(XAPC_CLOSED, xapc_database_add(c, d, &error));
    xapc_database_stats stats = {0};
    assert_status(XAPC_CLOSED, xapc_database_get_stats(c, &stats, &error));
    xapc_database_free(d);
    xapc_database_free(c);
}

static void freeing_one_keeps_what_the_other_shares(void **state)
{
    make_words(in(state, "e"), "elder", NULL);
    make_words(in(state, "f"), "fig", NULL);
    xapc_database *e = reader_at(in(state, "e"));
    xapc_database *f = reader_at(in(state, "f"));
    assert_ok(xapc_database_add(e, f, &error));
    xapc_database_free(f);
    assert_string_equal(data_of(e, 2), "fig");
    xapc_database_free(e);
}

static void a_stub_opens_what_it_lists(void **state)
{
    make_words(in(state, "g"), "grape", NULL);
    make_words(in(state, "h"), "hazel", NULL);
    write_file(in(state, "stub"), "auto g\nglass h\n", 15);
    xapc_database *db = NULL;
    assert_ok(xapc_database_open_stub(in(state, "stub"), &db, &error));
    assert_int_equal(count_of(db), 2);
    assert_string_equal(data_of(db, 2), "hazel");
    xapc_database_free(db);
    assert_ok(xapc_database_open(in(state, "stub"), &db, &error));
    assert_int_equal(count_of(db), 2);
    xapc_database_free(db);

    db = NULL;
    write_file(in(state, "badstub"), "nonsense g\n", 11);
    assert_status(XAPC_IO, xapc_database_open_stub(in(state, "badstub"), &db, &error));
    write_file(in(state, "deadstub"), "auto none\n", 10);
    assert_status(XAPC_NOT_FOUND, xapc_database_open_stub(in(state, "deadstub"), &db, &error));
    assert_null(db);

    write_file(in(state, "memstub"), "inmemory\n", 9);
    assert_ok(xapc_database_open_stub(in(state, "memstub"), &db, &error));
    assert_int_equal(count_of(db), 0);
    xapc_buffer uuid = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_uuid(db, &uuid, &error));
    assert_int_equal(uuid.size, 0);
    xapc_buffer_free(&uuid);
    uint64_t revision = 0;
    assert_status(XAPC_UNIMPLEMENTED, xapc_database_revision(db, &revision, &error));
    xapc_database_free(db);
}

static void reopen_moves_to_the_newest_revision(void **state)
{
    xapc_writer *writer = writer_at(in(state, "moving"));
    add_words(writer, "one");
    assert_ok(xapc_writer_commit(writer, &error));
    xapc_database *db = reader_at(in(state, "moving"));
    uint64_t before = 0;
    assert_ok(xapc_database_revision(db, &before, &error));
    bool moved = true;
    assert_ok(xapc_database_reopen(db, &moved, &error));
    assert_false(moved);
    add_words(writer, "two");
    assert_ok(xapc_writer_commit(writer, &error));
    assert_int_equal(count_of(db), 1);
    assert_ok(xapc_database_reopen(db, &moved, &error));
    assert_true(moved);
    assert_int_equal(count_of(db), 2);
    uint64_t after = 0;
    assert_ok(xapc_database_revision(db, &after, &error));
    assert_true(after > before);
    assert_ok(xapc_database_reopen(db, NULL, &error));
    xapc_database_free(db);
    xapc_writer_free(writer);
}

static void the_lock_shows_while_a_writer_is_open(void **state)
{
    xapc_writer *writer = writer_at(in(state, "locked"));
    add_words(writer, "one");
    assert_ok(xapc_writer_commit(writer, &error));
    xapc_database *db = reader_at(in(state, "locked"));
    bool locked = false;
    assert_ok(xapc_database_locked(db, &locked, &error));
    assert_true(locked);
    assert_ok(xapc_writer_close(writer, &error));
    assert_ok(xapc_database_locked(db, &locked, &error));
    assert_false(locked);
    xapc_writer_free(writer);
    xapc_database_free(db);
}

static void closing_twice_is_closed(void **state)
{
    make_words(in(state, "closing"), "one", NULL);
    xapc_database *db = reader_at(in(state, "closing"));
    assert_ok(xapc_database_close(db, &error));
    assert_status(XAPC_CLOSED, xapc_database_close(db, &error));
    assert_int_equal(error.status, XAPC_CLOSED);
    bool moved = true;
    assert_status(XAPC_CLOSED, xapc_database_reopen(db, &moved, &error));
    assert_true(moved);
    xapc_database_free(db);
    xapc_database_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statistics_describe_the_database),
        cmocka_unit_test(a_missing_database_is_not_found),
        cmocka_unit_test(broken_files_are_corrupt_or_io),
        cmocka_unit_test(an_index_of_another_version_says_so),
        cmocka_unit_test(several_databases_answer_as_one),
        cmocka_unit_test(adding_shares_the_parts),
        cmocka_unit_test(freeing_one_keeps_what_the_other_shares),
        cmocka_unit_test(a_stub_opens_what_it_lists),
        cmocka_unit_test(reopen_moves_to_the_newest_revision),
        cmocka_unit_test(the_lock_shows_while_a_writer_is_open),
        cmocka_unit_test(closing_twice_is_closed),
    };
    return cmocka_run_group_tests_name("xapian-c: databases", tests, make_directory,
                                       remove_directory);
}
