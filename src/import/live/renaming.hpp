#pragma once

#include <string_view>

#include "import/live/json.hpp"
#include "schema/facts.hpp"

namespace omnitrack::importing {

/// The value that a path leads to; null where there is none. `*` is no step of it.
const Json* value_at(const Json& from, std::string_view path);
/// The same, made where it is not there.
Json& made_at(Json& from, std::string_view path);
/// What stands at a path: each value, where a step is `*`.
std::vector<const Json*> values_at(const Json& from, std::string_view path);

/// Gives what an answer tells the names that its properties have, and takes out what is none.
void rename_as(const schema::DescribedBy& described, Json& resource);

}  // namespace omnitrack::importing
