#pragma once

#include "diff/security/changed_names.hpp"
#include "diff/security/given_values.hpp"
#include "meaning/surroundings.hpp"
#include "template/index.hpp"

namespace omnitrack::diff {

/// One template of a stack, as it is looked at beside the other.
struct Side {
  const tmpl::Index* index = nullptr;     ///< null where there is none
  const ChangedNames* changed = nullptr;  ///< between both
  const meaning::Surroundings* surroundings = nullptr;
  const GivenValues* given = nullptr;  ///< null where no parameter is given a value
  bool is_new = false;

  /// The text that a Ref to a parameter or to the place gives, where somebody said it; nothing for
  /// anything else.
  [[nodiscard]] std::optional<std::string_view> said_text(const tmpl::Node& value) const;

  /// Whether a value of the new side depends on what means something else than on the old one.
  [[nodiscard]] bool is_moved(const tmpl::Node& value) const {
    return is_new && changed->are_mentioned(value);
  }
};

}  // namespace omnitrack::diff
