#pragma once

#include <string>
#include <vector>

#include "omnitrack/requirement_result.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

/// Looks in the written templates, one for each stack of the plan, for what shows the requirements
/// of the app, and reports what is gone at the requirements' lines. The texts stay as they are.
/// Without requirements it does nothing. What shows them is returned only where it is wanted, as it
/// takes longer to put into words than to find out.
std::vector<RequirementResult> check_requirements(const Plan& plan, std::vector<std::string>& texts,
                                                  bool wants_evidence);

}  // namespace omnitrack::synth
