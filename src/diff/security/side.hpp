#pragma once

#include "diff/security/changed_names.hpp"
#include "template/index.hpp"

namespace omnitrack::diff {

/// One template of a stack, as it is looked at beside the other.
struct Side {
  const tmpl::Index* index = nullptr;     ///< null where there is none
  const ChangedNames* changed = nullptr;  ///< of the new side; null on the old one

  /// Whether a value depends on what means something else than on the other side.
  [[nodiscard]] bool is_moved(const tmpl::Node& value) const {
    return changed != nullptr && changed->are_mentioned(value);
  }
};

}  // namespace omnitrack::diff
