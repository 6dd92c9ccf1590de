#include "graph/views/connections.hpp"

#include <algorithm>

namespace omnitrack::graph {

namespace {

bool opens_connections(const Resource& resource) {
  return resource.family == schema::Family::compute ||
         resource.family == schema::Family::container ||
         resource.type().starts_with("AWS::ElasticLoadBalancing");
}

std::vector<std::string> ports_of(const Network& network, std::string_view from,
                                  std::string_view to) {
  std::vector<std::string> ports;
  if (!network.takes_connections(to)) return ports;
  for (const Port& each : network.open_ports(from, to)) {
    ports.push_back(std::to_string(each.number) +
                    (each.protocol == "tcp" ? "" : '/' + each.protocol));
  }
  return ports;
}

}  // namespace

std::vector<Connection> connections_to(const Graph& graph, const JoinedNames& names,
                                       const Network& network, const std::vector<std::size_t>& ends,
                                       std::size_t to) {
  std::vector<Connection> found;
  for (const std::size_t from : ends) {
    if (from == to || !opens_connections(graph.resources[from])) continue;
    auto answer = network.reach(names.name(from), names.name(to));
    if (answer && answer->verdict != Verdict::no) {
      found.push_back(
          {from, std::move(*answer), ports_of(network, names.name(from), names.name(to))});
    }
  }
  return found;
}

std::optional<Connection> connection_from_internet(const JoinedNames& names, const Network& network,
                                                   std::size_t to) {
  auto answer = network.reach(internet, names.name(to));
  if (!answer || answer->verdict == Verdict::no) return std::nullopt;
  return Connection{nowhere, std::move(*answer), ports_of(network, internet, names.name(to))};
}

bool is_direct(const Answer& answer) {
  return std::ranges::none_of(answer.reasons,
                              [](const Reason& each) { return each.kind == RuleKind::forwarding; });
}

}  // namespace omnitrack::graph
