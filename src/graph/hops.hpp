#pragma once

#include <optional>
#include <string_view>

#include "graph/answer.hpp"
#include "graph/stacks/model.hpp"

namespace omnitrack::graph {

/// Whether what services hand on by themselves gets to a resource: what a topic, a bucket, a log
/// group or an alarm sends, and what a function's URL takes. A permission alone sends nothing.
class Hops {
 public:
  explicit Hops(const Stacks& stacks) : model_(stacks) {}

  /// Whether `from` sends to `to`; nothing where no setting of `from` decides that.
  [[nodiscard]] std::optional<Answer> sent(std::string_view from, std::string_view to) const;
  /// Whether a function has a URL that takes calls without a signature.
  [[nodiscard]] Answer takes_anybody(std::string_view function) const;
  /// In whose name `from` calls a resource: a load balancer calls a function in that of its target
  /// group, and a distribution that does not sign is anybody to a bucket.
  [[nodiscard]] std::string_view calls_as(std::string_view from, std::string_view to) const;
  /// Whether a policy of its own guards a resource that has addresses in a VPC.
  [[nodiscard]] bool has_own_policy(std::string_view name) const;
  /// The resource that a name stands for: the function of a function URL, or the name itself.
  [[nodiscard]] std::string_view stands_for(std::string_view name) const;

 private:
  [[nodiscard]] bool signs_nothing(const tmpl::ResourceEntry& distribution,
                                   const tmpl::ResourceEntry& bucket) const;

  mutable Model model_;
};

}  // namespace omnitrack::graph
