#include "split/crossings.hpp"

#include <algorithm>
#include <map>

namespace omnitrack::split {

namespace {

bool is_among(std::span<const std::uint32_t> members, std::uint32_t resource) {
  return std::ranges::binary_search(members, resource);
}

std::set<std::uint32_t> needs_of(const ResourceGraph& graph,
                                 std::span<const std::uint32_t> members) {
  std::set<std::uint32_t> needs;
  for (const std::uint32_t each : members) {
    needs.insert(graph.needs(each).begin(), graph.needs(each).end());
  }
  return needs;
}

}  // namespace

Crossings::Crossings(const ResourceGraph& graph, const Homes& homes, const Limits& limits)
    : graph_(graph),
      homes_(homes),
      limits_(limits),
      values_of_(graph.size()),
      users_of_(graph.values().size()) {
  for (std::uint32_t i = 0; i < graph.values().size(); ++i) {
    const Value& value = graph.values()[i];
    if (value.of == Value::Of::resource) values_of_[value.owner].push_back(i);
  }
  for (std::uint32_t i = 0; i < graph.size(); ++i) {
    for (const std::uint32_t value : graph.needs(i)) users_of_[value].push_back(i);
  }
  for (Home home = 0; home <= homes.names.size(); ++home) add_part();
  for (Home home = 0; home <= homes.names.size(); ++home) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t i = 0; i < graph.size(); ++i) {
      if (homes.of[i] == home) members.push_back(i);
    }
    add(members, home);
  }
}

void Crossings::add_part() { homes_of_.emplace_back().needed.assign(graph_.values().size(), 0); }

void Crossings::add(std::span<const std::uint32_t> members, Home home) {
  Counts& counts = homes_of_[home];
  for (const std::uint32_t each : members) {
    ++counts.resources;
    counts.bytes += graph_.bytes(each);
    for (const std::uint32_t value : graph_.needs(each)) {
      ++counts.needed[value];
      const Home owner = home_of(graph_.values()[value]);
      if (owner != no_home && owner != home) homes_of_[owner].outputs.insert(value);
    }
    for (const std::uint32_t value : values_of_[each]) {
      if (is_used_outside(value, home)) counts.outputs.insert(value);
    }
  }
  count_parameters(home);
}

bool Crossings::fits(std::span<const std::uint32_t> members, Home part,
                     const Limits& limits) const {
  const Counts& counts = homes_of_[part];
  if (counts.resources + members.size() > limits.resources) return false;
  std::size_t bytes = counts.bytes;
  for (const std::uint32_t each : members) bytes += graph_.bytes(each);
  return bytes <= limits.bytes && parameters_with(members, part) <= limits_.parameters &&
         outputs_with(members, part) <= limits_.outputs && others_can_feed(members, part);
}

bool Crossings::can_feed_own(std::span<const std::uint32_t> members) const {
  return others_can_feed(members, own_template);
}

Home Crossings::home_of(const Value& value) const {
  return value.of == Value::Of::resource ? homes_.of[value.owner] : no_home;
}

std::size_t Crossings::parameters_with(std::span<const std::uint32_t> members, Home part) const {
  const Counts& counts = homes_of_[part];
  std::size_t count = counts.parameters;
  for (const std::uint32_t each : needs_of(graph_, members)) {
    const Value& value = graph_.values()[each];
    const bool is_own = value.of == Value::Of::resource &&
                        (home_of(value) == part || is_among(members, value.owner));
    if (counts.needed[each] == 0 && !is_own) ++count;
  }
  for (const std::uint32_t member : members) {
    for (const std::uint32_t value : values_of_[member]) {
      if (counts.needed[value] != 0) --count;
    }
  }
  return count;
}

std::size_t Crossings::outputs_with(std::span<const std::uint32_t> members, Home part) const {
  std::size_t count = homes_of_[part].outputs.size();
  for (const std::uint32_t member : members) {
    for (const std::uint32_t value : values_of_[member]) {
      if (is_used_outside(value, part)) ++count;
    }
  }
  return count;
}

bool Crossings::others_can_feed(std::span<const std::uint32_t> members, Home home) const {
  std::map<Home, std::size_t> more;
  for (const std::uint32_t each : needs_of(graph_, members)) {
    const Home owner = home_of(graph_.values()[each]);
    if (owner == no_home || owner == home || owner == own_template) continue;
    const Counts& counts = homes_of_[owner];
    if (counts.outputs.contains(each)) continue;
    if (counts.outputs.size() + ++more[owner] > limits_.outputs) return false;
  }
  return true;
}

bool Crossings::is_used_outside(std::uint32_t value, Home home) const {
  if (home != own_template && std::ranges::binary_search(graph_.needs_of_outputs(), value)) {
    return true;
  }
  return std::ranges::any_of(users_of_[value], [&](std::uint32_t each) {
    return homes_.of[each] != no_home && homes_.of[each] != home;
  });
}

void Crossings::count_parameters(Home part) {
  Counts& counts = homes_of_[part];
  counts.parameters = 0;
  for (std::uint32_t i = 0; i < counts.needed.size(); ++i) {
    const Value& value = graph_.values()[i];
    const bool is_own = value.of == Value::Of::resource && homes_.of[value.owner] == part;
    if (counts.needed[i] != 0 && !is_own) ++counts.parameters;
  }
}

}  // namespace omnitrack::split
