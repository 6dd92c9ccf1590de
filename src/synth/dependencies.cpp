#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "core/tree.hpp"
#include "omnitrack/codes.hpp"
#include "synth/plan.hpp"

namespace omnitrack::synth {

namespace {

bool edge_less(const Edge& a, const Edge& b) {
  return a.from != b.from ? a.from < b.from : a.to < b.to;
}

void add_resources(const Construct& construct, std::vector<const Resource*>& found) {
  if (construct.construct_kind() == ConstructKind::resource) {
    found.push_back(static_cast<const Resource*>(&construct));
  }
  for (const Construct* child = construct.first_child(); child != nullptr;
       child = child->next_sibling()) {
    add_resources(*child, found);
  }
}

std::vector<const Resource*> resources_in(const Construct& construct) {
  std::vector<const Resource*> found;
  add_resources(construct, found);
  return found;
}

/// Finds, among the references, whether one resource refers to another.
class ReferenceLookup {
 public:
  explicit ReferenceLookup(const StackPlan& plan) : edges_(plan.references) {
    std::sort(edges_.begin(), edges_.end(), edge_less);
  }
  [[nodiscard]] bool has(const Edge& edge) const {
    return std::binary_search(edges_.begin(), edges_.end(), edge, edge_less);
  }

 private:
  std::vector<Edge> edges_;
};

}  // namespace

void expand_dependencies(Plan& plan) {
  if (plan.empty()) return;
  App& app = plan.front().stack->app();
  if (!TreeAccess::state(app).has_dependencies) return;
  std::unordered_map<const Stack*, StackPlan*> plans;
  for (StackPlan& each : plan) plans[each.stack] = &each;

  for (const Construct* c = &app; c != nullptr; c = TreeAccess::next_made(*c)) {
    for (const auto* entry = TreeAccess::dependencies(*c); entry != nullptr; entry = entry->next) {
      const std::vector<const Resource*> from = resources_in(*c);
      if (&entry->on->app() != &app) {
        c->error(codes::OT1010,
                 "uses '" + entry->on->path() + "', which is not in a stack of this app",
                 "add it to a stack of the same app");
        continue;
      }
      std::set<std::pair<const Stack*, const Stack*>> ordered;
      for (const Resource* target : resources_in(*entry->on)) {
        for (const Resource* resource : from) {
          if (target == resource) continue;
          if (TreeAccess::stack(*target) == TreeAccess::stack(*resource)) {
            StackPlan& in = *plans.at(TreeAccess::stack(*resource));
            const Edge edge{TreeAccess::index(*resource), TreeAccess::index(*target)};
            in.explicit_dependencies.push_back(edge);
            if (!entry->way_out.empty()) in.ways_out.push_back({edge, entry->way_out});
          } else if (ordered.emplace(&resource->stack(), &target->stack()).second) {
            // Only the order of the stacks can wait for what is in another one.
            plans.at(TreeAccess::stack(*resource))
                ->foreign_uses.push_back({resource, Node{}, target});
          }
        }
      }
    }
  }

  for (StackPlan& each : plan) {
    auto& edges = each.explicit_dependencies;
    const ReferenceLookup lookup(each);
    std::erase_if(edges, [&](const Edge& edge) { return lookup.has(edge); });
    std::sort(edges.begin(), edges.end(), edge_less);
    edges.erase(
        std::unique(edges.begin(), edges.end(),
                    [](const Edge& a, const Edge& b) { return a.from == b.from && a.to == b.to; }),
        edges.end());
  }
}

}  // namespace omnitrack::synth
