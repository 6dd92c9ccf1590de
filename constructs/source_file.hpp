#pragma once

#include <string>

#include <omnitrack/construct.hpp>

namespace omnitrack {

/// The path of a file that is named from beside the source that names it.
std::string path_beside(const Source& source, std::string_view path);

/// Reads a file; whether it could be read. A relative path is looked for from the working folder
/// and from those above it, since builds write the paths of sources as seen from the project's
/// folder.
bool read_source_file(const std::string& path, std::string& text);

}  // namespace omnitrack
