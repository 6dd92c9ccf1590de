#include <algorithm>

#include "schema/schema.hpp"

namespace omnitrack::schema {

std::string_view ResourceType::name() const { return text_at(record_->name); }

Shape ResourceType::shape() const { return Shape(record_at<ShapeRecord>(record_->shapes)); }

std::uint32_t ResourceType::definition_count() const { return record_->definition_count; }
Shape ResourceType::definition(std::uint32_t index) const {
  return Shape(record_at<ShapeRecord>(record_->shapes) + 1 + index);
}

std::uint32_t ResourceType::identifier_count() const { return list_count(record_->identifiers); }
std::string_view ResourceType::identifier(std::uint32_t index) const {
  return text_at(list_item(record_->identifiers, index));
}

std::uint32_t ResourceType::naming_count() const { return list_count(record_->naming); }
std::string_view ResourceType::naming(std::uint32_t index) const {
  return text_at(list_item(record_->naming, index));
}

std::string_view ResourceType::ref() const { return text_at(record_->ref); }
std::uint32_t ResourceType::ref_part_count() const {
  const std::string_view parts = ref();
  if (parts.empty()) return identifier_count();
  return 1 + static_cast<std::uint32_t>(std::count(parts.begin(), parts.end(), '|'));
}
std::string_view ResourceType::ref_part(std::uint32_t index) const {
  std::string_view parts = ref();
  if (parts.empty()) return identifier(index);
  for (; index != 0; --index) parts.remove_prefix(parts.find('|') + 1);
  return parts.substr(0, parts.find('|'));
}
std::string_view ResourceType::arn() const { return text_at(record_->arn); }
std::string_view ResourceType::tags() const { return text_at(record_->tags); }
TagFormat ResourceType::tag_format() const { return static_cast<TagFormat>(record_->tag_format); }
bool ResourceType::is_stateful() const { return record_->is_stateful != 0; }
bool ResourceType::is_deprecated() const { return lifecycle() != Lifecycle::current; }
Lifecycle ResourceType::lifecycle() const { return static_cast<Lifecycle>(record_->lifecycle); }
std::string_view ResourceType::lifecycle_date() const { return text_at(record_->lifecycle_date); }
std::string_view ResourceType::transform() const { return text_at(record_->transform); }

std::uint32_t ResourceType::also_replaces_count() const {
  return list_count(record_->also_replaces);
}
std::string_view ResourceType::also_replaces(std::uint32_t index) const {
  return text_at(list_item(record_->also_replaces, index));
}

std::optional<ResourceType> find_type(std::string_view name) {
  const auto& header = *record_at<HeaderRecord>(0);
  const int index = find_in_slots<Narrow>(header.slots, header.slot_mask, name, [](int i) {
    return type(static_cast<std::uint32_t>(i)).name();
  });
  if (index < 0) return std::nullopt;
  return type(static_cast<std::uint32_t>(index));
}

std::uint32_t type_count() { return record_at<HeaderRecord>(0)->type_count; }

std::vector<std::string_view> type_names() {
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < type_count(); ++i) names.push_back(type(i).name());
  return names;
}

ResourceType type(std::uint32_t index) {
  const auto* types = record_at<NarrowOffset>(record_at<HeaderRecord>(0)->types);
  return ResourceType(record_at<ResourceRecord>(types[index]));
}

std::string_view origin() { return text_at(record_at<HeaderRecord>(0)->origin); }

}  // namespace omnitrack::schema
