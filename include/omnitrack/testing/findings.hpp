#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <omnitrack/diagnostics.hpp>
#include <omnitrack/finding_code.hpp>
#include <omnitrack/testing/check.hpp>
#include <omnitrack/testing/expected.hpp>

namespace omnitrack::assertions {

/// What a finding is expected to be, beside its code.
struct FindingDetails {
  /// What it says.
  Expected message = any_value();
  /// The path of its construct, e.g. `Shop/Jobs`.
  Expected path = any_value();
};

/// What the synth of an app found.
class Findings {
 public:
  explicit Findings(std::vector<Diagnostic> all) : all_(std::move(all)) {}

  /// All of them, in the order of files and lines.
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  /// Whether there is one of that code.
  [[nodiscard]] Check has(AnyCode code, const FindingDetails& details = {}) const;
  /// Whether there is none of that code.
  [[nodiscard]] Check has_no(AnyCode code) const;
  /// Whether there is none at all, but what is acknowledged.
  [[nodiscard]] Check are_none() const;

 private:
  std::vector<Diagnostic> all_;
};

}  // namespace omnitrack::assertions
