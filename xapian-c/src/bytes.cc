// SPDX-License-Identifier: GPL-2.0-or-later
#include "bytes.hpp"

#include <cstring>
#include <new>

namespace xapc
{

xapc_buffer to_buffer(const std::string &text)
{
    char *copy = static_cast<char *>(::operator new(text.size() + 1));
    std::memcpy(copy, text.c_str(), text.size() + 1);
    return {copy, text.size()};
}

} // namespace xapc

void xapc_buffer_free(xapc_buffer *buffer)
{
    if (buffer == nullptr)
        return;
    ::operator delete(buffer->data);
    *buffer = {nullptr, 0};
}
