#pragma once

#include <cstddef>

#include "cli/report/findings_report.hpp"
#include "validate/finding.hpp"

namespace omnitrack::cli {

/// A finding with its place in its text, whose words are taken over.
ReportedFinding located(validate::Finding& finding, std::size_t subject);

}  // namespace omnitrack::cli
