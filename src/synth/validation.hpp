#pragma once

#include <string>
#include <vector>

#include "synth/plan.hpp"
#include "synth/splitting.hpp"

namespace omnitrack::synth {

/// Checks the written templates, one for each stack of the plan, each by itself and all of them
/// together, and reports what is wrong at the constructs that it came from. The texts stay as they
/// are. What is split is not measured against the limits of a template.
void validate_templates(const Plan& plan, std::vector<std::string>& texts,
                        const std::vector<bool>& to_split);

/// Checks the templates of the stacks that are split, each by itself.
void validate_parts(const Plan& plan, std::vector<std::string>& texts,
                    std::vector<Division>& divisions);

}  // namespace omnitrack::synth
