// SPDX-License-Identifier: GPL-2.0-or-later
// What a query says of itself.
#include "xapian_c/query.h"

#include "query_ops.hpp"
#include "visit.hpp"

xapc_status xapc_query_op(const xapc_query *query, xapc_op *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = xapc::from_xapian(xapc::query_of(query).get_type());
    });
}

xapc_status xapc_query_part_count(const xapc_query *query, size_t *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = xapc::query_of(query).get_num_subqueries();
    });
}

xapc_status xapc_query_length(const xapc_query *query, uint32_t *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = xapc::query_of(query).get_length();
    });
}

xapc_status xapc_query_each_term(const xapc_query *query, bool unique, xapc_bytes_visit visit,
                                 void *payload, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_callback(visit);
        const Xapian::Query &q = xapc::query_of(query);
        xapc::walk(
            unique ? q.get_unique_terms_begin() : q.get_terms_begin(), Xapian::TermIterator(),
            [&](const Xapian::TermIterator &i) { return xapc::visit_bytes(i, visit, payload); });
    });
}

xapc_status xapc_query_describe(const xapc_query *query, xapc_buffer *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(xapc::query_of(query).get_description());
    });
}

xapc_status xapc_query_serialise(const xapc_query *query, xapc_buffer *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require_result(ret);
        *ret = xapc::to_buffer(xapc::query_of(query).serialise());
    });
}
