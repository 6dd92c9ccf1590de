#pragma once

#include "cli/diff/diff_report.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::cli {

/// What a diff says of each resource, by the keys of pictures. What is quiet is left out.
graph::ChangesByKey changes_of(const DiffReport& report);

}  // namespace omnitrack::cli
