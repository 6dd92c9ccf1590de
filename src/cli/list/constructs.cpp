#include "cli/list/constructs.hpp"

#include <algorithm>

#include "cli/page/wording.hpp"
#include "support/json_writer.hpp"

namespace omnitrack::cli {

std::vector<const ConstructEntry*> makers_of(std::string_view type) {
  std::vector<const ConstructEntry*> makers;
  for (const ConstructEntry& entry : all_constructs()) {
    if (std::find(entry.types.begin(), entry.types.end(), type) != entry.types.end()) {
      makers.push_back(&entry);
    }
  }
  return makers;
}

std::vector<const ConstructEntry*> adders_of(std::string_view type) {
  std::vector<const ConstructEntry*> known = makers_of(type);
  const std::size_t makers = known.size();
  const auto is_known = [&](std::string_view name) {
    return std::ranges::any_of(known,
                               [&](const ConstructEntry* each) { return each->name == name; });
  };
  for (std::size_t before = 0; before != known.size();) {
    before = known.size();
    for (const ConstructEntry& entry : all_constructs()) {
      if (!is_known(entry.name) && std::ranges::any_of(entry.through, is_known)) {
        known.push_back(&entry);
      }
    }
  }
  known.erase(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(makers));
  std::ranges::sort(known, {}, &ConstructEntry::name);
  return known;
}

std::string constructs_text() {
  std::string text;
  for (const ConstructEntry& entry : all_constructs()) {
    const std::vector<std::string_view> types(entry.types.begin(), entry.types.end());
    text.append(entry.name).append("  <").append(entry.header).append(">\n");
    text.append("  ").append(listed(types, ", ")).append("\n");
    if (entry.through.empty()) continue;
    const std::vector<std::string_view> through(entry.through.begin(), entry.through.end());
    text.append("  and through ").append(listed(through, ", ")).append("\n");
  }
  return text;
}

std::string constructs_json() {
  return support::json_text(support::JsonLayout::wide, [](support::JsonWriter& json) {
    json.begin_list();
    for (const ConstructEntry& entry : all_constructs()) {
      json.begin_item();
      json.begin_object();
      json.member("construct", entry.name);
      json.member("header", entry.header);
      json.list("types", entry.types, [&](std::string_view each) { json.string(each); });
      json.list("through", entry.through, [&](std::string_view each) { json.string(each); });
      json.end_object();
    }
    json.end_list();
  });
}

}  // namespace omnitrack::cli
