#pragma once

#include <string_view>

namespace omnitrack::schema {

/// What SAM's transform takes and what it makes, as one JSON document of the parts that the files
/// of src/schema/sam have.
std::string_view sam_facts();

}  // namespace omnitrack::schema
