#pragma once

#include <string>
#include <vector>

#include "cli/templates/side.hpp"

namespace omnitrack::cli {

/// The templates of one stack on both sides.
struct SidePair {
  std::string name;
  const SideTemplate* before = nullptr;  ///< null where the stack is new
  const SideTemplate* after = nullptr;   ///< null where it is gone
  /// The stack that it is a part of; empty where it is no nested stack.
  std::string part_of = {};

  /// The stack whose template it is, or whose nested stack.
  [[nodiscard]] const std::string& stack() const { return part_of.empty() ? name : part_of; }
};

/// Adds a pair, and those of the nested stacks that its templates are split into: `STACK.PART`.
void add_pair(std::vector<SidePair>& pairs, const std::string& name, const SideTemplate* before,
              const SideTemplate* after);

/// Pairs templates by the names of their stacks; a file that stands alone goes with the template of
/// its name, or else with the only one, and the others are left alone; that of a part goes with the
/// part. In the order of the new
/// side; gone stacks last. Throws Failure where it is not clear what belongs together.
std::vector<SidePair> pair_templates(const Side& before, const Side& after);

}  // namespace omnitrack::cli
