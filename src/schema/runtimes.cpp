#include "schema/runtimes.hpp"

#include "schema/records.hpp"
#include "schema/schema.hpp"

namespace omnitrack::schema {

std::optional<RuntimeLifecycle> find_runtime_lifecycle(std::string_view runtime) {
  constexpr std::uint32_t texts_each = 5;
  const Offset list = record_at<HeaderRecord>(0)->runtimes;
  for (std::uint32_t i = 0; i < list_count(list); i += texts_each) {
    if (text_at(list_item(list, i)) != runtime) continue;
    return RuntimeLifecycle{text_at(list_item(list, i + 1)), text_at(list_item(list, i + 2)),
                            text_at(list_item(list, i + 3)), text_at(list_item(list, i + 4))};
  }
  return std::nullopt;
}

std::string_view extracted_on() {
  constexpr std::string_view form = "YYYY-MM-DD";
  const std::string_view all = origin();
  return all.substr(all.size() - form.size());
}

}  // namespace omnitrack::schema
