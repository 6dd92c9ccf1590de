#pragma once

#include "template/model.hpp"

namespace omnitrack::format {

/// The first value of `before` that `after` does not have as well; null where both say the same.
/// `in_order` says whether the members of a map must stand in the same order.
const tmpl::Node* first_difference(const tmpl::Node& before, const tmpl::Node& after,
                                   bool in_order);

}  // namespace omnitrack::format
