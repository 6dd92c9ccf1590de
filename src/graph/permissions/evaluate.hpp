#pragma once

#include "graph/permissions/actors.hpp"
#include "graph/permissions/permissions.hpp"
#include "graph/permissions/units.hpp"

namespace omnitrack::graph {

/// Works out what an actor may do to a target, in one way in which the conditions turn out: what
/// its policies or those of the target allow, within its boundary, without what is denied.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
class Evaluation {
 public:
  Evaluation(const Scene& scene, const diff::Attachments& attachments, const Actor& actor,
             const Target& target, std::optional<std::string_view> action);

  [[nodiscard]] Permission run();

 private:
  /// How a resource's policy names the actor.
  enum class Named : std::uint8_t { no, perhaps, account, itself };

  void read();
  void read_identity(const tmpl::ResourceEntry& identity, diff::Held& held) const;
  void read_boundary();
  [[nodiscard]] Named named_by(const diff::Statement& statement, std::string& unknown) const;
  void add_own_units();
  [[nodiscard]] bool blocks_everybody();
  void add_units_of_target();
  [[nodiscard]] bool settle_tests(const diff::Statement& statement, Answer& answer) const;
  [[nodiscard]] Verdict source_fits(const std::vector<diff::Pattern>& values,
                                    std::string& unknown) const;
  void keep_within_boundary();
  void take_denied_away();
  void require_policy_of_target();
  [[nodiscard]] Permission conclude();
  void add_unread(Permission& permission) const;
  [[nodiscard]] Reason step_of(const diff::Statement& statement, RuleKind kind, Verdict says,
                               const std::string& words) const;
  [[nodiscard]] std::string actor_words() const;

  const Scene& scene_;
  const diff::Attachments& attachments_;
  const Actor& actor_;
  const Target& target_;
  Question question_;
  diff::ReadTexts texts_;
  diff::PolicyReader policies_;
  diff::Held own_;      ///< of the actor
  diff::Held targets_;  ///< of the target
  std::optional<diff::Held> boundary_;
  std::string unknown_boundary_;
  Reason boundary_step_;
  std::vector<Unit> units_;
  std::vector<Reason> denials_;  ///< what takes away all that would be allowed
};

}  // namespace omnitrack::graph
