// SPDX-License-Identifier: GPL-2.0-or-later
// Where exceptions stop: the only file with catch clauses. Every exported function runs its body
// inside guarded() or guarded_twice().
#ifndef XAPIAN_C_GUARD_HPP
#define XAPIAN_C_GUARD_HPP

#include <exception>
#include <new>
#include <stdexcept>

#include <xapian.h>

#include "error.hpp"

namespace xapc
{

// Name the exception in flight. Reading an exception's text may allocate, so this may throw.
inline xapc_status classify(xapc_error *err)
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return fail(err, XAPC_NOMEM, {"out of memory"});
    } catch (const misuse &e) {
        return fail(err, e.status, {e.what});
    } catch (const deadline_passed &) {
        return fail(err, XAPC_TIMEOUT, {"the search's deadline has passed"});
    } catch (const Xapian::InvalidArgumentError &e) {
        return report(err, XAPC_INVALID, e);
    } catch (const Xapian::InvalidOperationError &e) {
        return report(err, XAPC_INVALID, e);
    } catch (const Xapian::QueryParserError &e) {
        return report(err, XAPC_INVALID, e);
    } catch (const Xapian::UnimplementedError &e) {
        return report(err, XAPC_UNIMPLEMENTED, e);
    } catch (const Xapian::FeatureUnavailableError &e) {
        return report(err, XAPC_UNIMPLEMENTED, e);
    } catch (const Xapian::DatabaseNotFoundError &e) {
        return report(err, XAPC_NOT_FOUND, e);
    } catch (const Xapian::DocNotFoundError &e) {
        return report(err, XAPC_NOT_FOUND, e);
    } catch (const Xapian::DatabaseLockError &e) {
        return report(err, XAPC_LOCKED, e);
    } catch (const Xapian::DatabaseCorruptError &e) {
        return report(err, XAPC_CORRUPT, e);
    } catch (const Xapian::SerialisationError &e) {
        return report(err, XAPC_CORRUPT, e);
    } catch (const Xapian::DatabaseModifiedError &e) {
        return report(err, XAPC_MODIFIED, e);
    } catch (const Xapian::DatabaseClosedError &e) {
        return report(err, XAPC_CLOSED, e);
    } catch (const Xapian::DatabaseVersionError &e) {
        return report(err, XAPC_VERSION, e);
    } catch (const Xapian::DatabaseCreateError &e) {
        return report(err, XAPC_CREATE, e);
    } catch (const Xapian::DatabaseError &e) {
        return report(err, XAPC_IO, e);
    } catch (const Xapian::NetworkTimeoutError &e) {
        return report(err, XAPC_TIMEOUT, e);
    } catch (const Xapian::NetworkError &e) {
        return report(err, XAPC_NETWORK, e);
    } catch (const Xapian::WildcardError &e) {
        return report(err, XAPC_LIMIT, e);
    } catch (const Xapian::RangeError &e) {
        return report(err, XAPC_RANGE, e);
    } catch (const Xapian::Error &e) {
        return report(err, XAPC_INTERNAL, e);
    } catch (const std::length_error &e) {
        return fail(err, XAPC_INVALID, {"a length is out of range: ", e.what()});
    } catch (const std::exception &e) {
        return fail(err, XAPC_INTERNAL, {"std::exception: ", e.what()});
    } catch (...) {
        return fail(err, XAPC_INTERNAL, {"unknown exception"});
    }
}

inline xapc_status translate(xapc_error *err) noexcept
{
    try {
        return classify(err);
    } catch (...) {
        return fail(err, XAPC_NOMEM, {"out of memory"});
    }
}

// Run body; noexcept turns a hole into a crash in tests instead of undefined behaviour.
template <typename Body>
xapc_status guarded(xapc_error *err, Body &&body) noexcept
{
    try {
        body();
        return XAPC_OK;
    } catch (...) {
        return translate(err);
    }
}

// Run body; when the database's revision has gone and prepare() agrees, once more.
template <typename Body, typename Prepare>
xapc_status guarded_twice(xapc_error *err, Body &&body, Prepare &&prepare) noexcept
{
    try {
        try {
            body();
            return XAPC_OK;
        } catch (const Xapian::DatabaseModifiedError &) {
            if (!prepare())
                throw;
        }
        body();
        return XAPC_OK;
    } catch (...) {
        return translate(err);
    }
}

} // namespace xapc

#endif
