#include "schema/schema.hpp"

namespace omnitrack::schema {

namespace {

Type type_or_any(Offset offset) {
  return Type(record_at<TypeRecord>(offset == 0 ? record_at<HeaderRecord>(0)->any_type : offset));
}

}  // namespace

Type Type::item() const { return type_or_any(record_->item); }
Type Type::map_value() const { return type_or_any(record_->map_value); }

Shape Type::shape(std::uint32_t index) const {
  return Shape(record_at<ShapeRecord>(behind<Offset>(record_)[index]));
}

std::string Type::text() const { return std::string(text_at(record_->text)); }

}  // namespace omnitrack::schema
