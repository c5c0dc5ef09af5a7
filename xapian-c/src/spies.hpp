// SPDX-License-Identifier: GPL-2.0-or-later
// Match spies of our own: the caller's function, and the one that ends a search in time.
#ifndef XAPIAN_C_SPIES_HPP
#define XAPIAN_C_SPIES_HPP

#include <ctime>
#include <string>

#include <xapian.h>

#include "error.hpp"
#include "xapian_c/search.h"

namespace xapc
{

inline uint64_t clock_us()
{
    timespec now = {};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<uint64_t>(now.tv_sec) * 1000000 + static_cast<uint64_t>(now.tv_nsec) / 1000;
}

// 0 is no deadline.
inline void check_deadline(uint64_t deadline_us)
{
    if (deadline_us != 0 && clock_us() > deadline_us)
        throw deadline_passed{};
}

class callback_spy : public Xapian::MatchSpy
{
public:
    explicit callback_spy(const xapc_match_spy &calls) : spy(calls)
    {
    }
    void operator()(const Xapian::Document &document, double weight) override
    {
        spy.match(document.get_docid(), weight, spy.payload);
    }

private:
    xapc_match_spy spy;
};

// A server across a connection knows Xapian's own spies only. To it this one says that it counts
// the values of a slot nobody uses, and what comes back is not looked at.
class deadline_spy : public Xapian::MatchSpy
{
public:
    explicit deadline_spy(uint64_t end_us) : deadline_us(end_us)
    {
    }
    void operator()(const Xapian::Document &, double) override
    {
        check_deadline(deadline_us);
    }
    std::string name() const override
    {
        return disguise.name();
    }
    std::string serialise() const override
    {
        return disguise.serialise();
    }
    void merge_results(const std::string &) override
    {
        check_deadline(deadline_us);
    }

private:
    uint64_t deadline_us;
    Xapian::ValueCountMatchSpy disguise{Xapian::BAD_VALUENO - 1};
};

} // namespace xapc

#endif
