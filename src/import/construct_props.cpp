#include "import/construct_props.hpp"

#include <algorithm>
#include <charconv>

#include "import/calls.hpp"
#include "import/literals.hpp"
#include "import/removal_policies.hpp"

namespace omnitrack::importing {

using tmpl::Kind;

bool has_only(const tmpl::Node& map, std::initializer_list<std::string_view> keys) {
  return map.is(Kind::map) && std::ranges::all_of(map.members(), [&](const tmpl::Member& each) {
           return std::ranges::find(keys, each.key()) != keys.end();
         });
}

bool is_later(const tmpl::Node& value) {
  const bool is_nothing =
      value.calls(tmpl::Function::ref) && value.argument().text() == "AWS::NoValue";
  return value.is_call() && !value.calls(tmpl::Function::condition) && !is_nothing;
}

std::optional<std::int64_t> whole_number(const tmpl::Node& value) {
  if (!integer_literal(value)) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(value.text().data(), value.text().data() + value.text().size(), number);
  return number;
}

bool is_number(const tmpl::Node& value, std::int64_t least, std::int64_t most) {
  const std::optional<std::int64_t> number = whole_number(value);
  return number && *number >= least && *number <= most;
}

bool is_some_text(const tmpl::Node* value) {
  return value != nullptr && value->is(Kind::string) && !value->text().empty();
}

bool is_text(const tmpl::Node* value, std::string_view text) {
  return value != nullptr && value->is(Kind::string) && value->text() == text;
}

bool is_true(const tmpl::Node* value) {
  return value != nullptr && value->is(Kind::boolean) && value->text() == "true";
}

std::string_view word_for(const tmpl::Node* value, std::span<const Words> words) {
  if (!is_some_text(value)) return {};
  const auto found = std::ranges::find(words, value->text(), &Words::first);
  return found == words.end() ? std::string_view() : found->second;
}

std::string_view owner_of_attribute(const tmpl::Node& value, std::string_view attribute) {
  if (!value.calls(tmpl::Function::get_att)) return {};
  meaning::Name name;
  meaning::for_each_name(value, [&](const meaning::Name& each) { name = each; });
  return name.attribute == attribute ? name.text : std::string_view();
}

std::string id_beside(const Element& element, std::string_view what, Plan& plan) {
  std::string id = std::string(element.id).append(what);
  while (plan.find(meaning::Name::Of::entry, id) != nullptr) id += "Elsewhere";
  return id;
}

bool is_id_or_later(const tmpl::Node& value, std::string_view prefix) {
  return is_later(value) || (value.is(Kind::string) && value.text().starts_with(prefix));
}

Code vpc_with_id(const Element& element, const tmpl::Node& id, Plan& plan, Values& values) {
  const MemberNames& names = *element.type->props.find("VpcId");
  return call("Vpc::from_ids",
              {token("stack"), text_literal(id_beside(element, "Vpc", plan)),
               braces({}, {wrapped(".vpc_id = ", values.forced_property(id, names))})});
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

void ConstructProps::removal_policy() {
  const std::string_view policy = removal_policy_of(element_.member->value);
  add(".removal_policy = ", token(std::string(policy.empty() ? unspecified_removal : policy)));
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
