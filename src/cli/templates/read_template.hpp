#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "template/model.hpp"

namespace omnitrack::cli {

/// The text of a template's file, `-` for standard input; where it cannot be read or is far too
/// long, nothing, and `problem` says why.
std::optional<std::string> read_template(const std::string& file, std::string& problem);

/// What to do where a name leads to no file; empty where nobody knows.
std::string hint_for_unread(std::string_view file);

/// Whether a file that was found in a folder, and parsed, is meant as a template.
bool looks_like_template(const tmpl::Template& file);

}  // namespace omnitrack::cli
