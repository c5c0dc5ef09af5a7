// SPDX-License-Identifier: GPL-2.0-or-later
// Between our operators' numbers and Xapian's.
#ifndef XAPIAN_C_QUERY_OPS_HPP
#define XAPIAN_C_QUERY_OPS_HPP

#include <xapian.h>

#include "error.hpp"
#include "xapian_c/query.h"

namespace xapc
{

struct op_pair {
    xapc_op ours;
    Xapian::Query::op xapians;
};

constexpr op_pair op_pairs[] = {
    {XAPC_OP_AND, Xapian::Query::OP_AND},
    {XAPC_OP_OR, Xapian::Query::OP_OR},
    {XAPC_OP_AND_NOT, Xapian::Query::OP_AND_NOT},
    {XAPC_OP_XOR, Xapian::Query::OP_XOR},
    {XAPC_OP_AND_MAYBE, Xapian::Query::OP_AND_MAYBE},
    {XAPC_OP_FILTER, Xapian::Query::OP_FILTER},
    {XAPC_OP_NEAR, Xapian::Query::OP_NEAR},
    {XAPC_OP_PHRASE, Xapian::Query::OP_PHRASE},
    {XAPC_OP_ELITE_SET, Xapian::Query::OP_ELITE_SET},
    {XAPC_OP_SYNONYM, Xapian::Query::OP_SYNONYM},
    {XAPC_OP_MAX, Xapian::Query::OP_MAX},
    {XAPC_OP_VALUE_RANGE, Xapian::Query::OP_VALUE_RANGE},
    {XAPC_OP_VALUE_GE, Xapian::Query::OP_VALUE_GE},
    {XAPC_OP_VALUE_LE, Xapian::Query::OP_VALUE_LE},
    {XAPC_OP_SCALE_WEIGHT, Xapian::Query::OP_SCALE_WEIGHT},
    {XAPC_OP_WILDCARD, Xapian::Query::OP_WILDCARD},
    {XAPC_QUERY_TERM, Xapian::Query::LEAF_TERM},
    {XAPC_QUERY_ALL, Xapian::Query::LEAF_MATCH_ALL},
    {XAPC_QUERY_NOTHING, Xapian::Query::LEAF_MATCH_NOTHING},
    {XAPC_QUERY_OTHER, Xapian::Query::LEAF_POSTING_SOURCE},
};

inline Xapian::Query::op to_xapian(xapc_op op)
{
    for (const op_pair &pair : op_pairs) {
        if (pair.ours == op)
            return pair.xapians;
    }
    throw misuse{XAPC_INVALID, "no such operator"};
}

inline xapc_op from_xapian(Xapian::Query::op op)
{
    for (const op_pair &pair : op_pairs) {
        if (pair.xapians == op)
            return pair.ours;
    }
    return XAPC_QUERY_OTHER;
}

inline int to_xapian(xapc_wildcard_limit limit)
{
    switch (limit) {
    case XAPC_WILDCARD_ERROR:
        return Xapian::Query::WILDCARD_LIMIT_ERROR;
    case XAPC_WILDCARD_FIRST:
        return Xapian::Query::WILDCARD_LIMIT_FIRST;
    case XAPC_WILDCARD_MOST_FREQUENT:
        return Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT;
    }
    throw misuse{XAPC_INVALID, "no such limit of a wildcard"};
}

} // namespace xapc

#endif
