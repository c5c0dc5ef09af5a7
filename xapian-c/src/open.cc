// SPDX-License-Identifier: GPL-2.0-or-later
// Opening readers.
#include "xapian_c/database.h"

#include "handles.hpp"
#include "remote.hpp"

namespace
{

std::unique_ptr<xapc_database> make_reader(Xapian::Database &&db, bool remote = false)
{
    auto reader = std::make_unique<xapc_database>();
    reader->db = std::move(db);
    reader->parts.push_back({std::make_shared<bool>(false), false, remote});
    return reader;
}

Xapian::Database open_path(const char *path, int flags)
{
    xapc::require(path != nullptr, "the path is NULL");
    return Xapian::Database(path, flags);
}

} // namespace

xapc_status xapc_database_open(const char *path, xapc_database **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] { return make_reader(open_path(path, 0)); });
}

xapc_status xapc_database_open_many(const char *const *paths, size_t count, xapc_database **ret,
                                    xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        xapc::require(paths != nullptr && count != 0, "there are no paths");
        Xapian::Database all;
        for (size_t i = 0; i < count; i++)
            all.add_database(open_path(paths[i], 0));
        return make_reader(std::move(all));
    });
}

xapc_status xapc_database_open_stub(const char *path, xapc_database **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err,
                             [&] { return make_reader(open_path(path, Xapian::DB_BACKEND_STUB)); });
}

xapc_status xapc_database_open_tcp(const char *host, unsigned port, uint32_t timeout_ms,
                                   uint32_t connect_timeout_ms, xapc_database **ret,
                                   xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        xapc::require_host(host, port);
        return make_reader(Xapian::Remote::open(host, port, timeout_ms, connect_timeout_ms), true);
    });
}

xapc_status xapc_database_open_prog(const char *program, const char *args, uint32_t timeout_ms,
                                    xapc_database **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        const std::string arguments = xapc::program_arguments(program, args);
        return make_reader(Xapian::Remote::open(program, arguments, timeout_ms), true);
    });
}

xapc_status xapc_database_add(xapc_database *db, const xapc_database *other, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_open(db);
        xapc::require_open(other);
        xapc::require(db != other, "a database cannot be added to itself");
        Xapian::Database all = db->db;
        all.add_database(other->db);
        std::vector<xapc::part> parts = db->parts;
        parts.insert(parts.end(), other->parts.begin(), other->parts.end());
        db->db = std::move(all);
        db->parts = std::move(parts);
    });
}
