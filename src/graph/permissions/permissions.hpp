#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/answer.hpp"
#include "graph/stacks/stacks.hpp"

namespace omnitrack::graph {

/// What somebody may do, by one statement.
struct Allowed {
  std::string action;  ///< as it is written, e.g. `dynamodb:Get*`
  Answer answer;       ///< `yes`, or `perhaps` with what it depends on
};

/// What somebody may do to a resource.
struct Permission {
  Answer answer = {};                 ///< the best of the actions; where none is allowed, why not
  std::vector<Allowed> actions = {};  ///< those that are, or may be, allowed
  std::string through = {};  ///< who calls it for them, such as an API; empty where none does
  Answer refused = {};       ///< why who hands calls on to it, such as an API, does not for them
};

/// What policies allow: those of roles, users and groups, permissions boundaries and policies of
/// resources. All is taken as one account. What an organization's policies (SCPs, RCPs) or a
/// session's forbid stands in no template, so nothing is said of it.
class Permissions {
 public:
  explicit Permissions(const Stacks& stacks);
  ~Permissions();
  Permissions(const Permissions&) = delete;
  Permissions& operator=(const Permissions&) = delete;

  /// Whether a name is one that acts: an identity, what acts by a role, a service that calls others
  /// for a resource, or `internet`, which stands for anybody without credentials.
  [[nodiscard]] bool can_act(std::string_view from) const;
  /// The services whose actions can be about a resource; empty where policies say nothing of it.
  [[nodiscard]] std::vector<std::string> services_of(std::string_view to) const;
  /// The role that a resource acts by; empty where it has none in the templates.
  [[nodiscard]] std::string role_of(std::string_view resource) const;
  /// The role of the templates by which ECS starts the containers of a service or a task
  /// definition, and gets their secrets and images; empty where there is none.
  [[nodiscard]] std::string execution_role_of(std::string_view resource) const;
  /// What `from` may do to `to`; nothing where it cannot act. With an action, such as
  /// `dynamodb:PutItem`: whether it may do that.
  [[nodiscard]] std::optional<Permission> may(
      std::string_view from, std::string_view to,
      std::optional<std::string_view> action = std::nullopt) const;
  /// How often all that was asked so far was asked again, since conditions may turn out in several
  /// ways.
  [[nodiscard]] std::size_t tries() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace omnitrack::graph
