/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Promises of xapian_c.h about wrong calls:
 *  - a NULL handle, result pointer or callback is INVALID for every function, with err NULL too
 *  - a closed reader or writer is CLOSED for every function
 *  - results are untouched; free functions take NULL
 * misuse_covers.sh checks that no function of the headers is missing here. */
#include <stdlib.h>

#include "support.h"

/* One call for every function, each taking the handles of a world. In the first rounds one of them
 * is NULL, in the last they are closed. */
typedef struct world {
    xapc_database *db;
    xapc_writer *writer;
    xapc_document *doc;
    xapc_query *query;
    bool results; /* false: every result pointer and callback is NULL */
} world;

typedef xapc_status (*call)(world w, xapc_error *err);

#define RESULT(name) (w.results ? &(name) : NULL)
#define VISIT(name) (w.results ? (name) : NULL)

static collector unused;

/* ---- readers ---- */

#define READER(name, ...)                                                                          \
    static xapc_status reader_##name(world w, xapc_error *err)                                     \
    {                                                                                              \
        xapc_buffer buffer = XAPC_BUFFER_INIT;                                                     \
        bool flag = false;                                                                         \
        (void) buffer;                                                                             \
        (void) flag;                                                                               \
        return xapc_##name(w.db, __VA_ARGS__, err);                                                \
    }

static xapc_status reader_get_stats(world w, xapc_error *err)
{
    xapc_database_stats stats;
    return xapc_database_get_stats(w.db, RESULT(stats), err);
}
static xapc_status reader_revision(world w, xapc_error *err)
{
    uint64_t number;
    return xapc_database_revision(w.db, RESULT(number), err);
}
static xapc_status reader_term_stats(world w, xapc_error *err)
{
    xapc_term_stats stats;
    return xapc_database_term_stats(w.db, B("a"), RESULT(stats), err);
}
static xapc_status reader_document(world w, xapc_error *err)
{
    xapc_document *doc;
    return xapc_database_document(w.db, 1, XAPC_PART_ALL, RESULT(doc), err);
}
static xapc_status reader_document_stats(world w, xapc_error *err)
{
    xapc_document_stats stats;
    return xapc_database_document_stats(w.db, 1, RESULT(stats), err);
}
static xapc_status reader_value_stats(world w, xapc_error *err)
{
    xapc_value_stats stats;
    return xapc_database_value_stats(w.db, 0, RESULT(stats), err);
}
static xapc_status reader_search(world w, xapc_error *err)
{
    xapc_result *result;
    return xapc_search(w.db, w.query, NULL, RESULT(result), err);
}
static xapc_status reader_expand(world w, xapc_error *err)
{
    xapc_expansion *expansion;
    return xapc_expand(w.db, NULL, NULL, 0, NULL, RESULT(expansion), err);
}
static xapc_status reader_reopen(world w, xapc_error *err)
{
    return w.results ? xapc_database_reopen(w.db, NULL, err) : XAPC_INVALID;
}
static xapc_status reader_keep_alive(world w, xapc_error *err)
{
    return w.results ? xapc_database_keep_alive(w.db, err) : XAPC_INVALID;
}
static xapc_status reader_close(world w, xapc_error *err)
{
    return w.results ? xapc_database_close(w.db, err) : XAPC_INVALID;
}
static xapc_status reader_add(world w, xapc_error *err)
{
    return w.results ? xapc_database_add(w.db, w.db, err) : XAPC_INVALID;
}
READER(database_uuid, RESULT(buffer))
READER(database_describe, RESULT(buffer))
READER(database_locked, RESULT(flag))
READER(database_metadata, B("k"), RESULT(buffer))
READER(database_has_term, B("a"), RESULT(flag))
READER(database_has_posting, B("a"), 1, RESULT(flag))
READER(database_document_data, 1, RESULT(buffer))
READER(database_document_value, 1, 0, RESULT(buffer))
READER(database_spelling, B("a"), 2, RESULT(buffer))
READER(database_each_metadata_key, B(""), VISIT(collect_bytes), &unused)
READER(database_each_term, B(""), VISIT(collect_term), &unused)
READER(database_each_posting, B("a"), VISIT(collect_posting), &unused)
READER(database_each_document_term, 1, VISIT(collect_term), &unused)
READER(database_each_position, 1, B("a"), VISIT(collect_position), &unused)
READER(database_each_value, 0, VISIT(collect_value), &unused)
READER(database_each_spelling, VISIT(collect_term), &unused)
READER(database_each_synonym, B("a"), VISIT(collect_bytes), &unused)
READER(database_each_synonym_key, B(""), VISIT(collect_bytes), &unused)
READER(matching_terms, w.query, 1, VISIT(collect_bytes), &unused)

static const call reader_calls[] = {
    reader_get_stats,
    reader_revision,
    reader_term_stats,
    reader_document,
    reader_document_stats,
    reader_value_stats,
    reader_search,
    reader_expand,
    reader_reopen,
    reader_keep_alive,
    reader_close,
    reader_add,
    reader_database_uuid,
    reader_database_describe,
    reader_database_locked,
    reader_database_metadata,
    reader_database_has_term,
    reader_database_has_posting,
    reader_database_document_data,
    reader_database_document_value,
    reader_database_spelling,
    reader_database_each_metadata_key,
    reader_database_each_term,
    reader_database_each_posting,
    reader_database_each_document_term,
    reader_database_each_position,
    reader_database_each_value,
    reader_database_each_spelling,
    reader_database_each_synonym,
    reader_database_each_synonym_key,
    reader_matching_terms,
};

/* ---- writers ---- */

#define WRITER(name, ...)                                                                          \
    static xapc_status writer_##name(world w, xapc_error *err)                                     \
    {                                                                                              \
        return xapc_writer_##name(w.writer, __VA_ARGS__);                                          \
    }

WRITER(add, w.doc, NULL, err)
WRITER(replace, 1, w.doc, err)
WRITER(replace_by_term, B("a"), w.doc, NULL, err)
WRITER(delete, 1, err)
WRITER(delete_by_term, B("a"), err)
WRITER(set_metadata, B("k"), B("v"), err)
WRITER(commit, err)
WRITER(begin_transaction, true, err)
WRITER(commit_transaction, err)
WRITER(cancel_transaction, err)
WRITER(close, err)
WRITER(add_spelling, B("a"), 1, err)
WRITER(remove_spelling, B("a"), 1, err)
WRITER(add_synonym, B("a"), B("b"), err)
WRITER(remove_synonym, B("a"), B("b"), err)
WRITER(clear_synonyms, B("a"), err)

static xapc_status writer_reader(world w, xapc_error *err)
{
    xapc_database *db;
    return xapc_writer_reader(w.writer, RESULT(db), err);
}

static const call writer_calls[] = {
    writer_add,
    writer_replace,
    writer_replace_by_term,
    writer_delete,
    writer_delete_by_term,
    writer_set_metadata,
    writer_commit,
    writer_begin_transaction,
    writer_commit_transaction,
    writer_cancel_transaction,
    writer_close,
    writer_add_spelling,
    writer_remove_spelling,
    writer_add_synonym,
    writer_remove_synonym,
    writer_clear_synonyms,
    writer_reader,
};

/* ---- documents and queries ---- */

#define DOCUMENT(name, ...)                                                                        \
    static xapc_status document_##name(world w, xapc_error *err)                                   \
    {                                                                                              \
        uint32_t number = 0;                                                                       \
        xapc_buffer buffer = XAPC_BUFFER_INIT;                                                     \
        (void) number;                                                                             \
        (void) buffer;                                                                             \
        return xapc_document_##name(w.doc, __VA_ARGS__);                                           \
    }

DOCUMENT(docid, RESULT(number), err)
DOCUMENT(data, RESULT(buffer), err)
DOCUMENT(term_count, RESULT(number), err)
DOCUMENT(value_count, RESULT(number), err)
DOCUMENT(value, 1, RESULT(buffer), err)
DOCUMENT(serialise, RESULT(buffer), err)
DOCUMENT(each_term, VISIT(collect_term), &unused, err)
DOCUMENT(each_position, B("a"), VISIT(collect_position), &unused, err)
DOCUMENT(each_value, VISIT(collect_value), &unused, err)
DOCUMENT(set_data, B("x"), err)
DOCUMENT(add_term, B("x"), 1, err)
DOCUMENT(add_boolean_term, B("x"), err)
DOCUMENT(add_posting, B("x"), 1, 1, err)
DOCUMENT(remove_posting, B("x"), 1, 1, err)
DOCUMENT(remove_postings, B("x"), 1, 1, 1, NULL, err)
DOCUMENT(remove_term, B("x"), err)
DOCUMENT(clear_terms, err)
DOCUMENT(add_value, 1, B("x"), err)
DOCUMENT(remove_value, 1, err)
DOCUMENT(clear_values, err)

#define QUERY(name, type, ...)                                                                     \
    static xapc_status query_##name(world w, xapc_error *err)                                      \
    {                                                                                              \
        type made = 0;                                                                             \
        (void) made;                                                                               \
        return xapc_query_##name(w.query, __VA_ARGS__, err);                                       \
    }

QUERY(copy, xapc_query *, RESULT(made))
QUERY(scale, xapc_query *, 2, RESULT(made))
QUERY(op, xapc_op, RESULT(made))
QUERY(part_count, size_t, RESULT(made))
QUERY(part, xapc_query *, 0, RESULT(made))
QUERY(length, uint32_t, RESULT(made))
QUERY(each_term, int, true, VISIT(collect_bytes), &unused)

static xapc_status query_describe(world w, xapc_error *err)
{
    xapc_buffer buffer;
    return xapc_query_describe(w.query, RESULT(buffer), err);
}
static xapc_status query_serialise(world w, xapc_error *err)
{
    xapc_buffer buffer;
    return xapc_query_serialise(w.query, RESULT(buffer), err);
}

/* Calls that fail without their handle and without their result. */
static const call handle_calls[] = {
    document_docid,      document_data,      document_term_count, document_value_count,
    document_value,      document_serialise, document_each_term,  document_each_position,
    document_each_value, query_copy,         query_scale,         query_op,
    query_part_count,    query_part,         query_length,        query_each_term,
    query_describe,      query_serialise,
};

/* Calls that have no result. */
static const call document_changes[] = {
    document_set_data,     document_add_term,       document_add_boolean_term,
    document_add_posting,  document_remove_posting, document_remove_postings,
    document_remove_term,  document_clear_terms,    document_add_value,
    document_remove_value, document_clear_values,
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void expect_all(const call *calls, size_t count, world w, xapc_status expected)
{
    for (size_t i = 0; i < count; i++) {
        memset(&error, 0, sizeof error);
        const xapc_status status = calls[i](w, &error);
        if (status != expected)
            print_error("call %zu is %s\n", i, xapc_status_name(status));
        assert_int_equal(status, expected);
        assert_int_equal(calls[i](w, NULL), expected);
        assert_true(error.status == expected || !w.results);
    }
}

static world make_world(const char *path)
{
    world w = {.results = true, .query = term_query("a")};
    w.writer = writer_at(path);
    add_words_value(w.writer, "a b", "v");
    assert_ok(xapc_writer_commit(w.writer, &error));
    w.db = reader_at(path);
    assert_ok(xapc_document_new(&w.doc, &error));
    return w;
}

static void free_world(world w)
{
    xapc_document_free(w.doc);
    xapc_query_free(w.query);
    xapc_database_free(w.db);
    xapc_writer_free(w.writer);
}

static void null_handles_are_invalid(void **state)
{
    (void) state;
    const world nothing = {.results = true};
    expect_all(reader_calls, COUNT(reader_calls), nothing, XAPC_INVALID);
    expect_all(writer_calls, COUNT(writer_calls), nothing, XAPC_INVALID);
    expect_all(handle_calls, COUNT(handle_calls), nothing, XAPC_INVALID);
    expect_all(document_changes, COUNT(document_changes), nothing, XAPC_INVALID);
}

static void null_results_and_callbacks_are_invalid(void **state)
{
    world w = make_world(in(state, "results"));
    w.results = false;
    expect_all(reader_calls, COUNT(reader_calls), w, XAPC_INVALID);
    expect_all(handle_calls, COUNT(handle_calls), w, XAPC_INVALID);
    assert_status(XAPC_INVALID, xapc_writer_reader(w.writer, NULL, &error));
    free_world(w);
}

static void closed_readers_are_closed_for_everything(void **state)
{
    world w = make_world(in(state, "closed"));
    assert_ok(xapc_database_close(w.db, &error));
    expect_all(reader_calls, COUNT(reader_calls), w, XAPC_CLOSED);
    free_world(w);
}

static void closed_writers_are_closed_for_everything(void **state)
{
    world w = make_world(in(state, "writer"));
    xapc_database *over = NULL;
    assert_ok(xapc_writer_reader(w.writer, &over, &error));
    assert_ok(xapc_writer_close(w.writer, &error));
    expect_all(writer_calls, COUNT(writer_calls), w, XAPC_CLOSED);
    xapc_database_free(w.db);
    w.db = over;
    expect_all(reader_calls, COUNT(reader_calls), w, XAPC_CLOSED);
    free_world(w);
}

static void null_documents_and_queries_are_invalid_to_open_databases(void **state)
{
    world w = make_world(in(state, "open"));
    xapc_document_free(w.doc);
    xapc_query_free(w.query);
    w.doc = NULL;
    w.query = NULL;
    static const call writes[] = {writer_add, writer_replace, writer_replace_by_term};
    static const call reads[] = {reader_search, reader_matching_terms};
    expect_all(writes, COUNT(writes), w, XAPC_INVALID);
    expect_all(reads, COUNT(reads), w, XAPC_INVALID);
    assert_status(XAPC_INVALID, xapc_database_add(w.db, NULL, &error));
    free_world(w);
}

static void constructors_need_a_result_and_their_arguments(void **state)
{
    const char *path = in(state, "none");
    const char *paths[] = {NULL};
    const xapc_bytes a = B("a");
    xapc_database *db = NULL;
    xapc_writer *writer = NULL;
    const xapc_status got[] = {
        xapc_database_open(path, NULL, &error),
        xapc_database_open(NULL, &db, &error),
        xapc_database_open_many(paths, 1, &db, &error),
        xapc_database_open_many(NULL, 1, &db, &error),
        xapc_database_open_many(paths, 1, NULL, &error),
        xapc_database_open_stub(NULL, &db, &error),
        xapc_database_open_stub(path, NULL, &error),
        xapc_database_open_tcp(NULL, 1, 1, 1, &db, &error),
        xapc_database_open_tcp("127.0.0.1", 0, 1, 1, &db, &error),
        xapc_database_open_tcp("127.0.0.1", 65536, 1, 1, &db, &error),
        xapc_database_open_tcp("127.0.0.1", 1, 1, 1, NULL, &error),
        xapc_database_open_prog(NULL, "", 1, &db, &error),
        xapc_database_open_prog("", "", 1, &db, &error),
        xapc_database_open_prog("true", "", 1, NULL, &error),
        xapc_writer_open(NULL, XAPC_CREATE_OR_OPEN, 0, 0, &writer, &error),
        xapc_writer_open(path, XAPC_CREATE_OR_OPEN, 0, 0, NULL, &error),
        xapc_writer_open_memory(NULL, &error),
        xapc_writer_open_tcp(NULL, 1, 1, 1, &writer, &error),
        xapc_writer_open_tcp("127.0.0.1", 1, 1, 1, NULL, &error),
        xapc_writer_open_prog(NULL, NULL, 1, &writer, &error),
        xapc_writer_open_prog("true", NULL, 1, NULL, &error),
        xapc_document_new(NULL, &error),
        xapc_document_unserialise(B(""), NULL, &error),
        xapc_query_term(a, 1, 0, NULL, &error),
        xapc_query_all(NULL, &error),
        xapc_query_nothing(NULL, &error),
        xapc_query_combine(XAPC_OP_OR, NULL, 0, 0, NULL, &error),
        xapc_query_combine_terms(XAPC_OP_OR, &a, 1, 0, NULL, &error),
        xapc_query_value_range(0, a, a, NULL, &error),
        xapc_query_value_ge(0, a, NULL, &error),
        xapc_query_value_le(0, a, NULL, &error),
        xapc_query_wildcard(a, 0, XAPC_WILDCARD_ERROR, XAPC_OP_OR, NULL, &error),
        xapc_query_unserialise(a, NULL, &error),
        xapc_weighting_init(XAPC_SCHEME_BM25, NULL, &error),
        xapc_weighting_init_lm(XAPC_SMOOTHING_TWO_STAGE, NULL, &error),
        xapc_sortable_serialise(1, NULL, &error),
        xapc_sortable_unserialise(a, NULL, &error),
        xapc_clock_us(NULL, &error),
        xapc_compact(NULL, 0, path, XAPC_COMPACT_FULL, 0, 0, &error),
        xapc_check(path, 0, NULL, NULL, &error),
    };
    for (size_t i = 0; i < COUNT(got); i++) {
        if (got[i] != XAPC_INVALID)
            print_error("call %zu is %s\n", i, xapc_status_name(got[i]));
        assert_int_equal(got[i], XAPC_INVALID);
    }
    assert_null(db);
    assert_null(writer);
}

static void free_functions_take_null(void **state)
{
    (void) state;
    xapc_buffer empty = XAPC_BUFFER_INIT;
    xapc_buffer_free(NULL);
    xapc_buffer_free(&empty);
    xapc_value_stats_free(NULL);
    xapc_database_free(NULL);
    xapc_writer_free(NULL);
    xapc_document_free(NULL);
    xapc_query_free(NULL);
    xapc_result_free(NULL);
    xapc_expansion_free(NULL);
}

static void names_and_versions_are_always_there(void **state)
{
    (void) state;
    assert_string_equal(xapc_status_name(XAPC_OK), "OK");
    assert_string_equal(xapc_status_name(XAPC_INTERNAL), "INTERNAL");
    assert_string_equal(xapc_status_name((xapc_status) 17), "UNKNOWN");
    assert_string_equal(xapc_status_name((xapc_status) -1), "UNKNOWN");
    assert_memory_equal(xapc_xapian_version(), "1.4.", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(null_handles_are_invalid),
        cmocka_unit_test(null_results_and_callbacks_are_invalid),
        cmocka_unit_test(closed_readers_are_closed_for_everything),
        cmocka_unit_test(closed_writers_are_closed_for_everything),
        cmocka_unit_test(null_documents_and_queries_are_invalid_to_open_databases),
        cmocka_unit_test(constructors_need_a_result_and_their_arguments),
        cmocka_unit_test(free_functions_take_null),
        cmocka_unit_test(names_and_versions_are_always_there),
    };
    return cmocka_run_group_tests_name("xapian-c: misuse", tests, make_directory, remove_directory);
}
