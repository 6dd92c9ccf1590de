#pragma once

#include <string_view>
#include <vector>

#include "cli/exit_code.hpp"

namespace omnitrack::cli {

/// What it means that the process ends with a code.
struct ExitMeaning {
  ExitCode code;
  std::string_view means;
};

/// The exit codes of the whole program, in their order.
std::vector<ExitMeaning> program_exit_codes();

/// The exit codes of one verb, in their order.
std::vector<ExitMeaning> verb_exit_codes(std::string_view verb);

}  // namespace omnitrack::cli
