#pragma once

#include <string>
#include <vector>

#include "omnitrack/requirement_result.hpp"

namespace omnitrack::cli {

/// The requirements of an app, or of some of its stacks.
struct RequirementsReport {
  /// The app, by its name.
  std::string subject;
  std::vector<RequirementResult> requirements;

  /// How many hold.
  [[nodiscard]] std::size_t holding() const;
  /// Whether all do.
  [[nodiscard]] bool holds() const { return holding() == requirements.size(); }
  /// `all 3 requirements hold`, or how many do not.
  [[nodiscard]] std::string conclusion() const;
};

/// `src/shop.cpp:12`.
std::string line_text(const Source& source);

/// The name of what shows a requirement, and where in it: `Orders /BillingMode`.
std::string place_text(const EvidencePlace& place);

}  // namespace omnitrack::cli
