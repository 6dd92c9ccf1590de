#include "graph/views/edge_set.hpp"
#include "graph/views/places.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

namespace {

// `LogicalId /Properties/…` would be long: the words of a reference are who names whom.
std::string naming_words(const Graph& graph, const Naming& naming) {
  const Resource& user = graph.resources[naming.user];
  const Resource& target = graph.resources[naming.target];
  std::string words(user.id());
  words.append(" refers to ").append(target.id());
  if (!naming.attribute.empty()) words.append(".").append(naming.attribute);
  return words;
}

// Who lets in whom by a security group that is drawn with another resource, and who leads where by
// routes: the view of the network tells it.
bool is_rule_of_network(const Graph& graph, const Naming& naming) {
  const Resource& target = graph.resources[naming.target];
  const bool is_of_network =
      target.type() == "AWS::EC2::SecurityGroup" || target.type() == "AWS::EC2::RouteTable";
  return graph.resources[naming.user].type() == "AWS::EC2::Route" ||
         (is_of_network && target.owner != naming.target);
}

}  // namespace

View architecture_view(const Graph& graph) {
  View view{.name = "architecture",
            .title = "Architecture",
            .about = "What the templates build, in its networks, and what goes between it."};
  const Places places(graph, view);
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < graph.resources.size(); ++i) {
    if (graph.resources[i].owner != i || places.is_box(i)) continue;
    candidates.push_back(places.candidate(i));
  }
  const std::vector<std::size_t> node_of = add_nodes(graph, candidates, view);
  EdgeSet edges;
  for (const Edge& each : graph.flows) {
    edges.add(node_of[each.from], node_of[each.to], each.kind, each.words);
  }
  for (const Edge& each : graph.grants) {
    edges.add(node_of[each.from], node_of[each.to], each.kind, "may " + each.words);
  }
  for (const Naming& each : graph.namings) {
    if (each.how == meaning::Reference::How::depends_on) continue;
    if (is_rule_of_network(graph, each)) continue;
    edges.add(node_of[each.user], node_of[each.target], EdgeKind::reference,
              naming_words(graph, each));
  }
  view.edges = edges.edges();
  return view;
}

}  // namespace omnitrack::graph
