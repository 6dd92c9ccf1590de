#pragma once

#include <string>
#include <vector>

#include "cli/page/source_files.hpp"
#include "omnitrack/construct.hpp"

namespace omnitrack::cli {

/// The members of props that the code gives beside the id, by the text of the lines from the one
/// that names the id; none where that names none as `.id = …`, or the file cannot be read.
std::vector<std::string> given_members(const Source& id, SourceFiles& files);

}  // namespace omnitrack::cli
