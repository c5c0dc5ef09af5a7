/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of tools.h:
 *  - several databases become one that holds all their documents; levels, flags and block sizes are
 *    taken, others INVALID
 *  - ids are renumbered unless told not to, and then must not overlap
 *  - a missing source is NOT_FOUND, a destination that is a source INVALID
 *  - a check counts faults and reports in words; what is not there is NOT_FOUND */
#include <stdlib.h>
#include <sys/stat.h>

#include "support.h"

static uint32_t count_at(const char *path)
{
    xapc_database *db = reader_at(path);
    xapc_database_stats stats = {0};
    assert_ok(xapc_database_get_stats(db, &stats, &error));
    xapc_database_free(db);
    return stats.document_count;
}

static void several_sources_become_one(void **state)
{
    make_numbered(in(state, "a"), 30);
    make_numbered(in(state, "b"), 20);
    xapc_writer *writer = writer_at(in(state, "b"));
    assert_ok(xapc_writer_set_metadata(writer, B("key"), B("b's"), &error));
    xapc_writer_free(writer);
    const char *sources[] = {in(state, "a"), in(state, "b")};
    static const xapc_compact_level levels[] = {XAPC_COMPACT_FULL, XAPC_COMPACT_FULLER,
                                                XAPC_COMPACT_STANDARD};
    for (size_t i = 0; i < 3; i++) {
        assert_ok(xapc_compact(sources, 2, in(state, "merged"), levels[i],
                               i == 0 ? XAPC_COMPACT_MULTIPASS : 0, i == 1 ? 2048 : 0, &error));
        assert_int_equal(count_at(in(state, "merged")), 50);
    }
    xapc_database *db = reader_at(in(state, "merged"));
    xapc_buffer data = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_document_data(db, 31, &data, &error));
    assert_bytes("all num1 mod1", data);
    xapc_buffer_free(&data);
    assert_ok(xapc_database_metadata(db, B("key"), &data, &error));
    assert_bytes("b's", data);
    xapc_buffer_free(&data);
    xapc_database_free(db);
}

static void a_single_file_reads_like_a_directory(void **state)
{
    make_numbered(in(state, "one"), 9);
    const char *sources[] = {in(state, "one")};
    assert_ok(xapc_compact(sources, 1, in(state, "file"), XAPC_COMPACT_FULL,
                           XAPC_COMPACT_SINGLE_FILE, 0, &error));
    struct stat info;
    assert_int_equal(stat(in(state, "file"), &info), 0);
    assert_true(S_ISREG(info.st_mode));
    assert_int_equal(count_at(in(state, "file")), 9);
}

static void ids_are_kept_when_asked_and_may_not_overlap(void **state)
{
    make_numbered(in(state, "low"), 5);
    xapc_writer *writer = writer_at(in(state, "high"));
    xapc_document *doc = NULL;
    assert_ok(xapc_document_new(&doc, &error));
    assert_ok(xapc_document_set_data(doc, B("hundred"), &error));
    assert_ok(xapc_writer_replace(writer, 100, doc, &error));
    xapc_document_free(doc);
    xapc_writer_free(writer);
    const char *sources[] = {in(state, "low"), in(state, "high")};
    assert_ok(xapc_compact(sources, 2, in(state, "kept"), XAPC_COMPACT_FULL,
                           XAPC_COMPACT_NO_RENUMBER, 0, &error));
    xapc_database *db = reader_at(in(state, "kept"));
    xapc_buffer data = XAPC_BUFFER_INIT;
    assert_ok(xapc_database_document_data(db, 100, &data, &error));
    assert_bytes("hundred", data);
    xapc_buffer_free(&data);
    xapc_database_free(db);
    const char *overlapping[] = {in(state, "low"), in(state, "low")};
    assert_status(XAPC_INVALID, xapc_compact(overlapping, 2, in(state, "no"), XAPC_COMPACT_FULL,
                                             XAPC_COMPACT_NO_RENUMBER, 0, &error));
}

static void wrong_compactions_are_refused(void **state)
{
    make_numbered(in(state, "src"), 5);
    const char *missing[] = {in(state, "src"), in(state, "none")};
    const char *source[] = {in(state, "src")};
    const char *null[] = {NULL};
    const char *to = in(state, "to");
    assert_status(XAPC_NOT_FOUND, xapc_compact(missing, 2, to, XAPC_COMPACT_FULL, 0, 0, &error));
    assert_status(XAPC_INVALID, xapc_compact(source, 0, to, XAPC_COMPACT_FULL, 0, 0, &error));
    assert_status(XAPC_INVALID, xapc_compact(NULL, 1, to, XAPC_COMPACT_FULL, 0, 0, &error));
    assert_status(XAPC_INVALID, xapc_compact(null, 1, to, XAPC_COMPACT_FULL, 0, 0, &error));
    assert_status(XAPC_INVALID, xapc_compact(source, 1, NULL, XAPC_COMPACT_FULL, 0, 0, &error));
    assert_status(XAPC_INVALID, xapc_compact(source, 1, to, (xapc_compact_level) 3, 0, 0, &error));
    assert_status(XAPC_INVALID, xapc_compact(source, 1, to, XAPC_COMPACT_FULL, 8, 0, &error));
    assert_status(XAPC_INVALID, xapc_compact(source, 1, to, XAPC_COMPACT_FULL, 0, 3000, &error));
    assert_status(XAPC_INVALID,
                  xapc_compact(source, 1, source[0], XAPC_COMPACT_FULL, 0, 0, &error));
    assert_status(XAPC_INVALID, xapc_compact(source, 1, in(state, "src/../src/"), XAPC_COMPACT_FULL,
                                             0, 0, &error));
    assert_status(XAPC_IO,
                  xapc_compact(source, 1, in(state, "none/to"), XAPC_COMPACT_FULL, 0, 0, &error));
    write_file(in(state, "mem"), "inmemory\n", 9);
    const char *memory[] = {in(state, "mem")};
    assert_status(XAPC_IO, xapc_compact(memory, 1, to, XAPC_COMPACT_FULL, 0, 0, &error));
}

static void a_sound_database_checks_without_faults(void **state)
{
    make_numbered(in(state, "sound"), 500);
    size_t faults = 99;
    xapc_buffer report = XAPC_BUFFER_INIT;
    assert_ok(xapc_check(in(state, "sound"), XAPC_CHECK_SHOW_STATS, &faults, &report, &error));
    assert_int_equal(faults, 0);
    assert_non_null(strstr(report.data, "checked"));
    xapc_buffer_free(&report);
    assert_ok(xapc_check(in(state, "sound"), 0, &faults, NULL, &error));
    assert_ok(xapc_check(in(state, "sound/postlist.glass"), XAPC_CHECK_SHORT_TREE, &faults, NULL,
                         &error));
    assert_int_equal(faults, 0);
}

static void a_damaged_database_shows_faults_or_is_corrupt(void **state)
{
    make_numbered(in(state, "damaged"), 3000);
    const char *path = in(state, "damaged/postlist.glass");
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    static char junk[2000];
    memset(junk, 'j', sizeof junk);
    assert_int_equal(fseek(file, 8192 + 4000, SEEK_SET), 0);
    assert_int_equal(fwrite(junk, 1, sizeof junk, file), sizeof junk);
    assert_int_equal(fclose(file), 0);
    size_t faults = 0;
    const xapc_status status = xapc_check(in(state, "damaged"), 0, &faults, NULL, &error);
    assert_true(status == XAPC_CORRUPT || status == XAPC_IO || (status == XAPC_OK && faults > 0));
}

static void wrong_checks_are_refused(void **state)
{
    size_t faults = 99;
    xapc_buffer report = XAPC_BUFFER_INIT;
    assert_status(XAPC_NOT_FOUND, xapc_check(in(state, "none"), 0, &faults, &report, &error));
    assert_status(XAPC_IO, xapc_check(*state, 0, &faults, &report, &error));
    assert_status(XAPC_INVALID, xapc_check(NULL, 0, &faults, &report, &error));
    assert_status(XAPC_INVALID, xapc_check(*state, 32, &faults, &report, &error));
    assert_status(XAPC_INVALID, xapc_check(*state, 0, NULL, &report, &error));
    assert_int_equal(faults, 99);
    assert_null(report.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_sources_become_one),
        cmocka_unit_test(a_single_file_reads_like_a_directory),
        cmocka_unit_test(ids_are_kept_when_asked_and_may_not_overlap),
        cmocka_unit_test(wrong_compactions_are_refused),
        cmocka_unit_test(a_sound_database_checks_without_faults),
        cmocka_unit_test(a_damaged_database_shows_faults_or_is_corrupt),
        cmocka_unit_test(wrong_checks_are_refused),
    };
    return cmocka_run_group_tests_name("xapian-c: compacting and checking", tests, make_directory,
                                       remove_directory);
}
