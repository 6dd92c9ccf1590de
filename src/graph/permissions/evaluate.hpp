#pragma once

#include <deque>

#include "graph/permissions/conditions.hpp"
#include "graph/permissions/permissions.hpp"
#include "graph/permissions/principals.hpp"
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
  using Denials = std::vector<std::pair<const diff::Statement*, RuleKind>>;

  // What is read.  (evaluate_read.cpp)
  void read();
  void read_identity(const tmpl::ResourceEntry& identity, diff::Held& held) const;
  void read_attached_by_text(const Target& holder, diff::Held& held, diff::Grants& unread) const;
  void read_policies_of_service();
  void read_permissions_of_function();
  void read_groups();
  void read_managed(diff::Held& held) const;
  void read_boundary();

  // What is allowed.  (evaluate.cpp)
  void add_own_units();
  [[nodiscard]] bool blocks_everybody();
  void add_units_of_target();
  void add_unread_units();
  void add_unread(const Reason& step, const std::string& unknown, bool is_of_target = false);
  [[nodiscard]] bool settle_tests(const diff::Statement& statement, Answer& answer) const;
  void require_key_of_target();
  [[nodiscard]] Permission conclude();
  [[nodiscard]] Reason step_of(const diff::Statement& statement, RuleKind kind, Verdict says,
                               const std::string& words) const;
  [[nodiscard]] std::string actor_words() const;

  // What limits it.  (evaluate_limits.cpp)
  void require_trust();
  void require_policy_of_target();
  void add_trusted(const diff::Grants& grants, std::vector<Unit>& kept) const;
  void keep_within_boundary();
  void bound(const Unit& unit, std::vector<Unit>& kept) const;
  void take_denied_away();
  void ask_for_unread_denials();
  [[nodiscard]] Denials denials_of_all() const;
  [[nodiscard]] bool is_denied(Unit& unit, const Denials& denials);
  [[nodiscard]] bool is_denied_piece_by_piece(const Unit& unit, const Denials& denials) const;

  const Scene& scene_;
  const diff::Attachments& attachments_;
  const Actor& actor_;
  const Target& target_;
  Question question_;
  diff::ReadTexts texts_;
  diff::PolicyReader policies_;
  Conditions conditions_;
  Principals principals_;
  diff::Held own_;      ///< of the actor
  diff::Held targets_;  ///< of the target
  std::optional<diff::Held> boundary_;
  std::string unknown_boundary_;
  Reason boundary_step_;
  std::vector<Unit> units_;
  std::deque<diff::Statement> unread_;  ///< what stands for policies that cannot be read
  std::vector<Reason> denials_;         ///< what takes away all that would be allowed
};

}  // namespace omnitrack::graph
