#pragma once

#include <string>

#include "cli/page/colors.hpp"
#include "cli/schema/schema_path.hpp"

namespace omnitrack::cli {

/// What the specification says of a type, a property or an attribute, for a person, in lines of at
/// most `width` characters where words allow it.
std::string schema_text(const SchemaTarget& target, std::size_t width, const Colors& colors);

}  // namespace omnitrack::cli
