#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/drift/drift_run.hpp"

namespace omnitrack::cli {

/// The drift of stacks for a person.
std::string drift_text(const std::vector<DriftedStack>& stacks, const Console& console);
/// The same for a program.
std::string drift_json(const std::vector<DriftedStack>& stacks);

}  // namespace omnitrack::cli
