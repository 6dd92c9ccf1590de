#pragma once

#include <string>
#include <string_view>

#include "cli/init/library_place.hpp"

namespace omnitrack::cli {

/// The commands that lead from a new project in `folder` to its template, a line each.
std::string next_steps(const std::string& folder, std::string_view name,
                       const LibraryPlace& library);

}  // namespace omnitrack::cli
