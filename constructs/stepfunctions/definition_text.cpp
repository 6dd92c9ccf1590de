#include "definition_text.hpp"

#include <algorithm>

namespace omnitrack::stepfunctions {

bool has_null(const Node& node) {
  if (node.kind == NodeKind::null) return true;
  if (node.kind == NodeKind::list) return std::any_of(node.items, node.items + node.size, has_null);
  if (node.kind != NodeKind::object) return false;
  return std::any_of(node.fields, node.fields + node.size,
                     [](const Field& field) { return has_null(field.value); });
}

std::vector<std::string> placeholders_of(std::string_view text) {
  std::vector<std::string> names;
  std::size_t at = text.find("${");
  while (at != std::string_view::npos) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) break;
    const std::string name(text.substr(at + 2, end - at - 2));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    at = text.find("${", end);
  }
  return names;
}

}  // namespace omnitrack::stepfunctions
