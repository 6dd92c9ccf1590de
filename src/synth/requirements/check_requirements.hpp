#pragma once

#include <span>
#include <vector>

#include "omnitrack/requirement_result.hpp"
#include "synth/plan.hpp"
#include "template/document.hpp"

namespace omnitrack::synth {

/// Whether an app states requirements.
bool has_requirements(const Plan& plan);

/// Looks in the written templates, one for each stack of the plan, for what shows the requirements
/// of the app, and reports what is gone at the requirements' lines. What shows them is returned
/// only where it is wanted, as it takes longer to put into words than to find out.
std::vector<RequirementResult> check_requirements(const Plan& plan,
                                                  std::span<const tmpl::Document> documents,
                                                  bool wants_evidence);

}  // namespace omnitrack::synth
