#pragma once

#include <string>

#include "cli/schema/schema_path.hpp"

namespace omnitrack::cli {

/// What the specification says of a type, a property or an attribute, for a program; see
/// docs/formats.md.
std::string schema_json(const SchemaTarget& target);

}  // namespace omnitrack::cli
