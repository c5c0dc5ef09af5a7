// SPDX-License-Identifier: GPL-2.0-or-later
// Between C byte strings and std::string.
#ifndef XAPIAN_C_BYTES_HPP
#define XAPIAN_C_BYTES_HPP

#include <string>
#include <utility>

#include "error.hpp"
#include "xapian_c/document.h"

namespace xapc
{

inline void require_bytes(xapc_bytes bytes, const char *what)
{
    require(bytes.data != nullptr || bytes.size == 0, what);
}

inline std::string to_string(xapc_bytes bytes)
{
    require_bytes(bytes, "bytes are NULL but their size is not 0");
    return bytes.size == 0 ? std::string() : std::string(bytes.data, bytes.size);
}

// For terms, where an empty one would mean something else to Xapian or nothing.
inline std::string to_term(xapc_bytes term)
{
    require(term.size != 0, "the term is empty");
    return to_string(term);
}

// For what is to be stored. Xapian checks later, or not at all; a NUL takes two bytes on disk.
inline void require_storable(xapc_bytes term)
{
    require(term.size != 0, "the term is empty");
    require_bytes(term, "the term is NULL but its size is not 0");
    size_t stored = term.size;
    if (term.size > XAPC_MAX_TERM_BYTES / 2 && term.size <= XAPC_MAX_TERM_BYTES) {
        for (size_t i = 0; i < term.size; i++)
            stored += term.data[i] == '\0' ? 1 : 0;
    }
    require(stored <= XAPC_MAX_TERM_BYTES, "Term too long: more than 245 bytes");
}

inline std::string to_storable(xapc_bytes term)
{
    require_storable(term);
    return std::string(term.data, term.size);
}

inline xapc_bytes to_bytes(const std::string &text)
{
    return {text.data(), text.size()};
}

// A copy that xapc_buffer_free() frees.
xapc_buffer to_buffer(const std::string &text);

// Frees a buffer that could not be handed out after all.
class owned_buffer
{
public:
    explicit owned_buffer(xapc_buffer held) : buffer(held)
    {
    }
    owned_buffer(const owned_buffer &) = delete;
    owned_buffer &operator=(const owned_buffer &) = delete;
    ~owned_buffer()
    {
        xapc_buffer_free(&buffer);
    }
    xapc_buffer release()
    {
        return std::exchange(buffer, xapc_buffer{nullptr, 0});
    }

private:
    xapc_buffer buffer;
};

} // namespace xapc

#endif
