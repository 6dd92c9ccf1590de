#pragma once

#include <string>
#include <vector>

#include "cli/stacks/stack_choice.hpp"
#include "deploy/drift.hpp"

namespace omnitrack::cli {

/// A stack and how its resources differ from its template.
struct DriftedStack {
  ChosenStack stack;
  std::vector<deploy::ResourceDrift> resources = {};
  std::string failure = {};  ///< why it could not be checked, or not all of it; may be empty
};

/// Has the drift of stacks and of those nested in them detected side by side, and waits for it;
/// says on stderr how it goes. A stack that cannot be checked has a failure. Throws AwsFailure
/// where the AWS CLI cannot be asked at all.
std::vector<DriftedStack> detect_drift(const std::vector<ChosenStack>& stacks,
                                       const StackOptions& options, const Console& console);

}  // namespace omnitrack::cli
