#include "schema/relations.hpp"
#include "schema/schema.hpp"

namespace omnitrack::schema {

namespace {

const PropertyExtraRecord* extra_of(const PropertyRecord& property) {
  static constexpr PropertyExtraRecord none{};
  const bool has_more = property.flags & PropertyRecord::has_more;
  return has_more ? record_at<PropertyExtraRecord>(property.limits) : &none;
}

}  // namespace

Limits Property::item_limits() const {
  const Offset limits = extra_of(*record_)->item_limits;
  return Limits(limits == 0 ? nullptr : record_at<LimitsRecord>(limits));
}

std::string_view Property::default_text() const {
  return text_at(extra_of(*record_)->default_text);
}

std::uint32_t Property::relation_count() const {
  return count_relations(extra_of(*record_)->relations);
}

Relation Property::relation(std::uint32_t index) const {
  return relation_of(extra_of(*record_)->relations, index);
}

}  // namespace omnitrack::schema
