#include "import/construct_props.hpp"

#include <algorithm>
#include <optional>

#include "import/calls.hpp"

namespace omnitrack::importing {

using tmpl::Kind;

bool has_only(const tmpl::Node& map, std::initializer_list<std::string_view> keys) {
  return map.is(Kind::map) && std::ranges::all_of(map.members(), [&](const tmpl::Member& each) {
           return std::ranges::find(keys, each.key()) != keys.end();
         });
}

ConstructProps::ConstructProps(const Element& element, Values& values, Comments& comments)
    : element_(element),
      values_(values),
      comments_(comments),
      members_{wrapped(".id = ", text_literal(element.id))} {}

void ConstructProps::take_comments(std::string_view key) {
  const auto given =
      std::ranges::find(element_.resource->properties->members(), key, &tmpl::Member::key);
  pending_ = comments_.take(given->key_begin);
}

void ConstructProps::add(std::string_view member, Code code) {
  members_.push_back(wrapped(member, std::move(code)));
  members_.back().comments = std::move(pending_);
  pending_.clear();
}

void ConstructProps::value(std::string_view key, std::string_view member) {
  const tmpl::Node* given = element_.resource->properties->find(key);
  if (given == nullptr) return;
  take_comments(key);
  add(member, values_.forced_property(*given, *element_.type->props.find(key)));
}

Code ConstructProps::checked_text(const tmpl::Node& value, const MemberNames& names) {
  const std::optional<Expression> found = Calls(values_).expression(value);
  const bool is_identifier = found && found->parameter == nullptr &&
                             found->type.container == Container::value &&
                             found->type.element == ElementKind::identifier;
  Code code = values_.forced_property(value, names);
  return is_identifier ? call("as<std::string>", {std::move(code)}) : code;
}

}  // namespace omnitrack::importing
