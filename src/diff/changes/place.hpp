#pragma once

#include <optional>
#include <string_view>

#include "schema/schema.hpp"
#include "template/index.hpp"

namespace omnitrack::diff {

/// What the specification knows of the place that a value stands in; nothing where it knows none.
struct Place {
  std::optional<schema::Type> type = std::nullopt;
  bool is_unordered = false;  ///< of a list: whether the order of its items says nothing
  schema::Update update = schema::Update::in_place;  ///< what a change of it does, by itself
};

/// The place of a property in its resource.
Place place_of(const tmpl::ResourceEntry& resource, std::string_view property);

/// The place of a member in the map at a place.
Place member_place(const Place& map, std::string_view key);

/// The place of an item in the list at a place.
Place item_place(const Place& list);

}  // namespace omnitrack::diff
