// SPDX-License-Identifier: GPL-2.0-or-later
// What the opaque handles hold, and the guards that also check the handle.
#ifndef XAPIAN_C_HANDLES_HPP
#define XAPIAN_C_HANDLES_HPP

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "bytes.hpp"
#include "guard.hpp"

namespace xapc
{

// Xapian's own check for a closed database covers only calls that need its files, so each handle
// knows for itself. The flag is shared by all handles on the same open database.
struct part {
    std::shared_ptr<bool> closed;
    bool of_writer;
    bool remote; // opened as such; those in a stub are not known
};

} // namespace xapc

struct xapc_database {
    Xapian::Database db;
    std::vector<xapc::part> parts;
    bool closed = false;

    bool is_remote() const
    {
        for (const xapc::part &p : parts) {
            if (p.remote)
                return true;
        }
        return false;
    }

    bool is_closed() const
    {
        if (closed)
            return true;
        for (const xapc::part &p : parts) {
            if (*p.closed)
                return true;
        }
        return false;
    }
};

struct xapc_writer {
    Xapian::WritableDatabase db;
    std::shared_ptr<bool> closed;
};

struct xapc_document {
    Xapian::Document doc;
    Xapian::docid docid = 0;
    std::string term; // kept between calls so that adding a term need not allocate its name
};

struct xapc_query {
    Xapian::Query query;
};

namespace xapc
{

inline void require_open(const xapc_database *db)
{
    require(db != nullptr, "the database is NULL");
    if (db->is_closed())
        throw misuse{XAPC_CLOSED, "the database has been closed"};
}

inline void require_open(const xapc_writer *writer)
{
    require(writer != nullptr, "the writer is NULL");
    if (*writer->closed)
        throw misuse{XAPC_CLOSED, "the writer has been closed"};
}

inline const Xapian::Query &query_of(const xapc_query *query)
{
    require(query != nullptr, "the query is NULL");
    return query->query;
}

// 0 is Xapian's default; it would take other sizes for it in silence.
inline int valid_block_size(unsigned block_size)
{
    const bool power_of_2 = (block_size & (block_size - 1)) == 0;
    require(block_size == 0 || (power_of_2 && block_size >= 2048 && block_size <= 65536),
            "the block size is no power of 2 from 2048 to 65536");
    return static_cast<int>(block_size);
}

template <typename T>
void require_result(const T *ret)
{
    require(ret != nullptr, "there is no place for the result");
}

// Run body(Xapian::Database &) on an open database, at most twice, both times on the newest
// revision that the reader then has; no second time when may_rerun() says so.
template <typename Body, typename MayRerun>
xapc_status guarded_read(xapc_database *db, xapc_error *err, Body &&body,
                         MayRerun &&may_rerun) noexcept
{
    return guarded_twice(
        err,
        // cppcheck-suppress throwInNoexceptFunction ; the guard catches it
        [&] {
            require_open(db);
            body(db->db);
        },
        [&] { return may_rerun() && (db->db.reopen(), true); });
}

template <typename Body>
xapc_status guarded_read(xapc_database *db, xapc_error *err, Body &&body) noexcept
{
    // cppcheck-suppress throwInNoexceptFunction ; the guard catches it
    return guarded_read(db, err, std::forward<Body>(body), [] { return true; });
}

// Run body(Xapian::WritableDatabase &) on an open writer.
template <typename Body>
xapc_status guarded_write(xapc_writer *writer, xapc_error *err, Body &&body) noexcept
{
    // cppcheck-suppress throwInNoexceptFunction ; the guard catches it
    return guarded(err, [&] {
        require_open(writer);
        body(writer->db);
    });
}

// Run make(), which returns a unique_ptr to a new handle, and hand the handle out.
template <typename Handle, typename Make>
xapc_status guarded_new(Handle **ret, xapc_error *err, Make &&make) noexcept
{
    // cppcheck-suppress throwInNoexceptFunction ; the guard catches it
    return guarded(err, [&] {
        require_result(ret);
        *ret = make().release();
    });
}

} // namespace xapc

#endif
