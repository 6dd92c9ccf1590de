#pragma once

#include <string>

#include "cli/adopt/adoption_report.hpp"
#include "diff/verdicts.hpp"

namespace omnitrack::cli {

/// How the code says what keeps the data that a change would lose, with the line that it goes to;
/// empty where only the resource itself can say it.
std::string line_that_keeps(const AdoptionReport& report, const diff::Loss& loss);

}  // namespace omnitrack::cli
