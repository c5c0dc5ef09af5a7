// SPDX-License-Identifier: GPL-2.0-or-later
// How failures are reported, and the two exceptions of our own.
#ifndef XAPIAN_C_ERROR_HPP
#define XAPIAN_C_ERROR_HPP

#include <initializer_list>
#include <string_view>

#include <xapian.h>

#include "xapian_c/types.h"

namespace xapc
{

// The call itself is wrong.
struct misuse {
    xapc_status status;
    const char *what;
};

struct deadline_passed {
};

// Write the parts as one message, made valid UTF-8, and return status. err may be null.
xapc_status fail(xapc_error *err, xapc_status status,
                 std::initializer_list<std::string_view> parts) noexcept;

// The same for an exception of Xapian's. May run out of memory: Xapian makes the system's message
// when it is asked for.
xapc_status report(xapc_error *err, xapc_status status, const Xapian::Error &e);

// Refuse a call that is wrong.
inline void require(bool holds, const char *what)
{
    if (!holds)
        throw misuse{XAPC_INVALID, what};
}

// Xapian reports some kinds of wrong bytes as if they had come over a connection.
inline xapc_status of_wrong_bytes(xapc_status status, xapc_error *err) noexcept
{
    if (status != XAPC_NETWORK)
        return status;
    if (err != nullptr)
        err->status = XAPC_CORRUPT;
    return XAPC_CORRUPT;
}

} // namespace xapc

#endif
