#pragma once

#include <vector>

#include "diff/security/stack_view.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::diff {

/// Finds who newly reaches what, and no longer: the rules of a security group together, inline or
/// resources of their own, and the groups of a resource together.
void find_network_changes(StackView& view, std::vector<SecurityChange>& changes);

}  // namespace omnitrack::diff
