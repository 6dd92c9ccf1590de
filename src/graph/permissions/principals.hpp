#pragma once

#include <string>
#include <vector>

#include "diff/security/statements.hpp"
#include "graph/permissions/actors.hpp"
#include "graph/permissions/targets.hpp"

namespace omnitrack::graph {

/// How a statement names somebody: its `Principal`, in order of how closely.
enum class Naming : std::uint8_t { no, perhaps, account, everybody, itself };

/// How the policies of resources name one actor.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
class Principals {
 public:
  Principals(const Scene& scene, const Actor& actor);

  /// How a statement names the actor; with what that depends on where it is perhaps.
  [[nodiscard]] Naming naming(const diff::Statement& statement, std::string& unknown) const;

 private:
  [[nodiscard]] Naming naming_by(const diff::Pattern& who, std::string& unknown) const;
  [[nodiscard]] Naming naming_of_identity(const diff::Pattern& who, std::string& unknown) const;
  void add_origin_identities();

  const Scene& scene_;
  const Actor& actor_;
  std::vector<diff::Pattern> selves_;  ///< the principals that it is
  std::optional<Target> identity_;     ///< the names of its role or user
};

}  // namespace omnitrack::graph
