#include <algorithm>

#include "graph/views/edge_set.hpp"
#include "graph/views/fold.hpp"
#include "graph/views/views.hpp"

namespace omnitrack::graph {

namespace {

// The changed resources of one side, and what stands next to them.
class ChangedSide {
 public:
  ChangedSide(const Graph& graph, const ChangesByKey& changes, bool is_old)
      : graph_(graph), fates_(graph.resources.size()) {
    for (std::size_t i = 0; i < graph.resources.size(); ++i) {
      const auto change = changes.find(graph.resources[i].key);
      if (change == changes.end()) continue;
      const bool leaves = change->second.fate.action == Fate::Action::removed;
      if (leaves == is_old) fates_[i] = change->second.fate;
    }
  }

  [[nodiscard]] bool changes(std::size_t at) const {
    return fates_[at].action != Fate::Action::none || fates_[at].is_lost || fates_[at].is_opened;
  }

  // What stands for a resource: itself where it changes, else what it is drawn with.
  [[nodiscard]] std::size_t shown(std::size_t at) const {
    return changes(at) ? at : graph_.resources[at].owner;
  }

  // What so much stands in that it tells nothing of a change.
  [[nodiscard]] bool is_network(std::size_t at) const {
    const std::string_view type = graph_.resources[at].type();
    return type == "AWS::EC2::VPC" || type == "AWS::EC2::Subnet";
  }

  template <typename Visit>
  void for_each_edge(const Visit& visit) const {
    for (const Edge& each : graph_.flows) {
      visit(shown(each.from), shown(each.to), each.kind, each.words);
    }
    for (const Edge& each : graph_.grants) {
      visit(shown(each.from), shown(each.to), each.kind, "may " + each.words);
    }
    for (const Naming& each : graph_.namings) {
      if (each.how == meaning::Reference::How::depends_on) continue;
      visit(shown(each.user), shown(each.target), EdgeKind::reference, std::string());
    }
  }

  [[nodiscard]] std::vector<Candidate> candidates(bool with_neighbours) const {
    std::vector<bool> is_near(graph_.resources.size());
    if (with_neighbours) {
      for_each_edge([&](std::size_t from, std::size_t to, EdgeKind, const std::string&) {
        if (changes(from) == changes(to)) return;
        const std::size_t other = changes(from) ? to : from;
        is_near[other] = !is_network(other);
      });
    }
    std::vector<Candidate> found;
    for (std::size_t i = 0; i < graph_.resources.size(); ++i) {
      if (changes(i)) {
        found.push_back(
            {.resource = i, .fate = fates_[i], .is_grouped = graph_.resources[i].owner != i});
      }
      if (!changes(i) && is_near[i]) found.push_back({.resource = i, .is_pale = true});
    }
    return found;
  }

 private:
  const Graph& graph_;
  std::vector<Fate> fates_;
};

// What is lost, and then what is opened: by logical ids, or of several stacks by keys.
std::vector<std::string> told_of(const ChangesByKey& changes, bool with_stacks) {
  std::vector<std::string> told;
  std::vector<std::string> opened;
  for (const auto& [key, change] : changes) {
    const std::string name = with_stacks ? key : key.substr(key.find('/') + 1);
    const auto line = [&name](std::string word, const std::string& words) {
      return std::move(word.append(name).append(": ").append(words));
    };
    for (const std::string& each : change.losses) told.push_back(line("Lost: ", each));
    for (const std::string& each : change.opened) opened.push_back(line("Opened: ", each));
  }
  told.insert(told.end(), opened.begin(), opened.end());
  return told;
}

}  // namespace

View change_view(const Graph& graph, const Graph& old, const ChangesByKey& changes) {
  View view{.name = "change",
            .title = "Change",
            .about =
                "What a deployment adds, changes, replaces, removes, loses and opens; what "
                "stays is pale.",
            .empty = "No resource changes",
            .told = told_of(changes, std::max(graph.stacks.size(), old.stacks.size()) > 1)};
  const ChangedSide after(graph, changes, false);
  const ChangedSide before(old, changes, true);
  const std::vector<std::size_t> node_of = add_nodes(graph, after.candidates(true), view);
  const std::vector<std::size_t> old_node_of = add_nodes(old, before.candidates(false), view);
  EdgeSet edges;
  after.for_each_edge(
      [&](std::size_t from, std::size_t to, EdgeKind kind, const std::string& words) {
        if (after.changes(from) || after.changes(to)) {
          edges.add(node_of[from], node_of[to], kind, words);
        }
      });
  // What leaves stood next to resources that are still there.
  const auto place_of = [&](std::size_t at) {
    if (old_node_of[at] != nowhere) return old_node_of[at];
    const auto stack = std::ranges::find(graph.stacks, old.stacks[old.resources[at].stack].name,
                                         &StackSource::name);
    if (stack == graph.stacks.end()) return nowhere;
    const std::size_t now =
        graph.find(static_cast<std::size_t>(stack - graph.stacks.begin()), old.resources[at].id());
    return now == nowhere ? nowhere : node_of[now];
  };
  before.for_each_edge(
      [&](std::size_t from, std::size_t to, EdgeKind kind, const std::string& words) {
        if (before.changes(from) || before.changes(to))
          edges.add(place_of(from), place_of(to), kind, words);
      });
  view.edges = edges.edges();
  for (ViewEdge& each : view.edges) {
    each.is_pale = view.nodes[each.from].is_pale && view.nodes[each.to].is_pale;
  }
  return view;
}

}  // namespace omnitrack::graph
