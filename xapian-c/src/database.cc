// SPDX-License-Identifier: GPL-2.0-or-later
// What a reader says of itself, and its end.
#include "xapian_c/database.h"

#include "handles.hpp"

xapc_status xapc_database_reopen(xapc_database *db, bool *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_open(db);
        const bool moved = db->db.reopen();
        if (ret != nullptr)
            *ret = moved;
    });
}

xapc_status xapc_database_keep_alive(xapc_database *db, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_open(db);
        db->db.keep_alive();
    });
}

xapc_status xapc_database_close(xapc_database *db, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_open(db);
        db->closed = true;
        Xapian::Database ending = std::move(db->db);
        for (const xapc::part &p : db->parts) {
            // Closing here would close the writer; letting go of our references must do.
            if (p.of_writer)
                return;
        }
        for (const xapc::part &p : db->parts)
            *p.closed = true;
        ending.close();
    });
}

void xapc_database_free(xapc_database *db)
{
    delete db;
}

xapc_status xapc_database_get_stats(xapc_database *db, xapc_database_stats *ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        xapc_database_stats stats = {};
        stats.document_count = x.get_doccount();
        stats.last_docid = x.get_lastdocid();
        stats.total_length = x.get_total_length();
        stats.average_length = x.get_average_length();
        stats.length_lower = x.get_doclength_lower_bound();
        stats.length_upper = x.get_doclength_upper_bound();
        stats.part_count = x.size();
        stats.has_positions = x.has_positions();
        *ret = stats;
    });
}

xapc_status xapc_database_uuid(xapc_database *db, xapc_buffer *ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(x.get_uuid());
    });
}

xapc_status xapc_database_revision(xapc_database *db, uint64_t *ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        *ret = x.get_revision();
    });
}

xapc_status xapc_database_locked(xapc_database *db, bool *ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        *ret = x.locked();
    });
}

xapc_status xapc_database_describe(xapc_database *db, xapc_buffer *ret, xapc_error *err)
{
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(x.get_description());
    });
}
