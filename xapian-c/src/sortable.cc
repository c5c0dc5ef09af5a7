// SPDX-License-Identifier: GPL-2.0-or-later
#include <cmath>

#include "bytes.hpp"
#include "guard.hpp"
#include "xapian_c/document.h"

xapc_status xapc_sortable_serialise(double number, xapc_sortable *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require(ret != nullptr, "there is no place for the result");
        xapc::require(!std::isnan(number), "the number is not a number");
        xapc_sortable sortable = {};
        const std::string bytes = Xapian::sortable_serialise(number);
        sortable.size = static_cast<uint8_t>(bytes.copy(sortable.data, sizeof sortable.data));
        *ret = sortable;
    });
}

xapc_status xapc_sortable_unserialise(xapc_bytes value, double *ret, xapc_error *err)
{
    return xapc::guarded(err, [&] {
        xapc::require(ret != nullptr, "there is no place for the result");
        *ret = Xapian::sortable_unserialise(xapc::to_string(value));
    });
}
