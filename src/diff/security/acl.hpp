#pragma once

#include <vector>

#include "diff/security/stack_view.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::diff {

/// Finds what entries of network ACLs newly let through, and no longer: each entry by itself.
void find_acl_changes(StackView& view, std::vector<SecurityChange>& changes);

}  // namespace omnitrack::diff
