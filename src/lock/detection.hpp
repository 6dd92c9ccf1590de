#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lock/lock_file.hpp"
#include "lock/present.hpp"

namespace omnitrack::lock {

/// A resource of the lock that is at another path now.
struct DetectedMove {
  /// Why it counts as the same.
  enum class By : std::uint8_t {
    content,  ///< its properties, and where these are not enough what it is connected to
    place,    ///< the others that moved with it
    likeness  ///< most of its properties
  };
  const Entry* from = nullptr;
  const PresentResource* to = nullptr;
  By by = By::content;
};

/// Resources of one type and content, of which it cannot be told which is which.
struct Twins {
  std::vector<const Entry*> from;
  std::vector<const PresentResource*> to;
};

/// A resource of the lock that the app still makes.
struct Kept {
  const Entry* from = nullptr;
  const PresentResource* to = nullptr;

  /// Whether `set_logical_id` gives it another logical id than the lock has.
  [[nodiscard]] bool is_renamed() const {
    return from->resource.stack == to->stack && from->resource.logical_id != to->origin->logical_id;
  }
};

/// What the app makes now, compared with the lock.
struct Detection {
  std::vector<Kept> kept;
  std::vector<DetectedMove> moves;  ///< in the order of the lock
  std::vector<Twins> twins;
};

/// Whether there is anything to detect; told from the origins alone, without a look at the
/// templates.
bool may_have_moves(const Lock& lock, std::span<const SynthesizedStack> stacks);

/// Finds where the resources of the lock went that the app does not make under their paths any
/// more. What other stacks had than the app makes now is left alone: another configuration may make
/// them.
Detection detect_moves(const Lock& lock, const Present& present);

}  // namespace omnitrack::lock
