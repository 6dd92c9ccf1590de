#include "lock/next_lock.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace omnitrack::lock {

namespace {

const std::string& id_of(const PresentResource& resource, const ChosenIds& chosen) {
  const auto found = chosen.find(&resource);
  return found == chosen.end() ? resource.origin->logical_id : found->second;
}

using PinsByIdAndType =
    std::map<std::pair<std::string_view, std::string_view>, const std::vector<Pin>*>;

PinsByIdAndType pins_in(const Lock& lock) {
  PinsByIdAndType pins;
  for (const Entry& each : lock.entries) {
    const LockedResource& locked = each.resource;
    pins.try_emplace({locked.logical_id, locked.type}, &locked.pins);
  }
  return pins;
}

// What the template holds to; or what the locked resource had whose id it gets from now on.
const std::vector<Pin>& pins_of(const PresentResource& resource, const std::string& id,
                                const PinsByIdAndType& locked) {
  if (resource.origin->locked) return resource.origin->pins;
  const auto found = locked.find({id, resource.origin->type});
  return found == locked.end() ? resource.origin->pins : *found->second;
}

using HomesByStackAndId =
    std::map<std::pair<std::string_view, std::string_view>, const std::string*>;

HomesByStackAndId homes_in(const Lock& lock) {
  HomesByStackAndId homes;
  for (const Entry& each : lock.entries) {
    const LockedResource& locked = each.resource;
    homes.try_emplace({locked.stack, locked.logical_id}, &locked.nested);
  }
  return homes;
}

// Where the template has it; or where the locked resource lived whose id it gets from now on.
const std::string& home_of(const PresentResource& resource, const ChosenIds& chosen,
                           const HomesByStackAndId& locked) {
  const auto id = chosen.find(&resource);
  if (id == chosen.end()) return resource.origin->nested;
  const auto found = locked.find({resource.stack, id->second});
  return found == locked.end() ? resource.origin->nested : *found->second;
}

}  // namespace

Lock next_lock(const Lock& before, const Present& present, const ChosenIds& chosen) {
  Lock next;
  const PinsByIdAndType pins = pins_in(before);
  const HomesByStackAndId homes = homes_in(before);
  for (const Entry& each : before.entries) {
    if (!present.makes(each.resource.stack)) next.entries.push_back(each);
  }
  for (const PresentResource& each : present.resources()) {
    next.entries.push_back({.resource = {.stack = std::string(each.stack),
                                         .path = each.origin->path,
                                         .logical_id = id_of(each, chosen),
                                         .type = each.origin->type,
                                         .pins = pins_of(each, id_of(each, chosen), pins),
                                         .nested = home_of(each, chosen, homes)},
                            .digest = each.digest});
  }
  next.sort();
  return next;
}

std::vector<IdClash> find_clashes(std::span<const SynthesizedStack> stacks, const Present& present,
                                  const ChosenIds& chosen) {
  using StackAndId = std::pair<std::string_view, std::string_view>;
  std::map<StackAndId, std::string_view> taken;  // by stack and id, with the path of who has it
  for (const SynthesizedStack& stack : stacks) {
    for (const ElementOrigin& each : stack.origins) {
      // Ref finds resources and parameters by one name.
      const bool counts = each.kind == ConstructKind::parameter || each.id_follows_content;
      if (counts) taken.emplace(StackAndId(stack.name, each.logical_id), each.path);
    }
  }
  std::vector<IdClash> clashes;
  // Those that keep their ids come first, so that the clash is reported for the others.
  for (const bool is_chosen : {true, false}) {
    for (const PresentResource& each : present.resources()) {
      if (chosen.contains(&each) != is_chosen) continue;
      const std::string& id = id_of(each, chosen);
      const auto [first, is_new] = taken.emplace(StackAndId(each.stack, id), each.origin->path);
      if (!is_new) clashes.push_back({&each, id, std::string(first->second)});
    }
  }
  return clashes;
}

std::vector<std::string_view> stacks_not_made(const Lock& lock, const Present& present) {
  std::vector<std::string_view> names;
  for (const Entry& each : lock.entries) {
    const std::string& stack = each.resource.stack;
    if (present.makes(stack)) continue;
    if (names.empty() || names.back() != stack) names.emplace_back(stack);
  }
  return names;
}

}  // namespace omnitrack::lock
