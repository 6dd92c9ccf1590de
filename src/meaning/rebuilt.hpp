#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "template/builder.hpp"
#include "template/model.hpp"

namespace omnitrack::meaning {

/// A map with other values: `changed(const Member&)` gives the new one of a member, or nothing
/// where it stays. Nothing where all of them stay.
template <typename Changed>
std::optional<tmpl::Node> rebuilt_map(tmpl::Builder& builder, const tmpl::Node& map,
                                      const Changed& changed) {
  std::vector<tmpl::Member> members;
  for (std::size_t i = 0; i < map.members().size(); ++i) {
    const std::optional<tmpl::Node> value = changed(map.members()[i]);
    if (!value) continue;
    if (members.empty()) members.assign(map.members().begin(), map.members().end());
    members[i].value = *value;
  }
  if (members.empty()) return std::nullopt;
  tmpl::Node made = builder.map(members, map.begin, map.end);
  made.is_short_form = map.is_short_form;
  return made;
}

/// The same of a list, by `changed(const Node&)`, which stands in the list.
template <typename Changed>
std::optional<tmpl::Node> rebuilt_list(tmpl::Builder& builder, const tmpl::Node& list,
                                       const Changed& changed) {
  std::vector<tmpl::Node> items;
  for (std::size_t i = 0; i < list.items().size(); ++i) {
    const std::optional<tmpl::Node> item = changed(list.items()[i]);
    if (!item) continue;
    if (items.empty()) items.assign(list.items().begin(), list.items().end());
    items[i] = *item;
  }
  if (items.empty()) return std::nullopt;
  return builder.list(items, list.begin, list.end);
}

}  // namespace omnitrack::meaning
