#include "omnitrack/glue/column_type.hpp"

#include <string>

namespace omnitrack {

namespace {

ColumnType with_length(std::string_view name, std::int64_t length) {
  return std::string(name) + "(" + std::to_string(length) + ")";
}

}  // namespace

ColumnType ColumnType::decimal(KnownNumber digits, KnownNumber behind_point) {
  return "decimal(" + std::to_string(digits.number()) + "," +
         std::to_string(behind_point.number()) + ")";
}

ColumnType ColumnType::fixed_text(KnownNumber length) { return with_length("char", length); }

ColumnType ColumnType::limited_text(KnownNumber length) { return with_length("varchar", length); }

ColumnType ColumnType::array(const ColumnType& of) {
  return "array<" + std::string(of.text()) + ">";
}

ColumnType ColumnType::map(const ColumnType& keys, const ColumnType& values) {
  return "map<" + std::string(keys.text()) + "," + std::string(values.text()) + ">";
}

ColumnType ColumnType::structure(const Items<GlueColumn>& fields) {
  std::string text = "struct<";
  for (const GlueColumn& field : fields) {
    if (text.back() != '<') text += ',';
    text.append(field.name.text()).append(":").append(field.type.text());
  }
  return text + ">";
}

}  // namespace omnitrack
