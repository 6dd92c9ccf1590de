#pragma once

#include "schema/records.hpp"
#include "schema/schema.hpp"

// The bodies of the accessors that a check calls for every value; schema.hpp includes this.

namespace omnitrack::schema {

inline std::uint16_t Type::accepts() const {
  return static_cast<std::uint16_t>(record_->bits & ~TypeRecord::has_text);
}
inline std::uint32_t Type::shape_count() const { return record_->shape_count; }

inline std::string_view Property::name() const { return text_at(record_->name); }
inline Type Property::type() const { return Type(record_at<TypeRecord>(record_->type)); }
inline bool Property::is_required() const { return record_->flags & PropertyRecord::required; }
inline bool Property::is_deprecated() const { return record_->flags & PropertyRecord::deprecated; }
inline bool Property::is_read_only() const { return record_->flags & PropertyRecord::read_only; }
inline bool Property::is_write_only() const { return record_->flags & PropertyRecord::write_only; }
inline bool Property::is_unordered() const { return record_->flags & PropertyRecord::unordered; }
inline Update Property::update() const {
  return static_cast<Update>((record_->flags >> PropertyRecord::update_shift) &
                             PropertyRecord::update_mask);
}
inline Limits Property::limits() const {
  Offset limits = record_->limits;
  if (record_->flags & PropertyRecord::has_more) {
    limits = record_at<PropertyExtraRecord>(limits)->limits;
  }
  return Limits(limits == 0 ? nullptr : record_at<LimitsRecord>(limits));
}

inline bool Limits::has_range() const {
  constexpr std::uint32_t range = LimitsRecord::minimum | LimitsRecord::maximum |
                                  LimitsRecord::exclusive_minimum |
                                  LimitsRecord::exclusive_maximum | LimitsRecord::multiple_of;
  return record_ != nullptr && (record_->bits & range) != 0;
}
inline bool Limits::has_length() const {
  constexpr std::uint32_t length = LimitsRecord::min_length | LimitsRecord::max_length;
  return record_ != nullptr && (record_->bits & length) != 0;
}

inline std::uint32_t Shape::property_count() const { return record_->property_count; }
inline std::uint32_t Shape::rule_count() const { return list_count(record_->rules); }
inline std::uint32_t Shape::required_count() const { return record_->required_count; }
inline Property Shape::property(std::uint32_t index) const {
  return Property(record_at<PropertyRecord>(record_->properties) + index);
}
inline Rule::Keyword Rule::keyword() const { return static_cast<Keyword>(record_->keyword); }
inline std::uint32_t Rule::rule_count() const { return record_->rule_count; }
inline std::uint32_t Rule::name_count() const { return record_->name_count; }
inline Rule Rule::rule(std::uint32_t index) const {
  return Rule(record_at<RuleRecord>(behind<WideOffset>(record_)[index]));
}
inline std::string_view Rule::name(std::uint32_t index) const {
  return text_at(behind<WideOffset>(record_)[record_->rule_count + index]);
}

}  // namespace omnitrack::schema
