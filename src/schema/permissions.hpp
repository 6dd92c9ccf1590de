#pragma once

#include <string_view>

namespace omnitrack::schema {

/// What policies are about and who acts, as one JSON document with a part for each file of
/// src/schema/permissions.
std::string_view permission_facts();

}  // namespace omnitrack::schema
