#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace omnitrack::assets {

/// The names that a path is made of, folder by folder.
std::vector<std::string> names_in(std::string_view path);

/// Whether a pattern fits a name as a whole: `*` and `?` stand for its characters.
bool fits_name(std::string_view pattern, std::string_view name);

/// Whether a pattern, given folder by folder, fits a path as a whole: `**` stands for any number of
/// folders, and each other one for a name.
bool fits_path(std::span<const std::string> pattern, std::string_view path);

}  // namespace omnitrack::assets
