#include "graph/views/fold.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/model/kinds.hpp"
#include "graph/views/nodes.hpp"

namespace omnitrack::graph {

namespace {

// How many nodes a picture has outside of networks before those of one type stand as one, shared
// by its stacks, and how few one of these may have all the same.
constexpr std::size_t most_nodes = 60;
constexpr std::size_t most_nodes_of_many = 240;
constexpr std::size_t fewest_nodes = 6;

std::size_t most_in_stack(const View& view) {
  const auto stacks =
      static_cast<std::size_t>(std::ranges::count(view.boxes, BoxKind::stack, &ViewBox::kind));
  if (stacks == 0) return most_nodes;
  return std::clamp(most_nodes_of_many / stacks, fewest_nodes, most_nodes);
}

// From so many on, those of a type stand as one where there are too many.
constexpr std::size_t fewest_in_fold = 3;

// Alike for what is fated alike.
std::string fate_key(const Candidate& candidate) {
  const Fate& fate = candidate.fate;
  const int number = static_cast<int>(fate.action) * 8 + (fate.is_lost ? 4 : 0) +
                     (fate.is_opened ? 2 : 0) + (candidate.is_pale ? 1 : 0);
  return std::to_string(number) + ' ';
}

struct Group {
  std::size_t box = nowhere;
  std::vector<std::size_t> spans;
  std::string words;  // the plural of what is in it
  bool is_folded = false;
  std::vector<std::size_t> members{};  // places among the candidates
};

class Folding {
 public:
  Folding(const Graph& graph, const std::vector<Candidate>& candidates, View& view)
      : graph_(graph), candidates_(candidates), view_(view), most_in_stack_(most_in_stack(view)) {}

  std::vector<std::size_t> run() {
    group([](const Resource& each) { return std::string(each.type()); },
          [](const Resource& each) { return plural_of(kind_of(each.type()), each.type()); });
    fold_crowded();
    if (is_crowded()) {
      group([](const Resource& each) { return std::string(name_of(each.family)); },
            [](const Resource& each) { return std::string(name_of(each.family)) + " resources"; });
      fold_crowded();
    }
    return nodes();
  }

 private:
  template <typename Key, typename Words>
  void group(const Key& key, const Words& words) {
    groups_.clear();
    std::map<std::tuple<std::size_t, std::vector<std::size_t>, std::string>, std::size_t> places;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Candidate& each = candidates_[i];
      const Resource& resource = graph_.resources[each.resource];
      const auto [place, is_new] = places.try_emplace(
          {each.box, each.spans, fate_key(each) + key(resource)}, groups_.size());
      if (is_new)
        groups_.push_back({.box = each.box, .spans = each.spans, .words = words(resource)});
      Group& group = groups_[place->second];
      group.members.push_back(i);
      if ((resource.is_grouped || each.is_grouped) && group.members.size() > 1) {
        group.is_folded = true;
      }
    }
  }

  // How many nodes a box has before those of one type stand as one.
  [[nodiscard]] std::size_t most_in(std::size_t box) const {
    const BoxKind kind = box == nowhere ? BoxKind::group : view_.boxes[box].kind;
    if (kind == BoxKind::subnet) return 5;
    return kind == BoxKind::vpc ? 14 : most_in_stack_;
  }

  [[nodiscard]] std::map<std::size_t, std::size_t> counts() const {
    std::map<std::size_t, std::size_t> counts;
    for (const Group& each : groups_) counts[each.box] += each.is_folded ? 1 : each.members.size();
    return counts;
  }

  [[nodiscard]] bool is_crowded() const {
    return std::ranges::any_of(
        counts(), [&](const auto& each) { return each.second > 2 * most_in(each.first); });
  }

  // The largest groups first, until what is left can be taken in and none stands out by its size.
  void fold_crowded() {
    const std::map<std::size_t, std::size_t> all = counts();
    std::map<std::size_t, std::size_t> left = all;
    std::vector<std::size_t> order(groups_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
      return groups_[a].members.size() > groups_[b].members.size();
    });
    for (const std::size_t at : order) {
      Group& group = groups_[at];
      std::size_t& count = left[group.box];
      if (group.is_folded || group.members.size() < fewest_in_fold) continue;
      const std::size_t most = most_in(group.box);
      const bool stands_out = all.at(group.box) > most && group.members.size() > most / 4;
      if (count <= most && !stands_out) continue;
      group.is_folded = true;
      count -= group.members.size() - 1;
    }
  }

  std::vector<std::size_t> nodes() {
    std::vector<std::size_t> place_of(candidates_.size(), nowhere);
    std::vector<const Group*> group_of(candidates_.size(), nullptr);
    for (const Group& group : groups_) {
      for (const std::size_t member : group.members) group_of[member] = &group;
    }
    std::vector<std::size_t> node_of(graph_.resources.size(), nowhere);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const Group& group = *group_of[i];
      if (group.is_folded && group.members.front() != i) {
        place_of[i] = place_of[group.members.front()];
      } else {
        place_of[i] = view_.nodes.size();
        view_.nodes.push_back(node(i, group));
      }
      node_of[candidates_[i].resource] = place_of[i];
    }
    for (std::size_t i = 0; i < graph_.resources.size(); ++i) {
      const std::size_t owner = graph_.resources[i].owner;
      if (owner == i || node_of[i] != nowhere || node_of[owner] == nowhere) continue;
      node_of[i] = node_of[owner];
      view_.nodes[node_of[i]].folded.push_back(graph_.resources[i].key);
    }
    return node_of;
  }

  [[nodiscard]] ViewNode node(std::size_t candidate, const Group& group) const {
    const Candidate& from = candidates_[candidate];
    std::vector<std::size_t> members;
    if (group.is_folded) {
      for (const std::size_t each : group.members) members.push_back(candidates_[each].resource);
    }
    ViewNode node = group.is_folded ? node_of_several(graph_, members, group.words)
                                    : node_of_resource(graph_, from.resource);
    node.box = from.box;
    node.spans = from.spans;
    node.fate = from.fate;
    node.is_pale = from.is_pale;
    return node;
  }

  const Graph& graph_;
  const std::vector<Candidate>& candidates_;
  View& view_;
  std::size_t most_in_stack_;
  std::vector<Group> groups_;
};

}  // namespace

std::vector<std::size_t> add_nodes(const Graph& graph, const std::vector<Candidate>& candidates,
                                   View& view) {
  return Folding(graph, candidates, view).run();
}

}  // namespace omnitrack::graph
