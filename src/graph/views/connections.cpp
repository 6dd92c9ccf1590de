#include "graph/views/connections.hpp"

#include <algorithm>

namespace omnitrack::graph {

namespace {

bool opens_connections(const Resource& resource) {
  return resource.family == schema::Family::compute ||
         resource.family == schema::Family::container ||
         resource.type().starts_with("AWS::ElasticLoadBalancing");
}

}  // namespace

std::vector<Connection> connections_to(const Graph& graph, const JoinedNames& names,
                                       const Network& network,
                                       const std::vector<std::size_t>& ends, std::size_t to) {
  std::vector<Connection> found;
  for (const std::size_t from : ends) {
    if (from == to || !opens_connections(graph.resources[from])) continue;
    auto answer = network.reach(names.name(from), names.name(to));
    if (answer && answer->verdict != Verdict::no) found.push_back({from, std::move(*answer)});
  }
  return found;
}

bool is_direct(const Answer& answer) {
  return std::ranges::none_of(answer.reasons,
                              [](const Reason& each) { return each.kind == RuleKind::forwarding; });
}

}  // namespace omnitrack::graph
