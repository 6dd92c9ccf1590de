#include "meaning/sam/values.hpp"

#include <algorithm>

#include "meaning/known.hpp"

namespace omnitrack::meaning::sam {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

const Member* member_at(const Node* map, std::string_view way) {
  for (;;) {
    if (map == nullptr || !map->is(Kind::map) || map->is_call()) return nullptr;
    const std::size_t slash = way.find('/');
    const std::string_view step = way.substr(0, slash);
    const auto members = map->members();
    const auto found = std::ranges::find(members, step, &Member::key);
    if (found == members.end()) return nullptr;
    if (slash == std::string_view::npos) return &*found;
    map = &found->value;
    way.remove_prefix(slash + 1);
  }
}

const Node* value_at(const Node* map, std::string_view way) {
  const Member* member = member_at(map, way);
  return member == nullptr ? nullptr : &member->value;
}

bool is_given(const Node* value) {
  if (value == nullptr) return false;
  switch (value->kind) {
    case Kind::null:
      return false;
    case Kind::boolean:
      return value->text() == "true";
    case Kind::number:
      return value->text() != "0";
    default:
      return value->count != 0;
  }
}

std::string_view named_resource(const Node& value) {
  if (value.calls(Function::ref)) return value.argument().text();
  return value.is(Kind::string) ? value.text() : std::string_view();
}

Holds holds(const Node* properties, const Member& condition) {
  const Node* value = value_at(properties, condition.key());
  const Node& wanted = condition.value;
  if (wanted.text() == "*") return is_given(value) ? Holds::yes : Holds::no;
  if (value != nullptr && value->is_call()) return Holds::unknown;
  const std::string_view text = value == nullptr || value->is(Kind::null) ? "" : value->text();
  const auto is_wanted = [text](const Node& each) { return each.text() == text; };
  const bool is_one_of =
      wanted.is(Kind::list) ? std::ranges::any_of(wanted.items(), is_wanted) : is_wanted(wanted);
  return is_one_of ? Holds::yes : Holds::no;
}

}  // namespace omnitrack::meaning::sam
