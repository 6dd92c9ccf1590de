#pragma once

#include <cstddef>
#include <string>

#include "omnitrack/diagnostics.hpp"

namespace omnitrack::cli {

/// How many diagnostics there are of each kind.
struct Tally {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t acknowledged = 0;

  void add(const Diagnostic& diagnostic);
  /// `2 errors, 1 warning, 3 acknowledged`; empty where there is nothing.
  [[nodiscard]] std::string text() const;
};

/// Whether a diagnostic is an error, or under `--strict` a warning.
bool stops(const Diagnostic& diagnostic, bool strict);

}  // namespace omnitrack::cli
