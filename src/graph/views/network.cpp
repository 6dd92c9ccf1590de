#include <algorithm>

#include "graph/views/edge_set.hpp"
#include "graph/views/nodes.hpp"
#include "graph/views/places.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

namespace {

class NetworkDrawing {
 public:
  NetworkDrawing(const Graph& graph, AskedConnections& connections, View& view,
                 std::vector<Statement>& statements)
      : graph_(graph),
        connections_(connections),
        names_(connections.names()),
        network_(connections.network()),
        tries_(connections.network()),
        places_(graph, view),
        view_(view),
        statements_(statements) {}

  void draw() {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < graph_.resources.size(); ++i) {
      if (graph_.resources[i].owner != i || places_.is_box(i)) continue;
      const bool is_end = !names_.name(i).empty() && network_.has(names_.name(i));
      if (is_end) askers_.push_back(i);
      Candidate candidate = places_.candidate(i);
      if (candidate.box == nowhere || !places_.is_in_vpc(candidate.box)) continue;
      if (is_end) ends_.push_back(i);
      candidates.push_back(std::move(candidate));
    }
    node_of_ = add_nodes(graph_, candidates, view_);
    add_internet();
    add_ways_in();
    add_ways_out();
    add_pairs();
    view_.edges = edges_.edges();
    add_undecided();
  }

 private:
  void add_internet() {
    if (view_.nodes.empty()) return;
    internet_ = view_.nodes.size();
    view_.nodes.push_back(internet_node());
  }

  void state(std::string title, std::vector<std::string> lines) {
    statements_.push_back(
        {.view = "network", .title = std::move(title), .lines = std::move(lines)});
  }

  [[nodiscard]] std::string id(std::size_t resource) const {
    return std::string(graph_.resources[resource].id());
  }

  void add_ways_in() {
    std::vector<std::string> lines;
    for (const std::size_t each : ends_) {
      if (!is_decided(each)) continue;
      const auto way = connections_.from_internet(each);
      if (!way) continue;
      // What is forwarded to it comes by what forwards.
      if (is_direct(way->answer)) {
        edges_.add(internet_, node_of_[each], EdgeKind::traffic, words_of(way->answer), way->ports,
                   way->answer.verdict);
      }
      lines.push_back(id(each) + ": " + words_of(way->answer));
    }
    if (internet_ == nowhere) return;
    if (lines.empty()) lines.emplace_back("Nothing");
    state("What is open to the internet?", std::move(lines));
  }

  // Subnets are boxes: what takes their traffic out is drawn, the rest is told.
  void add_ways_out() {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < graph_.resources.size(); ++i) {
      const std::string_view type = graph_.resources[i].type();
      const std::size_t node = node_of_[graph_.resources[i].owner];
      if (type == "AWS::EC2::InternetGateway") {
        edges_.add(node, internet_, EdgeKind::traffic, "leads to the internet");
      }
      if (type == "AWS::EC2::NatGateway") {
        edges_.add(node, gateway_near(i), EdgeKind::traffic, "takes traffic out");
      }
      if (type != "AWS::EC2::Subnet" || names_.name(i).empty() || !is_decided(i)) continue;
      const auto answer = network_.reach(names_.name(i), internet);
      if (answer) lines.push_back(id(i) + ": " + words_of(*answer));
    }
    if (!lines.empty()) state("How do the subnets reach the internet?", std::move(lines));
  }

  // The internet gateway of the same template, if there is one alone; else the internet.
  [[nodiscard]] std::size_t gateway_near(std::size_t nat) const {
    std::size_t found = nowhere;
    for (std::size_t i = 0; i < graph_.resources.size(); ++i) {
      if (graph_.resources[i].type() != "AWS::EC2::InternetGateway") continue;
      if (graph_.resources[i].stack != graph_.resources[nat].stack) continue;
      if (found != nowhere) return internet_;
      found = node_of_[i];
    }
    return found == nowhere ? internet_ : found;
  }

  void add_pairs() {
    std::vector<std::size_t> takers;
    for (const std::size_t each : ends_) {
      if (network_.takes_connections(names_.name(each))) takers.push_back(each);
    }
    if (takers.size() * askers_.size() > most_pairs) {
      state("What reaches what?", {"Too much to draw: ask `reach FROM TO`"});
      view_.undecided.emplace_back("Who reaches whom is too much to draw: ask `reach FROM TO`.");
      return;
    }
    for (const std::size_t to : takers) {
      if (!is_decided(to)) continue;
      std::vector<std::string> lines;
      for (const auto& [from, answer, ports] : connections_.ways_to(to, askers_)) {
        edges_.add(node_of_[from], node_of_[to], EdgeKind::traffic, words_of(answer), ports,
                   answer.verdict);
        lines.push_back(id(from) + ": " + words_of(answer));
      }
      if (lines.empty()) lines.emplace_back("Nothing in these templates");
      state("What can reach " + id(to) + "?", std::move(lines));
    }
  }

  // Whether a question about a resource may still be asked; else it is told that it was not.
  bool is_decided(std::size_t resource) {
    if (tries_.are_left()) return true;
    if (std::ranges::find(undecided_, resource) == undecided_.end()) undecided_.push_back(resource);
    return false;
  }

  void add_undecided() {
    if (undecided_.empty()) return;
    std::vector<std::string> ids;
    for (const std::size_t each : undecided_) ids.push_back(id(each));
    view_.undecided.push_back(undecided_words("Who connects to " + some_of(ids)));
  }

  const Graph& graph_;
  AskedConnections& connections_;
  const JoinedNames& names_;
  const Network& network_;
  Tries<Network> tries_;
  Places places_;
  View& view_;
  std::vector<Statement>& statements_;
  std::vector<std::size_t> ends_;    // what is drawn
  std::vector<std::size_t> askers_;  // and what stands in no VPC
  std::vector<std::size_t> undecided_;
  std::vector<std::size_t> node_of_;
  std::size_t internet_ = nowhere;
  EdgeSet edges_;
};

}  // namespace

View network_view(const Graph& graph, AskedConnections& connections,
                  std::vector<Statement>& statements) {
  View view{.name = "network",
            .title = "Network",
            .about = "Who can connect to whom, by routes, network ACLs and security groups.",
            .empty = "No resource stands in a VPC of these templates"};
  NetworkDrawing(graph, connections, view, statements).draw();
  return view;
}

}  // namespace omnitrack::graph
