// SPDX-License-Identifier: GPL-2.0-or-later
// Visits: walking Xapian's iterators and handing copies of the entries to a callback.
#ifndef XAPIAN_C_VISIT_HPP
#define XAPIAN_C_VISIT_HPP

#include "handles.hpp"
#include "xapian_c/read.h"

namespace xapc
{

template <typename Visit>
void require_callback(Visit visit)
{
    require(visit != nullptr, "the callback is NULL");
}

// Give every item from begin to end to hand_out, until that says stop. The flag is set with the
// first, after which a rerun would repeat entries.
template <typename Iterator, typename HandOut>
void walk(Iterator begin, const Iterator &end, bool &handed_out, HandOut &&hand_out)
{
    for (Iterator i = std::move(begin); i != end; ++i) {
        handed_out = true;
        if (!hand_out(i))
            return;
    }
}

template <typename Iterator, typename HandOut>
void walk(Iterator begin, const Iterator &end, HandOut &&hand_out)
{
    bool handed_out = false;
    walk(std::move(begin), end, handed_out, std::forward<HandOut>(hand_out));
}

// Run body(Xapian::Database &, bool &handed_out) on an open database.
template <typename Visit, typename Body>
xapc_status guarded_visit(xapc_database *db, xapc_error *err, Visit visit, Body &&body) noexcept
{
    bool handed_out = false;
    return guarded_read( // cppcheck-suppress throwInNoexceptFunction ; the guard catches it
        db, err,
        [&](Xapian::Database &x) {
            require_callback(visit);
            body(x, handed_out);
        },
        [&] { return !handed_out; });
}

// What one entry of an iterator hands out.
inline bool visit_bytes(const Xapian::TermIterator &i, xapc_bytes_visit visit, void *payload)
{
    const std::string bytes = *i;
    return visit(to_bytes(bytes), payload);
}

inline bool visit_wdf(const Xapian::TermIterator &i, xapc_term_visit visit, void *payload)
{
    const std::string name = *i;
    const xapc_term term = {to_bytes(name), i.get_wdf(), 0};
    return visit(&term, payload);
}

inline bool visit_termfreq(const Xapian::TermIterator &i, xapc_term_visit visit, void *payload)
{
    const std::string name = *i;
    const xapc_term term = {to_bytes(name), 0, i.get_termfreq()};
    return visit(&term, payload);
}

} // namespace xapc

#endif
