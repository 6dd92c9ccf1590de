#pragma once

#include "meaning/path.hpp"
#include "template/model.hpp"

namespace omnitrack::meaning {

/// Visits the scalars in a value, itself among them, in the order of the text, with the path of
/// each.
template <typename Visit>
void for_each_scalar(const tmpl::Node& value, const Path& path, const Visit& visit) {
  if (value.is_scalar()) return visit(value, path);
  const auto items = value.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Path item(path, i);
    for_each_scalar(items[i], item, visit);
  }
  for (const tmpl::Member& member : value.members()) {
    const Path below(path, member.key());
    for_each_scalar(member.value, below, visit);
  }
}

}  // namespace omnitrack::meaning
