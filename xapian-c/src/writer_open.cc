// SPDX-License-Identifier: GPL-2.0-or-later
// Opening and ending writers.
#include "xapian_c/writer.h"

#include "handles.hpp"
#include "remote.hpp"

namespace
{

std::unique_ptr<xapc_writer> make_writer(Xapian::WritableDatabase &&db)
{
    auto writer = std::make_unique<xapc_writer>();
    writer->closed = std::make_shared<bool>(false);
    writer->db = std::move(db);
    return writer;
}

int open_flags(xapc_open_mode mode, unsigned flags)
{
    static const struct {
        unsigned ours;
        int xapians;
    } bits[] = {
        {XAPC_OPEN_NO_SYNC, Xapian::DB_NO_SYNC},
        {XAPC_OPEN_FULL_SYNC, Xapian::DB_FULL_SYNC},
        {XAPC_OPEN_DANGEROUS, Xapian::DB_DANGEROUS},
        {XAPC_OPEN_NO_TERMLIST, Xapian::DB_NO_TERMLIST},
        {XAPC_OPEN_RETRY_LOCK, Xapian::DB_RETRY_LOCK},
    };
    int action = Xapian::DB_CREATE_OR_OPEN;
    switch (mode) {
    case XAPC_CREATE_OR_OPEN:
        break;
    case XAPC_CREATE_OR_OVERWRITE:
        action = Xapian::DB_CREATE_OR_OVERWRITE;
        break;
    case XAPC_CREATE_NEW:
        action = Xapian::DB_CREATE;
        break;
    case XAPC_OPEN_EXISTING:
        action = Xapian::DB_OPEN;
        break;
    default:
        throw xapc::misuse{XAPC_INVALID, "no such mode of opening"};
    }
    for (const auto &bit : bits) {
        if ((flags & bit.ours) != 0)
            action |= bit.xapians;
        flags &= ~bit.ours;
    }
    xapc::require(flags == 0, "no such flags of opening");
    return action;
}

// Close, whatever is in the way: the lock goes with the last reference even if the commit fails.
void close_writer(xapc_writer &writer)
{
    *writer.closed = true;
    Xapian::WritableDatabase ending = std::move(writer.db);
    ending.close();
}

} // namespace

xapc_status xapc_writer_open(const char *path, xapc_open_mode mode, unsigned flags,
                             unsigned block_size, xapc_writer **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        xapc::require(path != nullptr, "the path is NULL");
        const int all_flags = open_flags(mode, flags);
        return make_writer(
            Xapian::WritableDatabase(path, all_flags, xapc::valid_block_size(block_size)));
    });
}

xapc_status xapc_writer_open_memory(xapc_writer **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [] {
        return make_writer(Xapian::WritableDatabase(std::string(), Xapian::DB_BACKEND_INMEMORY));
    });
}

xapc_status xapc_writer_open_tcp(const char *host, unsigned port, uint32_t timeout_ms,
                                 uint32_t connect_timeout_ms, xapc_writer **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        xapc::require_host(host, port);
        return make_writer(
            Xapian::Remote::open_writable(host, port, timeout_ms, connect_timeout_ms));
    });
}

xapc_status xapc_writer_open_prog(const char *program, const char *args, uint32_t timeout_ms,
                                  xapc_writer **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        const std::string arguments = xapc::program_arguments(program, args);
        return make_writer(Xapian::Remote::open_writable(program, arguments, timeout_ms));
    });
}

xapc_status xapc_writer_reader(xapc_writer *writer, xapc_database **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        xapc::require_open(writer);
        auto reader = std::make_unique<xapc_database>();
        reader->db = writer->db;
        reader->parts.push_back({writer->closed, true, false});
        return reader;
    });
}

xapc_status xapc_writer_close(xapc_writer *writer, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_open(writer);
        close_writer(*writer);
    });
}

void xapc_writer_free(xapc_writer *writer)
{
    if (writer == nullptr)
        return;
    xapc::guarded(nullptr, [&] {
        if (!*writer->closed)
            close_writer(*writer);
    });
    delete writer;
}
