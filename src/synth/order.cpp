#include <algorithm>
#include <functional>
#include <queue>
#include <set>
#include <string>
#include <unordered_map>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

namespace {

/// The edges of a graph by the vertex at one of their ends.
class Adjacency {
 public:
  Adjacency(std::size_t vertices, const std::vector<Edge>& edges, std::uint32_t Edge::*key,
            std::uint32_t Edge::*other)
      : begin_(vertices + 1), others_(edges.size()) {
    for (const Edge& edge : edges) ++begin_[edge.*key + 1];
    for (std::size_t i = 1; i <= vertices; ++i) begin_[i] += begin_[i - 1];
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
    for (const Edge& edge : edges) others_[next[edge.*key]++] = edge.*other;
  }

  [[nodiscard]] auto begin(std::uint32_t vertex) const { return others_.begin() + begin_[vertex]; }
  [[nodiscard]] auto end(std::uint32_t vertex) const {
    return others_.begin() + begin_[vertex + 1];
  }

 private:
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> others_;
};

// The least vertex that is ready comes first, so that vertices keep their order where nothing else
// is asked. Vertices on or behind a cycle are left out.
std::vector<std::uint32_t> order_of(std::size_t vertices, const std::vector<Edge>& edges) {
  std::vector<std::uint32_t> order;
  order.reserve(vertices);
  const bool is_in_order =
      std::all_of(edges.begin(), edges.end(), [](const Edge& e) { return e.to < e.from; });
  if (is_in_order) {
    for (std::uint32_t i = 0; i < vertices; ++i) order.push_back(i);
    return order;
  }
  const Adjacency dependents(vertices, edges, &Edge::to, &Edge::from);
  std::vector<std::uint32_t> waiting(vertices);
  for (const Edge& edge : edges) ++waiting[edge.from];
  std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> ready;
  for (std::uint32_t i = 0; i < vertices; ++i) {
    if (waiting[i] == 0) ready.push(i);
  }
  while (!ready.empty()) {
    const std::uint32_t next = ready.top();
    ready.pop();
    order.push_back(next);
    for (auto it = dependents.begin(next); it != dependents.end(next); ++it) {
      if (--waiting[*it] == 0) ready.push(*it);
    }
  }
  return order;
}

// One cycle among the vertices that could not be ordered, beginning with its least one.
std::vector<std::uint32_t> find_cycle(std::size_t vertices, const std::vector<Edge>& edges,
                                      const std::vector<std::uint32_t>& order) {
  std::vector<bool> is_ordered(vertices);
  for (const std::uint32_t vertex : order) is_ordered[vertex] = true;
  const Adjacency dependencies(vertices, edges, &Edge::from, &Edge::to);
  std::uint32_t at = 0;
  while (is_ordered[at]) ++at;
  // Every vertex left has a dependency that is left, so following them comes to a cycle.
  std::vector<std::uint32_t> trail;
  std::vector<bool> seen(vertices);
  while (!seen[at]) {
    seen[at] = true;
    trail.push_back(at);
    at = *std::find_if(dependencies.begin(at), dependencies.end(at),
                       [&](std::uint32_t to) { return !is_ordered[to]; });
  }
  trail.erase(trail.begin(), std::find(trail.begin(), trail.end(), at));
  std::rotate(trail.begin(), std::min_element(trail.begin(), trail.end()), trail.end());
  return trail;
}

std::string place_of(const Construct& construct) {
  return "'" + construct.path() + "' (" + construct.source().file + ':' +
         std::to_string(construct.source().line) + ')';
}

// The resource of a circle at whose line the circle is told, with what can be done about it.
struct CircleAdvice {
  std::uint32_t at;
  std::string hint;
};

// What waits by a dependency with a way out waits for what the user added: the resource that this
// needs in turn is nearest to the line that closes the circle.
CircleAdvice advice_on(const StackPlan& plan, const std::vector<std::uint32_t>& circle) {
  std::vector<bool> is_ordered(plan.resources.size());
  for (const std::uint32_t vertex : plan.order) is_ordered[vertex] = true;
  CircleAdvice advice{circle.front(), {}};
  std::vector<std::string_view> hints;
  for (std::size_t i = 0; i < circle.size(); ++i) {
    for (const WayOut& way : plan.ways_out) {
      if (way.edge.from != circle[i] || is_ordered[way.edge.to]) continue;
      if (std::find(hints.begin(), hints.end(), way.hint) != hints.end()) continue;
      hints.push_back(way.hint);
      if (way.edge.to == circle[(i + 1) % circle.size()]) {
        advice.at = circle[(i + 2) % circle.size()];
      }
    }
  }
  for (const std::string_view hint : hints) {
    if (!advice.hint.empty()) advice.hint += ", or ";
    advice.hint += hint;
  }
  if (hints.empty()) {
    advice.hint =
        "break the circle: move one of the references to a resource of its own, such as a policy "
        "or a rule";
  }
  return advice;
}

}  // namespace

void order_resources(StackPlan& plan) {
  std::vector<Edge> edges = plan.references;
  // A resource may name itself, e.g. in a policy; that asks for no order.
  std::erase_if(edges, [](const Edge& edge) { return edge.from == edge.to; });
  edges.insert(edges.end(), plan.explicit_dependencies.begin(), plan.explicit_dependencies.end());
  plan.order = order_of(plan.resources.size(), edges);
  if (plan.order.size() == plan.resources.size()) return;
  std::vector<std::uint32_t> cycle = find_cycle(plan.resources.size(), edges, plan.order);
  const CircleAdvice advice = advice_on(plan, cycle);
  std::rotate(cycle.begin(), std::find(cycle.begin(), cycle.end(), advice.at), cycle.end());
  std::string text;
  for (const std::uint32_t place : cycle) {
    text += place_of(*plan.resources[place]) + " needs ";
  }
  const Resource& first = *plan.resources[cycle.front()];
  first.error(codes::OT1004,
              "resources depend on each other in a circle: " + text + place_of(first), advice.hint);
}

namespace {

const ForeignUse& use_between(const StackPlan& from, const StackPlan& to) {
  return *std::find_if(
      from.foreign_uses.begin(), from.foreign_uses.end(),
      [&](const ForeignUse& use) { return TreeAccess::stack(*use.target) == to.stack; });
}

void report_stack_cycle(const Plan& plan, const std::vector<std::uint32_t>& cycle) {
  std::string text;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const StackPlan& from = plan[cycle[i]];
    const StackPlan& to = plan[cycle[(i + 1) % cycle.size()]];
    const ForeignUse& use = use_between(from, to);
    if (i > 0) text += "; ";
    text += place_of(*use.user) + (use.value.is_set() ? " uses " : " waits for ") +
            place_of(*use.target);
  }
  plan[cycle.front()].stack->error(
      codes::OT1005, "stacks depend on each other in a circle: " + text,
      "move one of these resources to the other stack, or both to a third");
}

}  // namespace

std::vector<std::vector<std::string_view>> order_stacks(Plan& plan) {
  std::unordered_map<const Stack*, std::uint32_t> places;
  for (std::uint32_t i = 0; i < plan.size(); ++i) places[plan[i].stack] = i;
  std::vector<Edge> edges;
  for (std::uint32_t from = 0; from < plan.size(); ++from) {
    std::set<std::uint32_t> needed;
    for (const ForeignUse& use : plan[from].foreign_uses) {
      needed.insert(places.at(TreeAccess::stack(*use.target)));
    }
    for (const std::uint32_t to : needed) edges.push_back({from, to});
  }
  const std::vector<std::uint32_t> order = order_of(plan.size(), edges);
  if (order.size() != plan.size()) {
    report_stack_cycle(plan, find_cycle(plan.size(), edges, order));
    return {};
  }
  std::vector<std::vector<std::string_view>> needs;
  Plan ordered;
  for (const std::uint32_t place : order) {
    auto& names = needs.emplace_back();
    for (const Edge& edge : edges) {
      if (edge.from == place) names.push_back(plan[edge.to].stack->name());
    }
  }
  for (const std::uint32_t place : order) ordered.push_back(std::move(plan[place]));
  plan = std::move(ordered);
  return needs;
}

}  // namespace omnitrack::synth
