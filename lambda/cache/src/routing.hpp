#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <omnitrack/cache/error.hpp>

namespace omnitrack::cache {

/// What a cluster must know of a command.
struct Routing {
  /// Where its keys lie; nothing for a command without keys.
  std::optional<std::uint16_t> slot;
  /// Whether it only reads, so that a replica can answer.
  bool is_read = false;
};

/// The routing of a command of these words; fails with `cross_slot` where its keys lie apart.
Result<Routing> route(std::span<const std::string_view> words);

}  // namespace omnitrack::cache
