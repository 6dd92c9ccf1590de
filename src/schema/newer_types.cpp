#include "schema/newer_types.hpp"

#include <algorithm>
#include <ranges>

#include "schema/records.hpp"

namespace omnitrack::schema {

bool is_newer_type(std::string_view name) {
  const Offset types = record_at<HeaderRecord>(0)->newer_types;
  const auto places = std::views::iota(std::uint32_t{0}, list_count(types));
  const auto name_at = [types](std::uint32_t place) { return text_at(list_item(types, place)); };
  const auto found = std::ranges::lower_bound(places, name, {}, name_at);
  return found != places.end() && name_at(*found) == name;
}

}  // namespace omnitrack::schema
