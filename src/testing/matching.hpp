#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "omnitrack/testing/expected.hpp"
#include "testing/datum.hpp"
#include "testing/evaluator.hpp"

namespace omnitrack::assertions {

/// Where a value is not as expected.
struct Difference {
  std::string pointer;
  std::string words;  ///< `is 60, expected 30`
};

/// How far a value is as expected.
struct Match {
  std::size_t met = 0;  ///< scalars, and what else is compared as a whole
  std::size_t unknown = 0;
  std::vector<Difference> differences = {};
  std::vector<std::pair<std::shared_ptr<std::vector<std::string>>, std::string>> taken = {};

  /// Whether it surely is.
  [[nodiscard]] bool holds() const { return differences.empty(); }
  /// Whether it may be: all that differs is not known.
  [[nodiscard]] bool may_hold() const { return differences.size() == unknown; }
};

/// Compares a value with what is expected; null where it is absent.
Match match(const Evaluator& evaluator, const Expected& expected, const Datum* actual,
            const std::string& pointer = {});

/// Gives captures what they take.
void take(const Match& match);

}  // namespace omnitrack::assertions
