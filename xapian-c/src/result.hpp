// SPDX-License-Identifier: GPL-2.0-or-later
// The answer of a search while it is collected, before it is packed into one block for C.
#ifndef XAPIAN_C_RESULT_HPP
#define XAPIAN_C_RESULT_HPP

#include <vector>

#include <xapian.h>

#include "layout.hpp"
#include "xapian_c/search.h"

namespace xapc
{

class result_draft
{
public:
    void add_estimates(const Xapian::MSet &mset);
    void add_hits(const Xapian::Enquire &enquire, const Xapian::MSet &mset,
                  const xapc_search_options &options, bool remote);
    void add_counts(uint32_t slot, const Xapian::ValueCountMatchSpy &spy, size_t top);
    void add_term_weights(const Xapian::Query &query, const Xapian::MSet &mset);

    // Everything in one block, for xapc_result_free().
    xapc_result *pack() const;

private:
    struct hit {
        xapc_hit plain;
        span collapse_key;
        span sort_key;
        span data;
        size_t first_value;
        size_t first_term;
    };
    struct counts {
        uint32_t slot;
        uint32_t total;
        size_t first_item;
        size_t item_count;
    };
    struct counted {
        span value;
        uint32_t count;
    };
    struct term_weight {
        span term;
        uint32_t termfreq;
        double weight;
    };

    // Where the arrays of the packed result stand.
    struct places {
        size_t hits;
        size_t strings;
        size_t counts;
        size_t items;
        size_t terms;
        size_t bytes;
    };

    void add_matching_terms(const Xapian::Enquire &enquire, const Xapian::MSetIterator &i,
                            hit &target);
    void pack_hits(const block &memory, const places &at) const;
    void pack_counts(const block &memory, const places &at) const;
    void pack_terms(const block &memory, const places &at) const;

    xapc_result estimates = {};
    std::vector<hit> hits;
    std::vector<span> strings; // each hit's values, then its terms
    std::vector<counts> all_counts;
    std::vector<counted> items;
    std::vector<term_weight> terms;
    byte_pool pool;
    bool with_values = false;
};

} // namespace xapc

#endif
