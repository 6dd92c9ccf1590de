#pragma once

#include <cstdint>

namespace omnitrack {

/// How bad a diagnostic is.
enum class Severity : std::uint8_t {
  info,
  warning,  ///< probably a mistake; an error under `--strict`
  error,    ///< nothing is written
};

}  // namespace omnitrack
