#pragma once

#include <vector>

#include "diff/security/stack_view.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::diff {

/// Finds what policies grant newly and no longer: all that is attached to a holder together, so
/// that a statement may move between its policies.
void find_permission_changes(StackView& view, std::vector<SecurityChange>& changes);

}  // namespace omnitrack::diff
