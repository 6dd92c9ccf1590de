#pragma once

#include <array>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "diff/verdicts.hpp"
#include "template/document.hpp"

namespace omnitrack::diff {

/// A template that a test reads.
class Given {
 public:
  explicit Given(std::string_view text) : document_("test.template", std::string(text)) {
    for (const tmpl::TextProblem& each : document_.problems()) {
      ADD_FAILURE() << "the test's own template is wrong: " << each.message;
    }
  }
  [[nodiscard]] const tmpl::Index* index() const { return &document_.index(); }

 private:
  tmpl::Document document_;
};

/// One line a change: `wider network Group: anybody on the internet newly reaches …`.
inline std::string as_lines(const std::vector<SecurityChange>& changes) {
  static constexpr std::array<std::string_view, 3> directions{"wider", "tighter", "unclear"};
  static constexpr std::array<std::string_view, 5> kinds{"permissions", "network", "public_access",
                                                         "encryption", "audit"};
  std::string lines;
  for (const SecurityChange& each : changes) {
    lines.append(directions.at(static_cast<std::size_t>(each.direction))).append(1, ' ');
    lines.append(kinds.at(static_cast<std::size_t>(each.kind))).append(1, ' ');
    lines.append(each.logical_id).append(": ").append(each.what).append(1, '\n');
  }
  return lines;
}

/// What becomes more open, or tighter, between the templates of one stack.
inline std::string security(std::string_view before, std::string_view after) {
  const Given old_side(before);
  const Given new_side(after);
  const StackDiff diff =
      compare({.name = "S", .before = old_side.index(), .after = new_side.index()});
  return as_lines(find_security_changes({&diff, 1}));
}

/// The same where only the resources are given, as YAML that is indented by two.
inline std::string security_of_resources(std::string_view before, std::string_view after) {
  const std::string head = "Resources:\n";
  return security(head + std::string(before), head + std::string(after));
}

}  // namespace omnitrack::diff
