#include "split/units.hpp"

#include <algorithm>
#include <map>

namespace omnitrack::split {

namespace {

// The construct of a member by its path; twins of one path are told apart by nothing.
std::vector<Unit> by_construct(std::span<const std::uint32_t> members,
                               std::span<const Tenant> tenants,
                               std::span<const std::uint32_t> bundles, std::size_t depth) {
  std::vector<Unit> units;
  std::map<std::string_view, std::size_t> places;
  std::map<std::uint32_t, std::size_t> of_bundle;
  for (const std::uint32_t each : members) {
    const auto [known, is_first] = of_bundle.try_emplace(bundles[each], 0);
    if (is_first) {
      const auto [place, is_new] =
          places.try_emplace(path_up_to(tenants[each].path, depth), units.size());
      if (is_new) units.push_back({.members = {}, .depth = depth});
      known->second = place->second;
    }
    units[known->second].members.push_back(each);
  }
  return units;
}

std::vector<Unit> by_bundle(const Unit& unit, std::span<const std::uint32_t> bundles) {
  std::vector<Unit> units;
  std::map<std::uint32_t, std::size_t> places;
  for (const std::uint32_t each : unit.members) {
    const auto [place, is_new] = places.try_emplace(bundles[each], units.size());
    if (is_new) units.push_back({.members = {}, .depth = unit.depth});
    units[place->second].members.push_back(each);
  }
  return units;
}

}  // namespace

std::string_view path_up_to(std::string_view path, std::size_t depth) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < depth; ++i) {
    end = path.find('/', end);
    if (end == std::string_view::npos) return path;
    ++end;
  }
  return end == 0 ? path : path.substr(0, end - 1);
}

std::vector<Unit> units_of(std::span<const std::uint32_t> members, std::span<const Tenant> tenants,
                           std::span<const std::uint32_t> bundles) {
  return by_construct(members, tenants, bundles, 1);
}

std::vector<Unit> taken_apart(const Unit& unit, std::span<const Tenant> tenants,
                              std::span<const std::uint32_t> bundles) {
  std::size_t deepest = 0;
  for (const std::uint32_t each : unit.members) {
    const auto slashes = std::ranges::count(tenants[each].path, '/');
    deepest = std::max(deepest, static_cast<std::size_t>(slashes) + 1);
  }
  for (std::size_t depth = unit.depth + 1; depth <= deepest; ++depth) {
    std::vector<Unit> units = by_construct(unit.members, tenants, bundles, depth);
    if (units.size() > 1) return units;
  }
  std::vector<Unit> units = by_bundle(unit, bundles);
  return units.size() > 1 ? units : std::vector<Unit>();
}

}  // namespace omnitrack::split
