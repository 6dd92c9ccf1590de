#pragma once

#include <string>

#include "format/syntax.hpp"

namespace omnitrack::format {

/// The text of a file in the one tidy form, with line feeds at the ends of its lines.
std::string write_yaml(const File& file);

}  // namespace omnitrack::format
