#pragma once

#include <optional>
#include <string_view>

#include "testing/datum.hpp"

namespace omnitrack::assertions {

/// What a text says as JSON; nothing where it is none.
std::optional<Datum> read_json(std::string_view text);

}  // namespace omnitrack::assertions
