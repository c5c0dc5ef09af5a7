// SPDX-License-Identifier: GPL-2.0-or-later
#include "result.hpp"

#include <cstring>

#include "bytes.hpp"

namespace
{

// The bytes of a pool where they stand in the block.
xapc_bytes place(const char *bytes, xapc::span span)
{
    return {bytes + span.at, span.size};
}

} // namespace

namespace xapc
{

void result_draft::add_estimates(const Xapian::MSet &mset)
{
    estimates.matches_lower = mset.get_matches_lower_bound();
    estimates.matches_estimated = mset.get_matches_estimated();
    estimates.matches_upper = mset.get_matches_upper_bound();
    estimates.uncollapsed_lower = mset.get_uncollapsed_matches_lower_bound();
    estimates.uncollapsed_estimated = mset.get_uncollapsed_matches_estimated();
    estimates.uncollapsed_upper = mset.get_uncollapsed_matches_upper_bound();
    estimates.max_attained = mset.get_max_attained();
    estimates.max_possible = mset.get_max_possible();
}

void result_draft::add_matching_terms(const Xapian::Enquire &enquire, const Xapian::MSetIterator &i,
                                      hit &target)
{
    target.first_term = strings.size();
    for (Xapian::TermIterator t = enquire.get_matching_terms_begin(i);
         t != enquire.get_matching_terms_end(i); ++t)
        strings.push_back(pool.add(*t));
    target.plain.term_count = strings.size() - target.first_term;
}

void result_draft::add_hits(const Xapian::Enquire &enquire, const Xapian::MSet &mset,
                            const xapc_search_options &options, bool remote)
{
    const bool with_data = (options.fetch & XAPC_FETCH_DATA) != 0;
    with_values = options.value_slot_count != 0;
    // One round trip to a server instead of one for each hit; locally it only costs time. Not for a
    // later window: there Xapian 1.4.22 reads before the start of its array
    // (MSet::Internal::fetch_items).
    if (remote && (with_data || with_values) && !mset.empty() && mset.get_firstitem() == 0)
        mset.fetch();
    hits.reserve(mset.size());
    for (Xapian::MSetIterator i = mset.begin(); i != mset.end(); ++i) {
        hit h = {};
        h.plain.docid = *i;
        h.plain.rank = i.get_rank();
        h.plain.weight = i.get_weight();
        h.plain.percent = i.get_percent();
        h.plain.collapse_count = i.get_collapse_count();
        h.collapse_key = pool.add(i.get_collapse_key());
        if ((options.fetch & XAPC_FETCH_SORT_KEY) != 0)
            h.sort_key = pool.add(i.get_sort_key());
        h.first_value = strings.size();
        if (with_data || with_values) {
            const Xapian::Document document = i.get_document();
            if (with_data)
                h.data = pool.add(document.get_data());
            for (size_t v = 0; v < options.value_slot_count; v++)
                strings.push_back(pool.add(document.get_value(options.value_slots[v])));
        }
        if ((options.fetch & XAPC_FETCH_MATCHING_TERMS) != 0)
            add_matching_terms(enquire, i, h);
        hits.push_back(h);
    }
}

void result_draft::add_counts(uint32_t slot, const Xapian::ValueCountMatchSpy &spy, size_t top)
{
    counts c = {slot, static_cast<uint32_t>(spy.get_total()), items.size(), 0};
    Xapian::TermIterator i = top == 0 ? spy.values_begin() : spy.top_values_begin(top);
    for (; i != Xapian::TermIterator(); ++i)
        items.push_back({pool.add(*i), i.get_termfreq()});
    c.item_count = items.size() - c.first_item;
    all_counts.push_back(c);
}

void result_draft::add_term_weights(const Xapian::Query &query, const Xapian::MSet &mset)
{
    for (Xapian::TermIterator i = query.get_unique_terms_begin(); i != Xapian::TermIterator();
         ++i) {
        const std::string term = *i;
        terms.push_back({pool.add(term), mset.get_termfreq(term), mset.get_termweight(term)});
    }
}

void result_draft::pack_hits(const block &memory, const places &at) const
{
    const char *bytes = memory.array<char>(at.bytes);
    auto *out = memory.array<xapc_hit>(at.hits);
    auto *out_strings = memory.array<xapc_bytes>(at.strings);
    for (size_t i = 0; i < strings.size(); i++)
        out_strings[i] = place(bytes, strings[i]);
    for (size_t i = 0; i < hits.size(); i++) {
        const hit &h = hits[i];
        out[i] = h.plain;
        out[i].collapse_key = place(bytes, h.collapse_key);
        out[i].sort_key = place(bytes, h.sort_key);
        out[i].data = place(bytes, h.data);
        out[i].values = with_values ? out_strings + h.first_value : nullptr;
        out[i].terms = h.plain.term_count != 0 ? out_strings + h.first_term : nullptr;
    }
}

void result_draft::pack_counts(const block &memory, const places &at) const
{
    const char *bytes = memory.array<char>(at.bytes);
    auto *out = memory.array<xapc_value_counts>(at.counts);
    auto *out_items = memory.array<xapc_value_count>(at.items);
    for (size_t i = 0; i < items.size(); i++)
        out_items[i] = {place(bytes, items[i].value), items[i].count};
    for (size_t i = 0; i < all_counts.size(); i++) {
        const counts &c = all_counts[i];
        out[i] = {c.slot, c.total, out_items + c.first_item, c.item_count};
    }
}

void result_draft::pack_terms(const block &memory, const places &at) const
{
    const char *bytes = memory.array<char>(at.bytes);
    auto *out = memory.array<xapc_term_weight>(at.terms);
    for (size_t i = 0; i < terms.size(); i++)
        out[i] = {place(bytes, terms[i].term), terms[i].termfreq, terms[i].weight};
}

xapc_result *result_draft::pack() const
{
    layout plan;
    plan.reserve<xapc_result>(1);
    places at = {};
    at.hits = plan.reserve<xapc_hit>(hits.size());
    at.strings = plan.reserve<xapc_bytes>(strings.size());
    at.counts = plan.reserve<xapc_value_counts>(all_counts.size());
    at.items = plan.reserve<xapc_value_count>(items.size());
    at.terms = plan.reserve<xapc_term_weight>(terms.size());
    at.bytes = plan.reserve<char>(pool.all().size() + 1);

    block memory(plan.size());
    std::memcpy(memory.array<char>(at.bytes), pool.all().data(), pool.all().size());
    pack_hits(memory, at);
    pack_counts(memory, at);
    pack_terms(memory, at);

    auto *result = memory.array<xapc_result>(0);
    *result = estimates;
    result->hits = memory.array<xapc_hit>(at.hits);
    result->hit_count = hits.size();
    result->counts = memory.array<xapc_value_counts>(at.counts);
    result->count_count = all_counts.size();
    result->terms = memory.array<xapc_term_weight>(at.terms);
    result->term_count = terms.size();
    memory.release();
    return result;
}

} // namespace xapc

void xapc_result_free(xapc_result *result)
{
    xapc::block::free(result);
}
