#pragma once

#include <optional>
#include <string_view>

#include <omnitrack/cache/cache_service.hpp>

namespace omnitrack::cache {

/// Fails for a time before 1970, or one that Redis cannot hold exactly as a score.
Result<void> check(Timestamp time);

/// The time that decimal milliseconds say; nothing for another text.
std::optional<Timestamp> parse_timestamp(std::string_view text);

}  // namespace omnitrack::cache
