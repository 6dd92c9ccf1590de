#pragma once

#include <cstdint>
#include <vector>

#include "template/model.hpp"

namespace omnitrack::fix {

/// A step from the root of a template to a value.
struct Step {
  const tmpl::Node* in = nullptr;  ///< the list or map
  std::size_t place = 0;           ///< of the item or member in it

  [[nodiscard]] const tmpl::Node& value() const {
    return in->is(tmpl::Kind::list) ? in->items()[place] : in->members()[place].value;
  }
};

/// The steps to the innermost value that takes exactly these bytes, or whose key does; empty where
/// there is none.
std::vector<Step> steps_to(const tmpl::Node& root, std::uint32_t begin, std::uint32_t end);

}  // namespace omnitrack::fix
