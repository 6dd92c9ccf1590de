#pragma once

#include <map>
#include <string>
#include <vector>

#include "graph/formats/page_data.hpp"

namespace omnitrack::cli {

/// What is wrong with the resources of templates, by their keys.
std::map<std::string, std::vector<graph::PageFinding>, std::less<>> findings_of(
    const graph::Graph& graph);

}  // namespace omnitrack::cli
