#include <array>
#include <bit>

#include "schema/schema.hpp"

namespace omnitrack::schema {

namespace {

Type type_at(Offset offset) { return Type(record_at<TypeRecord>(offset)); }

Type any_type() { return type_at(record_at<HeaderRecord>(0)->any_type); }

// How many offsets follow the record for its bits below `bit`.
std::uint32_t offsets_before(std::uint16_t bits, std::uint32_t bit) {
  constexpr std::uint32_t followed =
      TypeRecord::has_item | TypeRecord::has_map_value | TypeRecord::has_text;
  return count_bits(bits & followed & (bit - 1));
}

}  // namespace

Type Type::item() const {
  if ((record_->bits & TypeRecord::has_item) == 0) return any_type();
  return type_at(behind<NarrowOffset>(record_)[0]);
}

Type Type::map_value() const {
  const std::uint16_t bits = record_->bits;
  if ((bits & TypeRecord::has_map_value) == 0) return any_type();
  return type_at(behind<NarrowOffset>(record_)[offsets_before(bits, TypeRecord::has_map_value)]);
}

Shape Type::shape(std::uint32_t index) const {
  const std::uint32_t first = offsets_before(record_->bits, TypeRecord::has_text << 1U);
  return Shape(record_at<ShapeRecord>(behind<NarrowOffset>(record_)[first + index]));
}

std::string Type::text() const {
  static constexpr std::array<std::string_view, 7> scalars = {
      "string", "boolean", "integer", "number", "json", "date-time", "tag"};
  const std::uint16_t bits = record_->bits;
  if (bits & TypeRecord::has_text) {
    return std::string(
        text_at(behind<NarrowOffset>(record_)[offsets_before(bits, TypeRecord::has_text)]));
  }
  if (shape_count() != 0) return '#' + std::string(shape(0).name());
  if (bits & TypeRecord::has_item) return '[' + item().text() + ']';
  if (bits & TypeRecord::has_map_value) return '{' + map_value().text() + '}';
  return std::string(scalars[static_cast<std::size_t>(std::countr_zero(bits))]);
}

}  // namespace omnitrack::schema
