#pragma once

#include <optional>
#include <string>

#include "freshness.hpp"

namespace omnitrack::cache {

/// A value that was found, and until when it is fresh, if that is not as long as it lives.
struct FoundValue {
  std::string value;
  std::optional<Freshness> freshness;

  [[nodiscard]] bool is_fresh() const { return !freshness || now() < freshness->expires; }
};

}  // namespace omnitrack::cache
