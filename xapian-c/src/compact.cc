// SPDX-License-Identifier: GPL-2.0-or-later
// Compacting and checking databases on disk.
#include <sstream>

#include <sys/stat.h>
#include <unistd.h>

#include "handles.hpp"
#include "xapian_c/tools.h"

namespace
{

unsigned compact_flags(xapc_compact_level level, unsigned flags)
{
    unsigned all = 0;
    switch (level) {
    case XAPC_COMPACT_FULL:
        all = Xapian::Compactor::FULL;
        break;
    case XAPC_COMPACT_FULLER:
        all = Xapian::Compactor::FULLER;
        break;
    case XAPC_COMPACT_STANDARD:
        all = Xapian::Compactor::STANDARD;
        break;
    default:
        throw xapc::misuse{XAPC_INVALID, "no such level of compacting"};
    }
    const unsigned known =
        XAPC_COMPACT_NO_RENUMBER | XAPC_COMPACT_MULTIPASS | XAPC_COMPACT_SINGLE_FILE;
    xapc::require((flags & ~known) == 0, "no such flags of compacting");
    if ((flags & XAPC_COMPACT_NO_RENUMBER) != 0)
        all |= Xapian::DBCOMPACT_NO_RENUMBER;
    if ((flags & XAPC_COMPACT_MULTIPASS) != 0)
        all |= Xapian::DBCOMPACT_MULTIPASS;
    if ((flags & XAPC_COMPACT_SINGLE_FILE) != 0)
        all |= Xapian::DBCOMPACT_SINGLE_FILE;
    return all;
}

int check_options(unsigned flags)
{
    static_assert(XAPC_CHECK_SHORT_TREE == Xapian::DBCHECK_SHORT_TREE &&
                      XAPC_CHECK_FULL_TREE == Xapian::DBCHECK_FULL_TREE &&
                      XAPC_CHECK_SHOW_FREELIST == Xapian::DBCHECK_SHOW_FREELIST &&
                      XAPC_CHECK_SHOW_STATS == Xapian::DBCHECK_SHOW_STATS &&
                      XAPC_CHECK_FIX == Xapian::DBCHECK_FIX,
                  "our bits are Xapian's");
    xapc::require(flags <= 31, "no such flags of checking");
    return static_cast<int>(flags);
}

bool is_same_place(const char *a, const char *b)
{
    struct stat one;
    struct stat other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

} // namespace

xapc_status xapc_compact(const char *const *sources, size_t source_count, const char *destination,
                         xapc_compact_level level, unsigned flags, unsigned block_size,
                         xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require(sources != nullptr && source_count != 0, "there are no sources");
        xapc::require(destination != nullptr, "the destination is NULL");
        const unsigned all_flags = compact_flags(level, flags);
        const int valid_size = xapc::valid_block_size(block_size);
        Xapian::Database all;
        for (size_t i = 0; i < source_count; i++) {
            xapc::require(sources[i] != nullptr, "a source is NULL");
            all.add_database(Xapian::Database(sources[i]));
            // Xapian compares names, and would write over a source that has two.
            if (is_same_place(sources[i], destination))
                destination = sources[i];
        }
        all.compact(destination, all_flags, valid_size);
    });
}

xapc_status xapc_check(const char *path, unsigned flags, size_t *ret_errors,
                       xapc_buffer *ret_report, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require(path != nullptr, "the path is NULL");
        xapc::require_result(ret_errors);
        const int options = check_options(flags);
        if (access(path, F_OK) != 0)
            throw xapc::misuse{XAPC_NOT_FOUND, "there is nothing at the path to check"};
        std::ostringstream report;
        report.exceptions(std::ios::badbit);
        const size_t errors = Xapian::Database::check(path, options, &report);
        if (ret_report != nullptr)
            *ret_report = xapc::to_buffer(report.str());
        *ret_errors = errors;
    });
}
