// SPDX-License-Identifier: GPL-2.0-or-later
#ifndef XAPIAN_C_WEIGHTING_HPP
#define XAPIAN_C_WEIGHTING_HPP

#include <memory>

#include <xapian.h>

#include "xapian_c/weighting.h"

namespace xapc
{

// Xapian's object for a scheme, its parameters checked.
std::unique_ptr<Xapian::Weight> make_weight(const xapc_weighting &weighting);

} // namespace xapc

#endif
