#pragma once

#include <vector>

#include "diff/security/stack_view.hpp"
#include "diff/verdicts.hpp"
#include "schema/facts.hpp"

namespace omnitrack::diff {

using schema::Scale;
using schema::Setting;

/// Finds settings that change, and guards that come or go.
void find_setting_changes(StackView& view, std::vector<SecurityChange>& changes);

}  // namespace omnitrack::diff
