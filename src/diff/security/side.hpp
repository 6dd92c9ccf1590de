#pragma once

#include "diff/security/changed_names.hpp"
#include "meaning/surroundings.hpp"
#include "template/index.hpp"

namespace omnitrack::diff {

/// One template of a stack, as it is looked at beside the other.
struct Side {
  const tmpl::Index* index = nullptr;     ///< null where there is none
  const ChangedNames* changed = nullptr;  ///< between both
  const meaning::Surroundings* surroundings = nullptr;
  bool is_new = false;

  /// Whether a value of the new side depends on what means something else than on the old one.
  [[nodiscard]] bool is_moved(const tmpl::Node& value) const {
    return is_new && changed->are_mentioned(value);
  }
};

}  // namespace omnitrack::diff
