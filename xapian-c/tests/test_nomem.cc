// SPDX-License-Identifier: GPL-2.0-or-later
// Promises about memory: make the N-th allocation of a call fail, N = 1, 2, 3 ... until the call
// succeeds. Each earlier call returns NOMEM, leaves its result alone and leaks nothing (the
// sanitizer build of this test sees to that), and the handles still work afterwards.
#include <filesystem> // before cmocka.h, which makes a macro of fail()

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>

extern "C" {
#include <cmocka.h>
}

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <new>

#include "xapian_c.h"

namespace
{

// Allocations until one fails; 0 lets all pass. Xapian's own count too: operator new is replaced in
// the whole program.
size_t countdown = 0;

bool fails_now()
{
    return countdown != 0 && --countdown == 0;
}

xapc_bytes bytes(const char *text)
{
    return {text, std::strlen(text)};
}

} // namespace

void *operator new(size_t size)
{
    void *memory = fails_now() ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr)
        throw std::bad_alloc();
    return memory;
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, size_t) noexcept
{
    std::free(memory);
}

namespace
{

// Run call with the N-th allocation failing for each N until it succeeds, undoing what a success
// made. Returns how many failures there were.
template <typename Call>
size_t until_it_succeeds(Call &&call)
{
    for (size_t n = 1;; n++) {
        assert_true(n < 10000);
        xapc_error err = {};
        countdown = n;
        const xapc_status status = call(&err);
        countdown = 0;
        if (status == XAPC_OK)
            return n - 1;
        assert_int_equal(status, XAPC_NOMEM);
        assert_string_equal(err.message, "out of memory");
    }
}

struct world {
    xapc_writer *writer = nullptr;
    xapc_database *db = nullptr;
    xapc_document *doc = nullptr;
    xapc_query *query = nullptr;
    char path[64] = "/tmp/xapian-c-nomem-XXXXXX";
};

world make_world()
{
    world w;
    assert_non_null(mkdtemp(w.path));
    char index[80];
    snprintf(index, sizeof index, "%s/index", w.path);
    assert_int_equal(
        xapc_writer_open(index, XAPC_CREATE_NEW, XAPC_OPEN_NO_SYNC, 0, &w.writer, nullptr),
        XAPC_OK);
    assert_int_equal(xapc_document_new(&w.doc, nullptr), XAPC_OK);
    for (const char *term : {"apple", "pear", "a term too long to stand in a short string"}) {
        xapc_document_add_posting(w.doc, bytes(term), 1, 1, nullptr);
        xapc_document_add_value(w.doc, 1, bytes("a value too long for a short string"), nullptr);
    }
    xapc_document_set_data(w.doc, bytes("some data that is longer than a short string"), nullptr);
    for (int i = 0; i < 10; i++)
        assert_int_equal(xapc_writer_add(w.writer, w.doc, nullptr, nullptr), XAPC_OK);
    assert_int_equal(xapc_writer_commit(w.writer, nullptr), XAPC_OK);
    assert_int_equal(xapc_database_open(index, &w.db, nullptr), XAPC_OK);
    assert_int_equal(xapc_query_term(bytes("apple"), 1, 0, &w.query, nullptr), XAPC_OK);
    return w;
}

void free_world(world &w)
{
    xapc_query_free(w.query);
    xapc_document_free(w.doc);
    xapc_database_free(w.db);
    xapc_writer_free(w.writer);
    assert_true(std::filesystem::remove_all(w.path) > 0);
}

void opening_a_reader_fails_whole(void **)
{
    world w = make_world();
    char index[80];
    snprintf(index, sizeof index, "%s/index", w.path);
    const size_t failures = until_it_succeeds([&](xapc_error *err) {
        xapc_database *db = nullptr;
        const xapc_status status = xapc_database_open(index, &db, err);
        assert_true((status == XAPC_OK) == (db != nullptr));
        xapc_database_free(db);
        return status;
    });
    assert_true(failures > 3);
    free_world(w);
}

void making_a_document_fails_whole(void **)
{
    const size_t failures = until_it_succeeds([](xapc_error *err) {
        xapc_document *doc = nullptr;
        xapc_status status = xapc_document_new(&doc, err);
        const xapc_bytes term = bytes("a term too long to stand in a short string");
        if (status == XAPC_OK)
            status = xapc_document_add_posting(doc, term, 5, 1, err);
        if (status == XAPC_OK)
            status = xapc_document_add_value(doc, 3, term, err);
        if (status == XAPC_OK)
            status = xapc_document_set_data(doc, term, err);
        xapc_document_free(doc);
        return status;
    });
    assert_true(failures > 3);
}

void making_a_query_fails_whole(void **)
{
    const size_t failures = until_it_succeeds([](xapc_error *err) {
        xapc_query *parts[2] = {nullptr, nullptr};
        xapc_query *whole = nullptr;
        xapc_status status = xapc_query_term(bytes("apple"), 1, 0, &parts[0], err);
        if (status == XAPC_OK)
            status = xapc_query_wildcard(bytes("pea"), 9, XAPC_WILDCARD_FIRST, XAPC_OP_OR,
                                         &parts[1], err);
        if (status == XAPC_OK)
            status = xapc_query_combine(XAPC_OP_AND, parts, 2, 0, &whole, err);
        xapc_query_free(parts[0]);
        xapc_query_free(parts[1]);
        assert_true((status == XAPC_OK) == (whole != nullptr));
        xapc_query_free(whole);
        return status;
    });
    assert_true(failures > 3);
}

void searching_fails_whole_and_works_afterwards(void **)
{
    world w = make_world();
    static const uint32_t slots[] = {1};
    xapc_search_options o = XAPC_SEARCH_OPTIONS_INIT;
    o.max_items = 5;
    o.check_at_least = 100;
    o.fetch = XAPC_FETCH_DATA | XAPC_FETCH_MATCHING_TERMS | XAPC_FETCH_TERM_WEIGHTS;
    o.value_slots = slots;
    o.value_slot_count = 1;
    o.count_slots = slots;
    o.count_slot_count = 1;
    const size_t failures = until_it_succeeds([&](xapc_error *err) {
        xapc_result *result = nullptr;
        const xapc_status status = xapc_search(w.db, w.query, &o, &result, err);
        assert_true((status == XAPC_OK) == (result != nullptr));
        if (result != nullptr)
            assert_int_equal(result->hit_count, 5);
        xapc_result_free(result);
        return status;
    });
    assert_true(failures > 20);
    free_world(w);
}

void reading_fails_whole(void **)
{
    world w = make_world();
    size_t failures = until_it_succeeds([&](xapc_error *err) {
        xapc_document *doc = nullptr;
        const xapc_status status = xapc_database_document(w.db, 3, XAPC_PART_ALL, &doc, err);
        assert_true((status == XAPC_OK) == (doc != nullptr));
        xapc_document_free(doc);
        return status;
    });
    assert_true(failures > 5);
    failures = until_it_succeeds([&](xapc_error *err) {
        return xapc_database_each_term(
            w.db, bytes(""), [](const xapc_term *, void *) { return true; }, nullptr, err);
    });
    assert_true(failures > 1);
    static const uint32_t relevant[] = {1, 2};
    xapc_expand_options o = XAPC_EXPAND_OPTIONS_INIT;
    o.max_items = 5;
    failures = until_it_succeeds([&](xapc_error *err) {
        xapc_expansion *expansion = nullptr;
        const xapc_status status = xapc_expand(w.db, w.query, relevant, 2, &o, &expansion, err);
        assert_true((status == XAPC_OK) == (expansion != nullptr));
        xapc_expansion_free(expansion);
        return status;
    });
    assert_true(failures > 5);
    free_world(w);
}

void writing_fails_with_a_code_and_the_published_state_stays(void **)
{
    world w = make_world();
    const size_t failures = until_it_succeeds([&](xapc_error *err) {
        xapc_status status = xapc_writer_begin_transaction(w.writer, true, err);
        if (status != XAPC_OK)
            return status;
        status = xapc_writer_add(w.writer, w.doc, nullptr, err);
        countdown = 0;
        assert_int_equal(xapc_writer_cancel_transaction(w.writer, nullptr), XAPC_OK);
        return status;
    });
    assert_true(failures > 1);
    xapc_database_stats stats = {};
    assert_int_equal(xapc_database_reopen(w.db, nullptr, nullptr), XAPC_OK);
    assert_int_equal(xapc_database_get_stats(w.db, &stats, nullptr), XAPC_OK);
    assert_int_equal(stats.document_count, 10);
    free_world(w);
}

} // namespace

int main()
{
    const CMUnitTest tests[] = {
        cmocka_unit_test(opening_a_reader_fails_whole),
        cmocka_unit_test(making_a_document_fails_whole),
        cmocka_unit_test(making_a_query_fails_whole),
        cmocka_unit_test(searching_fails_whole_and_works_afterwards),
        cmocka_unit_test(reading_fails_whole),
        cmocka_unit_test(writing_fails_with_a_code_and_the_published_state_stays),
    };
    return cmocka_run_group_tests_name("xapian-c: allocation failures", tests, nullptr, nullptr);
}
