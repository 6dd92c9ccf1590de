#include "schema/parameter_types.hpp"

#include "schema/records.hpp"

namespace omnitrack::schema {

std::uint32_t parameter_type_count() {
  return list_count(record_at<HeaderRecord>(0)->parameter_types);
}

std::string_view parameter_type(std::uint32_t index) {
  return text_at(list_item(record_at<HeaderRecord>(0)->parameter_types, index));
}

}  // namespace omnitrack::schema
