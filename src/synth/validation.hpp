#pragma once

#include <string>
#include <vector>

#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Checks the written templates, one for each stack of the plan, each by itself and all of them
/// together, and reports what is wrong at the constructs that it came from. The texts stay as they
/// are.
void validate_templates(const Plan& plan, std::vector<std::string>& texts);

}  // namespace omnitrack::synth
