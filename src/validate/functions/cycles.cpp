#include <algorithm>
#include <vector>

#include "meaning/cases.hpp"
#include "meaning/condition_logic.hpp"
#include "meaning/references.hpp"
#include "meaning/sam/facts.hpp"
#include "omnitrack/codes.hpp"
#include "validate/functions/functions.hpp"

namespace omnitrack::validate {

using meaning::Assumption;
using meaning::can_hold_together;
using meaning::condition_of;
using meaning::locate;
using meaning::Location;
using meaning::Path;
using meaning::Reference;
using tmpl::ResourceEntry;

namespace {

/// A dependency of one resource on another, by their places in the index.
struct Edge {
  std::uint32_t from;
  std::uint32_t to;
  const Reference* reference;
};

/// The dependencies of a template's resources, sorted by the resource that depends.
class Graph {
 public:
  Graph(const tmpl::Index& index, const std::vector<Reference>& references, bool with_conditional)
      : size_(index.resources().size()), first_edges_(size_ + 1) {
    std::uint32_t user = 0;
    const ResourceEntry* first = index.resources().data();
    for (const Reference& each : references) {
      if (each.is_from_output || (each.is_conditional && !with_conditional)) continue;
      const ResourceEntry* target = index.find_resource(each.target);
      if (target == nullptr) continue;
      while (first[user].logical_id.data() != each.user.data()) ++user;
      // What SAM makes of the types that are still its own is not known.
      if (meaning::sam::has_name_of_sam(first[user].type_name)) continue;
      const auto to = static_cast<std::uint32_t>(target - first);
      edges_.push_back({user, to, &each});
      ++first_edges_[user + 1];
    }
    for (std::size_t i = 1; i <= size_; ++i) first_edges_[i] += first_edges_[i - 1];
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(size_); }
  [[nodiscard]] std::span<const Edge> edges_of(std::uint32_t resource) const {
    return {edges_.data() + first_edges_[resource], edges_.data() + first_edges_[resource + 1]};
  }

 private:
  std::size_t size_;
  std::vector<std::uint32_t> first_edges_;
  std::vector<Edge> edges_;
};

constexpr std::uint32_t none = 0xFFFFFFFF;

/// Tarjan's strongly connected components, on a stack of its own.
class Components {
 public:
  explicit Components(const Graph& graph)
      : graph_(graph),
        orders_(graph.size(), none),
        lows_(graph.size()),
        components_(graph.size(), none) {
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
      if (orders_[i] == none) visit(i);
    }
  }

  [[nodiscard]] std::uint32_t of(std::uint32_t resource) const { return components_[resource]; }
  [[nodiscard]] std::uint32_t count() const { return count_; }

 private:
  struct Frame {
    std::uint32_t resource;
    std::size_t next_edge;
  };

  void enter(std::uint32_t resource) {
    orders_[resource] = lows_[resource] = next_order_++;
    open_.push_back(resource);
    frames_.push_back({resource, 0});
  }

  void visit(std::uint32_t root) {
    enter(root);
    while (!frames_.empty()) {
      const std::uint32_t at = frames_.back().resource;
      const auto edges = graph_.edges_of(at);
      if (frames_.back().next_edge == edges.size()) {
        leave(at);
        continue;
      }
      const std::uint32_t to = edges[frames_.back().next_edge++].to;
      if (orders_[to] == none) {
        enter(to);
      } else if (components_[to] == none) {
        lows_[at] = std::min(lows_[at], orders_[to]);
      }
    }
  }

  void leave(std::uint32_t resource) {
    frames_.pop_back();
    if (!frames_.empty()) {
      std::uint32_t& low = lows_[frames_.back().resource];
      low = std::min(low, lows_[resource]);
    }
    if (lows_[resource] != orders_[resource]) return;
    std::uint32_t member = none;
    do {
      member = open_.back();
      open_.pop_back();
      components_[member] = count_;
    } while (member != resource);
    ++count_;
  }

  const Graph& graph_;
  std::vector<std::uint32_t> orders_;
  std::vector<std::uint32_t> lows_;
  std::vector<std::uint32_t> components_;
  std::vector<std::uint32_t> open_;
  std::vector<Frame> frames_;
  std::uint32_t next_order_ = 0;
  std::uint32_t count_ = 0;
};

/// The shortest way from a resource back to itself within its component; empty where there is none.
/// `came_by` has a place for each resource; components do not share any.
std::vector<Edge> shortest_cycle(const Graph& graph, const Components& components,
                                 std::uint32_t start, std::vector<const Edge*>& came_by) {
  std::vector<std::uint32_t> queue{start};
  for (std::size_t head = 0; head < queue.size(); ++head) {
    for (const Edge& edge : graph.edges_of(queue[head])) {
      if (components.of(edge.to) != components.of(start)) continue;
      if (edge.to == start) {
        std::vector<Edge> cycle{edge};
        while (cycle.back().from != start) cycle.push_back(*came_by[cycle.back().from]);
        std::reverse(cycle.begin(), cycle.end());
        return cycle;
      }
      if (came_by[edge.to] == nullptr) {
        came_by[edge.to] = &edge;
        queue.push_back(edge.to);
      }
    }
  }
  return {};
}

/// Tells one cycle where it can come about at all.
void report_cycle(const Context& context, const std::vector<Edge>& cycle, GradedCode code) {
  const auto resources = context.index.resources();
  std::vector<Assumption> assumptions;
  std::string text;
  const Path root;
  for (const Edge& edge : cycle) {
    const ResourceEntry& user = resources[edge.from];
    const Location location = locate(user.member->value, *edge.reference->at).value_or(Location());
    text.append(user.logical_id).append(" (").append(location.path).append(") → ");
    assumptions.push_back({.condition = condition_of(user)});
    assumptions.insert(assumptions.end(), location.when.begin(), location.when.end());
  }
  const bool is_free = std::all_of(assumptions.begin(), assumptions.end(),
                                   [](const Assumption& each) { return each.condition.empty(); });
  if (!is_free && !can_hold_together(context.index, assumptions)) return;
  const ResourceEntry& first = resources[cycle.front().from];
  text.append(first.logical_id);
  const Path section(root, "Resources");
  const Path path(section, first.logical_id);
  const std::uint32_t begin = first.member->key_begin;
  context.report.report(
      code, begin, begin + static_cast<std::uint32_t>(first.logical_id.size()), path,
      cycle.size() == 1 ? "the resource depends on itself: " + text
                        : "resources depend on each other: " + text,
      cycle.size() == 1 ? std::string() : "move one of the references into a resource of its own");
}

/// Tells one cycle of each component that has one, and marks all resources of those.
void report_components(const Context& context, const Graph& graph, GradedCode code,
                       std::vector<bool>& is_told) {
  const Components components(graph);
  std::vector<const Edge*> came_by(graph.size(), nullptr);
  std::vector<bool> is_cyclic(components.count());
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    if (is_told[i] || is_cyclic[components.of(i)]) continue;
    const auto cycle = shortest_cycle(graph, components, i, came_by);
    if (cycle.empty()) continue;
    is_cyclic[components.of(i)] = true;
    const bool is_new = std::none_of(cycle.begin(), cycle.end(),
                                     [&is_told](const Edge& edge) { return is_told[edge.from]; });
    if (is_new) report_cycle(context, cycle, code);
  }
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    if (is_cyclic[components.of(i)]) is_told[i] = true;
  }
}

}  // namespace

void check_cycles(const Context& context) {
  if (context.index.has_own_macro()) return;
  std::vector<Reference> references;
  meaning::collect_references(context.index, references);
  std::vector<bool> is_told(context.index.resources().size());
  report_components(context, Graph(context.index, references, false), as_error(codes::OT4330),
                    is_told);
  const bool has_conditional =
      std::any_of(references.begin(), references.end(),
                  [](const Reference& each) { return each.is_conditional; });
  if (!has_conditional) return;
  report_components(context, Graph(context.index, references, true), as_warning(codes::OT4330),
                    is_told);
}

}  // namespace omnitrack::validate
