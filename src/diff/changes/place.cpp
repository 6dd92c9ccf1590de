#include "diff/changes/place.hpp"

namespace omnitrack::diff {

namespace {

using schema::Accepts;

bool holds_tags(const schema::Type& type) {
  return type.accepts() & Accepts::list && type.item().accepts() & Accepts::tag;
}

Place place_of(const schema::Property& property) {
  const schema::Type type = property.type();
  return {.type = type,
          .is_unordered = property.is_unordered() || holds_tags(type),
          .update = property.update()};
}

}  // namespace

Place place_of(const tmpl::ResourceEntry& resource, std::string_view property) {
  if (!resource.type) return {};
  const auto found = resource.type->shape().find(property);
  return found ? place_of(*found) : Place{};
}

Place member_place(const Place& map, std::string_view key) {
  if (!map.type) return {};
  for (std::uint32_t i = 0; i < map.type->shape_count(); ++i) {
    const auto found = map.type->shape(i).find(key);
    if (found) return place_of(*found);
  }
  const std::uint16_t accepts = map.type->accepts();
  if (accepts & Accepts::map) return {.type = map.type->map_value()};
  // What lies below JSON is JSON.
  if (accepts & Accepts::json) return {.type = map.type};
  return {};
}

Place item_place(const Place& list) {
  if (!list.type) return {};
  if (list.type->accepts() & Accepts::list) return {.type = list.type->item()};
  if (list.type->accepts() & Accepts::json) return {.type = list.type};
  return {};
}

}  // namespace omnitrack::diff
