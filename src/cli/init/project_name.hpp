#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cli {

/// The name of a project in this folder: the last part of its path, of `.` that of the working
/// folder.
std::string project_name(const std::string& folder);

/// Throws UsageError where this cannot be the name of a project, which is that of a stack, of a
/// program and of targets of CMake, too.
void check_project_name(std::string_view name);

}  // namespace omnitrack::cli
