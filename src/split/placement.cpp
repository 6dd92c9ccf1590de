#include "split/placement.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "split/crossings.hpp"
#include "split/grouping.hpp"
#include "split/part_mark.hpp"
#include "split/units.hpp"

namespace omnitrack::split {

namespace {

using Members = std::span<const std::uint32_t>;

// How full a part is made at first, in percent of its limits: the rest is for what comes later. The
// smaller ones are tried where parts of more would need too many parameters or outputs.
constexpr std::array<std::size_t, 4> percents{80, 50, 25, 10};

// References are many; being of one construct outweighs all of them.
constexpr std::size_t weight_of_construct = 1'000'000;

Limits shrunk(const Limits& limits, std::size_t percent) {
  Limits small = limits;
  small.resources = std::max<std::size_t>(1, limits.resources * percent / 100);
  small.bytes = limits.bytes * percent / 100;
  return small;
}

std::size_t number_of(std::string_view name) {
  std::size_t number = 0;
  if (name.starts_with(part_name)) {
    name.remove_prefix(part_name.size());
    std::from_chars(name.data(), name.data() + name.size(), number);
  }
  return number;
}

Homes recorded_homes(const ResourceGraph& graph, std::span<const Tenant> tenants) {
  Homes homes{.names = {}, .of = std::vector<Home>(graph.size(), no_home)};
  std::set<std::pair<std::size_t, std::string>> names;
  for (const Tenant& each : tenants) {
    if (each.home && !each.home->empty()) names.emplace(number_of(*each.home), *each.home);
  }
  std::map<std::string_view, Home> places{{"", own_template}};
  for (const auto& [number, name] : names) homes.names.push_back(name);
  for (const std::string& name : homes.names) places.emplace(name, places.size());
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    if (tenants[i].home) {
      homes.of[i] = places.at(*tenants[i].home);
    } else if (graph.stays(i)) {
      homes.of[i] = own_template;
    }
  }
  return homes;
}

class Placer {
 public:
  Placer(const ResourceGraph& graph, std::span<const Tenant> tenants, const Limits& limits,
         std::size_t percent)
      : graph_(graph), tenants_(tenants), limits_(limits), fill_(shrunk(limits, percent)) {
    placement_.homes = recorded_homes(graph, tenants);
  }

  Placement place() {
    const std::vector<std::uint32_t> bundles =
        bundle(graph_, tenants_, homes(), placement_.problems);
    Grouping grouping =
        group(graph_, tenants_, bundles, fill_.resources, limits_.resources, homes());
    std::ranges::move(grouping.problems, std::back_inserter(placement_.problems));
    if (!placement_.problems.empty()) return std::move(placement_);
    crossings_.emplace(graph_, homes(), limits_);
    number_nodes(grouping.groups);
    for (const std::vector<std::uint32_t>& each : grouping.groups) place(each, bundles);
    check_limits();
    return std::move(placement_);
  }

 private:
  Homes& homes() { return placement_.homes; }
  [[nodiscard]] std::size_t parts() const { return placement_.homes.names.size(); }

  // A node is a part, by its home; or a group or a resource of the stack's own template.
  void number_nodes(const std::vector<std::vector<std::uint32_t>>& groups) {
    nodes_.resize(graph_.size() + 1);
    node_of_.assign(graph_.size(), 0);
    for (std::uint32_t i = 0; i < graph_.size(); ++i) {
      const Home home = homes().of[i];
      const bool is_in_part = home != own_template && home != no_home;
      join(i, is_in_part ? home : add_node());
    }
    for (const std::vector<std::uint32_t>& each : groups) join_all(each, add_node());
    for (std::uint32_t i = 0; i < graph_.size(); ++i) {
      construct_homes_[construct_of(i)].insert(homes().of[i]);
    }
    recorded_homes_ = construct_homes_;
  }

  std::uint32_t add_node() {
    nodes_.emplace_back();
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }

  void join(std::uint32_t resource, std::uint32_t node) {
    node_of_[resource] = node;
    nodes_[node].push_back(resource);
  }

  void join_all(Members members, std::uint32_t node) {
    for (const std::uint32_t each : members) {
      std::erase(nodes_[node_of_[each]], each);
      join(each, node);
    }
  }

  [[nodiscard]] std::string_view construct_of(std::uint32_t resource) const {
    return path_up_to(tenants_[resource].path, 1);
  }

  void place(Members members, std::span<const std::uint32_t> bundles) {
    const Home home = home_for(members);
    if (home != no_home) return settle(members, home);
    const std::vector<Unit> inner = taken_apart(
        {.members = {members.begin(), members.end()}, .depth = SIZE_MAX / 2}, tenants_, bundles);
    if (inner.empty()) return report_full(members);
    // Its bundles one by one: of two, the second one needs the first or nothing of it.
    for (const Unit& each : inner) join_all(each.members, add_node());
    for (const Unit& each : inner) {
      const Home of_one = home_for(each.members);
      if (of_one == no_home) return report_full(each.members);
      settle(each.members, of_one);
    }
  }

  void settle(Members members, Home home) {
    for (const std::uint32_t each : members) {
      homes().of[each] = home;
      construct_homes_[construct_of(each)].insert(home);
      if (home == own_template) {
        join_all({&each, 1}, add_node());
      }
    }
    if (home != own_template) join_all(members, home);
    crossings_->add(members, home);
  }

  /// Which parts resources may not join, since the part would need something that needs it.
  std::vector<bool> blocked_parts(Members members) {
    std::vector<bool> blocked(nodes_.size(), false);
    block(members, graph_.targets(), blocked);
    block(members, graph_.users(), blocked);
    return blocked;
  }

  // Blocks what is two or more steps away.
  void block(Members members, const Arrows& arrows, std::vector<bool>& blocked) {
    std::vector<bool> is_met(nodes_.size(), false);
    std::vector<std::uint32_t> waiting;
    const auto meet = [&](std::uint32_t node) {
      if (is_met[node]) return;
      is_met[node] = true;
      waiting.push_back(node);
    };
    const std::uint32_t own = node_of_[members.front()];
    for (const std::uint32_t each : members) {
      for (const std::uint32_t next : arrows[each]) {
        if (node_of_[next] != own) meet(node_of_[next]);
      }
    }
    while (!waiting.empty()) {
      const std::uint32_t node = waiting.back();
      waiting.pop_back();
      for (const std::uint32_t each : nodes_[node]) {
        for (const std::uint32_t next : arrows[each]) {
          if (node_of_[next] == node) continue;
          blocked[node_of_[next]] = true;
          meet(node_of_[next]);
        }
      }
    }
  }

  /// How much resources belong to a part.
  [[nodiscard]] std::size_t affinity(Members members, Home part) const {
    std::size_t score = 0;
    for (const std::uint32_t each : members) {
      for (const std::uint32_t next : graph_.targets()[each]) {
        if (placement_.homes.of[next] == part) ++score;
      }
      for (const std::uint32_t next : graph_.users()[each]) {
        if (placement_.homes.of[next] == part) ++score;
      }
    }
    const bool is_of_construct = construct_homes_.at(construct_of(members.front())).contains(part);
    return is_of_construct ? score + weight_of_construct : score;
  }

  /// Blocks, beside these parts, those in which the construct of the resources did not live before.
  [[nodiscard]] std::vector<bool> blocked_but_recorded(Members members,
                                                       std::vector<bool> blocked) const {
    const std::set<Home>& recorded = recorded_homes_.at(construct_of(members.front()));
    for (Home part = 1; part <= parts(); ++part) {
      if (!recorded.contains(part)) blocked[part] = true;
    }
    return blocked;
  }

  /// The part that resources belong to most among those that they may join.
  Home best_part(Members members, const std::vector<bool>& blocked, const Limits& limits) {
    Home best = no_home;
    std::size_t best_score = 0;
    for (Home part = 1; part <= parts(); ++part) {
      if (blocked[part]) continue;
      const std::size_t score = affinity(members, part);
      if (best != no_home && score <= best_score) continue;
      if (!crossings_->fits(members, part, limits)) continue;
      best = part;
      best_score = score;
    }
    return best;
  }

  Home home_for(Members members) {
    const std::vector<bool> blocked = blocked_parts(members);
    // Bundles of one group may wait for one another; then only their whole group has a place.
    if (blocked[node_of_[members.front()]]) return no_home;
    // What a part is not filled with is for what the constructs get later that are in it.
    Home home = best_part(members, blocked_but_recorded(members, blocked), limits_);
    if (home == no_home) home = best_part(members, blocked, fill_);
    if (home == no_home && is_only_blocked(members, blocked) &&
        fits_own(members, fill_.resources)) {
      return own_template;
    }
    if (home == no_home) home = new_part(members);
    if (home == no_home) home = best_part(members, blocked, limits_);
    if (home == no_home && fits_own(members, limits_.resources)) home = own_template;
    return home;
  }

  // A part for a few resources alone is no use where the stack's own template has room.
  [[nodiscard]] bool is_only_blocked(Members members, const std::vector<bool>& blocked) const {
    for (Home part = 1; part <= parts(); ++part) {
      if (blocked[part] && crossings_->fits(members, part, fill_)) {
        return members.size() * 20 <= limits_.resources;
      }
    }
    return false;
  }

  [[nodiscard]] bool fits_own(Members members, std::size_t most) const {
    return crossings_->resources(own_template) + parts() + members.size() <= most &&
           crossings_->can_feed_own(members);
  }

  Home new_part(Members members) {
    if (crossings_->resources(own_template) + parts() >= limits_.resources) return no_home;
    const auto part = static_cast<Home>(parts() + 1);
    homes().names.push_back(free_name());
    crossings_->add_part();
    if (crossings_->fits(members, part, limits_)) return part;
    homes().names.pop_back();
    crossings_->drop_part();
    return no_home;
  }

  std::string free_name() {
    std::size_t number = 0;
    for (const std::string& each : homes().names) number = std::max(number, number_of(each));
    std::string name;
    do {
      name = part_name;
      name += std::to_string(++number);
    } while (graph_.find_resource(name) || graph_.index().find_parameter(name) != nullptr);
    return name;
  }

  void report_full(Members members) {
    Problem problem{.kind = Problem::Kind::full,
                    .message = "no nested stack has room for it, and none can be added",
                    .hint =
                        "a stack takes 500 resources, nested stacks among them, and each of these "
                        "200 parameters and 200 outputs: make it a stack of its own"};
    for (const std::uint32_t each : members) {
      problem.logical_ids.emplace_back(graph_.logical_id(each));
    }
    placement_.problems.push_back(std::move(problem));
  }

  void check_limits() {
    for (Home home = 0; home <= parts(); ++home) {
      const std::size_t resources =
          crossings_->resources(home) + (home == own_template ? parts() : 0);
      const bool is_over =
          resources > limits_.resources ||
          (home != own_template && (crossings_->parameters(home) > limits_.parameters ||
                                    crossings_->outputs(home) > limits_.outputs));
      if (!is_over || !placement_.problems.empty()) continue;
      report_over(home, resources);
    }
  }

  void report_over(Home home, std::size_t resources) {
    Problem problem{.kind = Problem::Kind::full};
    for (std::uint32_t i = 0; i < graph_.size(); ++i) {
      if (homes().of[i] == home) problem.logical_ids.emplace_back(graph_.logical_id(i));
    }
    problem.message = home == own_template
                          ? "the stack's own template would have " + std::to_string(resources) +
                                " resources, nested stacks among them"
                          : "the nested stack '" + homes().names[home - 1] + "' would have " +
                                std::to_string(resources) + " resources, " +
                                std::to_string(crossings_->parameters(home)) + " parameters and " +
                                std::to_string(crossings_->outputs(home)) + " outputs";
    problem.hint =
        "CloudFormation takes 500 resources, 200 parameters and 200 outputs a template; "
        "remove something from there, or cut references to other parts";
    placement_.problems.push_back(std::move(problem));
  }

  const ResourceGraph& graph_;
  std::span<const Tenant> tenants_;
  Limits limits_;
  Limits fill_;
  Placement placement_;
  std::optional<Crossings> crossings_;
  std::vector<std::uint32_t> node_of_;
  std::vector<std::vector<std::uint32_t>> nodes_;  ///< the resources of each
  std::map<std::string_view, std::set<Home>> construct_homes_;
  std::map<std::string_view, std::set<Home>> recorded_homes_;  ///< those before this run
};

}  // namespace

Placement place(const ResourceGraph& graph, std::span<const Tenant> tenants, const Limits& limits) {
  Placement best;
  for (const std::size_t percent : percents) {
    Placement placement = Placer(graph, tenants, limits, percent).place();
    if (placement.problems.empty()) return placement;
    if (percent == percents.front()) best = std::move(placement);
  }
  return best;
}

}  // namespace omnitrack::split
