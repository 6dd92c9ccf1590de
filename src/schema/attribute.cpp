#include <algorithm>

#include "schema/relations.hpp"
#include "schema/schema.hpp"

namespace omnitrack::schema {

std::string_view Attribute::name() const { return text_at(record_->name); }
Type Attribute::type() const { return Type(record_at<TypeRecord>(record_->type)); }
std::uint32_t Attribute::relation_count() const { return count_relations(record_->relations); }
Relation Attribute::relation(std::uint32_t index) const {
  return relation_of(record_->relations, index);
}

std::uint32_t ResourceType::attribute_count() const { return record_->attribute_count; }

Attribute ResourceType::attribute(std::uint32_t index) const {
  return Attribute(record_at<AttributeRecord>(record_->attributes) + index);
}

namespace {

std::optional<Attribute> find_in(Offset attributes, std::uint32_t count, std::string_view name) {
  const auto* first = record_at<AttributeRecord>(attributes);
  const auto* end = first + count;
  const auto* found =
      std::lower_bound(first, end, name, [](const AttributeRecord& each, std::string_view wanted) {
        return text_at(each.name) < wanted;
      });
  if (found == end || text_at(found->name) != name) return std::nullopt;
  return Attribute(found);
}

}  // namespace

std::optional<Attribute> ResourceType::find_attribute(std::string_view name) const {
  const ResourceRecord& own = *record_;
  if (auto found = find_in(own.attributes, own.attribute_count, name)) return found;
  if (auto found = find_in(own.below, own.below_count, name)) return found;
  // Any name may follow a map, and any names what is not known further.
  std::string open;
  for (auto dot = name.rfind('.'); dot != std::string_view::npos && dot != 0;
       dot = name.rfind('.', dot - 1)) {
    open.assign(name.substr(0, dot)).append(".*");
    if (auto found = find_in(own.below, own.below_count, open)) return found;
  }
  return std::nullopt;
}

}  // namespace omnitrack::schema
