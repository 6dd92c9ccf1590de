#include "graph/views/connections.hpp"

#include <algorithm>

namespace omnitrack::graph {

namespace {

bool opens_connections(const Resource& resource) {
  return resource.family == schema::Family::compute ||
         resource.family == schema::Family::container ||
         resource.type().starts_with("AWS::ElasticLoadBalancing");
}

// What has an address of its own that browsers and programs call.
bool is_entrance(const Resource& resource, bool is_drawn) {
  const std::string_view type = resource.type();
  if (type == "AWS::Lambda::Url") return true;
  return is_drawn &&
         (resource.family == schema::Family::api || type == "AWS::CloudFront::Distribution");
}

std::vector<std::string> ports_of(const Network& network, std::string_view from,
                                  std::string_view to) {
  std::vector<std::string> ports;
  for (const Port& each : network.open_ports(from, to)) {
    ports.push_back(std::to_string(each.number) +
                    (each.protocol == "tcp" ? "" : '/' + each.protocol));
  }
  return ports;
}

}  // namespace

std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most_named = 3;
  std::string words;
  for (std::size_t i = 0; i < names.size() && i < most_named; ++i) {
    words.append(words.empty() ? "" : ", ").append(names[i]);
  }
  if (names.size() <= most_named) return words;
  return words + " and " + std::to_string(names.size() - most_named) + " more";
}

std::string undecided_words(const std::string& what) {
  return what +
         " is not decided: the conditions may turn out in too many ways; ask `reach FROM TO`.";
}

AskedConnections::AskedConnections(const Graph& graph, const Stacks& stacks)
    : graph_(graph), names_(graph, stacks), reaching_(stacks) {}

std::vector<Connection> AskedConnections::ways_to(std::size_t to,
                                                  const std::vector<std::size_t>& ends) {
  std::vector<Connection> found;
  for (const std::size_t from : ends) {
    if (from == to || !opens_connections(graph_.resources[from])) continue;
    if (const std::optional<Connection>& way = ask(from, to)) found.push_back(*way);
  }
  return found;
}

std::optional<Connection> AskedConnections::from_internet(std::size_t to) {
  return ask(nowhere, to);
}

std::optional<Connection> AskedConnections::entrance(std::size_t to) const {
  const Resource& resource = graph_.resources[to];
  if (names_.name(to).empty() || !is_entrance(resource, resource.owner == to)) return {};
  const std::optional<Reach> reach = reaching_.ask(internet, names_.name(to));
  if (!reach || reach->verdict == Verdict::no) return {};
  Answer answer = reach->network ? *reach->network : open_answer();
  if (reach->permission) answer.require(reach->permission->answer);
  answer.verdict = reach->verdict;
  return Connection{.answer = std::move(answer)};
}

const std::optional<Connection>& AskedConnections::ask(std::size_t from, std::size_t to) {
  const auto [place, is_new] = answers_.try_emplace({from, to});
  if (!is_new) return place->second;
  const std::string_view begin = from == nowhere ? internet : names_.name(from);
  auto answer = network().reach(begin, names_.name(to));
  if (answer && answer->verdict != Verdict::no) {
    place->second = Connection{from, std::move(*answer), {}};
    if (takes_connections(to)) place->second->ports = ports_of(network(), begin, names_.name(to));
  }
  return place->second;
}

bool AskedConnections::takes_connections(std::size_t to) {
  const auto [place, is_new] = takers_.try_emplace(to);
  if (is_new) place->second = network().takes_connections(names_.name(to));
  return place->second;
}

bool is_direct(const Answer& answer) {
  return std::ranges::none_of(answer.reasons,
                              [](const Reason& each) { return each.kind == RuleKind::forwarding; });
}

}  // namespace omnitrack::graph
