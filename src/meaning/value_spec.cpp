#include "meaning/value_spec.hpp"

namespace omnitrack::meaning {

namespace {

using schema::Accepts;

bool holds_tags(const schema::Type& type) {
  return type.accepts() & Accepts::list && type.item().accepts() & Accepts::tag;
}

/// Whether a list in a pattern of events is a row of words and numbers, such as `[">", 0, "<", 5]`.
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
bool has_order(std::string_view key) { return key == "numeric"; }

ValueSpec spec_of(const schema::Property& property) {
  const schema::Type type = property.type();
  return {.type = type,
          .is_unordered = property.is_unordered() || holds_tags(type),
          .update = property.update(),
          .property = property};
}

}  // namespace

bool holds_json(const ValueSpec& spec) {
  if (!spec.type || spec.is_within_json) return false;
  return spec.type->accepts() & Accepts::json ||
         (spec.property && spec.property->limits().format() == "json");
}

ValueSpec spec_of(const tmpl::ResourceEntry& resource, std::string_view property) {
  if (!resource.type) return {};
  const auto found = resource.type->shape().find(property);
  return found ? spec_of(*found) : ValueSpec{};
}

ValueSpec member_spec(const ValueSpec& map, std::string_view key) {
  if (!map.type) {
    return {.is_unordered = map.is_unordered && !has_order(key),
            .is_within_json = map.is_within_json};
  }
  for (std::uint32_t i = 0; i < map.type->shape_count(); ++i) {
    const auto found = map.type->shape(i).find(key);
    if (found) return spec_of(*found);
  }
  const std::uint16_t accepts = map.type->accepts();
  if (accepts & Accepts::map) return {.type = map.type->map_value()};
  // What lies below JSON is JSON.
  if (accepts & Accepts::json || map.is_unordered) {
    return {.type = map.type,
            .is_unordered = map.is_unordered && !has_order(key),
            .is_within_json = (accepts & Accepts::json) != 0};
  }
  return {};
}

ValueSpec item_spec(const ValueSpec& list) {
  if (!list.type) {
    return {.is_unordered = list.is_unordered, .is_within_json = list.is_within_json};
  }
  if (list.type->accepts() & Accepts::list) return {.type = list.type->item()};
  const bool is_json = (list.type->accepts() & Accepts::json) != 0;
  if (is_json || list.is_unordered) {
    return {.type = list.type, .is_unordered = list.is_unordered, .is_within_json = is_json};
  }
  return {};
}

}  // namespace omnitrack::meaning
