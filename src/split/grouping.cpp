#include "split/grouping.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "split/circles.hpp"
#include "split/units.hpp"
#include "support/quoted.hpp"

namespace omnitrack::split {

namespace {

using support::quoted;

class Bundles {
 public:
  explicit Bundles(std::size_t size) : of_(size) { std::iota(of_.begin(), of_.end(), 0U); }

  std::uint32_t find(std::uint32_t at) {
    while (of_[at] != at) at = of_[at] = of_[of_[at]];
    return at;
  }
  void join(std::uint32_t one, std::uint32_t other) {
    // Of a list it gives values; of two arguments references, here to what is gone.
    const auto [first, second] = std::minmax({find(one), find(other)});
    of_[second] = first;
  }

 private:
  std::vector<std::uint32_t> of_;
};

// A resource that no lock records lives with what it is of: with the first that it needs in its
// construct, and else with the first at all.
void join_followers(const ResourceGraph& graph, std::span<const Tenant> tenants, Bundles& bundles) {
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    if (!tenants[i].id_follows_content || graph.targets()[i].empty()) continue;
    const std::string_view own = path_up_to(tenants[i].path, 1);
    const auto& targets = graph.targets()[i];
    const auto in_own = std::ranges::find_if(targets, [&](std::uint32_t each) {
      return path_up_to(tenants[each].path, 1) == own && !tenants[each].id_follows_content;
    });
    bundles.join(i, in_own == targets.end() ? targets.front() : *in_own);
  }
}

std::string words_of(const Homes& homes, Home home) {
  return home == own_template ? "the stack's own template" : quoted(homes.names[home - 1]);
}

Problem torn(const ResourceGraph& graph, const Homes& homes, std::uint32_t user,
             std::uint32_t target) {
  return {
      .kind = Problem::Kind::unsplittable,
      .logical_ids = {std::string(graph.logical_id(user)), std::string(graph.logical_id(target))},
      .message = "it lives in " + words_of(homes, homes.of[user]) + " and reads of " +
                 quoted(graph.logical_id(target)) + ", in " + words_of(homes, homes.of[target]) +
                 ", what does not get from one template into another",
      .hint =
          "secrets, objects and texts of more than 4,096 bytes are read only beside their "
          "resource"};
}

/// Makes units smaller until no two of them, or a unit and a part, wait for one another.
class Groups {
 public:
  Groups(const ResourceGraph& graph, std::span<const Tenant> tenants,
         std::span<const std::uint32_t> bundles, std::size_t most_in_group,
         std::size_t most_in_part, Homes& homes)
      : graph_(graph),
        tenants_(tenants),
        bundles_(bundles),
        most_in_group_(most_in_group),
        most_in_part_(most_in_part),
        homes_(homes) {}

  Grouping make() {
    std::vector<std::uint32_t> members;
    for (std::uint32_t i = 0; i < graph_.size(); ++i) {
      if (homes_.of[i] == no_home) members.push_back(i);
    }
    units_ = units_of(members, tenants_, bundles_);
    take_big_ones_apart();
    while (settle()) {
    }
    return std::move(made_);
  }

 private:
  void take_big_ones_apart() {
    for (std::size_t i = 0; i < units_.size();) {
      if (units_[i].members.size() <= most_in_group_ || !take_apart(i)) ++i;
    }
  }

  // Puts what a unit consists of into its place.
  bool take_apart(std::size_t unit) {
    std::vector<Unit> inner = taken_apart(units_[unit], tenants_, bundles_);
    if (inner.empty()) return false;
    units_[unit] = std::move(inner.front());
    units_.insert(units_.begin() + static_cast<std::ptrdiff_t>(unit) + 1,
                  std::make_move_iterator(inner.begin() + 1), std::make_move_iterator(inner.end()));
    return true;
  }

  // One round. Returns whether something changed; else the groups are made, or there are problems.
  bool settle() {
    number_nodes();
    const Arrows arrows = contracted();
    std::vector<std::size_t> to_take_apart;
    made_.groups.clear();
    bool has_changed = false;
    for (const std::vector<std::uint32_t>& strong : strong_groups(arrows)) {
      switch (judge(strong, arrows)) {
        case Verdict::group:
          made_.groups.push_back(members_of(strong));
          break;
        case Verdict::divide:
          to_take_apart.push_back(largest_of(strong));
          break;
        case Verdict::settled:
          has_changed = true;
          break;
        case Verdict::none:
          break;
      }
    }
    if (!made_.problems.empty()) return false;
    std::ranges::sort(to_take_apart, std::greater<>());
    for (const std::size_t each : to_take_apart) take_apart(each);
    return has_changed || !to_take_apart.empty();
  }

  enum class Verdict : std::uint8_t { none, group, divide, settled };

  Verdict judge(const std::vector<std::uint32_t>& strong, const Arrows& arrows) {
    std::size_t units = 0;
    std::size_t members = 0;
    for (const std::uint32_t node : strong) {
      if (node < first_unit_) continue;
      ++units;
      members += units_[node - first_unit_].members.size();
    }
    if (strong.size() == 1) return units == 1 ? Verdict::group : Verdict::none;
    const std::size_t fixed = strong.size() - units;
    if (fixed == 0 && members <= most_in_group_) return Verdict::group;
    const bool is_of_part = fixed == 1 && strong.front() < homes_.names.size();
    if (is_of_part && size_of_part(strong.front()) + members <= most_in_part_) {
      for (const std::uint32_t each : members_of(strong)) homes_.of[each] = strong.front() + 1;
      return Verdict::settled;
    }
    if (units != 0 && largest_of(strong) != units_.size()) return Verdict::divide;
    if (fixed == 0) return Verdict::group;
    made_.problems.push_back(is_of_part ? no_room(strong) : circle(strong, arrows));
    return Verdict::none;
  }

  // Parts come first, then the resources of the stack's own template, then units.
  void number_nodes() {
    node_of_.assign(graph_.size(), 0);
    auto next = static_cast<std::uint32_t>(homes_.names.size());
    for (std::uint32_t i = 0; i < graph_.size(); ++i) {
      if (homes_.of[i] == own_template) {
        node_of_[i] = next++;
      } else if (homes_.of[i] != no_home) {
        node_of_[i] = homes_.of[i] - 1;
      }
    }
    first_unit_ = next;
    std::erase_if(units_,
                  [&](const Unit& each) { return homes_.of[each.members.front()] != no_home; });
    for (const Unit& unit : units_) {
      for (const std::uint32_t each : unit.members) node_of_[each] = next;
      ++next;
    }
    nodes_ = next;
  }

  [[nodiscard]] Arrows contracted() const {
    Arrows arrows(nodes_);
    for (std::uint32_t i = 0; i < graph_.size(); ++i) {
      for (const std::uint32_t target : graph_.targets()[i]) {
        if (node_of_[i] != node_of_[target]) arrows[node_of_[i]].push_back(node_of_[target]);
      }
    }
    for (std::vector<std::uint32_t>& each : arrows) sort_unique(each);
    return arrows;
  }

  [[nodiscard]] std::vector<std::uint32_t> members_of(
      const std::vector<std::uint32_t>& strong) const {
    std::vector<std::uint32_t> members;
    for (const std::uint32_t node : strong) {
      if (node < first_unit_) continue;
      const auto& of_unit = units_[node - first_unit_].members;
      members.insert(members.end(), of_unit.begin(), of_unit.end());
    }
    std::ranges::sort(members);
    return members;
  }

  // The place of the largest unit that can be taken apart; the number of units where none can.
  [[nodiscard]] std::size_t largest_of(const std::vector<std::uint32_t>& strong) const {
    std::size_t best = units_.size();
    for (const std::uint32_t node : strong) {
      if (node < first_unit_) continue;
      const Unit& unit = units_[node - first_unit_];
      const bool is_larger =
          best == units_.size() || unit.members.size() > units_[best].members.size();
      if (is_larger && !taken_apart(unit, tenants_, bundles_).empty()) best = node - first_unit_;
    }
    return best;
  }

  [[nodiscard]] std::size_t size_of_part(std::uint32_t part) const {
    return static_cast<std::size_t>(std::ranges::count(homes_.of, Home{part + 1}));
  }

  [[nodiscard]] Problem no_room(const std::vector<std::uint32_t>& strong) const {
    Problem problem{.kind = Problem::Kind::full};
    for (const std::uint32_t each : members_of(strong)) {
      problem.logical_ids.emplace_back(graph_.logical_id(each));
    }
    problem.message = "it can live only in " + quoted(homes_.names[strong.front()]) +
                      ", which needs it and which it needs, and there is no room for it";
    problem.hint = "cut one of the two references, or remove something from there";
    return problem;
  }

  // The references of a circle, in the words of a message.
  [[nodiscard]] Problem circle(const std::vector<std::uint32_t>& strong,
                               const Arrows& arrows) const {
    std::vector<bool> marked(nodes_, false);
    for (const std::uint32_t each : strong) marked[each] = true;
    const std::vector<std::uint32_t> way = circle_through(arrows, strong.front(), marked);
    Problem problem{.kind = Problem::Kind::circle};
    for (std::size_t i = 0; i < way.size(); ++i) {
      const auto [user, target] = reference_between(way[i], way[(i + 1) % way.size()]);
      problem.logical_ids.emplace_back(graph_.logical_id(user));
      const Home home = homes_.of[user];
      problem.message += (i == 0 ? "" : ", ") + quoted(graph_.logical_id(user)) +
                         (home == no_home ? ", which is new," : " in " + words_of(homes_, home)) +
                         " needs " + quoted(graph_.logical_id(target));
    }
    problem.message = "the nested stacks would wait for one another: " + problem.message;
    problem.hint =
        "cut one of these references: name the thing by a text that the code knows, or read it "
        "from "
        "a parameter of SSM";
    return problem;
  }

  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> reference_between(std::uint32_t from,
                                                                          std::uint32_t to) const {
    for (std::uint32_t i = 0; i < graph_.size(); ++i) {
      if (node_of_[i] != from) continue;
      for (const std::uint32_t target : graph_.targets()[i]) {
        if (node_of_[target] == to) return {i, target};
      }
    }
    return {0, 0};
  }

  const ResourceGraph& graph_;
  std::span<const Tenant> tenants_;
  std::span<const std::uint32_t> bundles_;
  std::size_t most_in_group_;
  std::size_t most_in_part_;
  Homes& homes_;
  std::vector<Unit> units_;
  std::vector<std::uint32_t> node_of_;
  std::uint32_t first_unit_ = 0;
  std::uint32_t nodes_ = 0;
  Grouping made_;
};

}  // namespace

std::vector<std::uint32_t> bundle(const ResourceGraph& graph, std::span<const Tenant> tenants,
                                  Homes& homes, std::vector<Problem>& problems) {
  Bundles bundles(graph.size());
  for (const Bond& each : graph.bonds()) bundles.join(each.user, each.target);
  join_followers(graph, tenants, bundles);
  std::vector<std::uint32_t> of(graph.size());
  std::map<std::uint32_t, std::uint32_t> placed;  // the first placed resource of each bundle
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    of[i] = bundles.find(i);
    if (homes.of[i] != no_home) placed.try_emplace(of[i], i);
  }
  for (const Bond& each : graph.bonds()) {
    const Home home = homes.of[each.user];
    const Home of_target = homes.of[each.target];
    const bool is_torn = home != no_home && of_target != no_home && home != of_target &&
                         !(each.reaches_own && home == own_template);
    if (is_torn) problems.push_back(torn(graph, homes, each.user, each.target));
  }
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    const auto found = placed.find(of[i]);
    if (found != placed.end() && homes.of[i] == no_home) homes.of[i] = homes.of[found->second];
  }
  return of;
}

Grouping group(const ResourceGraph& graph, std::span<const Tenant> tenants,
               std::span<const std::uint32_t> bundles, std::size_t most_in_group,
               std::size_t most_in_part, Homes& homes) {
  return Groups(graph, tenants, bundles, most_in_group, most_in_part, homes).make();
}

}  // namespace omnitrack::split
