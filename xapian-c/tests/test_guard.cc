// SPDX-License-Identifier: GPL-2.0-or-later
// Promises of the guard, tried on the library's own objects:
//  - each exception class, Xapian's, the standard library's and any other, ends as its documented
//    status, its type's name and its message kept
//  - a message is valid UTF-8 and NUL-terminated however it is cut and whatever it holds
//  - a body that meets DatabaseModifiedError runs a second time, and never a third
#include "guard.hpp" // before cmocka.h, which makes a macro of fail()
#include "xapian_c.h"

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>

extern "C" {
#include <cmocka.h>
}

#include <cstring>
#include <string>

namespace
{

template <typename Exception>
xapc_status thrown(const Exception &e, xapc_error *err)
{
    return xapc::guarded(err, [&] { throw e; }); // NOLINT(cert-err60-cpp): Xapian's copy allocates
}

template <typename Exception>
void check(xapc_status expected)
{
    const Exception e("it happened", "here", ENOENT);
    xapc_error err;
    assert_int_equal(thrown(e, &err), expected);
    assert_int_equal(err.status, expected);
    const std::string message =
        std::string(e.get_type()) + ": it happened (here; No such file or directory)";
    assert_string_equal(err.message, message.c_str());
    assert_int_equal(thrown(e, nullptr), expected);
}

void each_xapian_exception_has_its_status(void **)
{
    check<Xapian::AssertionError>(XAPC_INTERNAL);
    check<Xapian::InvalidArgumentError>(XAPC_INVALID);
    check<Xapian::InvalidOperationError>(XAPC_INVALID);
    check<Xapian::UnimplementedError>(XAPC_UNIMPLEMENTED);
    check<Xapian::DatabaseError>(XAPC_IO);
    check<Xapian::DatabaseCorruptError>(XAPC_CORRUPT);
    check<Xapian::DatabaseCreateError>(XAPC_CREATE);
    check<Xapian::DatabaseLockError>(XAPC_LOCKED);
    check<Xapian::DatabaseModifiedError>(XAPC_MODIFIED);
    check<Xapian::DatabaseOpeningError>(XAPC_IO);
    check<Xapian::DatabaseVersionError>(XAPC_VERSION);
    check<Xapian::DatabaseNotFoundError>(XAPC_NOT_FOUND);
    check<Xapian::DatabaseClosedError>(XAPC_CLOSED);
    check<Xapian::DocNotFoundError>(XAPC_NOT_FOUND);
    check<Xapian::FeatureUnavailableError>(XAPC_UNIMPLEMENTED);
    check<Xapian::InternalError>(XAPC_INTERNAL);
    check<Xapian::NetworkError>(XAPC_NETWORK);
    check<Xapian::NetworkTimeoutError>(XAPC_TIMEOUT);
    check<Xapian::QueryParserError>(XAPC_INVALID);
    check<Xapian::SerialisationError>(XAPC_CORRUPT);
    check<Xapian::RangeError>(XAPC_RANGE);
    check<Xapian::WildcardError>(XAPC_LIMIT);
}

void other_exceptions_have_theirs(void **)
{
    xapc_error err;
    assert_int_equal(thrown(std::bad_alloc(), &err), XAPC_NOMEM);
    assert_string_equal(err.message, "out of memory");
    assert_int_equal(thrown(std::length_error("too long"), &err), XAPC_INVALID);
    assert_non_null(strstr(err.message, "too long"));
    assert_int_equal(thrown(std::runtime_error("odd"), &err), XAPC_INTERNAL);
    assert_string_equal(err.message, "std::exception: odd");
    assert_int_equal(thrown(std::out_of_range("far"), &err), XAPC_INTERNAL);
    assert_int_equal(thrown(5, &err), XAPC_INTERNAL);
    assert_string_equal(err.message, "unknown exception");
    assert_int_equal(thrown("text", nullptr), XAPC_INTERNAL);
    assert_int_equal(thrown(xapc::deadline_passed{}, &err), XAPC_TIMEOUT);
    assert_int_equal(thrown(xapc::misuse{XAPC_CLOSED, "shut"}, &err), XAPC_CLOSED);
    assert_string_equal(err.message, "shut");
}

void a_body_without_exception_leaves_the_error_alone(void **)
{
    xapc_error err;
    err.status = XAPC_RANGE;
    std::strcpy(err.message, "before");
    assert_int_equal(xapc::guarded(&err, [] {}), XAPC_OK);
    assert_int_equal(err.status, XAPC_RANGE);
    assert_string_equal(err.message, "before");
}

std::string message_of(const std::string &text)
{
    xapc_error err;
    std::memset(err.message, 'x', sizeof err.message);
    thrown(Xapian::InternalError(text), &err);
    assert_non_null(std::memchr(err.message, '\0', sizeof err.message));
    const std::string prefix = "InternalError: ";
    assert_memory_equal(err.message, prefix.data(), prefix.size());
    return err.message + prefix.size();
}

void a_cut_message_ends_with_a_whole_character(void **)
{
    const std::string kana = "\xe3\x81\x82";
    const size_t room = XAPC_MESSAGE_SIZE - 1 - std::strlen("InternalError: ");
    for (size_t lead = 0; lead < 4; lead++) {
        std::string text(lead, 'a');
        for (int i = 0; i < 200; i++)
            text += kana;
        const std::string message = message_of(text);
        assert_int_equal(message.size(), lead + (room - lead) / 3 * 3);
        assert_memory_equal(message.data(), text.data(), message.size());
    }
    /* After a character that does not fit nothing follows, however short. */
    std::string text(room - 1, 'a');
    assert_string_equal(message_of(text + kana + "bc").c_str(), text.c_str());
}

void bytes_that_are_no_utf8_become_question_marks(void **)
{
    static const struct {
        const char *bytes;
        const char *shown;
    } cases[] = {
        {"a\xff"
         "b",
         "a?b"},
        {"\xc0\xaf", "??"},
        {"\xe3\x81", "??"},
        {"\xe0\x80\x80", "???"},
        {"\xed\xa0\x80", "???"},
        {"\xf0\x8f\xbf\xbf", "????"},
        {"\xf4\x90\x80\x80", "????"},
        {"\xf5\x80\x80\x80", "????"},
        {"\xe3\x81\x41", "??A"},
        {"\xf0\x9f\x90\x41", "???A"},
        {"\x80", "?"},
        {"\xc2\xa9\xe3\x81\x82\xf0\x9f\x90\x9f", "\xc2\xa9\xe3\x81\x82\xf0\x9f\x90\x9f"},
        {"\xef\xbf\xbf\xed\x9f\xbf\xf4\x8f\xbf\xbf", "\xef\xbf\xbf\xed\x9f\xbf\xf4\x8f\xbf\xbf"},
        {"a\nb\tc\x7f", "a b c "},
    };
    for (const auto &c : cases)
        assert_string_equal(message_of(c.bytes).c_str(), c.shown);
    assert_string_equal(message_of(std::string("a\0b", 3)).c_str(), "a b");
}

void a_modified_database_is_tried_twice_and_not_three_times(void **)
{
    int runs = 0;
    int prepared = 0;
    const auto prepare = [&] { return ++prepared > 0; };
    xapc_error err;
    const auto fails_until = [&](int last) {
        return [&runs, last] {
            if (++runs <= last)
                throw Xapian::DatabaseModifiedError("gone");
        };
    };
    assert_int_equal(xapc::guarded_twice(&err, fails_until(0), prepare), XAPC_OK);
    assert_int_equal(runs, 1);
    assert_int_equal(prepared, 0);
    runs = 0;
    assert_int_equal(xapc::guarded_twice(&err, fails_until(1), prepare), XAPC_OK);
    assert_int_equal(runs, 2);
    assert_int_equal(prepared, 1);
    runs = 0;
    assert_int_equal(xapc::guarded_twice(&err, fails_until(9), prepare), XAPC_MODIFIED);
    assert_int_equal(runs, 2);
    runs = 0;
    assert_int_equal(xapc::guarded_twice(&err, fails_until(9), [] { return false; }),
                     XAPC_MODIFIED);
    assert_int_equal(runs, 1);
    const auto reopening_fails = []() -> bool { throw Xapian::DatabaseOpeningError("no"); };
    runs = 0;
    assert_int_equal(xapc::guarded_twice(&err, fails_until(9), reopening_fails), XAPC_IO);
    assert_int_equal(runs, 1);
}

bool throwing_visit(const xapc_term *, void *)
{
    throw 7;
}

void a_callback_that_throws_is_internal(void **)
{
    xapc_document *doc = nullptr;
    assert_int_equal(xapc_document_new(&doc, nullptr), XAPC_OK);
    assert_int_equal(xapc_document_add_term(doc, {"a", 1}, 1, nullptr), XAPC_OK);
    assert_int_equal(xapc_document_each_term(doc, throwing_visit, nullptr, nullptr), XAPC_INTERNAL);
    xapc_document_free(doc);
}

} // namespace

int main()
{
    const CMUnitTest tests[] = {
        cmocka_unit_test(each_xapian_exception_has_its_status),
        cmocka_unit_test(other_exceptions_have_theirs),
        cmocka_unit_test(a_body_without_exception_leaves_the_error_alone),
        cmocka_unit_test(a_cut_message_ends_with_a_whole_character),
        cmocka_unit_test(bytes_that_are_no_utf8_become_question_marks),
        cmocka_unit_test(a_modified_database_is_tried_twice_and_not_three_times),
        cmocka_unit_test(a_callback_that_throws_is_internal),
    };
    return cmocka_run_group_tests_name("xapian-c: guard", tests, nullptr, nullptr);
}
