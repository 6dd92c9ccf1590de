#include "schema/schema.hpp"

namespace omnitrack::schema {

std::string_view Shape::name() const { return text_at(record_->name); }

std::optional<Property> Shape::find(std::string_view name) const {
  const auto name_of = [this](int i) { return property(static_cast<std::uint32_t>(i)).name(); };
  const int index =
      record_->property_count <= ShapeRecord::most_in_bytes
          ? find_in_slots<std::uint8_t>(record_->slots, record_->slot_mask, name, name_of)
          : find_in_slots<Narrow>(record_->slots, record_->slot_mask, name, name_of);
  if (index < 0) return std::nullopt;
  return property(static_cast<std::uint32_t>(index));
}

Rule Shape::rule(std::uint32_t index) const {
  return Rule(record_at<RuleRecord>(list_item(record_->rules, index)));
}

std::string_view Rule::about() const { return text_at(record_->about); }
bool Rule::is_warning() const { return record_->is_warning != 0; }

Limits Rule::limits() const {
  return Limits(record_->limits == 0 ? nullptr : record_at<LimitsRecord>(record_->limits));
}

}  // namespace omnitrack::schema
