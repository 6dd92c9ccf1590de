#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/outputs/output_texts.hpp"

namespace omnitrack::cli {

/// Prints the outputs of the stacks that were deployed, and writes them to a file where one is
/// named. Where no stack was deployed, the file stays as it is. Throws Failure.
void tell_outputs(const std::vector<StackOutputs>& stacks, const std::optional<std::string>& file,
                  const Console& console);

}  // namespace omnitrack::cli
