// SPDX-License-Identifier: GPL-2.0-or-later
#include "xapian_c/expand.h"

#include <cmath>
#include <cstring>

#include "handles.hpp"
#include "layout.hpp"

namespace
{

// The caller's prefix and function in one.
class decider : public Xapian::ExpandDecider
{
public:
    explicit decider(const xapc_expand_options &o)
        : prefix(xapc::to_string(o.prefix)), accept(o.accept), payload(o.payload)
    {
    }
    bool operator()(const std::string &term) const override
    {
        return term.compare(0, prefix.size(), prefix) == 0 &&
               (accept == nullptr || accept(xapc::to_bytes(term), payload));
    }

private:
    std::string prefix;
    bool (*accept)(xapc_bytes term, void *payload);
    void *payload;
};

const char *scheme_name(xapc_expand_scheme scheme)
{
    switch (scheme) {
    case XAPC_EXPAND_TRAD:
        return "trad";
    case XAPC_EXPAND_BO1:
        return "bo1";
    }
    throw xapc::misuse{XAPC_INVALID, "no such scheme of expansion"};
}

xapc_expansion *pack(const Xapian::ESet &eset)
{
    xapc::byte_pool pool;
    std::vector<xapc::span> spans;
    std::vector<double> weights;
    for (Xapian::ESetIterator i = eset.begin(); i != eset.end(); ++i) {
        spans.push_back(pool.add(*i));
        weights.push_back(i.get_weight());
    }
    xapc::layout plan;
    plan.reserve<xapc_expansion>(1);
    const size_t terms_at = plan.reserve<xapc_expand_term>(spans.size());
    const size_t bytes_at = plan.reserve<char>(pool.all().size() + 1);

    xapc::block memory(plan.size());
    char *bytes = memory.array<char>(bytes_at);
    std::memcpy(bytes, pool.all().data(), pool.all().size());
    auto *terms = memory.array<xapc_expand_term>(terms_at);
    for (size_t i = 0; i < spans.size(); i++)
        terms[i] = {{bytes + spans[i].at, spans[i].size}, weights[i]};
    auto *expansion = memory.array<xapc_expansion>(0);
    *expansion = {eset.get_ebound(), terms, spans.size()};
    memory.release();
    return expansion;
}

xapc_expansion *expand(Xapian::Database &db, const xapc_query *query, const uint32_t *relevant,
                       size_t relevant_count, const xapc_expand_options &o)
{
    Xapian::Enquire enquire(db);
    if (query != nullptr)
        enquire.set_query(query->query);
    enquire.set_expansion_scheme(scheme_name(o.scheme), o.k > 0.0 ? o.k : 1.0);

    Xapian::RSet documents;
    for (size_t i = 0; i < relevant_count; i++)
        documents.add_document(relevant[i]);

    int flags = 0;
    if (o.include_query_terms)
        flags |= Xapian::Enquire::INCLUDE_QUERY_TERMS;
    if (o.exact_termfreq)
        flags |= Xapian::Enquire::USE_EXACT_TERMFREQ;
    const decider accepted(o);
    return pack(enquire.get_eset(o.max_items, documents, flags, &accepted, o.min_weight));
}

} // namespace

xapc_status xapc_expand(xapc_database *db, const xapc_query *query, const uint32_t *relevant,
                        size_t relevant_count, const xapc_expand_options *options,
                        xapc_expansion **ret, xapc_error *err)
{
    static const xapc_expand_options all_zero = {};
    const xapc_expand_options &o = options == nullptr ? all_zero : *options;
    return xapc::guarded_read(db, err, [&](Xapian::Database &x) {
        xapc::require_result(ret);
        xapc::require(relevant != nullptr || relevant_count == 0, "relevant is NULL");
        xapc::require(std::isfinite(o.k) && o.k >= 0.0, "k is not 0 or more");
        xapc::require(std::isfinite(o.min_weight) && o.min_weight >= 0.0,
                      "min_weight is not 0 or more");
        *ret = expand(x, query, relevant, relevant_count, o);
    });
}

void xapc_expansion_free(xapc_expansion *expansion)
{
    xapc::block::free(expansion);
}
