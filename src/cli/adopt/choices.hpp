#pragma once

#include <string>
#include <utility>

#include "lock/adoption_plan.hpp"

namespace omnitrack::cli {

/// Reads `PATH=LOGICAL_ID`, `PATH=` for what is new, or `=LOGICAL_ID` for what is meant to go.
/// Throws UsageError.
std::pair<std::string, std::string> parse_match(const std::string& text);

/// Throws the Failure that explains a choice's mistake.
[[noreturn]] void refuse(const lock::ChoiceMistake& mistake);

}  // namespace omnitrack::cli
