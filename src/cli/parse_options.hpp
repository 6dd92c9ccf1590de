#pragma once

#include <span>
#include <string>

#include "cli/options.hpp"

namespace omnitrack::cli {

/// Reads arguments into the options' targets. Throws UsageError with the nearest right name.
void parse_options(std::span<const std::string> arguments, const Options& options);

}  // namespace omnitrack::cli
