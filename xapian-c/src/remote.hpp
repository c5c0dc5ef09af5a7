// SPDX-License-Identifier: GPL-2.0-or-later
// Checks that opening a remote reader and a remote writer share.
#ifndef XAPIAN_C_REMOTE_HPP
#define XAPIAN_C_REMOTE_HPP

#include <string>

#include "error.hpp"

namespace xapc
{

inline void require_host(const char *host, unsigned port)
{
    require(host != nullptr, "the host is NULL");
    require(port >= 1 && port <= 65535, "the port is not in 1..65535");
}

inline std::string program_arguments(const char *program, const char *args)
{
    require(program != nullptr && *program != '\0', "the program is NULL or empty");
    return args == nullptr ? std::string() : std::string(args);
}

} // namespace xapc

#endif
