#pragma once

#include <string_view>

namespace omnitrack::schema {

/// Whether CloudFormation has a type that the specification does not know yet, so that nothing but
/// its name is known.
bool is_newer_type(std::string_view name);

}  // namespace omnitrack::schema
