// SPDX-License-Identifier: GPL-2.0-or-later
// Making queries.
#include "xapian_c/query.h"

#include <cmath>

#include "handles.hpp"
#include "query_ops.hpp"

namespace
{

std::unique_ptr<xapc_query> make_query(Xapian::Query &&query)
{
    auto made = std::make_unique<xapc_query>();
    made->query = std::move(query);
    return made;
}

Xapian::Query::op combining_op(xapc_op op)
{
    xapc::require(op <= XAPC_OP_MAX, "no operator that combines queries");
    return xapc::to_xapian(op);
}

// Xapian takes a window or a set size where it has none for an operator, and ignores it.
void require_parameter(xapc_op op, uint32_t parameter)
{
    const bool takes_one = op == XAPC_OP_NEAR || op == XAPC_OP_PHRASE || op == XAPC_OP_ELITE_SET;
    xapc::require(takes_one || parameter == 0, "the operator takes no parameter");
}

} // namespace

void xapc_query_free(xapc_query *query)
{
    delete query;
}

xapc_status xapc_query_copy(const xapc_query *query, xapc_query **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err,
                             [&] { return make_query(Xapian::Query(xapc::query_of(query))); });
}

xapc_status xapc_query_term(xapc_bytes term, uint32_t wqf, uint32_t position, xapc_query **ret,
                            xapc_error *err)
{
    return xapc::guarded_new(
        ret, err, [&] { return make_query(Xapian::Query(xapc::to_term(term), wqf, position)); });
}

xapc_status xapc_query_all(xapc_query **ret, xapc_error *err)
{
    // Not Query::MatchAll, whose reference count all threads would share.
    return xapc::guarded_new(ret, err, [] { return make_query(Xapian::Query(std::string())); });
}

xapc_status xapc_query_nothing(xapc_query **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [] { return make_query(Xapian::Query()); });
}

xapc_status xapc_query_combine(xapc_op op, const xapc_query *const *queries, size_t count,
                               uint32_t parameter, xapc_query **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        const Xapian::Query::op combiner = combining_op(op);
        require_parameter(op, parameter);
        xapc::require(queries != nullptr || count == 0, "the queries are NULL");
        std::vector<const Xapian::Query *> parts(count);
        for (size_t i = 0; i < count; i++)
            parts[i] = &xapc::query_of(queries[i]);
        return make_query(Xapian::Query(combiner, parts.begin(), parts.end(), parameter));
    });
}

xapc_status xapc_query_combine_terms(xapc_op op, const xapc_bytes *terms, size_t count,
                                     uint32_t parameter, xapc_query **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        const Xapian::Query::op combiner = combining_op(op);
        require_parameter(op, parameter);
        xapc::require(terms != nullptr || count == 0, "the terms are NULL");
        std::vector<std::string> names(count);
        for (size_t i = 0; i < count; i++)
            names[i] = xapc::to_term(terms[i]);
        return make_query(Xapian::Query(combiner, names.begin(), names.end(), parameter));
    });
}

xapc_status xapc_query_scale(const xapc_query *query, double factor, xapc_query **ret,
                             xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        xapc::require(factor >= 0.0 && std::isfinite(factor), "the factor is not 0 or more");
        return make_query(Xapian::Query(factor, xapc::query_of(query)));
    });
}

xapc_status xapc_query_value_range(uint32_t slot, xapc_bytes lower, xapc_bytes upper,
                                   xapc_query **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        return make_query(Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, xapc::to_string(lower),
                                        xapc::to_string(upper)));
    });
}

xapc_status xapc_query_value_ge(uint32_t slot, xapc_bytes lower, xapc_query **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        return make_query(Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, xapc::to_string(lower)));
    });
}

xapc_status xapc_query_value_le(uint32_t slot, xapc_bytes upper, xapc_query **ret, xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        return make_query(Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, xapc::to_string(upper)));
    });
}

xapc_status xapc_query_wildcard(xapc_bytes prefix, uint32_t max_expansion,
                                xapc_wildcard_limit limit, xapc_op combiner, xapc_query **ret,
                                xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        xapc::require(combiner == XAPC_OP_OR || combiner == XAPC_OP_MAX ||
                          combiner == XAPC_OP_SYNONYM,
                      "a wildcard's terms combine by OR, MAX or SYNONYM");
        return make_query(Xapian::Query(Xapian::Query::OP_WILDCARD, xapc::to_string(prefix),
                                        max_expansion, xapc::to_xapian(limit),
                                        xapc::to_xapian(combiner)));
    });
}

xapc_status xapc_query_part(const xapc_query *query, size_t index, xapc_query **ret,
                            xapc_error *err)
{
    return xapc::guarded_new(ret, err, [&] {
        const Xapian::Query &whole = xapc::query_of(query);
        xapc::require(index < whole.get_num_subqueries(), "the query has no such part");
        return make_query(Xapian::Query(whole.get_subquery(index)));
    });
}

xapc_status xapc_query_unserialise(xapc_bytes bytes, xapc_query **ret, xapc_error *err)
{
    const xapc_status status = xapc::guarded_new(ret, err, [&] {
        return make_query(Xapian::Query(Xapian::Query::unserialise(xapc::to_string(bytes))));
    });
    return xapc::of_wrong_bytes(status, err);
}
