#include <string>

#include <omnitrack/glue/glue_table.hpp>

namespace omnitrack {

PartitionProjection::PartitionProjection(std::string_view column, std::string_view type)
    : column_(column) {
  set("type", type);
}

void PartitionProjection::set(std::string_view name, const Value<std::string>& value) {
  parameters_.set("projection." + std::string(column_.text()) + "." + std::string(name), value);
}

PartitionProjection PartitionProjection::values(std::string_view column,
                                                const Items<Text>& values) {
  PartitionProjection made(column, "enum");
  std::string all;
  for (const Text& value : values) {
    if (!all.empty()) all += ',';
    all += value.text();
  }
  made.set("values", all);
  return made;
}

PartitionProjection PartitionProjection::integers(std::string_view column, KnownNumber from,
                                                  KnownNumber to, KnownNumber interval,
                                                  KnownNumber digits) {
  PartitionProjection made(column, "integer");
  made.set("range", std::to_string(from.number()) + "," + std::to_string(to.number()));
  if (interval != 1) made.set("interval", std::to_string(interval.number()));
  if (digits != 0) made.set("digits", std::to_string(digits.number()));
  return made;
}

PartitionProjection PartitionProjection::dates(std::string_view column, std::string_view range,
                                               std::string_view format, KnownNumber interval,
                                               std::string_view unit) {
  PartitionProjection made(column, "date");
  made.set("range", range);
  made.set("format", format);
  if (unit.empty()) return made;
  made.set("interval", std::to_string(interval.number()));
  made.set("interval.unit", unit);
  return made;
}

PartitionProjection PartitionProjection::injected(std::string_view column) {
  return PartitionProjection(column, "injected");
}

}  // namespace omnitrack
