#include <algorithm>
#include <array>

#include "graph/views/data_actions.hpp"
#include "graph/views/edge_set.hpp"
#include "graph/views/fold.hpp"
#include "graph/views/nodes.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

namespace {

using schema::Family;

// Whether a thing holds data or hands it on, so that a permission to use it tells a way of data.
bool carries_data(const Resource& resource) {
  constexpr std::array carrying{Family::compute,   Family::container, Family::storage,
                                Family::database,  Family::cache,     Family::api,
                                Family::messaging, Family::workflow,  Family::analytics};
  return std::ranges::find(carrying, resource.family) != carrying.end();
}

// Who uses a role that several share.
std::vector<std::size_t> users_of(const Graph& graph, std::size_t role) {
  std::vector<std::size_t> users;
  for (const Naming& each : graph.namings) {
    if (each.target == role && graph.resources[each.user].owner != role) {
      users.push_back(graph.resources[each.user].owner);
    }
  }
  return users;
}

// Permissions to use what holds data or hands it on.
void add_uses(const Graph& graph, std::vector<Edge>& edges) {
  for (const Edge& each : graph.grants) {
    const std::size_t to = graph.resources[each.to].owner;
    if (!carries_data(graph.resources[to])) continue;
    const std::size_t holder = graph.resources[each.from].owner;
    std::vector<std::size_t> users{holder};
    if (graph.resources[holder].family == Family::identity) users = users_of(graph, holder);
    const auto [reading, writing] = data_actions(each.words);
    // What comes to a queue is not what leaves it; of a table one way tells enough.
    const bool is_split = graph.resources[to].family == Family::messaging;
    for (const std::size_t user : users) {
      if (!writing.empty()) {
        edges.push_back({.from = user,
                         .to = to,
                         .kind = EdgeKind::data,
                         .words = is_split ? writing : each.words});
      }
      if (!reading.empty() && (is_split || writing.empty())) {
        edges.push_back(
            {.from = to, .to = user, .kind = EdgeKind::data, .words = "is read: " + reading});
      }
    }
  }
}

struct Connected {
  std::size_t to = nowhere;
  Connection way = {};
};

// Connections from the internet, whose place is `nowhere`, and to what is reached by the network
// alone.
std::vector<Connected> connected(const Graph& graph, AskedConnections& connections,
                                 std::vector<std::string>& undecided) {
  const Tries tries(connections.network());
  const JoinedNames& names = connections.names();
  const Network& network = connections.network();
  std::vector<std::size_t> ends;
  std::vector<std::size_t> takers;
  for (std::size_t i = 0; i < graph.resources.size(); ++i) {
    if (names.name(i).empty() || !network.has(names.name(i))) continue;
    ends.push_back(i);
    if (network.takes_connections(names.name(i))) takers.push_back(i);
  }
  std::vector<Connected> found;
  const auto add = [&](std::size_t to, Connection way) {
    if (way.from != nowhere) way.from = graph.resources[way.from].owner;
    found.push_back({.to = graph.resources[to].owner, .way = std::move(way)});
  };
  for (std::size_t i = 0; i < graph.resources.size(); ++i) {
    if (auto way = connections.entrance(i)) add(i, std::move(*way));
  }
  const bool is_too_much = takers.size() * ends.size() > most_pairs;
  for (const std::size_t to : takers) {
    if (!tries.are_left()) {
      undecided.emplace_back(graph.resources[to].id());
      continue;
    }
    auto from_outside = connections.from_internet(to);
    if (from_outside && is_direct(from_outside->answer)) add(to, std::move(*from_outside));
    const Family family = graph.resources[to].family;
    if (is_too_much || (family != Family::database && family != Family::cache)) continue;
    for (Connection& each : connections.ways_to(to, ends)) {
      add(to, std::move(each));
    }
  }
  return found;
}

}  // namespace

View data_flow_view(const Graph& graph, AskedConnections& asked) {
  View view{.name = "data-flow",
            .title = "Data flow",
            .about = "Who calls whom, who reads and writes what, and who connects to databases.",
            .empty = "No flow of data between resources"};
  std::vector<Edge> edges;
  for (const Edge& each : graph.flows) {
    edges.push_back({.from = graph.resources[each.from].owner,
                     .to = graph.resources[each.to].owner,
                     .kind = EdgeKind::traffic,
                     .words = each.words});
  }
  add_uses(graph, edges);
  std::vector<std::string> undecided;
  const std::vector<Connected> connections = connected(graph, asked, undecided);
  if (!undecided.empty()) {
    view.undecided.push_back(undecided_words("Who connects to " + some_of(undecided)));
  }
  std::vector<bool> is_drawn(graph.resources.size());
  bool has_internet = false;
  for (const Edge& each : edges) {
    if (each.from != each.to) is_drawn[each.from] = is_drawn[each.to] = true;
  }
  for (const auto& [to, way] : connections) {
    if (way.from == to) continue;
    is_drawn[to] = true;
    if (way.from == nowhere) has_internet = true;
    if (way.from != nowhere) is_drawn[way.from] = true;
  }
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < is_drawn.size(); ++i) {
    if (is_drawn[i]) candidates.push_back({.resource = i});
  }
  const std::vector<std::size_t> node_of = add_nodes(graph, candidates, view);
  const std::size_t internet_at = view.nodes.size();
  if (has_internet) view.nodes.push_back(internet_node());
  EdgeSet set;
  for (const Edge& each : edges) {
    set.add(node_of[each.from], node_of[each.to], each.kind, each.words);
  }
  for (const auto& [to, way] : connections) {
    set.add(way.from == nowhere ? internet_at : node_of[way.from], node_of[to], EdgeKind::traffic,
            "can connect: " + words_of(way.answer), way.ports, way.answer.verdict);
  }
  view.edges = set.edges();
  return view;
}

}  // namespace omnitrack::graph
