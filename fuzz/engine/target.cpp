#include "engine/target.hpp"

#include <vector>

namespace omnitrack::fuzz {

namespace {

// Made when first asked for, as targets are made before main in any order.
std::vector<const NamedTarget*>& known_targets() {
  static std::vector<const NamedTarget*> targets;
  return targets;
}

}  // namespace

NamedTarget::NamedTarget(std::string_view name, Target body) : name_(name), body_(body) {
  known_targets().push_back(this);
}

std::span<const NamedTarget* const> all_targets() { return known_targets(); }

}  // namespace omnitrack::fuzz
