#include "format/same_model.hpp"

#include "format/read_scalar.hpp"

namespace omnitrack::format {

namespace {

using tmpl::Function;
using tmpl::Kind;
using tmpl::Member;
using tmpl::Node;

// `Fn::GetAtt` takes a list of two names, or both as one text.
std::string joined_attribute(const Node& argument) {
  if (argument.is_scalar()) return std::string(argument.text());
  const auto items = argument.items();
  const bool are_names =
      items.size() == 2 && items[0].is(Kind::string) && items[1].is(Kind::string);
  if (!are_names || items[0].text().find('.') != std::string_view::npos) return {};
  return std::string(items[0].text()) + '.' + std::string(items[1].text());
}

bool names_same_attribute(const Node& before, const Node& after) {
  if (!before.calls(Function::get_att) || !after.calls(Function::get_att)) return false;
  const std::string name = joined_attribute(before.argument());
  return !name.empty() && name == joined_attribute(after.argument());
}

class Comparison {
 public:
  explicit Comparison(bool in_order) : in_order_(in_order) {}

  const Node* difference(const Node& before, const Node& after) const {
    if (before.is_scalar()) {
      const bool is_same = after.is_scalar() && read_scalar(before) == read_scalar(after);
      return is_same ? nullptr : &before;
    }
    if (before.kind != after.kind || before.count != after.count) return &before;
    if (names_same_attribute(before, after)) return nullptr;
    return before.is(Kind::list) ? of_items(before, after) : of_members(before, after);
  }

 private:
  const Node* of_items(const Node& before, const Node& after) const {
    for (std::size_t i = 0; i < before.count; ++i) {
      const Node* found = difference(before.items()[i], after.items()[i]);
      if (found != nullptr) return found;
    }
    return nullptr;
  }

  const Node* of_members(const Node& before, const Node& after) const {
    for (std::size_t i = 0; i < before.count; ++i) {
      const Member& member = before.members()[i];
      const Member& at_place = after.members()[i];
      const bool is_at_place = at_place.key() == member.key();
      const Node* other = is_at_place ? &at_place.value
                          : in_order_ ? nullptr
                                      : after.find(member.key());
      if (other == nullptr) return &member.value;
      const Node* found = difference(member.value, *other);
      if (found != nullptr) return found;
    }
    return nullptr;
  }

  bool in_order_;
};

}  // namespace

const Node* first_difference(const Node& before, const Node& after, bool in_order) {
  return Comparison(in_order).difference(before, after);
}

}  // namespace omnitrack::format
