#pragma once

#include <vector>

#include <omnitrack/synth.hpp>

namespace omnitrack {

/// The records of a stack's resources, as a lock file would hold them after the synth.
inline std::vector<LockedResource> lock_of(const SynthesizedStack& stack) {
  std::vector<LockedResource> lock;
  for (const ElementOrigin& each : stack.origins) {
    if (each.kind != ConstructKind::resource) continue;
    lock.push_back({.stack = stack.name,
                    .path = each.path,
                    .logical_id = each.logical_id,
                    .type = each.type,
                    .nested = each.nested});
  }
  return lock;
}

}  // namespace omnitrack
