#include "diff/phases/editor.hpp"

#include <algorithm>
#include <vector>

namespace omnitrack::diff {

using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

Node Editor::with(const Node& map, std::string_view key, const Node& value) {
  const auto old = map.members();
  std::vector<Member> members(old.begin(), old.end());
  const auto found = std::ranges::find(members, key, &Member::key);
  if (found != members.end()) {
    found->value = value;
  } else {
    const std::string_view kept = keep(key);
    members.push_back({kept.data(), static_cast<std::uint32_t>(kept.size()), 0, value});
  }
  Member* copy = arena_.allocate<Member>(members.size());
  std::ranges::copy(members, copy);
  return {.kind = Kind::map,
          .has_function_key = map.has_function_key || tmpl::is_function_key(key),
          .count = static_cast<std::uint32_t>(members.size()),
          .first_member = copy};
}

Node Editor::list(std::span<const Node> items) {
  Node* copy = arena_.allocate<Node>(items.size());
  std::ranges::copy(items, copy);
  return {
      .kind = Kind::list, .count = static_cast<std::uint32_t>(items.size()), .first_item = copy};
}

Node Editor::text(std::string_view text) {
  const std::string_view kept = keep(text);
  return {.kind = Kind::string,
          .count = static_cast<std::uint32_t>(kept.size()),
          .characters = kept.data()};
}

std::string_view Editor::keep(std::string_view text) {
  char* copy = arena_.allocate<char>(text.size());
  std::ranges::copy(text, copy);
  return {copy, text.size()};
}

}  // namespace omnitrack::diff
