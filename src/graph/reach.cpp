#include "graph/reach.hpp"

#include <algorithm>

namespace omnitrack::graph {

namespace {

Verdict verdict_of(const Reach& reach) {
  if (!reach.network) return reach.permission->answer.verdict;
  if (!reach.permission || reach.network_decides) return reach.network->verdict;
  return std::min(reach.network->verdict, reach.permission->answer.verdict);
}

}  // namespace

std::optional<Reach> Reaching::ask(std::string_view from, std::string_view to,
                                   const ReachQuestion& question) const {
  std::optional<Reach> reach = ask_directly(from, to, question);
  const bool is_from_outside = stacks_.find(from) == nullptr;
  if (reach && reach->verdict == Verdict::no && is_from_outside) {
    reach->through = ways_around(from, to);
  }
  if (reach && reach->verdict != Verdict::yes) reach->at_start = way_at_start(from, to, question);
  return reach;
}

std::optional<Through> Reaching::way_at_start(std::string_view from, std::string_view to,
                                              const ReachQuestion& question) const {
  std::string role = permissions_.execution_role_of(from);
  if (role.empty()) return std::nullopt;
  const auto permission = permissions_.may(role, to, question.action);
  if (!permission || permission->answer.verdict == Verdict::no) return std::nullopt;
  return Through{.resource = std::move(role), .verdict = permission->answer.verdict};
}

std::optional<Reach> Reaching::ask_directly(std::string_view from, std::string_view to,
                                            const ReachQuestion& question) const {
  Reach reach;
  reach.network = network_.reach(from, to, question.port);
  reach.permission = permissions_.may(from, to, question.action);
  // Whom an API calls for others they need not connect to.
  if (reach.permission && !reach.permission->through.empty() &&
      (!reach.network || reach.network->verdict == Verdict::no)) {
    reach.network = network_.reach(from, reach.permission->through, question.port);
  }
  reach.network_decides = reach.network && network_.takes_connections(to) && !question.action;
  // That no policy is about what needs none says nothing.
  if (reach.network_decides && reach.permission &&
      reach.permission->answer.verdict == Verdict::no) {
    reach.permission.reset();
  }
  if (!reach.network && !reach.permission) return std::nullopt;
  reach.verdict = verdict_of(reach);
  return reach;
}

std::vector<Through> Reaching::ways_around(std::string_view from, std::string_view to) const {
  std::vector<Through> found;
  for (const tmpl::ResourceEntry& each : stacks_.index().resources()) {
    if (each.logical_id == to || each.type_name == "AWS::EC2::Subnet") continue;
    const auto first = ask_directly(from, each.logical_id, {});
    if (!first || first->verdict == Verdict::no) continue;
    const auto second = ask_directly(each.logical_id, to, {});
    if (!second || second->verdict == Verdict::no) continue;
    found.push_back({.resource = std::string(each.logical_id),
                     .verdict = std::min(first->verdict, second->verdict)});
  }
  return found;
}

}  // namespace omnitrack::graph
