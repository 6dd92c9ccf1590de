#pragma once

#include <string>
#include <vector>

#include "diff/security/statements.hpp"
#include "graph/permissions/request_keys.hpp"

namespace omnitrack::graph {

/// Whether the conditions of statements hold for what an actor asks of a target.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
class Conditions {
 public:
  Conditions(const Scene& scene, const Actor& actor, const Target& target)
      : scene_(scene), actor_(actor), target_(target) {}

  /// Whether all tests of a statement hold; adds what that depends on.
  [[nodiscard]] Verdict hold(const diff::Statement& statement,
                             std::vector<std::string>& unknowns) const;

 private:
  [[nodiscard]] Verdict holds(const diff::Test& test, const diff::Statement& statement,
                              std::string& unknown) const;
  [[nodiscard]] Verdict holds_with(const diff::Test& test, const KeyValue& value,
                                   std::string& unknown) const;
  [[nodiscard]] Verdict matches(const diff::Test& test, const KeyValue& value,
                                std::string& unknown) const;
  [[nodiscard]] Verdict is_arn_of(const tmpl::ResourceEntry& entry, const diff::Pattern& written,
                                  std::string& unknown) const;
  [[nodiscard]] std::vector<Named> names_as_source(const Target& source) const;
  [[nodiscard]] Verdict is_own_account(const diff::Pattern& written) const;
  [[nodiscard]] Verdict is_from_subnets(const diff::Test& test, bool may_be_absent) const;
  [[nodiscard]] Verdict is_inside(const diff::Test& test) const;

  const Scene& scene_;
  const Actor& actor_;
  const Target& target_;
};

}  // namespace omnitrack::graph
