#include <cstring>

#include "schema/class_sequence.hpp"
#include "schema/schema.hpp"

namespace omnitrack::schema {

namespace {

// Where a limit's value is; 0 where nothing limits so.
Offset value_of(const LimitsRecord* record, LimitsRecord::Bit bit) {
  if (record == nullptr || (record->bits & bit) == 0) return 0;
  return behind<NarrowOffset>(record)[count_bits(record->bits & (bit - 1U))];
}

double number_at(Offset offset) {
  double value;
  std::memcpy(&value, record_at<unsigned char>(offset), sizeof value);
  return value;
}

std::optional<double> number(const LimitsRecord* record, LimitsRecord::Bit bit) {
  const Offset at = value_of(record, bit);
  if (at == 0) return std::nullopt;
  return number_at(at);
}

std::optional<std::uint64_t> count(const LimitsRecord* record, LimitsRecord::Bit bit) {
  const Offset at = value_of(record, bit);
  if (at == 0) return std::nullopt;
  return static_cast<std::uint64_t>(number_at(at));
}

}  // namespace

std::optional<Pattern> Limits::pattern() const {
  const Offset at = value_of(record_, LimitsRecord::pattern);
  if (at == 0) return std::nullopt;
  return Pattern(record_at<PatternRecord>(at));
}

std::optional<std::uint64_t> Limits::min_length() const {
  return count(record_, LimitsRecord::min_length);
}
std::optional<std::uint64_t> Limits::max_length() const {
  return count(record_, LimitsRecord::max_length);
}
std::optional<double> Limits::minimum() const { return number(record_, LimitsRecord::minimum); }
std::optional<double> Limits::maximum() const { return number(record_, LimitsRecord::maximum); }
std::optional<double> Limits::exclusive_minimum() const {
  return number(record_, LimitsRecord::exclusive_minimum);
}
std::optional<double> Limits::exclusive_maximum() const {
  return number(record_, LimitsRecord::exclusive_maximum);
}
std::optional<double> Limits::multiple_of() const {
  return number(record_, LimitsRecord::multiple_of);
}
std::optional<std::uint64_t> Limits::min_items() const {
  return count(record_, LimitsRecord::min_items);
}
std::optional<std::uint64_t> Limits::max_items() const {
  return count(record_, LimitsRecord::max_items);
}
std::optional<std::uint64_t> Limits::min_properties() const {
  return count(record_, LimitsRecord::min_properties);
}
std::optional<std::uint64_t> Limits::max_properties() const {
  return count(record_, LimitsRecord::max_properties);
}

bool Limits::unique_items() const {
  return record_ != nullptr && (record_->bits & LimitsRecord::unique_items) != 0;
}
bool Limits::enum_ignores_case() const {
  return record_ != nullptr && (record_->bits & LimitsRecord::enum_ignores_case) != 0;
}

std::uint32_t Limits::enum_count() const {
  return list_count(value_of(record_, LimitsRecord::enum_));
}
std::string_view Limits::enum_value(std::uint32_t index) const {
  return text_at(list_item(value_of(record_, LimitsRecord::enum_), index));
}

std::string_view Limits::enum_as_of() const {
  return text_at(value_of(record_, LimitsRecord::enum_as_of));
}

std::string_view Limits::format() const { return text_at(value_of(record_, LimitsRecord::format)); }

std::string_view Pattern::text() const { return text_at(record_->text); }
std::optional<ClassSequence> Pattern::sequence() const {
  const Offset at = record_->sequence;
  if (at == 0) return std::nullopt;
  return ClassSequence(record_at<ClassSequenceRecord>(at));
}
std::uint32_t Pattern::index() const { return record_->index; }
std::uint32_t pattern_count() { return record_at<HeaderRecord>(0)->pattern_count; }

}  // namespace omnitrack::schema
