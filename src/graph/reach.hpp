#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/hops.hpp"
#include "graph/network/network.hpp"
#include "graph/permissions/permissions.hpp"

namespace omnitrack::graph {

/// Somebody on the way: what is asked from reaches it, and it reaches what is asked for.
struct Through {
  std::string resource;
  Verdict verdict = Verdict::no;  ///< of both steps together
};

/// Whether one resource reaches another.
struct Reach {
  std::optional<Answer> network = std::nullopt;         ///< nothing where no connection is opened
  std::optional<Permission> permission = std::nullopt;  ///< nothing where no policy is asked
  bool network_decides = false;  ///< whether who gets there needs no permission
  Verdict verdict = Verdict::no;
  /// Where it is not reached from outside: the resources that the outside reaches and that reach
  /// it.
  std::vector<Through> through = {};
  /// The role by which ECS gets it for the containers when it starts them, where they do not get it
  /// by their own.
  std::optional<Through> at_start = std::nullopt;
};

/// What is asked for in particular.
struct ReachQuestion {
  std::optional<Port> port = std::nullopt;
  std::optional<std::string_view> action = std::nullopt;  ///< such as `dynamodb:PutItem`
};

/// Asks the network and the permissions together.
class Reaching {
 public:
  explicit Reaching(const Stacks& stacks)
      : stacks_(stacks), network_(stacks), permissions_(stacks), hops_(stacks) {}

  [[nodiscard]] const Network& network() const { return network_; }
  [[nodiscard]] const Permissions& permissions() const { return permissions_; }
  /// Whether `from` reaches `to`: it connects to it, and may use it where that needs a permission.
  /// Nothing where neither is modelled.
  [[nodiscard]] std::optional<Reach> ask(std::string_view from, std::string_view to,
                                         const ReachQuestion& question = {}) const;

 private:
  [[nodiscard]] std::optional<Reach> ask_directly(std::string_view from, std::string_view to,
                                                  const ReachQuestion& question) const;
  [[nodiscard]] std::optional<Permission> permission(std::string_view from, std::string_view to,
                                                     const ReachQuestion& question) const;
  [[nodiscard]] std::optional<Permission> by_own_policy(std::optional<Permission> signed_in,
                                                        std::string_view to) const;
  [[nodiscard]] std::optional<Permission> of_strangers(std::string_view from,
                                                       std::string_view function,
                                                       const ReachQuestion& question) const;
  [[nodiscard]] std::optional<Reach> by_balancer(std::string_view from, std::string_view to,
                                                 const ReachQuestion& question,
                                                 const std::vector<Through>& ways) const;
  [[nodiscard]] std::optional<Through> way_at_start(std::string_view from, std::string_view to,
                                                    const ReachQuestion& question) const;
  [[nodiscard]] std::vector<Through> ways_around(std::string_view from, std::string_view to) const;

  const Stacks& stacks_;
  Network network_;
  Permissions permissions_;
  Hops hops_;
};

}  // namespace omnitrack::graph
