// SPDX-License-Identifier: GPL-2.0-or-later
// A search: options checked, an Enquire object set up, run and emptied, all inside one call.
#include "xapian_c/search.h"

#include <cmath>

#include "result.hpp"
#include "spies.hpp"
#include "visit.hpp"
#include "weighting.hpp"

namespace
{

void check_options(const xapc_search_options &o)
{
    using xapc::require;
    const unsigned known =
        XAPC_FETCH_DATA | XAPC_FETCH_SORT_KEY | XAPC_FETCH_MATCHING_TERMS | XAPC_FETCH_TERM_WEIGHTS;
    require((o.fetch & ~known) == 0, "no such bits of fetch");
    require(o.percent_cutoff >= 0 && o.percent_cutoff <= 100, "percent_cutoff is not in 0..100");
    require(std::isfinite(o.weight_cutoff) && o.weight_cutoff >= 0.0,
            "weight_cutoff is not 0 or more");
    require(o.relevant != nullptr || o.relevant_count == 0, "relevant is NULL");
    require(o.value_slots != nullptr || o.value_slot_count == 0, "value_slots is NULL");
    require(o.count_slots != nullptr || o.count_slot_count == 0, "count_slots is NULL");
    require(o.collapse_max == 0 || o.collapse_slot != Xapian::BAD_VALUENO,
            "collapse_slot is not in 0..0xfffffffe");
}

void set_sort(Xapian::Enquire &enquire, const xapc_search_options &o)
{
    switch (o.sort) {
    case XAPC_SORT_RELEVANCE:
        return enquire.set_sort_by_relevance();
    case XAPC_SORT_VALUE:
        return enquire.set_sort_by_value(o.sort_slot, o.sort_reverse);
    case XAPC_SORT_VALUE_THEN_RELEVANCE:
        return enquire.set_sort_by_value_then_relevance(o.sort_slot, o.sort_reverse);
    case XAPC_SORT_RELEVANCE_THEN_VALUE:
        return enquire.set_sort_by_relevance_then_value(o.sort_slot, o.sort_reverse);
    }
    throw xapc::misuse{XAPC_INVALID, "no such sort order"};
}

void set_docid_order(Xapian::Enquire &enquire, xapc_docid_order order)
{
    switch (order) {
    case XAPC_DOCID_ASCENDING:
        return enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    case XAPC_DOCID_DESCENDING:
        return enquire.set_docid_order(Xapian::Enquire::DESCENDING);
    case XAPC_DOCID_DONT_CARE:
        return enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
    }
    throw xapc::misuse{XAPC_INVALID, "no such order of document ids"};
}

Xapian::Enquire make_enquire(Xapian::Database &db, const Xapian::Query &query,
                             const xapc_search_options &o)
{
    Xapian::Enquire enquire(db);
    enquire.set_query(query, o.query_length);
    enquire.set_weighting_scheme(*xapc::make_weight(o.weighting));
    set_sort(enquire, o);
    set_docid_order(enquire, o.docid_order);
    if (o.collapse_max != 0)
        enquire.set_collapse_key(o.collapse_slot, o.collapse_max);
    enquire.set_cutoff(o.percent_cutoff, o.weight_cutoff);
    return enquire;
}

xapc_result *search(Xapian::Database &db, const Xapian::Query &query, const xapc_search_options &o,
                    bool remote)
{
    xapc::check_deadline(o.deadline_us);
    std::vector<Xapian::ValueCountMatchSpy> counting(o.count_slots,
                                                     o.count_slots + o.count_slot_count);
    xapc::callback_spy callback(o.spy);
    xapc::deadline_spy deadline(o.deadline_us);
    Xapian::Enquire enquire = make_enquire(db, query, o);
    if (o.deadline_us != 0)
        enquire.add_matchspy(&deadline);
    for (Xapian::ValueCountMatchSpy &spy : counting)
        enquire.add_matchspy(&spy);
    if (o.spy.match != nullptr)
        enquire.add_matchspy(&callback);

    Xapian::RSet relevant;
    for (size_t i = 0; i < o.relevant_count; i++)
        relevant.add_document(o.relevant[i]);

    const Xapian::MSet mset = enquire.get_mset(o.first, o.max_items, o.check_at_least,
                                               o.relevant_count != 0 ? &relevant : nullptr);
    xapc::check_deadline(o.deadline_us);

    xapc::result_draft draft;
    draft.add_estimates(mset);
    draft.add_hits(enquire, mset, o, remote);
    for (size_t i = 0; i < counting.size(); i++)
        draft.add_counts(o.count_slots[i], counting[i], o.count_top);
    if ((o.fetch & XAPC_FETCH_TERM_WEIGHTS) != 0)
        draft.add_term_weights(query, mset);
    return draft.pack();
}

} // namespace

xapc_status xapc_clock_us(uint64_t *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = xapc::clock_us();
    });
}

xapc_status xapc_search(xapc_database *db, const xapc_query *query,
                        const xapc_search_options *options, xapc_result **ret, xapc_error *err)
{
    static const xapc_search_options all_zero = {};
    const xapc_search_options &o = options == nullptr ? all_zero : *options;
    return xapc::guarded_read(
        db, err,
        [&](Xapian::Database &x) {
            xapc::require_result(ret);
            check_options(o);
            // Xapian tells a spy the id within the part, and not which part it is.
            if (o.spy.match != nullptr && x.size() != 1)
                throw xapc::misuse{XAPC_UNIMPLEMENTED, "a spy needs a database of one part"};
            *ret = search(x, xapc::query_of(query), o, db->is_remote());
        },
        [&] {
            if (o.spy.match == nullptr)
                return true;
            if (o.spy.restart == nullptr)
                return false;
            o.spy.restart(o.spy.payload);
            return true;
        });
}

xapc_status xapc_matching_terms(xapc_database *db, const xapc_query *query, uint32_t docid,
                                xapc_bytes_visit visit, void *payload, xapc_error *err)
{
    return xapc::guarded_visit(db, err, visit, [&](Xapian::Database &x, bool &handed_out) {
        Xapian::Enquire enquire(x);
        enquire.set_query(xapc::query_of(query));
        xapc::walk(enquire.get_matching_terms_begin(docid), enquire.get_matching_terms_end(docid),
                   handed_out, [&](const Xapian::TermIterator &i) {
                       return xapc::visit_bytes(i, visit, payload);
                   });
    });
}
