// SPDX-License-Identifier: GPL-2.0-or-later
// One block for a result and all the arrays it points to, so that C frees it in one call.
#ifndef XAPIAN_C_LAYOUT_HPP
#define XAPIAN_C_LAYOUT_HPP

#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <type_traits>

#include "xapian_c/types.h"

namespace xapc
{

// Where bytes stand in a pool that still grows.
struct span {
    size_t at = 0;
    size_t size = 0;
};

class byte_pool
{
public:
    span add(const std::string &text)
    {
        const span place = {bytes.size(), text.size()};
        bytes += text;
        return place;
    }
    const std::string &all() const
    {
        return bytes;
    }

private:
    std::string bytes;
};

// Offsets of arrays in a block to come.
class layout
{
public:
    template <typename T>
    size_t reserve(size_t count)
    {
        static_assert(std::is_trivially_copyable_v<T>, "C frees it without a destructor");
        const size_t at = (used + alignof(T) - 1) / alignof(T) * alignof(T);
        used = at + count * sizeof(T);
        return at;
    }
    size_t size() const
    {
        return used;
    }

private:
    size_t used = 0;
};

class block
{
public:
    explicit block(size_t size) : start(static_cast<char *>(::operator new(size)))
    {
        std::memset(start.get(), 0, size);
    }
    template <typename T>
    T *array(size_t at) const
    {
        return reinterpret_cast<T *>(start.get() + at);
    }
    void release()
    {
        (void) start.release();
    }
    static void free(void *memory)
    {
        ::operator delete(memory);
    }

private:
    struct free_it {
        void operator()(char *memory) const
        {
            block::free(memory);
        }
    };
    std::unique_ptr<char, free_it> start;
};

} // namespace xapc

#endif
