#include "schema/newer_types.hpp"

#include "schema/records.hpp"

namespace omnitrack::schema {

bool is_newer_type(std::string_view name) {
  const Offset types = record_at<HeaderRecord>(0)->newer_types;
  std::uint32_t first = 0;
  std::uint32_t end = list_count(types);
  while (first != end) {
    const std::uint32_t middle = first + (end - first) / 2;
    const std::string_view found = text_at(list_item(types, middle));
    if (found == name) return true;
    if (found < name) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return false;
}

}  // namespace omnitrack::schema
