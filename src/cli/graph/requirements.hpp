#pragma once

#include <span>
#include <vector>

#include "graph/formats/page_data.hpp"
#include "omnitrack/requirement_result.hpp"

namespace omnitrack::cli {

/// What an app states of itself, with the resources that show it.
std::vector<graph::PageRequirement> requirements_of(std::span<const RequirementResult> results);

}  // namespace omnitrack::cli
