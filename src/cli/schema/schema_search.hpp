#pragma once

#include <string>
#include <string_view>

namespace omnitrack::cli {

/// The types whose names have a word in them, and then the paths of the properties that do, a line
/// each; without regard to case. Empty where there is none.
std::string search_schema(std::string_view word);

/// The services with how many types they have, a line each.
std::string schema_services();

/// The names of all types, a line each.
std::string schema_types();

}  // namespace omnitrack::cli
